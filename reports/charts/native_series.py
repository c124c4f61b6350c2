"""The series of a native bar chart: one a status and hedge, named so; a row added by hand takes the look of its column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.charts.mark_values import plain_number
from reports.charts.native_chart import Column, Look, Sheet, categories, number, series_head, status_of, values
from reports.charts.native_labels import ARROW, RowText, number_format
from reports.document import ChartPoint, ChartSpec
from reports.domain.qualifiers import End, Qualifier
from reports.domain.statuses import Fill
from reports.ooxml.drawingml import (
    Element,
    el,
    gradient,
    line,
    pattern,
    shape,
    solid,
    text_body,
    text_el,
    text_run,
    val,
)

Part = Literal["", "low", "high"]
FADE = 14
"""Points, at scale 1: a shorter bar does not fade, and ≈ says it alone."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of bars, and the column of the sheet behind it."""

    name: str
    fill: Fill
    end: End
    rows: Mapping[int, Decimal]
    """Value by row."""
    part: Part = ""
    """Of a range: which end of it. The upper one is drawn first, the lower one over it."""

    def column(self, spec: ChartSpec, look: Look) -> Column:
        """Return its column; an empty cell where it has no row."""
        places = range(len(spec.points))
        cells = tuple(float(plain_number(self.rows[n])) if n in self.rows else None for n in places)
        formats = (number_format(spec.points[n], self.rows[n], look) if n in self.rows else "" for n in places)
        return Column(self.name, cells, tuple(formats))


def series_of(spec: ChartSpec, look: Look) -> tuple[Series, ...]:
    """Return the series in the order of their first rows; rows that state no number are in none."""
    found: dict[tuple[str, str], list[int]] = {}
    for n, point in enumerate(spec.points):
        if point.reach is not None:
            found.setdefault((point.status, point.qualifier), []).append(n)
    made = [each for rows in found.values() for each in _series_of(rows, spec, look)]
    # a chart without a series is no chart: rows that state nothing still stand on the axis
    return tuple(made) or (Series(look.speech.word("statuses", "not-stated"), "plain", "flat", {}),)


def _series_of(rows: list[int], spec: ChartSpec, look: Look) -> tuple[Series, ...]:
    points = {n: spec.points[n] for n in rows}
    first = points[rows[0]]
    status = status_of(first, look)
    if first.qualifier != Qualifier.BETWEEN:
        name = ", ".join(filter(None, (status, look.speech.word("hedge-words", first.qualifier))))
        known = {n: p.value for n, p in points.items() if p.value is not None}
        return (Series(name, first.fill, first.end, known),)
    heads = look.speech.tables["sheet"]
    high = {n: p.high for n, p in points.items() if p.high is not None}
    low = {n: p.low for n, p in points.items() if p.low is not None}
    return (
        Series(f"{status}, {heads['high']}", first.fill, first.end, high, "high"),
        Series(f"{status}, {heads['low']}", first.fill, first.end, low, "low"),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """What every series is drawn with."""

    spec: ChartSpec
    look: Look
    sheet: Sheet
    texts: tuple[RowText, ...]
    unit: float
    """Points a unit of the axis."""


def series_element(order: int, series: Series, drawn: Drawn) -> Element:
    """Return c:ser of `series`, the one at `order` among the columns of values."""
    look, hue = drawn.look, drawn.look.colours.primary
    points = {n: drawn.spec.points[n] for n in series.rows}
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(drawn.sheet, order + 1),
        _look(series, hue, look),
        val("c:invertIfNegative", 0),
        *(_point_look(n, p, series, drawn) for n, p in points.items() if p.focus or _is_short(n, series, drawn)),
        _data_labels(points, drawn) if series.part != "low" else None,
        _error_bars(series, points, drawn),
        categories(drawn.sheet),
        values(drawn.sheet, order + 1),
    )


# ── Looks ────────────────────────────────────────────────────────────────────────────────────────


def _look(series: Series, hue: str, look: Look, *, short: bool = False) -> Element:
    """Return the fill that stands for the status, or for the hedge where it changes the fill."""
    colours = look.colours
    tint = colours.focus_tint if hue == colours.focus else colours.primary_tint
    if series.end == "wall":
        return shape(solid(tint), line(hue, 1.5 * look.outline))
    if series.part == "high":
        return shape(solid(tint), line(hue, look.outline))
    if series.end == "fade" and series.fill == "solid" and not short:
        return shape(gradient(((0, hue), (0.85, hue), (1, colours.paper))), line("", 0))
    return fill_look(series.fill, hue, look)


