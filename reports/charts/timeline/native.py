"""Native timeline: stacked bars whose first series is invisible; then one series for what is done, planned or derived.

The axis counts months and shows their names. What is shorter than a mark can be is a sign on its day, not a bar: an outline
would close up, and a bar drawn longer would say so in its data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reports.charts.drawing import blend
from reports.charts.native_axes import CATEGORY_AXIS, VALUE_AXIS, category_axis, layout, value_axis
from reports.charts.native_chart import Plot
from reports.charts.native_labels import named, shows
from reports.charts.native_look import AXIS_ROWS, Look
from reports.charts.native_sheet import (
    NBSP,
    Column,
    Sheet,
    categories,
    facts_of,
    marks_of,
    series_head,
    status_of,
    values,
)
from reports.charts.timeline.layout import PALE, RADIUS
from reports.charts.timeline.months import MonthAxis, Stretch, stretch
from reports.document import ChartPoint, ChartSpec, Span
from reports.domain.statuses import Status
from reports.ooxml.drawingml import Element, el, gradient, line, shape, solid, text_body, text_run, val

MONTH = 30.4375
"""Days: every month is equally wide, as in the drawings."""
INTO = 4
"""Days into the month that a month's start stands for, so that each tick falls into the month it names."""
EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
LABEL_SHARE = 0.5
"""Of the width, at most, for the names of the rows."""
DONE, PLANNED = "●", "○"
"""Signs of a point; a derived one is pale."""
SIGN_SIZE = 1.7
"""Of a sign, in the size of the labels."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the chart and where it lies."""

    point: ChartPoint
    span: Span
    place: Stretch
    is_sign: bool
    """Whether it is too short for a bar."""


def timeline_names(spec: ChartSpec, look: Look) -> tuple[str, ...]:
    """Return the names of the rows, with words and marks on a line below."""
    return tuple(
        "\n".join(filter(None, (named(point, look), NBSP.join(filter(None, (point.words, marks_of(point)))))))
        for point in spec.points
    )


def native_timeline(spec: ChartSpec, look: Look) -> Plot:
    """Return one bar a row, from its start to its end; names and words stand in the labels of the rows."""
    axis = MonthAxis(spec.start, spec.stop)
    labels = timeline_names(spec, look)
    left = look.label_column(labels, LABEL_SHARE)
    room = look.width - left - look.text_width("Mmm 0000") / 2
    rows = _rows(spec, axis, look, room / axis.months)
    groups = _groups(rows)
    sheet = _sheet(spec, axis, labels, rows, groups, look)
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        _series(0, sheet, shape(None, line("", 0))),
        *(_group(order, members, sheet, rows, look) for order, members in enumerate(groups.values(), 1)),
        val("c:gapWidth", 180),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    step = axis.label_step(room / axis.months, 1.25 * look.text_width("Mmm 0000"))
    least = _base(axis)
    months = value_axis(look, least, least + axis.months * MONTH, step=step * MONTH, code="mmm yyyy", grid=True)
    tall = len(spec.points) / (len(spec.points) + AXIS_ROWS)
    place = layout(left / look.width, 0, room / look.width, tall)
    return Plot(el("c:plotArea", place, chart, category_axis(look), months, shape(None, line("", 0))), sheet)


def _rows(spec: ChartSpec, axis: MonthAxis, look: Look, month: float) -> dict[int, _Row]:
    """Return the rows that have a date, by their place; a month is `month` points wide."""
    found = {}
    for n, point in enumerate(spec.points):
        if point.span is not None:
            place = stretch(point.span, axis)
            found[n] = _Row(point, point.span, place, place.is_short(month, 2 * RADIUS * look.k))
    return found


def _groups(rows: Mapping[int, _Row]) -> dict[tuple[str, bool, bool], tuple[int, ...]]:
    """Return the rows of each series: of one status, done or planned, stated or derived."""
    found: dict[tuple[str, bool, bool], tuple[int, ...]] = {}
    for n, row in rows.items():
        key = (row.point.status, row.span.planned, row.span.derived)
        found[key] = (*found.get(key, ()), n)
    return found


def _base(axis: MonthAxis) -> float:
    return float((date(axis.first_year, axis.first_month, 1) - EPOCH).days + INTO)


