"""Office charts of several series: which of Office's charts, its axes, labels and legend, and whether all finds room."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.grammar.direct_labels import parted
from reports.charts.grammar.grid import Grid, by_last_value, grid_of
from reports.charts.grammar.grid_axes import base_axis, time_axis, upright_axis
from reports.charts.grammar.grid_series import (
    area_series,
    column_series,
    line_label,
    line_labels,
    line_series,
    sign_series,
    value_labels,
)
from reports.charts.grammar.grid_sheet import Written, written
from reports.charts.grammar.scales import linear, thinned
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
    shifts = _shifts(spec, grid, look, room)
    chart = el(
        "c:lineChart",
        val("c:grouping", "standard"),
        val("c:varyColors", 0),
        *(
            line_series(
                n, made, calm=calm, labels=line_labels(made, _end_labels(made, n, named=named, shift=shifts[n]))
            )
            for n in range(len(grid.series))
        ),
        val("c:marker", 1),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = _below(grid, look, room.width)
    return _plot(made, chart, below, upright_axis(spec, look, between=False), room, legend=not named)


def _end_labels(made: Written, order: int, *, named: bool, shift: float) -> tuple[Element, ...]:
    last = made.grid.series[order].last
    return (line_label(made, order, last, place="r", named=named, shift=shift),) if last >= 0 else ()


def _shifts(spec: ChartSpec, grid: Grid, look: Look, room: _Room, at: int | None = None) -> tuple[float, ...]:
    """Return how far the label at the end of each line moves, so that none meets another, in points downwards."""
    scale = linear(spec.ticks, room.top + room.height, room.top)
    ends = [series.points[series.last if at is None else at] for series in grid.series]
    shown = [n for n, point in enumerate(ends) if point is not None and point.values]
    wanted = [scale(point.values[len(point.values) // 2]) for point in ends if point is not None and point.values]
    middles = parted(wanted, [1.25 * look.face.size] * len(wanted), 0, look.height)
    found = [0.0] * len(ends)
    for n, want, middle in zip(shown, wanted, middles, strict=True):
        found[n] = middle - want
    return tuple(found)


def native_slopes(spec: ChartSpec, look: Look) -> Plot:
    """Return lines between two categories, with figures at both ends and names at the right."""
    grid = by_last_value(grid_of(spec))
    figures = [point.figure for series in grid.series for point in series.points if point]
    left = max(map(look.text_width, figures)) + 1.6 * look.face.size
    room = replace(_room(spec, grid, look, right=_end_room(grid, look, named=True), legend=False, bare=True))
    room = replace(room, left=left, width=room.width - left + room.left)
    made = written(spec, look, grid)
    shifts = [_shifts(spec, grid, look, room, at) for at in (0, 1)]

    def labels(n: int) -> Element | None:
        here = [at for at, point in enumerate(grid.series[n].points) if point is not None and point.values]
        return line_labels(
            made,
            [line_label(made, n, at, place="lr"[at], named=at == 1, shift=shifts[at][n]) for at in here],
        )

    chart = el(
        "c:lineChart",
        val("c:grouping", "standard"),
        val("c:varyColors", 0),
        *(line_series(n, made, calm=False, labels=labels(n)) for n in range(len(grid.series))),
        val("c:marker", 1),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    upright = upright_axis(spec, look, between=False, bare=True)
    return _plot(made, chart, base_axis(look, 1), upright, room, legend=False)


def native_dumbbells(spec: ChartSpec, look: Look) -> Plot:
    """Return signs without lines, joined by Office's own lines from the highest to the lowest of a category."""
    grid = grid_of(spec)
    several = len(grid.series) > 1
    room = _room(spec, grid, look, right=2, legend=several, head=1.2 * look.face.size)
    made = written(spec, look, grid, ranges=True)
    stroke = el("c:spPr", line(look.colours.context, 1.6 * look.k))
    chart = el(
        "c:lineChart",
        val("c:grouping", "standard"),
        val("c:varyColors", 0),
        *(sign_series(n, made, labels=_state_labels(made, n)) for n in range(len(grid.series))),
        el("c:hiLowLines", stroke) if several else None,
        val("c:marker", 1),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    upright = upright_axis(spec, look, between=True)
    return _plot(made, chart, base_axis(look, 1), upright, room, legend=several)


def _state_labels(made: Written, order: int) -> Element | None:
    """Return the figures of a series where they are the highest or the lowest of their category."""
    labels = []
    for n, point in enumerate(made.grid.series[order].points):
        others = [each.points[n] for each in made.grid.series]
        values = [value for other in others if other for value in other.values]
        if point is not None and point.values and point.values[-1] in (max(values), min(values)):
            place = "b" if point.values[-1] == min(values) and max(values) > min(values) else "t"
            labels.append(line_label(made, order, n, place=place, named=False))
    return line_labels(made, labels)


def native_areas(spec: ChartSpec, look: Look) -> Plot:
    """Return areas on top of each other, over periods."""
    grid = grid_of(spec)
    room = _room(spec, grid, look, right=1.5 * look.face.size, legend=True)
    made = written(spec, look, grid)
    chart = el(
        "c:areaChart",
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        *(area_series(n, made) for n in range(len(grid.series))),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    below = _below(grid, look, room.width)
    return _plot(made, chart, below, upright_axis(spec, look, between=False), room, legend=True)


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
    made = written(spec, look, grid, ranges=True)
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
    below = _below(grid, look, room.width)
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


def _room(
    spec: ChartSpec, grid: Grid, look: Look, *, right: float, legend: bool, bare: bool = False, head: float = 0
) -> _Room:
    left = 2 if bare else max(look.text_width(tick.text) for tick in spec.ticks) + 0.9 * look.face.size
    top = (LEGEND_ROWS if legend and len(grid.series) > 1 else 0.8) * look.face.size + head
    width = look.width - left - right
    lines = 1 if grid.spaced else max(name_lines(grid, look, width / len(grid.categories)))
    bottom = (1.25 * lines + 0.5) * look.face.size
    return _Room(left, top, width, look.height - top - bottom)


def name_lines(grid: Grid, look: Look, band: float) -> tuple[int, ...]:
    """Return how many lines the name of each category takes in `band` points."""
    font = metrics(look.family)
    return tuple(len(break_lines((Piece(name),), look.face.size, band, font)) for name in grid.categories)


def _below(grid: Grid, look: Look, width: float) -> Element:
    """Return the axis of the categories: names in a row, or days on an axis of time."""
    return time_axis(look, grid, width) if grid.by_day else base_axis(look, _every(grid, look, width))


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
