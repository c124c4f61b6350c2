"""Columns on paper: side by side or on top of each other, from zero, with their figures where these find room."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.drawing import Drawing, Lines, Mark, Run, Shape, rectangle, segment
from reports.charts.grammar.event_drawing import events_drawn, placed_events
from reports.charts.grammar.grid import Grid, grid_of, interval, is_range
from reports.charts.grammar.grid_frame import Frame, axis, category_names, frame, legend
from reports.charts.grammar.series_looks import SeriesLook, is_forecast, is_hollow, series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen
from reports.document import ChartPoint, ChartSpec
from reports.theme.fonts import text_width

GROUP = 0.72
"""Share of the room of a category that its columns take."""
BROADEST = 46.0
"""Of a column, in points at scale 1: few columns must not become walls."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a column stands."""

    left: float
    width: float
    room: float
    """For its figure."""


def draw_columns(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a group of columns for each category, one column a series."""
    return _drawn(spec, pen, width, stacked=False, touching=False)


def draw_stacked_columns(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a column for each category, with the series on top of each other."""
    return _drawn(spec, pen, width, stacked=True, touching=False)


def draw_histogram(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return columns that touch, one a class of values."""
    return _drawn(spec, pen, width, stacked=False, touching=True)


def _drawn(spec: ChartSpec, pen: Pen, width: float, *, stacked: bool, touching: bool) -> Drawing:
    grid = grid_of(spec)
    looks = series_looks(grid, pen.colours)
    several = len(grid.series) > 1
    keyed = several and not spec.shared
    above = legend(tuple(each.name for each in grid.series), looks, pen, width) if keyed else None
    top = above.height if above else pen.leading / 2
    held = frame(spec, pen, width, top, 0, bare=True)
    slots = _slots(grid, held, pen, stacked=stacked, touching=touching)
    widest = max(text_width(point.figure, pen.size, BOLD) for point in spec.shared or spec.points)
    labelled = not stacked and widest <= slots[0][0].room
    if not labelled:
        held = frame(spec, pen, width, top, 0)
        slots = _slots(grid, held, pen, stacked=stacked, touching=touching)
    centres = _centres(grid, held)
    events, tall = placed_events(spec, grid, centres, pen, width)
    if events:
        held = frame(spec, pen, width, top + tall, 0, bare=labelled)
    names, bottom = category_names(spec, grid, pen, held, centres, _band(grid, held) - 2 * pen.k)
    marks = [axis(spec, pen, held, bare=labelled), names, *((above.mark,) if above else ())]
    marks += events_drawn(events, centres, held, pen)
    heaped = [0.0] * len(grid.categories)
    for n, k, point in grid.cells():
        look = looks[k]
        base = heaped[n]
        marks.append(_column(point, look, slots[n][k], held, pen, base, labelled=labelled))
        if stacked and point.reach is not None:
            marks += _inside(point, look, slots[n][k], held, pen, base)
        heaped[n] += float(point.reach or 0) if stacked else 0
    marks.append(Mark("", (segment((held.left, held.zero), (held.right, held.zero), pen.colours.ink, 0.9 * pen.k),)))
    return Drawing(width, bottom + pen.k, tuple(marks))


def _band(grid: Grid, held: Frame) -> float:
    return (held.right - held.left) / len(grid.categories)


def _centres(grid: Grid, held: Frame) -> tuple[float, ...]:
    return tuple(held.left + (n + 0.5) * _band(grid, held) for n in range(len(grid.categories)))


def _slots(grid: Grid, held: Frame, pen: Pen, *, stacked: bool, touching: bool) -> list[list[_Slot]]:
    band, centres = _band(grid, held), _centres(grid, held)
    across = 1 if stacked else len(grid.series)
    each = band if touching else min(GROUP * band / across, BROADEST * pen.k)
    slots = []
    for centre in centres:
        first = centre - each * across / 2
        places = (first if stacked else first + k * each for k in range(len(grid.series)))
        room = band - pen.k if across == 1 else each
        slots.append([_Slot(left, each - (0.6 * pen.k if across > 1 or touching else 0), room) for left in places])
    return slots


def _column(
    point: ChartPoint, look: SeriesLook, slot: _Slot, held: Frame, pen: Pen, base: float, *, labelled: bool
) -> Mark:
    if point.reach is None:
        x, y = slot.left + slot.width / 2, held.zero
        words = (_figure(point, x, y - 0.4 * pen.size, pen),) if labelled else ()
        return Mark(point.fact_id, words, value_text(point))
    value = point.value if point.value is not None else point.reach
    foot, head = held.scale(base) if base else held.zero, held.scale(base + float(value))
    top, tall = min(foot, head), max(abs(foot - head), 0.4 * pen.k)
    hue = pen.colours.focus if point.focus else look.hue
    shapes: list[Shape] = list(series_body(point, (slot.left, top, slot.width, tall), hue, pen))
    if point.low is not None and point.high is not None:
        shapes += _whisker(slot.left + slot.width / 2, held.scale(point.high), held.scale(point.low), pen)
    if labelled:
        middle = slot.left + slot.width / 2
        ends = interval(point)
        highest = held.scale(ends[1]) if ends else top
        y = top + tall + pen.leading * 0.85 if value < 0 else min(highest, top) - 0.35 * pen.size
        shapes.append(_figure(point, middle, y, pen))
    return Mark(point.fact_id, tuple(shapes), value_text(point))


def _inside(point: ChartPoint, look: SeriesLook, slot: _Slot, held: Frame, pen: Pen, base: float) -> list[Mark]:
    """Return the figure of a part inside it, where it has the room."""
    foot, head = held.scale(base), held.scale(base + float(point.reach or 0))
    wide = text_width(point.figure, pen.size, BOLD)
    if foot - head < pen.leading or wide > slot.width:
        return []
    ink = pen.colours.ink if point.fill not in ("plain", "solid") or is_hollow(point) else pen.colours.paper
    run = Run(slot.left + (slot.width - wide) / 2, pen.baseline((foot + head) / 2), point.figure, pen.size, ink, BOLD)
    return [Mark("", (run,))]


def series_body(point: ChartPoint, at: tuple[float, float, float, float], hue: str, pen: Pen) -> tuple[Shape, ...]:
    """Return a bar of a series: solid; hollow where provisional, estimated or hedged, dashed where forecast; hatched by status.

    `at` is its left and upper edge, its width and its height.
    """
    x, y, width, height = at
    if is_hollow(point) or is_range(point):
        line = 1.3 * pen.k
        corners = rectangle(x + line / 2, y + line / 2, max(width - line, 0.1), max(height - line, 0.1))
        dashes = (3 * pen.k, 1.8 * pen.k) if is_forecast(point) else ()
        return (Lines((corners,), hue, line, pen.colours.paper, dashes, closed=True),)
    fill = "solid" if point.fill in ("plain", "solid") else point.fill
    return pen.filled(fill, x, y, width, height, hue)


def _whisker(x: float, top: float, foot: float, pen: Pen) -> tuple[Shape, ...]:
    reach, hue = 2.6 * pen.k, pen.colours.ink
    caps = (segment((x - reach, y), (x + reach, y), hue, 1.1 * pen.k) for y in (top, foot))
    return (segment((x, top), (x, foot), hue, 1.1 * pen.k), *caps)


def _figure(point: ChartPoint, x: float, y: float, pen: Pen) -> Run:
    hue = pen.colours.focus if point.focus else pen.colours.ink
    wide = text_width(point.figure, pen.size, BOLD)
    return Run(x - wide / 2, y, point.figure, pen.size, hue, BOLD)