def _sheet(
    spec: ChartSpec,
    axis: MonthAxis,
    labels: tuple[str, ...],
    rows: Mapping[int, _Row],
    groups: Mapping[tuple[str, bool, bool], tuple[int, ...]],
    look: Look,
) -> Sheet:
    """Return positions for the chart, and beside them the dates they were made from."""
    places = range(len(spec.points))
    heads = look.speech.tables["sheet"]
    starts = tuple(round(_base(axis) + rows[n].place.first * MONTH, 4) if n in rows else None for n in places)
    lengths = {n: round((row.place.last - row.place.first) * MONTH, 4) for n, row in rows.items()}
    series = (
        Column(_name(rows[members[0]], look), tuple(lengths[n] if n in members else None for n in places))
        for members in groups.values()
    )
    spans = tuple(f"{rows[n].span.start}/{rows[n].span.end}" if n in rows else "" for n in places)
    more = (*facts_of(spec, look), Column(heads["span"], spans))
    return Sheet(Column(spec.unit, labels), (Column(heads["start"], starts), *series), more)


def _name(row: _Row, look: Look) -> str:
    """Return the name of a series: the status, whether it is a plan where the status does not say so, what is derived."""
    parts = [status_of(row.point, look)]
    if row.span.planned and not Status(row.point.status).standing.ahead:
        parts.append(look.speech.word("statuses", "planned"))
    if row.span.derived:
        parts.append(look.speech.word("sheet", "derived"))
    return ", ".join(parts)


def _series(order: int, sheet: Sheet, look: Element, *inside: Element | None) -> Element:
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(sheet, order + 1),
        look,
        val("c:invertIfNegative", 0),
        *inside,
        categories(sheet),
        values(sheet, order + 1),
    )


def _group(order: int, members: tuple[int, ...], sheet: Sheet, rows: Mapping[int, _Row], look: Look) -> Element:
    """Return the series of the rows `members`, in the look of the first; what looks otherwise has a look of its own."""
    first = _kind(rows[members[0]])
    own = [n for n in members if rows[n].is_sign or rows[n].point.focus or _kind(rows[n]) != first]
    signs = {n: rows[n] for n in members if rows[n].is_sign}
    common = _bar(rows[members[0]].span, look.colours.primary, look)
    return _series(
        order, sheet, common, *(_point(n, rows[n], look) for n in own), _signs(signs, look) if signs else None
    )


def _kind(row: _Row) -> tuple[bool, bool, bool]:
    """Return what decides how a bar looks within a series."""
    return row.span.is_moment, row.span.derived_start, row.span.derived_end


def _hue(row: _Row, look: Look) -> str:
    return look.colours.focus if row.point.focus else look.colours.primary


def _bar(span: Span, hue: str, look: Look) -> Element:
    """Return the look of a bar: filled, pale or fading where derived; an outline where planned, dashed where derived."""
    paper = look.colours.paper
    if span.planned:
        return shape(solid(paper), line(hue, look.outline, dash="sysDash" if span.derived else ""))
    if not span.derived:
        return shape(solid(hue), line("", 0))
    if span.is_moment:
        return shape(solid(blend(hue, paper, PALE)), line("", 0))
    # three stops at most: LibreOffice 7 does not read a gradient of four
    stops = ((0.0, paper), (0.35, hue), (1.0, hue)) if span.derived_start else ((0.0, hue), (0.65, hue), (1.0, paper))
    return shape(gradient(stops), line("", 0))


def _point(n: int, row: _Row, look: Look) -> Element:
    mark = shape(None, line("", 0)) if row.is_sign else _bar(row.span, _hue(row, look), look)
    return el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), mark)


def _signs(rows: Mapping[int, _Row], look: Look) -> Element:
    """Return the signs on their days, as labels in the middle of bars that are not drawn."""
    return el("c:dLbls", *(_sign(n, row, look) for n, row in rows.items()), *shows())


def _sign(n: int, row: _Row, look: Look) -> Element:
    span, hue = row.span, _hue(row, look)
    ink = blend(hue, look.colours.paper, PALE) if span.derived else hue
    face = replace(look.face, size=round(look.face.size * SIGN_SIZE))
    run = text_run(PLANNED if span.planned else DONE, face, ink, bold=True)
    return el(
        "c:dLbl",
        val("c:idx", n),
        el("c:tx", text_body("c:rich", face, ink, (run,), wrap=False)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", "ctr"),
        *shows("Val"),
    )
