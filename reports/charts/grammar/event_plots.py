"""Events in an Office chart: a series each, named by its words, with one point on top of the plot and a line down from it.

The line is an error bar, since Office draws no uprights at a category; the words are the name of the series, and follow it.
"""

from __future__ import annotations

from dataclasses import replace

from reports.charts.grammar.event_lines import event_lines, event_places
from reports.charts.grammar.grid_room import EVENT_ROW
from reports.charts.grammar.grid_series import line_chart
from reports.charts.grammar.grid_sheet import Written
from reports.charts.mark_values import plain_number
from reports.charts.native.labels import shows
from reports.charts.native.sheet import Column, categories, series_head, values
from reports.ooxml.drawingml import Element, el, line, text_body, val


def with_events(made: Written) -> Written:
    """Return what a chart is written with, with a column for each event: the end of the axis at its category."""
    count = range(len(made.grid.categories))
    places = event_places(made.spec, made.grid)
    columns = tuple(
        Column(event.words, tuple(float(made.spec.ticks[-1].value) if n == place else None for n in count))
        for event, place in zip(made.spec.events, places, strict=True)
    )
    return replace(made, sheet=replace(made.sheet, series=(*made.sheet.series, *columns)))


def event_chart(made: Written, centres: tuple[float, ...]) -> Element | None:
    """Return a line chart of nothing but events, over the axes of the others; None where there are none."""
    spec, look, grid = made.spec, made.look, made.grid
    if not spec.events:
        return None
    widths = [look.text_width(event.words) for event in spec.events]
    lines = event_lines(spec, grid, centres, widths, look.width, look.face.size)
    series = []
    for n, (placed, wide) in enumerate(zip(lines, widths, strict=True)):
        aside = placed.left + wide / 2 - centres[placed.place]
        up = placed.row * EVENT_ROW * look.face.size
        series.append(_series(len(grid.series) + n, placed.place, (aside, -up), made))
    return line_chart(series)


def _series(order: int, place: int, moved: tuple[float, float], made: Written) -> Element:
    look, column = made.look, made.sheet.first + order
    x, y = f"{moved[0] / look.width:.5f}", f"{moved[1] / look.height:.5f}"
    shift = el("c:layout", el("c:manualLayout", val("c:x", x), val("c:y", y)))
    label = el(
        "c:dLbl",
        val("c:idx", place),
        shift if any(abs(each) > 1 for each in moved) else None,
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.ink, wrap=False),
        val("c:dLblPos", "t"),
        *shows("SerName"),
    )
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(made.sheet, column),
        el("c:spPr", line("", 0)),
        el("c:marker", val("c:symbol", "none")),
        el("c:dLbls", label, *shows()),
        _upright(made),
        categories(made.sheet),
        values(made.sheet, column),
        val("c:smooth", 0),
    )


def _upright(made: Written) -> Element:
    """Return a dashed line from the end of the axis to its beginning."""
    ticks, look = made.spec.ticks, made.look
    return el(
        "c:errBars",
        val("c:errDir", "y"),
        val("c:errBarType", "minus"),
        val("c:errValType", "fixedVal"),
        val("c:noEndCap", 1),
        val("c:val", plain_number(ticks[-1].value - ticks[0].value)),
        el("c:spPr", el("a:noFill"), line(look.colours.muted, 0.9 * look.k, dash="sysDash")),
    )
