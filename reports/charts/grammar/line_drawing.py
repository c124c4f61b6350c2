"""Lines on paper: a polyline a series, broken at gaps, dashed to what is forecast, a band for an interval."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.drawing import XY, Drawing, Lines, Mark, Run, Shape, segment
from reports.charts.grammar.direct_labels import parted
from reports.charts.grammar.event_drawing import events_drawn, placed_events
from reports.charts.grammar.grid import Grid, Series, by_last_value, grid_of, interval
from reports.charts.grammar.grid_frame import Frame, axis, category_names, frame, legend, sign
from reports.charts.grammar.series_looks import (
    SeriesLook,
    directly_named,
    is_forecast,
    is_hollow,
    series_looks,
)
from reports.charts.line_breaking import filled_lines
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen
from reports.document import ChartPoint, ChartSpec
from reports.theme.fonts import text_width

LABEL_SHARE = 0.3
"""Of the width, at most, for the names at the ends of lines."""
CALM = 24
"""Points of a series beyond which only those that differ have a sign."""
WIDTH = 1.9
"""Of a line, in points at scale 1."""


def draw_lines(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return lines over an axis of values, named at their ends, or in a legend where there are more than three."""
    grid = grid_of(spec) if spec.shared else by_last_value(grid_of(spec))
    looks = series_looks(grid, pen.colours)
    direct = directly_named(grid) and not spec.shared
    labels = [_label(series, pen, LABEL_SHARE * width, named=direct) for series in grid.series]
    right = max((run.x + run.width for runs in labels for run in runs), default=0) + 1.6 * pen.gap
    if spec.shared:  # all panels are equally wide
        right = max(text_width(point.figure, pen.size, BOLD) for point in spec.shared) + 1.2 * pen.gap
    above = None if direct or spec.shared else legend(tuple(each.name for each in grid.series), looks, pen, width)
    head = above.height if above else 0
    held = frame(spec, pen, width, head, right)
    inner = held.right - held.left - 2 * pen.gap
    centres = tuple(held.left + pen.gap + place * inner for place in grid.places())
    events, tall = placed_events(spec, grid, centres, pen, width)
    held = frame(spec, pen, width, head + tall, right)
    names, bottom = category_names(spec, grid, pen, held, centres, inner / max(len(centres) - 1, 1))
    marks = [axis(spec, pen, held), names, *((above.mark,) if above else ())]
    marks += events_drawn(events, centres, held, pen)
    for series, look in zip(grid.series, looks, strict=True):
        marks += _line(series, look, centres, held, pen)
    marks += _ends(grid, looks, labels, centres, held, pen)
    return Drawing(width, bottom + pen.k, tuple(marks))


def _height(point: ChartPoint | None, held: Frame) -> float | None:
    """Return where a point lies; None for a gap, and for a range, which has no one place."""
    return None if point is None or point.value is None else held.scale(point.value)


def _line(series: Series, look: SeriesLook, centres: tuple[float, ...], held: Frame, pen: Pen) -> list[Mark]:
    """Return band, line and signs of a series, each sign a mark of its own."""
    heights = [_height(point, held) for point in series.points]
    firm: list[list[XY]] = []
    shapes: list[Shape] = list(_bands(series, look, centres, held, pen))
    before: tuple[int, XY] | None = None
    for n, (point, y) in enumerate(zip(series.points, heights, strict=True)):
        if point is None or y is None:
            before = None
            continue
        here = (centres[n], y)
        if before is None or point.observed == "break":
            firm.append([here])
        elif is_forecast(point):
            shapes.append(segment(before[1], here, look.hue, WIDTH * pen.k, (3 * pen.k, 2 * pen.k)))
            firm.append([here])
        else:
            firm[-1].append(here)
        before = (n, here)
    runs = tuple(tuple(run) for run in firm if len(run) > 1)
    if runs:
        shapes.append(Lines(runs, look.hue, WIDTH * pen.k))
    return [Mark("", tuple(shapes)), *_signs(series, look, centres, heights, held, pen)]


