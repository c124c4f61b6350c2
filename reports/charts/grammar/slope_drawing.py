"""Slopes on paper: a line between two periods or states for each thing, with its figures at both ends."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.drawing import Drawing, Mark, Run, Shape, segment
from reports.charts.grammar.direct_labels import parted
from reports.charts.grammar.grid import Grid, by_last_value, grid_of
from reports.charts.grammar.grid_frame import frame, sign
from reports.charts.grammar.series_looks import SeriesLook, is_forecast, is_hollow, series_looks
from reports.charts.line_breaking import filled_lines
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen
from reports.document import ChartPoint, ChartSpec
from reports.errors import ReportError
from reports.theme.fonts import text_width

STATES = 2
NAME_SHARE = 0.36
"""Of the width, at most, for the names at the right."""
BROADEST = 300.0
"""Of the room between the two states, in points at scale 1: slopes that are too flat say nothing."""


def draw_slopes(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a line for each series between two uprights.

    Raises:
        ReportError: there are not two categories.
    """
    grid = by_last_value(grid_of(spec))
    if len(grid.categories) != STATES:
        raise ReportError(
            f"chart {spec.id} has {len(grid.categories)} categories, and slopes lie between two; use kind: line"
        )
    looks = series_looks(grid, pen.colours)
    names = [filled_lines(series.name, pen.size, 400, NAME_SHARE * width) for series in grid.series]
    left = max((_wide(series.points[0], pen) for series in grid.series), default=0) + 1.4 * pen.gap
    figures = max((_wide(series.points[1], pen) for series in grid.series), default=0)
    right = figures + max(text_width(line, pen.size) for each in names for line in each) + 2.6 * pen.gap
    held = frame(spec, pen, width, 1.2 * pen.leading, 0, bare=True)
    sides = (left, min(width - right, left + BROADEST * pen.k))
    marks = [_uprights(grid, sides, held.top, held.bottom, pen)]
    heights = [
        [held.scale(p.values[len(p.values) // 2]) if p and p.values else None for p in s.points] for s in grid.series
    ]
    middles = [_middles([each[at] for each in heights], names, held.top, held.bottom, pen) for at in (0, 1)]
    for n, (series, look) in enumerate(zip(grid.series, looks, strict=True)):
        first, last = heights[n]
        if first is not None and last is not None:
            ahead = series.points[1] is not None and is_forecast(series.points[1])
            dashes = (3 * pen.k, 2 * pen.k) if ahead else ()
            marks.append(Mark("", (segment((sides[0], first), (sides[1], last), look.hue, 1.9 * pen.k, dashes),)))
        for at, point in enumerate(series.points):
            y, middle = heights[n][at], middles[at][n]
            if point is None:
                continue
            shapes = (
                _end(point, look, (sides[at], y, middle), names[n] if at else (), pen, left=at == 0)
                if y is not None
                else ()
            )
            marks.append(Mark(point.fact_id, shapes, value_text(point)))
    return Drawing(width, held.bottom + pen.leading, tuple(marks))


def _wide(point: ChartPoint | None, pen: Pen) -> float:
    return text_width(point.figure, pen.size, BOLD) if point else 0


def _uprights(grid: Grid, sides: tuple[float, float], top: float, bottom: float, pen: Pen) -> Mark:
    shapes: list[Shape] = []
    for name, x in zip(grid.categories, sides, strict=True):
        wide = text_width(name, pen.size)
        shapes.append(segment((x, top - 4 * pen.k), (x, bottom), pen.colours.hairline, 0.8 * pen.k))
        shapes.append(Run(max(x - wide / 2, 0), top - 0.9 * pen.leading, name, pen.size, pen.colours.muted))
    return Mark("", tuple(shapes))


def _middles(
    heights: list[float | None], names: list[tuple[str, ...]], top: float, bottom: float, pen: Pen
) -> list[float]:
    shown = [n for n, y in enumerate(heights) if y is not None]
    tall = [max(len(names[n]), 1) * pen.leading * 0.95 for n in shown]
    moved = parted([y for y in heights if y is not None], tall, top - pen.leading / 2, bottom + pen.leading)
    found = [0.0] * len(heights)
    for n, middle in zip(shown, moved, strict=True):
        found[n] = middle
    return found


def _end(
    point: ChartPoint,
    look: SeriesLook,
    at: tuple[float, float, float],
    name: tuple[str, ...],
    pen: Pen,
    *,
    left: bool,
) -> tuple[Shape, ...]:
    """Return the sign of a point, its figure beside it, and after that the name, in lines."""
    x, y, middle = at
    hue = pen.colours.focus if point.focus else pen.colours.ink
    figure = Run(0, pen.baseline(middle), point.figure, pen.size, hue, BOLD)
    start = x - pen.gap - figure.width if left else x + pen.gap
    mark = sign(look.sign, x, y, 2.9 * pen.k, look.hue, pen.colours.paper if is_hollow(point) else "")
    first = pen.baseline(middle) - (len(name) - 1) * pen.leading / 2
    beside = start + figure.width + 0.5 * pen.size
    lines = (Run(beside, first + n * pen.leading, line, pen.size, hue) for n, line in enumerate(name))
    return (mark, replace(figure, x=start), *lines)
