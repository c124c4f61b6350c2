"""Scatter charts on paper: a sign at two values of one thing, named where its name meets no other."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Mark, Run, Shape, segment
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_frame import Frame, axis, frame, legend, sign
from reports.charts.grammar.scales import Linear, linear
from reports.charts.grammar.series_looks import is_hollow, series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen
from reports.charts.scatter.label_places import Spot, placed
from reports.document import ChartSpec
from reports.theme.fonts import text_width

RADIUS = 3.4
"""Of a sign, in points at scale 1."""


def draw_scatter(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the signs over two axes with their words at the ends."""
    grid = grid_of(spec)
    looks = dict(zip((each.name for each in grid.series), series_looks(grid, pen.colours), strict=True))
    several = len(grid.series) > 1
    above = legend(tuple(looks), tuple(looks.values()), pen, width) if several else None
    top = (above.height if above else 0) + 1.1 * pen.leading
    held = frame(spec, pen, width, top, 1.2 * pen.gap)
    across = linear(spec.x_ticks, held.left, held.right)
    marks = [axis(spec, pen, held), _below(spec, pen, held, across), *((above.mark,) if above else ())]
    spots = [
        Spot(across(point.x or 0), held.scale(point.values[-1]), text_width(point.label, pen.size), point.focus)
        for point in spec.points
    ]
    room = (held.left, held.top - 0.6 * pen.leading, width, held.bottom)
    texts = placed(spots, 0.8 * pen.leading, 1.3 * RADIUS * pen.k, room)
    for point, spot, text in zip(spec.points, spots, texts, strict=True):
        look = looks[point.series]
        hue = pen.colours.focus if point.focus else look.hue
        paper = pen.colours.paper if is_hollow(point) else ""
        shapes: list[Shape] = [sign(look.sign, spot.x, spot.y, RADIUS * pen.k, hue, paper)]
        if text is not None:
            ink = pen.colours.focus if point.focus else pen.colours.ink
            shapes.append(Run(text.left, pen.baseline(text.middle), point.label, pen.size, ink))
        marks.append(Mark(point.fact_id, tuple(shapes), value_text(point)))
    return Drawing(width, held.bottom + 2.6 * pen.leading, tuple(marks))


def _below(spec: ChartSpec, pen: Pen, held: Frame, across: Linear) -> Mark:
    """Return the marks of the axis across, its words at its right end, and those of the axis of heights above it."""
    words, up = spec.axis_words
    shapes: list[Shape] = []
    for tick in spec.x_ticks:
        x, wide = across(tick.value), text_width(tick.text, pen.size)
        shapes.append(segment((x, held.bottom), (x, held.bottom + 2.4 * pen.k), pen.colours.context, 0.7 * pen.k))
        shapes.append(Run(x - wide / 2, held.bottom + 1.15 * pen.leading, tick.text, pen.size, pen.colours.muted))
    wide = text_width(words, pen.size)
    shapes.append(Run(max(held.right - wide, 0), held.bottom + 2.3 * pen.leading, words, pen.size, pen.colours.ink))
    shapes.append(Run(0, held.top - 0.95 * pen.leading, up, pen.size, pen.colours.ink))
    return Mark("", tuple(shapes))