def _bands(series: Series, look: SeriesLook, centres: tuple[float, ...], held: Frame, pen: Pen) -> list[Shape]:
    """Return the intervals around a line as bands in the tint of the panel, from point to point."""
    found: list[Shape] = []
    for n, (one, other) in enumerate(zip(series.points, series.points[1:], strict=False)):
        left, right = interval(one), interval(other)
        if left and right:
            corners = (
                (centres[n], held.scale(left[1])),
                (centres[n + 1], held.scale(right[1])),
                (centres[n + 1], held.scale(right[0])),
                (centres[n], held.scale(left[0])),
            )
            tint = pen.colours.focus_tint if look.hue == pen.colours.focus else pen.colours.primary_tint
            found.append(Lines((corners,), fill=tint, closed=True))
    return found


def _signs(
    series: Series, look: SeriesLook, centres: tuple[float, ...], heights: list[float | None], held: Frame, pen: Pen
) -> list[Mark]:
    marks = []
    radius, last = 2.9 * pen.k, series.last
    calm = len(series.points) > CALM
    for n, point in enumerate(series.points):
        if point is None:
            continue
        y, shapes = heights[n], []
        if y is None and point.low is not None and point.high is not None:
            top, foot = held.scale(point.high), held.scale(point.low)
            shapes = list(_upright(centres[n], top, foot, look.hue, pen))
        elif y is not None and (not calm or n == last or is_hollow(point)):
            paper = pen.colours.paper if is_hollow(point) else ""
            shapes = [sign(look.sign, centres[n], y, radius, look.hue, paper)]
        marks.append(Mark(point.fact_id, tuple(shapes), value_text(point)))
    return marks


def _upright(x: float, top: float, foot: float, hue: str, pen: Pen) -> tuple[Shape, ...]:
    """Return a range as a line from its lower to its upper end, each with a cap."""
    reach = 2.6 * pen.k
    caps = (segment((x - reach, y), (x + reach, y), hue, 1.6 * pen.k) for y in (top, foot))
    return (segment((x, top), (x, foot), hue, 1.2 * pen.k), *caps)


def _label(series: Series, pen: Pen, width: float, *, named: bool) -> tuple[Run, ...]:
    """Return the name of a series and its last figure, in lines from the origin; the figure alone where a legend names it."""
    point = series.points[series.last] if series.last >= 0 else None
    figure = point.figure if point else ""
    runs = []
    lines = filled_lines(series.name, pen.size, 400, width) if named else ()
    hue = pen.colours.focus if series.focus else pen.colours.ink
    for n, line in enumerate(lines):
        runs.append(Run(0, n * pen.leading, line, pen.size, hue))
    at = text_width(lines[-1], pen.size) + 0.45 * pen.size if lines else 0
    wide = text_width(figure, pen.size, BOLD)
    if lines and at + wide > width:
        return (*runs, Run(0, len(lines) * pen.leading, figure, pen.size, hue, BOLD))
    return (*runs, Run(at, max(len(lines) - 1, 0) * pen.leading, figure, pen.size, hue, BOLD))


def _ends(
    grid: Grid,
    looks: tuple[SeriesLook, ...],
    labels: list[tuple[Run, ...]],
    centres: tuple[float, ...],
    held: Frame,
    pen: Pen,
) -> list[Mark]:
    """Return the labels at the ends of the lines, moved apart where they would meet."""
    shown = [n for n, series in enumerate(grid.series) if series.last >= 0]
    wanted = []
    for n in shown:
        point = grid.series[n].points[grid.series[n].last]
        assert point is not None, "its last point has a value"
        wanted.append(held.scale(point.values[len(point.values) // 2]))
    heights = [(labels[n][-1].y / pen.leading + 1) * pen.leading for n in shown]
    middles = parted(wanted, heights, held.top - pen.leading / 2, held.bottom + pen.leading / 2)
    marks = []
    for n, middle, height in zip(shown, middles, heights, strict=True):
        x = centres[grid.series[n].last] + pen.gap
        first = pen.baseline(middle - height / 2 + pen.leading / 2)
        marks.append(Mark("", tuple(replace(run, x=run.x + x, y=run.y + first) for run in labels[n])))
    return marks
