"""Tally marks in groups of five, a row a point."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Mark, Shape, segment
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen, moved
from reports.document import ChartSpec

MOST = 50
GROUP = 5


def draw_tally(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a line of words and below it the strokes, for each point."""
    marks, tall = [], 2 * pen.row
    for n, point in enumerate(spec.points):
        texts = pen.in_a_row((*pen.label(point, width), *pen.said(point)))
        strokes: list[Shape] = []
        for k in range(int(point.reach or 0)):
            x, top = (k - k // GROUP) * pen.gap, n * tall + pen.row
            across = k % GROUP == GROUP - 1
            start = (x - GROUP * pen.gap if across else x, top + pen.bar)
            strokes.append(segment(start, (x, top), pen.hue(point), pen.outline))
        marks.append(Mark(point.fact_id, (*strokes, *moved(texts, 0, n * tall + pen.leading)), value_text(point)))
    return Drawing(width, len(spec.points) * tall, tuple(marks))
