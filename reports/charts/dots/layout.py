"""A strip of dots: one dot a unit, the first ones in focus, rings for those of another kind."""

from __future__ import annotations

from reports.charts.drawing import XY, Discs, Drawing, Mark, Shape
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen
from reports.document import ChartPoint, ChartSpec
from reports.errors import ReportError

PITCH_TO_RADIUS = 3.2
FOCUS = 1.5
"""Radius of a dot in focus, relative to the others: it must stand out in greyscale too."""
SINGLE_ROW_PITCH = 6.5
"""Points; closer than this, the dots run over several rows."""
PITCH = 9.6
"""Points between dots in several rows."""
MOST = 1000


def draw_dots(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the first point as dots, then a ring for each unit of every further point; no text."""
    counts = [_count(point, spec) for point in spec.points]
    total = max(sum(counts), 1)
    single = width / (total - 1 + (FOCUS + 1) / PITCH_TO_RADIUS)
    if single >= SINGLE_ROW_PITCH or total == 1:
        pitch, across = min(single, 3 * PITCH), total
    else:
        across = max(int((width - 2 * FOCUS * PITCH / PITCH_TO_RADIUS) / PITCH) + 1, 1)
        pitch = min(PITCH, width / (across - 1 + 2 * FOCUS / PITCH_TO_RADIUS))
    radius = pitch / PITCH_TO_RADIUS
    edge = FOCUS * radius
    places = [(edge + (n % across) * pitch, edge + (n // across) * pitch) for n in range(total)]
    height = places[-1][1] + edge
    marks, at = [], 0
    for index, (point, count) in enumerate(zip(spec.points, counts, strict=True)):
        own = tuple(places[at : at + count])
        shapes = _dots(point, own, radius, pen) if index == 0 else _rings(own, radius, pen)
        marks.append(Mark(point.fact_id, shapes, value_text(point)))
        at += count
    return Drawing(width, height, tuple(marks))


def _count(point: ChartPoint, spec: ChartSpec) -> int:
    """Return how many dots `point` takes; a ring without a number is one."""
    if point.value is None:
        return 1 if point is not spec.points[0] else 0
    if point.value != int(point.value) or not 0 <= point.value <= MOST:
        raise ReportError(
            f"chart {spec.id}: {point.fact_id} is {point.value}, and dots show whole numbers up to {MOST}; use kind: bars"
        )
    return int(point.value)


def _dots(point: ChartPoint, places: tuple[XY, ...], radius: float, pen: Pen) -> tuple[Shape, ...]:
    focus = point.named or 0
    shapes: list[Shape] = []
    if places[focus:]:
        shapes.append(Discs(places[focus:], radius, pen.colours.context))
    if places[:focus]:
        shapes.append(Discs(places[:focus], FOCUS * radius, pen.colours.focus))
    return tuple(shapes)


def _rings(places: tuple[XY, ...], radius: float, pen: Pen) -> tuple[Shape, ...]:
    line = 0.55 * radius
    return (Discs(places, radius - line / 2, pen.colours.paper, pen.colours.context, line),) if places else ()
