"""Office charts of lengths over several series: columns side by side, on top of each other or touching, and areas."""

from __future__ import annotations

from reports.charts.grammar.event_plots import event_chart, with_events
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_axes import upright_axis
from reports.charts.grammar.grid_room import Room, names_below, plot_of, room_of
from reports.charts.grammar.grid_series import area_series, column_series, value_labels
from reports.charts.grammar.grid_sheet import Written, written
from reports.charts.grammar.panels import in_a_row
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS
from reports.charts.native.chart import Plot
from reports.charts.native.look import Look
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, val

BROADEST = 46.0
"""Of a column, in points at scale 1: few columns must not become walls."""
WIDEST_GAP = 500
"""Between groups of columns that Office takes (ST_GapAmount, 21.2.3.17), in per cent of a column."""
GROUP_GAP = 45
"""Between groups of columns, in per cent of a column."""


def native_areas(spec: ChartSpec, look: Look) -> Plot:
    """Return areas on top of each other, over periods."""
    grid = grid_of(spec)
    room = room_of(spec, grid, look, right=1.5 * look.face.size, legend=True)
    made = written(spec, look, grid)
    chart = el(
        "c:areaChart",
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        *(area_series(n, made) for n in range(len(grid.series))),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = names_below(grid, look, room.width)
    return plot_of(made, chart, below, upright_axis(spec, look, between=False), room, legend=True)


def native_columns(spec: ChartSpec, look: Look) -> Plot:
    """Return columns side by side, with their figures where all of these find room."""
    return _columns(spec, look, "clustered", gap=GROUP_GAP)


def native_stacked_columns(spec: ChartSpec, look: Look) -> Plot:
    """Return columns on top of each other."""
    return _columns(spec, look, "stacked", gap=GROUP_GAP)


def native_histogram(spec: ChartSpec, look: Look) -> Plot:
    """Return columns that touch."""
    return _columns(spec, look, "clustered", gap=2)


def _columns(spec: ChartSpec, look: Look, grouping: str, *, gap: int) -> Plot:
    grid = in_a_row(spec)
    several = len(grid.series) > 1
    room = room_of(spec, grid, look, right=2, legend=several, bare=True)
    made = with_events(written(spec, look, grid, ranges=True))
    across = len(grid.series) if grouping == "clustered" else 1
    slot = room.width / len(grid.categories) / (across + gap / 100) * (1 if across > 1 else 1 + gap / 100)
    labelled = grouping == "clustered" and all(
        look.text_width(point.figure, bold=True) <= slot for _, _, point in grid.cells()
    )
    if not labelled:
        room = room_of(spec, grid, look, right=2, legend=several)
    band = room.width / len(grid.categories)
    gap = gap if gap < GROUP_GAP else min(max(gap, round(100 * (band / (BROADEST * look.k) - across))), WIDEST_GAP)
    chart = el(
        "c:barChart",
        val("c:barDir", "col"),
        val("c:grouping", grouping),
        val("c:varyColors", 0),
        *(
            column_series(n, made, labels=_labels(made, n, room, stacked=grouping == "stacked", shown=labelled))
            for n in range(len(grid.series))
        ),
        val("c:gapWidth", gap),
        val("c:overlap", 100 if grouping == "stacked" else 0),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = names_below(grid, look, room.width)
    upright = upright_axis(spec, look, between=True, bare=labelled)
    centres = tuple(room.left + (n + 0.5) * band for n in range(len(grid.categories)))
    return plot_of(made, (chart, event_chart(made, centres)), below, upright, room, legend=several)


def _labels(made: Written, order: int, room: Room, *, stacked: bool, shown: bool) -> Element | None:
    """Return the figures of columns: above them, or inside the parts of a stack that are thick enough."""
    if not stacked:
        return value_labels(made, order) if shown else None
    ticks = made.spec.ticks
    unit = room.height / float(ticks[-1].value - ticks[0].value)
    cells = enumerate(made.sheet.series[order].cells)
    thin = (n for n, cell in cells if isinstance(cell, float) and cell * unit < 1.3 * made.look.face.size)
    return value_labels(made, order, place="ctr", hue=made.look.colours.paper, thin=frozenset(thin))
