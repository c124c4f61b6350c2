"""Native timeline: stacked bars whose first series is invisible; the axis counts months and shows their names."""

from __future__ import annotations

from datetime import date

from reports.charts.native_chart import (
    CATEGORY_AXIS,
    VALUE_AXIS,
    Column,
    Look,
    Plot,
    Sheet,
    categories,
    category_axis,
    facts_of,
    layout,
    marks_of,
    series_head,
    value_axis,
    values,
)
from reports.charts.timeline.months import MonthAxis
from reports.document import ChartPoint, ChartSpec
from reports.ooxml.drawingml import Element, el, gradient, line, shape, solid, val

MONTH = 30.4375
"""Days: every month is equally wide, as in the drawings."""
INTO = 4
"""Days into the month that a month's start stands for, so that each tick falls into the month it names."""
EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


def native_timeline(spec: ChartSpec, look: Look) -> Plot:
    """Return one bar a row, from its start to its end; names and words stand in the labels of the rows."""
    axis = MonthAxis(spec.start, spec.stop)
    labels = tuple(_label(point) for point in spec.points)
    left = look.label_column(labels, 0.5)
    room = look.width - left - look.text_width("Mmm 0000") / 2
    sheet = _sheet(spec, axis, labels, look)
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        _series(0, sheet, shape(None, line("", 0)), ()),
        _series(1, sheet, shape(solid(look.colours.primary), line("", 0)), _points(spec, look)),
        val("c:gapWidth", 180),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    step = axis.label_step(room / axis.months, 1.25 * look.text_width("Mmm 0000"))
    least = _base(axis)
    months = value_axis(look, least, least + axis.months * MONTH, step=step * MONTH, code="mmm yyyy", grid=True)
    tall = len(spec.points) / (len(spec.points) + 0.8)
    place = layout(left / look.width, 0, room / look.width, tall)
    return Plot(el("c:plotArea", place, chart, category_axis(look), months, shape(None, line("", 0))), sheet)


def _label(point: ChartPoint) -> str:
    return "\n".join(filter(None, (point.label, " ".join(filter(None, (point.words, marks_of(point)))))))


def _base(axis: MonthAxis) -> float:
    return float((date(axis.first_year, axis.first_month, 1) - EPOCH).days + INTO)


def _sheet(spec: ChartSpec, axis: MonthAxis, labels: tuple[str, ...], look: Look) -> Sheet:
    """Return positions for the chart, and beside them the dates they were made from."""
    starts: list[float | None] = []
    lengths: list[float | None] = []
    spans: list[str] = []
    for point in spec.points:
        if point.span is None:
            starts.append(None)
            lengths.append(None)
            spans.append("")
            continue
        begin = axis.begin(point.span.start) if point.span.start else 0.0
        finish = axis.end(point.span.end) if point.span.end else float(axis.months)
        begin, finish = max(begin, 0.0), min(finish, float(axis.months))
        starts.append(round(_base(axis) + begin * MONTH, 4))
        lengths.append(round((finish - begin) * MONTH, 4))
        spans.append(f"{point.span.start}/{point.span.end}")
    heads = look.speech.tables["sheet"]
    return Sheet(
        Column(spec.unit, labels),
        (Column(heads["start"], tuple(starts)), Column(heads["length"], tuple(lengths))),
        (*facts_of(spec, look), Column(heads["span"], tuple(spans))),
    )


def _series(order: int, sheet: Sheet, look: Element, points: tuple[Element, ...]) -> Element:
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(sheet, order + 1),
        look,
        val("c:invertIfNegative", 0),
        *points,
        categories(sheet),
        values(sheet, order + 1),
    )


def _points(spec: ChartSpec, look: Look) -> tuple[Element, ...]:
    """Return the rows that are in focus, planned (outlined) or of derived dates (fading)."""
    found = []
    for n, point in enumerate(spec.points):
        span, hue = point.span, look.colours.focus if point.focus else look.colours.primary
        if span is None or not (point.focus or span.planned or span.derived_start or span.derived_end):
            continue
        paper = look.colours.paper
        if span.planned:
            mark = shape(solid(paper), line(hue, look.outline))
        elif span.derived_start or span.derived_end:
            # no more stops than needed: LibreOffice 7 reads a gradient of three, not of four
            before = ((0.0, paper), (0.35, hue)) if span.derived_start else ((0.0, hue),)
            after = ((0.65, hue), (1.0, paper)) if span.derived_end else ((1.0, hue),)
            mark = shape(gradient((*before, *after)), line("", 0))
        else:
            mark = shape(solid(hue), line("", 0))
        found.append(el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), mark))
    return tuple(found)
