"""Dumbbells on paper: two or more states of each thing on one upright, with its figures, or the ends of a range."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Mark, Run, Shape, segment
from reports.charts.grammar.direct_labels import ends_labelled
from reports.charts.grammar.grid import Grid, grid_of
from reports.charts.grammar.grid_frame import Frame, axis, category_names, frame, legend, sign
from reports.charts.grammar.series_looks import SeriesLook, is_hollow, series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen
from reports.document import ChartPoint, ChartSpec
from reports.theme.fonts import text_width


def draw_dumbbells(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return an upright for each category from its lowest value to its highest, with a sign for each series."""
    grid = grid_of(spec)
    looks = series_looks(grid, pen.colours)
    several = len(grid.series) > 1
    above = legend(tuple(each.name for each in grid.series), looks, pen, width) if several else None
    top = (above.height if above else 0) + 0.6 * pen.leading
    held = frame(spec, pen, width, top, 0)
    band = (held.right - held.left) / len(grid.categories)
    centres = tuple(held.left + (n + 0.5) * band for n in range(len(grid.categories)))
    labelled = all(text_width(point.figure, pen.size, BOLD) + pen.gap <= band / 2 for _, _, point in grid.cells())
    names, bottom = category_names(spec, grid, pen, held, centres, band - 2 * pen.k)
    marks = [axis(spec, pen, held), names, *((above.mark,) if above else ())]
    for n, centre in enumerate(centres):
        marks += _upright(grid, n, centre, looks, held, pen, labelled=labelled)
    return Drawing(width, bottom + pen.k, tuple(marks))


def _upright(
    grid: Grid, n: int, x: float, looks: tuple[SeriesLook, ...], held: Frame, pen: Pen, *, labelled: bool
) -> list[Mark]:
    points = [(series.points[n], look) for series, look in zip(grid.series, looks, strict=True)]
    values = [value for point, _ in points if point for value in point.values]
    if not values:
        return []
    low, high = held.scale(min(values)), held.scale(max(values))
    marks = [Mark("", (segment((x, low), (x, high), pen.colours.context, 1.6 * pen.k),))]
    sides = ends_labelled([point for point, _ in points]) if labelled else {}
    for k, (point, look) in enumerate(points):
        if point is not None:
            marks.append(_signs(point, look, x, held, pen, side=sides.get(k, "")))
    return marks


def _signs(point: ChartPoint, look: SeriesLook, x: float, held: Frame, pen: Pen, *, side: str) -> Mark:
    """Return the sign of a point, or those of the ends of a range, with its figure at a side of the upright, or without."""
    paper = pen.colours.paper if is_hollow(point) else ""
    hue = pen.colours.focus if point.focus else look.hue
    shapes: list[Shape] = [
        sign(look.sign, x, held.scale(value), 3.6 * pen.k, hue, paper) for value in dict.fromkeys(point.values)
    ]
    if side:
        wide = text_width(point.figure, pen.size, BOLD)
        beside = x - pen.gap - wide if side == "l" else x + pen.gap
        shapes.append(Run(beside, pen.baseline(held.scale(point.values[-1])), point.figure, pen.size, hue, BOLD))
    return Mark(point.fact_id, tuple(shapes), value_text(point))
