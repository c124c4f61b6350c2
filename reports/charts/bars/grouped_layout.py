"""Bars of several series on paper: a group a category, a bar a series, each with its figure at its end."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Mark, Run, Shape, segment
from reports.charts.grammar.bar_marks import BarScale, bar_mark, bar_scale
from reports.charts.grammar.column_drawing import series_body
from reports.charts.grammar.grid import Grid, grid_of
from reports.charts.grammar.grid_frame import legend
from reports.charts.grammar.series_looks import SeriesLook, series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved
from reports.document import ChartPoint, ChartSpec
from reports.theme.fonts import text_width

NAME_SHARE = 0.34
"""Of the width, at most, for the names of the categories; longer ones break."""
THICK, PITCH, APART = 11.0, 13.4, 8.0
"""Of a bar, from one bar of a group to the next, and between groups, in points at scale 1."""


def draw_grouped_bars(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the groups from the top, over one axis with zero on it, below the key to the series."""
    grid = grid_of(spec)
    looks = series_looks(grid, pen.colours)
    above = legend(tuple(each.name for each in grid.series), looks, pen, width)
    names = [pen.lines(name, pen.colours.ink, NAME_SHARE * width) for name in grid.categories]
    left = max(map(extent, names)) + 2 * pen.gap
    points = [point for _, _, point in grid.cells()]
    needed = [pen.gap + text_width(point.figure, pen.size, BOLD) for point in points]
    fitted = bar_scale(list(map(bar_mark, points)), needed, width - left, maximum=spec.maximum, longest=1)
    scale = BarScale(fitted.unit, left + fitted.zero)
    marks, top = [above.mark], above.height
    for n, name in enumerate(names):
        tall = max(len(grid.series) * PITCH * pen.k, len(name) * pen.leading) + APART * pen.k
        middle = top + tall / 2
        first = pen.baseline(middle - (len(name) - 1) * pen.leading / 2)
        marks.append(Mark("", moved(name, 0, first)))
        marks += _group(grid, n, looks, middle, scale, pen)
        top += tall
    zero = segment((scale(0), above.height), (scale(0), top), pen.colours.ink, 0.9 * pen.k)
    return Drawing(width, top + pen.k, (*marks, Mark("", (zero,))))


def _group(grid: Grid, n: int, looks: tuple[SeriesLook, ...], middle: float, scale: BarScale, pen: Pen) -> list[Mark]:
    """Return the bars of a category, centred on `middle`; a series without a point leaves its place free."""
    pitch, marks = PITCH * pen.k, []
    first = middle - (len(grid.series) - 1) * pitch / 2
    for k, (series, look) in enumerate(zip(grid.series, looks, strict=True)):
        point = series.points[n]
        if point is not None:
            marks.append(_bar(point, look, first + k * pitch, scale, pen))
    return marks


def _bar(point: ChartPoint, look: SeriesLook, middle: float, scale: BarScale, pen: Pen) -> Mark:
    mark, hue = bar_mark(point), pen.colours.focus if point.focus else look.hue
    shapes: list[Shape] = []
    if point.reach is not None:
        tip = point.value if point.value is not None else mark.tip
        left, right = sorted((scale(0), scale(tip)))
        at = (left, middle - THICK * pen.k / 2, max(right - left, 0.4 * pen.k), THICK * pen.k)
        shapes += series_body(point, at, hue, pen)
        if ends := mark.whisker:
            shapes += pen.whisker(scale(ends[0]), scale(ends[1]), middle, THICK * pen.k, pen.colours.ink)
    ink = pen.colours.focus if point.focus else pen.colours.ink
    run = Run(0, pen.baseline(middle), point.figure, pen.size, ink, BOLD)
    beside = scale(mark.outermost) + (-0.6 * pen.gap - run.width if mark.below else 0.6 * pen.gap)
    return Mark(point.fact_id, (*shapes, *moved((run,), beside, 0)), value_text(point))
