"""Office charts of several series: which of Office's charts, its axes, labels and legend, and whether all finds room."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.grammar.grid import Grid, by_last_value, grid_of
from reports.charts.grammar.grid_axes import base_axis, time_axis, upright_axis
from reports.charts.grammar.grid_series import column_series, end_label, line_series, value_labels
from reports.charts.grammar.grid_sheet import Written, written
from reports.charts.grammar.scales import thinned
from reports.charts.grammar.series_looks import directly_named
from reports.charts.native_chart import CATEGORY_AXIS, VALUE_AXIS, Look, Plot, layout
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape, val
from reports.theme.text_metrics import Piece, break_lines, metrics

CALM = 24
"""Points of a series beyond which only those that differ have a sign."""
LABEL_SHARE = 0.34
"""Of the width, at most, for the names at the ends of lines; longer ones stand in a legend."""
LINES = 3
"""Of the name of a category, at most."""
LEGEND_ROWS = 1.9
"""Height of the legend, in the size of letters."""
BROADEST = 46.0
"""Of a column, in points at scale 1: few columns must not become walls."""
WIDEST_GAP = 500
"""Between groups of columns that Office takes (ST_GapAmount, 21.2.3.17), in per cent of a column."""
GROUP_GAP = 45
"""Between groups of columns, in per cent of a column."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the plot lies within the chart, in points."""

    left: float
    top: float
    width: float
    height: float

    def layout(self, look: Look) -> Element:
        return layout(
            self.left / look.width, self.top / look.height, self.width / look.width, self.height / look.height
        )


def native_lines(spec: ChartSpec, look: Look) -> Plot:
    """Return a line chart; where names at the ends of lines would take too much room, they stand in a legend."""
    grid = by_last_value(grid_of(spec))
    named = _named_at_ends(grid, look)
    room = _room(spec, grid, look, right=_end_room(grid, look, named=named), legend=not named)
    made = written(spec, look, grid)
    calm = len(grid.categories) > CALM
    chart = el(
        "c:lineChart",
        val("c:grouping", "standard"),
        val("c:varyColors", 0),
        *(line_series(n, made, calm=calm, labels=end_label(made, n, named=named)) for n in range(len(grid.series))),
        val("c:marker", 1),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = base_axis(look, _every(grid, look, room.width)) if grid.even else time_axis(look, grid)
    return _plot(made, chart, below, upright_axis(spec, look, between=False), room, legend=not named)


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
    grid = grid_of(spec)
    several = len(grid.series) > 1
    room = _room(spec, grid, look, right=2, legend=several, bare=True)
    made = written(spec, look, grid)
    across = len(grid.series) if grouping == "clustered" else 1
    slot = room.width / len(grid.categories) / (across + gap / 100) * (1 if across > 1 else 1 + gap / 100)
    labelled = grouping == "clustered" and all(
        look.text_width(point.figure, bold=True) <= slot for _, _, point in grid.cells()
    )
    if not labelled:
        room = _room(spec, grid, look, right=2, legend=several)
    band = room.width / len(grid.categories)
    gap = gap if gap < GROUP_GAP else min(max(gap, round(100 * (band / (BROADEST * look.k) - across))), WIDEST_GAP)
    chart = el(
        "c:barChart",
        val("c:barDir", "col"),
        val("c:grouping", grouping),
        val("c:varyColors", 0),
        *(column_series(n, made, labels=_labels(made, n, grouping, shown=labelled)) for n in range(len(grid.series))),
        val("c:gapWidth", gap),
        val("c:overlap", 100 if grouping == "stacked" else 0),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = base_axis(look, _every(grid, look, room.width))
    upright = upright_axis(spec, look, between=True, bare=labelled)
    return _plot(made, chart, below, upright, room, legend=several)


def _labels(made: Written, order: int, grouping: str, *, shown: bool) -> Element | None:
    """Return the figures of columns: above them, or inside the parts of a stack."""
    if grouping == "stacked":
        return value_labels(made, order, place="ctr", hue=made.look.colours.paper)
    return value_labels(made, order) if shown else None


def _plot(made: Written, chart: Element, below: Element, upright: Element, room: _Room, *, legend: bool) -> Plot:
    area = el("c:plotArea", room.layout(made.look), chart, below, upright, shape(None, line("", 0)))
    return Plot(area, made.sheet, legend=legend and len(made.grid.series) > 1)


# ── Room ─────────────────────────────────────────────────────────────────────────────────────────


def _named_at_ends(grid: Grid, look: Look) -> bool:
    longest = max(look.text_width(f"{series.name} {_last(series.points)}") for series in grid.series)
    return directly_named(grid) and longest <= LABEL_SHARE * look.width


def _last(points: tuple[object, ...]) -> str:
    return max((str(getattr(point, "figure", "")) for point in points if point is not None), key=len, default="")


def _end_room(grid: Grid, look: Look, *, named: bool) -> float:
    said = (f"{series.name} {_last(series.points)}" if named else _last(series.points) for series in grid.series)
    return max(map(look.text_width, said)) + 1.6 * look.face.size


def _room(spec: ChartSpec, grid: Grid, look: Look, *, right: float, legend: bool, bare: bool = False) -> _Room:
    left = 2 if bare else max(look.text_width(tick.text) for tick in spec.ticks) + 0.9 * look.face.size
    top = (LEGEND_ROWS if legend and len(grid.series) > 1 else 0.8) * look.face.size
    width = look.width - left - right
    lines = 1 if grid.spaced else max(name_lines(grid, look, width / len(grid.categories)))
    bottom = (1.25 * lines + 0.5) * look.face.size
    return _Room(left, top, width, look.height - top - bottom)


def name_lines(grid: Grid, look: Look, band: float) -> tuple[int, ...]:
    """Return how many lines the name of each category takes in `band` points."""
    font = metrics(look.family)
    return tuple(len(break_lines((Piece(name),), look.face.size, band, font)) for name in grid.categories)


def _every(grid: Grid, look: Look, width: float) -> int:
    """Return that every n-th period is named; names of anything else all are."""
    if not grid.spaced:
        return 1
    widths = tuple(look.text_width(name) for name in grid.categories)
    band = width / len(widths)
    places = tuple((n + 0.5) * band for n in range(len(widths)))
    kept = thinned(widths, places, 0.7 * look.face.size)
    return kept[1] - kept[0] if len(kept) > 1 else len(widths)


def fitted_grid(spec: ChartSpec, look: Look) -> tuple[Look, str]:
    """Return the look with the largest letters in which all names find room, and what is wrong where there are none."""
    grid = grid_of(spec)
    size, smallest = look.face.size, 12.0 if look.medium == "slides" else 8.0
    while True:
        tried = replace(look, face=replace(look.face, size=size))
        band = (tried.width - 4 * size) / len(grid.categories)
        if grid.spaced or (max(name_lines(grid, tried, band)) <= LINES and _words_fit(grid, tried, band)):
            return tried, ""
        if size <= smallest:
            return tried, f"the names of {len(grid.categories)} columns need more than {band:.0f} pt each"
        size = max(size - 0.5, smallest)


def _words_fit(grid: Grid, look: Look, band: float) -> bool:
    return all(look.text_width(word) <= band for name in grid.categories for word in name.split())