def fill_look(fill: Fill, hue: str, look: Look) -> Element:
    """Return the fill that stands for a status."""
    paper, outline = look.colours.paper, line(hue, look.outline)
    match fill:
        case "solid":
            return shape(solid(hue), line("", 0))
        case "dense":
            return shape(pattern("dkUpDiag", hue, paper), outline)
        case "light":
            return shape(pattern("wdUpDiag", hue, paper), outline)
        case "dots":
            return shape(pattern("pct25", hue, paper), outline)
        case "dashed":
            return shape(solid(paper), line(hue, look.outline, dash="sysDash"))
        case "plain":
            edge = hue if hue == look.colours.focus else look.colours.context
            return shape(solid(look.colours.swatch), line(edge, look.outline))


def _is_short(row: int, series: Series, drawn: Drawn) -> bool:
    """Return whether a bar that should fade is too short for it."""
    fades = series.end == "fade" and series.fill == "solid"
    return fades and float(series.rows[row]) * drawn.unit < FADE * drawn.look.k


def _point_look(row: int, point: ChartPoint, series: Series, drawn: Drawn) -> Element:
    colours = drawn.look.colours
    hue = colours.focus if point.focus else colours.primary
    found = _look(series, hue, drawn.look, short=_is_short(row, series, drawn))
    return el("c:dPt", val("c:idx", row), val("c:invertIfNegative", 0), val("c:bubble3D", 0), found)


# ── Labels and open ends ─────────────────────────────────────────────────────────────────────────

_SHOWN = ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")


def _data_labels(points: Mapping[int, ChartPoint], drawn: Drawn) -> Element:
    look = drawn.look
    shown = [val(tag, int(tag == "c:showVal")) for tag in _SHOWN]
    return el(
        "c:dLbls",
        *(_data_label(n, point, drawn) for n, point in points.items()),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.ink, wrap=False),
        val("c:dLblPos", "outEnd"),
        *shown,
    )


def _data_label(row: int, point: ChartPoint, drawn: Drawn) -> Element:
    """Return figure in bold, words muted, marks in the primary colour, on one line."""
    look, colours = drawn.look, drawn.look.colours
    hue = colours.focus if point.focus else colours.ink
    inks = ((colours.ink, False), (hue, True), (colours.muted, False), (colours.primary, False))
    parts = zip(drawn.texts[row].parts, inks, strict=True)
    texts = tuple(text_run(text, look.face, rgb, bold=bold) for text, (rgb, bold) in parts if text)
    return el(
        "c:dLbl",
        val("c:idx", row),
        # LibreOffice sets a whole label in the look of its paragraph once a chart has been stored in a text document.
        el("c:tx", text_body("c:rich", look.face, hue, texts, wrap=False)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", "outEnd"),
        *(val(tag, int(tag == "c:showVal")) for tag in _SHOWN),
    )


def _error_bars(series: Series, points: Mapping[int, ChartPoint], drawn: Drawn) -> Element | None:
    """Return 'more than' as a dashed arrow of fixed length, a range as a whisker from its lower to its upper end."""
    look = drawn.look
    if series.part == "low":
        reach = {n: p.high - series.rows[n] for n, p in points.items() if p.high is not None}
        lengths = {n: plain_number(length) for n, length in reach.items()}
        stroke = line(_hue(points, look), 1.2 * look.k)
    elif series.end == "arrow":
        lengths = dict.fromkeys(points, number(ARROW * look.k / drawn.unit))
        stroke = line(_hue(points, look), 1.2 * look.k, dash="sysDash", arrow=True)
    else:
        return None
    cells = [el("c:pt", text_el("c:v", length), idx=n) for n, length in lengths.items()]
    count = val("c:ptCount", len(drawn.spec.points))
    return el(
        "c:errBars",
        val("c:errBarType", "plus"),
        val("c:errValType", "cust"),
        val("c:noEndCap", int(series.part != "low")),
        el("c:plus", el("c:numLit", text_el("c:formatCode", "General"), count, *cells)),
        el("c:spPr", el("a:noFill"), stroke),
    )


def _hue(points: Mapping[int, ChartPoint], look: Look) -> str:
    """Return the colour of the open ends of a series, which Office draws all alike."""
    return look.colours.focus if all(p.focus for p in points.values()) else look.colours.primary
