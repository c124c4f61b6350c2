"""Office charts of positions over several series: lines, slopes, and signs on uprights."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.grammar.direct_labels import ends_labelled, parted
from reports.charts.grammar.event_plots import event_chart, with_events
from reports.charts.grammar.grid import Grid, Series, by_last_value, grid_of
from reports.charts.grammar.grid_axes import base_axis, upright_axis
from reports.charts.grammar.grid_room import Room, names_below, plot_of, room_of
from reports.charts.grammar.grid_series import line_chart, line_label, line_labels, line_series, sign_series
from reports.charts.grammar.grid_sheet import Written, written
from reports.charts.grammar.panels import heads_in_a_row, in_a_row, panel_names
from reports.charts.grammar.scales import linear
from reports.charts.grammar.series_looks import directly_named
from reports.charts.native.chart import Plot
from reports.charts.native.look import Look
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line

CALM = 24
"""Points of a series beyond which only those that differ have a sign."""
LABEL_SHARE = 0.34
"""Of the width, at most, for the names at the ends of lines; longer ones stand in a legend."""


def native_lines(spec: ChartSpec, look: Look) -> Plot:
    """Return a line chart; where names at the ends of lines would take too much room, they stand in a legend."""
    panels = len(panel_names(spec))
    grid = in_a_row(spec) if panels else by_last_value(grid_of(spec))
    named = not panels and _named_at_ends(grid, look)
    room = room_of(spec, grid, look, right=2 if panels else _end_room(grid, look, named=named), legend=not named)
    made = with_events(written(spec, look, grid))
    calm = len(grid.categories) / max(panels, 1) > CALM
    shifts = _shifts(spec, grid, look, room)
    labels = (line_labels(_end_labels(made, n, named=named, shift=shift)) for n, shift in enumerate(shifts))
    chart = line_chart(line_series(n, made, calm=calm, labels=each) for n, each in enumerate(labels))
    below = names_below(grid, look, room.width)
    events = event_chart(made, tuple(room.left + place * room.width for place in grid.places()))
    return plot_of(made, (chart, events), below, upright_axis(spec, look, between=False), room, legend=not named)


def _end_labels(made: Written, order: int, *, named: bool, shift: float) -> tuple[Element, ...]:
    series = made.grid.series[order]
    if heads_in_a_row(made.spec):
        ends = [n for n, name in enumerate((*made.grid.categories, "")) if not name]
        lasts = (max((n for n in range(end) if series.points[n] is not None), default=-1) for end in ends)
        return tuple(
            line_label(made, order, n, place=_off_line(series, n), named=False) for n in dict.fromkeys(lasts) if n >= 0
        )
    last = series.last
    return (line_label(made, order, last, place="r", named=named, shift=shift),) if last >= 0 else ()


def _off_line(series: Series, n: int) -> str:
    """Return the side of a last point on which its line does not come: below where the line falls to it, else above."""
    before, last = series.points[n - 1] if n else None, series.points[n]
    falls = before and last and before.value is not None and last.value is not None and before.value > last.value
    return "b" if falls else "t"


def _shifts(spec: ChartSpec, grid: Grid, look: Look, room: Room, at: int | None = None) -> tuple[float, ...]:
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
    room = replace(room_of(spec, grid, look, right=_end_room(grid, look, named=True), legend=False, bare=True))
    room = replace(room, left=left, width=room.width - left + room.left)
    made = written(spec, look, grid)
    shifts = [_shifts(spec, grid, look, room, at) for at in (0, 1)]

    def labels(n: int) -> Element | None:
        here = [at for at, point in enumerate(grid.series[n].points) if point is not None and point.values]
        return line_labels(
            [line_label(made, n, at, place="lr"[at], named=at == 1, shift=shifts[at][n]) for at in here],
        )

    chart = line_chart(line_series(n, made, calm=False, labels=labels(n)) for n in range(len(grid.series)))
    upright = upright_axis(spec, look, between=False, bare=True)
    return plot_of(made, chart, base_axis(look, 1), upright, room, legend=False)


def native_dumbbells(spec: ChartSpec, look: Look) -> Plot:
    """Return signs without lines, joined by Office's own lines from the highest to the lowest of a category."""
    grid = grid_of(spec)
    several = len(grid.series) > 1
    room = room_of(spec, grid, look, right=2, legend=several)
    made = written(spec, look, grid, ranges=True)
    joined = el("c:hiLowLines", el("c:spPr", line(look.colours.context, 1.6 * look.k))) if several else None
    series = (sign_series(n, made, labels=_state_labels(made, n)) for n in range(len(grid.series)))
    chart = line_chart(series, joined)
    upright = upright_axis(spec, look, between=True)
    return plot_of(made, chart, base_axis(look, 1), upright, room, legend=several)


def _state_labels(made: Written, order: int) -> Element | None:
    """Return the figures of a series where they are the highest or the lowest of their category."""
    labels = []
    for n in range(len(made.grid.categories)):
        side = ends_labelled([each.points[n] for each in made.grid.series]).get(order)
        if side is not None:
            labels.append(line_label(made, order, n, place=side, named=False))
    return line_labels(labels)


def _named_at_ends(grid: Grid, look: Look) -> bool:
    longest = max(look.text_width(f"{series.name} {_last(series.points)}") for series in grid.series)
    return directly_named(grid) and longest <= LABEL_SHARE * look.width


def _last(points: tuple[object, ...]) -> str:
    return max((str(getattr(point, "figure", "")) for point in points if point is not None), key=len, default="")


def _end_room(grid: Grid, look: Look, *, named: bool) -> float:
    said = (f"{series.name} {_last(series.points)}" if named else _last(series.points) for series in grid.series)
    return max(map(look.text_width, said)) + 1.6 * look.face.size
