"""The series of a native bar chart: one a status and hedge, named so; a row added by hand takes the look of its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from typing import Literal

from reports.charts.grammar.bar_marks import BarMark, Body
from reports.charts.mark_values import plain_number
from reports.charts.native.labels import ARROW, RowText, field, figure_code, number_format, shows, with_fields
from reports.charts.native.look import Look
from reports.charts.native.sheet import NBSP, Column, Sheet, categories, number, series_head, status_of, values
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
        name = look.between.join(filter(None, (status, look.speech.word("hedge-words", first.qualifier))))
        known = {n: p.value for n, p in points.items() if p.value is not None}
        return (Series(name, first.fill, first.end, known),)
    heads = look.speech.tables["sheet"]
    high = {n: p.high for n, p in points.items() if p.high is not None}
    low = {n: p.low for n, p in points.items() if p.low is not None}
    return (
        Series(f"{status}{look.between}{heads['high']}", first.fill, first.end, high, "high"),
        Series(f"{status}{look.between}{heads['low']}", first.fill, first.end, low, "low"),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """What every series is drawn with."""

    spec: ChartSpec
    marks: tuple[BarMark, ...]
    """The bar of each row."""
    look: Look
    sheet: Sheet
    texts: tuple[RowText, ...]
    unit: float
    """Points a unit of the axis."""


def series_element(order: int, series: Series, drawn: Drawn) -> Element:
    """Return c:ser of `series`, the one at `order` among the columns of values."""
    look, hue = drawn.look, drawn.look.colours.primary
    marks = {n: drawn.marks[n] for n in series.rows}
    usual = _usual(series)
    own = (n for n, mark in marks.items() if mark.point.focus or _body(n, series, drawn) != usual)
    said = {n: mark.point for n, mark in marks.items() if series.rows[n] == mark.tip}
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(drawn.sheet, order + 1),
        body_look(usual, hue, look),
        val("c:invertIfNegative", 0),
        *(_point_look(n, series, drawn) for n in own),
        _data_labels(said, drawn) if said or not series.part else None,
        _error_bars(series, marks, drawn),
        categories(drawn.sheet),
        values(drawn.sheet, order + 1),
    )


# ── Looks ────────────────────────────────────────────────────────────────────────────────────────


Shown = Body | Literal["fade", "wall", "outline"]


def _usual(series: Series) -> Shown:
    """Return the look of a series above zero, which a row that is added by hand takes."""
    if series.part == "high":
        return "tint"
    if series.end == "fade" and series.fill == "solid":
        return "fade"
    return "wall" if series.end == "wall" else series.fill


def _body(row: int, series: Series, drawn: Drawn) -> Shown:
    """Return the look of the bar that a series has in a row; a range below zero is an outline over what is certain."""
    mark, value = drawn.marks[row], series.rows[row]
    if series.part and mark.below:
        low, high = mark.point.values
        return "tint" if low < 0 < high else "outline" if series.part == "low" else mark.point.fill
    stretch = next(each for each in mark.stretches if value in (each.start, each.stop))
    if mark.end == "fade":
        return "fade" if abs(float(value)) * drawn.unit >= FADE * drawn.look.k else stretch.body
    return "wall" if mark.end == "wall" else stretch.body


def body_look(body: Shown, hue: str, look: Look, *, leftwards: bool = False) -> Element:
    """Return the fill that stands for the status, or for the hedge where it changes the fill."""
    colours = look.colours
    tint = colours.focus_tint if hue == colours.focus else colours.primary_tint
    match body:
        case "wall":
            return shape(solid(tint), line(hue, 1.5 * look.outline))
        case "tint":
            return shape(solid(tint), line(hue, look.outline))
        case "hollow":
            return shape(solid(colours.paper), line(hue, look.outline))
        case "outline":
            return el("c:spPr", el("a:noFill"), line(hue, look.outline))
        case "fade":
            ends = (0, hue), (0.85, hue), (1, colours.paper)
            return shape(gradient(((0, colours.paper), (0.15, hue), (1, hue)) if leftwards else ends), line("", 0))
        case _:
            return fill_look(body, hue, look)


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


def _point_look(row: int, series: Series, drawn: Drawn) -> Element:
    colours, mark = drawn.look.colours, drawn.marks[row]
    hue = colours.focus if mark.point.focus else colours.primary
    found = body_look(_body(row, series, drawn), hue, drawn.look, leftwards=mark.below)
    return el("c:dPt", val("c:idx", row), val("c:invertIfNegative", 0), val("c:bubble3D", 0), found)


# ── Labels and open ends ─────────────────────────────────────────────────────────────────────────


def _data_labels(points: Mapping[int, ChartPoint], drawn: Drawn) -> Element:
    look = drawn.look
    return el(
        "c:dLbls",
        *(data_label(n, point, drawn) for n, point in points.items()),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.ink, wrap=False),
        val("c:dLblPos", "outEnd"),
        *shows("Val"),
    )


def data_label(row: int, point: ChartPoint, drawn: Drawn, *, at: int | None = None, place: str = "outEnd") -> Element:
    """Return figure in bold, words muted, marks in the primary colour, on one line; past an interval, which knows no label.

    The figure is a field that follows the number, where it is made of that alone.

    `at` is its place among the categories where that is not the one of its row among the points.
    """
    look, colours, mark = drawn.look, drawn.look.colours, drawn.marks[row]
    past = abs(float(mark.outermost - mark.tip)) * drawn.unit
    text = replace(drawn.texts[row], lead=drawn.texts[row].lead + NBSP * ceil(past / look.text_width(NBSP)))
    hue = colours.focus if point.focus else colours.ink
    inks = ((colours.ink, False), (hue, True), (colours.muted, False), (colours.primary, False))
    parts = list(zip(text.parts, inks, strict=True))
    if mark.below:  # what keeps the label off the bar stands between the two
        parts = [*parts[1:], parts[0]]
    number = row if at is None else at
    code = "" if point.value is None else figure_code(point.figure, point.value)
    texts = tuple(
        field("VALUE", number, text, look.face, rgb, bold=bold)
        if code and text == point.figure
        else text_run(text, look.face, rgb, bold=bold)
        for text, (rgb, bold) in parts
        if text
    )
    return el(
        "c:dLbl",
        val("c:idx", number),
        # LibreOffice sets a whole label in the look of its paragraph once a chart has been stored in a text document.
        el("c:tx", text_body("c:rich", look.face, hue, texts, wrap=False)),
        el("c:numFmt", formatCode=code, sourceLinked=0) if code else None,
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", place),
        *shows("Val"),
        with_fields(cells=False) if code else None,
    )


def _error_bars(series: Series, marks: Mapping[int, BarMark], drawn: Drawn) -> Element | None:
    """Return 'more than' as a dashed arrow of fixed length, a range as a whisker from its lower to its upper end.

    An interval around a value is a whisker to both sides of it.
    """
    look, rows = drawn.look, len(drawn.spec.points)
    hue = _hue([mark.point for mark in marks.values()], look)
    whisker = line(hue, 1.2 * look.k)
    if series.part == "low":
        reach = {n: mark.point.high - series.rows[n] for n, mark in marks.items() if mark.point.high is not None}
        return error_bars("plus", (_lengths(reach),), whisker, rows, caps=True)
    if series.end == "arrow":
        length = number(ARROW * look.k / drawn.unit)
        lengths = {n: length for n, mark in marks.items() if mark.end == "arrow"}
        dashed = line(hue, 1.2 * look.k, dash="sysDash", arrow=True)
        return error_bars("plus", (lengths,), dashed, rows, caps=False) if lengths else None
    around = {n: (mark.tip, *mark.whisker) for n, mark in marks.items() if mark.whisker and not series.part}
    if not around:
        return None
    sides = (
        _lengths({n: high - tip for n, (tip, _, high) in around.items()}),
        _lengths({n: tip - low for n, (tip, low, _) in around.items()}),
    )
    return error_bars("both", sides, whisker, rows, caps=True)


def _lengths(reach: Mapping[int, Decimal]) -> dict[int, str]:
    return {n: plain_number(length) for n, length in reach.items()}


def error_bars(kind: str, sides: tuple[Mapping[int, str], ...], stroke: Element, rows: int, *, caps: bool) -> Element:
    """Return c:errBars with lengths of their own by row: of the side to the right, and of that to the left where given."""
    count = val("c:ptCount", rows)
    literals = []
    for tag, lengths in zip(("c:plus", "c:minus"), sides, strict=False):
        cells = (el("c:pt", text_el("c:v", length), idx=n) for n, length in lengths.items())
        code = text_el("c:formatCode", "General")
        literals.append(el(tag, el("c:numLit", code, deepcopy(count), *cells)))
    return el(
        "c:errBars",
        val("c:errBarType", kind),
        val("c:errValType", "cust"),
        val("c:noEndCap", int(not caps)),
        *literals,
        el("c:spPr", el("a:noFill"), stroke),
    )


def _hue(points: Sequence[ChartPoint], look: Look) -> str:
    """Return the colour of the open ends of a series, which Office draws all alike."""
    return look.colours.focus if all(p.focus for p in points) else look.colours.primary
