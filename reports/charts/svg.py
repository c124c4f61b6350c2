"""Drawings on paper: SVG 1.1 with selectable text (https://www.w3.org/TR/SVG11/).

Written by hand, since a drawing is a few kinds of shapes and importing matplotlib takes longer than the whole report;
`artist` hands the same drawings to matplotlib, and a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import count, groupby
from typing import assert_never

from reports.charts.drawing import XY, Discs, Drawing, Lines, Run, Shape
from reports.charts.mark_values import check_drawable
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.theme.definition import Theme
from reports.theme.fonts import text_width
from reports.theme.measured_fonts import measured_in
from reports.theme.scripts import is_plain
from reports.theme.shaping import Shaped, shaped

NAMESPACE = "http://www.w3.org/2000/svg"
REGULAR = 400
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def draw_svg(spec: ChartSpec, theme: Theme, width_pt: float, scale_k: float = 0.85) -> str:
    """Return the plot of `spec` as an `<svg>` element `width_pt` wide; its height follows its rows.

    Title, subtitle, note and sources are not in it: they are text around it. `<title>` holds the alternative
    text. Each point is a group `chart-<chart id>-<place>` with the attributes data-fact and data-value.

    Raises:
        ReportError: as `values.check_drawable`, and where a kind cannot show a value.
    """
    with measured_in(theme):
        return _drawn(spec, theme, width_pt, scale_k)


def _drawn(spec: ChartSpec, theme: Theme, width_pt: float, scale_k: float) -> str:
    check_drawable(spec)
    drawing = KINDS[spec.kind].draw(spec, Pen(theme.colours, scale_k), width_pt)
    width, height = _number(drawing.width), _number(drawing.height)
    frame = _attributes(
        xmlns=NAMESPACE,
        width=f"{width}pt",
        height=f"{height}pt",
        viewBox=f"0 0 {width} {height}",
        role="img",
        id=f"chart-{spec.id}",
        fill="none",
        font_family=f"'{theme.fonts.text}'",
    )
    return (
        f"<svg{frame}><title>{spec.alternative.translate(_ESCAPED)}</title>{''.join(_groups(drawing, spec.id))}</svg>"
    )


def _groups(drawing: Drawing, id: str) -> Iterator[str]:
    """Yield every mark as a group of its own, in reading order; those of facts are named."""
    number = count(1)
    for mark in drawing.marks:
        named: dict[str, str] = {}
        if mark.fact_id:
            named = {"id": f"chart-{id}-{next(number)}", "data_fact": mark.fact_id, "data_value": mark.value}
        yield f"<g{_attributes(**named)}>{''.join(map(_shape, _joined(mark.shapes)))}</g>"


def _joined(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """Yield `shapes` with neighbouring strokes of one look as one: a page of fewer elements is made sooner.

    Filled ones stay apart, since where they overlap one would cut a hole into the other.
    """
    for look, alike in groupby(shapes, _look):
        if isinstance(look, Lines):
            yield replace(look, runs=tuple(run for each in alike if isinstance(each, Lines) for run in each.runs))
        else:
            yield from alike


def _look(shape: Shape) -> Lines | None:
    """Return what strokes have in common that can be drawn as one; None for any other shape."""
    return replace(shape, runs=()) if isinstance(shape, Lines) and not shape.fill else None


def _shape(shape: Shape) -> str:
    match shape:
        case Lines(runs, stroke, width, fill, dashes, closed, round_ends):
            if not runs:
                return ""
            look = _stroke(stroke, width) | ({"fill": fill} if fill else {})
            if dashes and stroke:
                look["stroke_dasharray"] = " ".join(map(_number, dashes))
            if round_ends:
                look["stroke_linecap"] = "round"
            return f"<path{_attributes(d=''.join(_path(run, closed=closed) for run in runs), **look)}/>"
        case Discs(centres, radius, fill, stroke, width):
            look = _stroke(stroke, width) | ({"fill": fill} if fill else {})
            return "".join(
                f"<circle{_attributes(cx=_number(x), cy=_number(y), r=_number(radius), **look)}/>" for x, y in centres
            )
        case Run():
            return _text(shape)
        case _:
            assert_never(shape)


def _text(run: Run) -> str:
    """Return text that can be selected, figures of any script too; stretches whose letters join or stack as outlines.

    WeasyPrint 70 sets the letters of an SVG one by one; what they say stands in the alternative text.
    """
    if is_plain(run.text) and not run.rtl:
        return _plain_text(run)
    found = ""
    for each, at in run.parts():
        if each.script is None or _is_figure(each.text):
            spaces = text_width(each.text, run.size, run.weight) - text_width(each.text.lstrip(), run.size, run.weight)
            said = each.text.strip()
            own = each.script.family if each.script else ""
            found += _plain_text(replace(run, x=at + spaces, text=said), own) if said else ""
        else:
            letters = shaped(each.text, each.script, run.weight, figures=each.figures)
            found += f"<path{_attributes(d=_outlined(letters, at, run.y, run.size), fill=run.colour)}/>"
    return found


def _is_figure(text: str) -> bool:
    """Return whether a text holds digits and signs alone, which stand beside each other in every script."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _plain_text(run: Run, family: str = "") -> str:
    look = {"font_family": f"'{family}'"} if family else {}
    look |= {"font_weight": str(run.weight)} if run.weight != REGULAR else {}
    look = {"x": _number(run.x), "y": _number(run.y), "font_size": _number(run.size), "fill": run.colour} | look
    return f"<text{_attributes(**look)}>{run.text.translate(_ESCAPED)}</text>"


@lru_cache(1024)  # a chart is shown on paper and on slides, and most of its labels stand where they stood before a save
def _outlined(letters: Shaped, x: float, y: float, size: float) -> str:
    """Return the path data of letters that begin at x on the baseline y."""
    return "".join(
        letter + " ".join(_number(y - size * at if n % 2 else x + size * at) for n, at in enumerate(points))
        for letter, points in letters.outline
    )


def _path(run: tuple[XY, ...], *, closed: bool) -> str:
    """Return the path data of one polyline (SVG 1.1, 8.3)."""
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in run) + ("Z" if closed else "")


def _stroke(colour: str, width: float) -> dict[str, str]:
    return {"stroke": colour, "stroke_width": _number(width)} if colour and width else {}


def _attributes(**values: str) -> str:
    """Return attributes, each with a blank before it; `_` in a name stands for `-`."""
    return "".join(f' {name.replace("_", "-")}="{value.translate(_ESCAPED)}"' for name, value in values.items())


def _number(value: float) -> str:
    """Return a length in points to a thousandth, without zeros that say nothing."""
    return f"{round(value, 3) + 0:.3f}".rstrip("0").rstrip(".")  # adding 0 makes 0 of -0
