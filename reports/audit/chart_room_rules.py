"""Charts that find no room on a page: what neither Word nor a PDF can break over two pages, and would cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reports.charts.chart_kind import Native
from reports.charts.native.fit import Crowded
from reports.charts.native.parts import (
    NAME_CURE,
    crowded,
    names_marks,
    no_room_for_names,
    tallest_in_word,
    unnamed,
)
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.document import Block, Blocks, Columns, Definitions, Document, Figure, List, Panel
from reports.errors import Place, Problem, ReportError
from reports.load.template_files import Templates
from reports.theme.definition import POINTS_A_MM, Theme
from reports.theme.measured_fonts import measured_in

PAGE_MM = {"A4": 297.0, "Letter": 279.4}
TEXT_MM = {"A4": 178.0, "Letter": 183.9}
"""Width of the text of a PDF: paper less 16 mm at either side."""
BESIDE_MM = 90.0
"""Of the height of a page of a PDF: its margins, and what stands with a chart: claim, subtitle, note and source line."""
SCALE = 0.85
"""Of the marks of a chart in a PDF."""
BOX, GUTTER = 32.0, 28.35
"""Points that a box takes from the width of what is in it, and that lie between columns."""
LABELLED = 0.6
"""Share of the width for what stands beside a label, at least."""


class _Framed(NamedTuple):
    """A figure and how wide the place is where it stands, in points."""

    figure: Figure
    width: float


def crowded_charts(document: Document, templates: Templates) -> Iterator[Problem]:
    """Yield each chart of a Word file or PDF that is taller than a page; slides have a rule of their own."""
    for kind, framed in _framed(document, templates.theme):
        fault = (_in_word if kind == "docx" else _on_paper)(framed, document, templates.theme)
        if fault:
            what = (
                f"the chart {framed.figure.spec.id!r} does not fit on a page of {document.info.name}.{kind}: {fault[0]}"
            )
            yield Problem(framed.figure.where or Place(document.info.id), what, fault[1])


def unnamed_points(document: Document, templates: Templates) -> Iterator[Problem]:
    """Yield each chart of a Word file or PDF in which names of points find no room; slides are told of by their plan."""
    for kind, framed in _framed(document, templates.theme):
        spec = framed.figure.spec
        names = _unnamed(framed, document, templates.theme, kind) if names_marks(spec) and spec.points else ()
        if names:
            what = no_room_for_names(spec, names, f"in {document.info.name}.{kind}")
            yield Problem(framed.figure.where or Place(document.info.id), what, NAME_CURE)


def _framed(document: Document, theme: Theme) -> Iterator[tuple[str, _Framed]]:
    """Yield the charts of a document with the format, 'docx' or 'pdf', and the room that each has there."""
    for kind, full in (("docx", _word_width(theme, document)), ("pdf", TEXT_MM[document.info.paper] * POINTS_A_MM)):
        if kind in document.info.formats:
            yield from ((kind, each) for each in _figures(document.blocks, full, in_columns=kind == "pdf"))


def _unnamed(framed: _Framed, document: Document, theme: Theme, kind: str) -> tuple[str, ...]:
    spec = framed.figure.spec
    if kind == "docx":
        tallest = tallest_in_word(theme, document.info.paper)
        language = document.info.language
        return unnamed(spec, theme, "word", width_pt=framed.width, tallest_pt=tallest, language=language)
    with measured_in(theme):
        return KINDS[spec.kind].draw(spec, Pen(theme.colours, SCALE), framed.width).unnamed


def _word_width(theme: Theme, document: Document) -> float:
    return theme.word.text_mm(document.info.paper)[0] * POINTS_A_MM


def _figures(blocks: Blocks, width: float, *, in_columns: bool) -> Iterator[_Framed]:
    """Yield the figures among `blocks`, in boxes and columns too; Word prints columns one below the other."""
    for block in blocks:
        match block:
            case Figure():
                yield _Framed(block, width)
            case Panel(blocks=inner):
                yield from _figures(inner, width - BOX, in_columns=in_columns)
            case Columns(columns=columns, weights=weights):
                free, total = width - GUTTER * (len(columns) - 1), sum(weights) or 1
                for column, weight in zip(columns, weights, strict=True):
                    yield from _figures(column, free * weight / total if in_columns else width, in_columns=in_columns)
            case _:
                for inner in _inside(block):
                    yield from _figures(inner, width * LABELLED, in_columns=in_columns)


def _inside(block: Block) -> tuple[Blocks, ...]:
    match block:
        case List(items=items):
            return items
        case Definitions(items=statements):
            return tuple(statement.blocks for statement in statements)
        case _:
            return ()


def _in_word(framed: _Framed, document: Document, theme: Theme) -> tuple[str, str] | None:
    """Return what is wrong with a native chart in a Word file, and the cure."""
    fault = crowded(
        framed.figure.spec,
        theme,
        "word",
        width_pt=framed.width,
        tallest_pt=tallest_in_word(theme, document.info.paper),
        language=document.info.language,
    )
    return (fault.what, fault.cure) if fault else None


def _on_paper(framed: _Framed, document: Document, theme: Theme) -> tuple[str, str] | None:
    """Return what is wrong with a drawing in a PDF, and the cure."""
    spec, room = framed.figure.spec, (PAGE_MM[document.info.paper] - BESIDE_MM) * POINTS_A_MM
    if KINDS[spec.kind].is_strip or not spec.points:
        return None
    try:
        with measured_in(theme):
            tall = KINDS[spec.kind].draw(spec, Pen(theme.colours, SCALE), framed.width).height
    except ReportError as failure:
        if KINDS[spec.kind].grid_of(spec.points) is None:
            return None  # told by the rules of the chart's own values
        what, _, cure = str(failure).removeprefix(f"chart {spec.id}: ").partition("; ")
        return what, cure
    if tall <= room:
        return None
    native = KINDS[spec.kind].native_of(spec.points)
    rows = f"{len(spec.points)} {native.row if isinstance(native, Native) else 'points'}"
    fault = Crowded(rows, tall, room, int(len(spec.points) * room / tall))
    return fault.what, fault.cure
