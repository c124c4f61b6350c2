"""Pairs of values on paper: a sign at two values of one thing, or a disc whose area is a third, named where there is room."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Mark, Run, Shape, blend, segment
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_frame import Frame, axis, frame, legend, sign
from reports.charts.grammar.pairs.bubble_areas import TINT, bubble_radii
from reports.charts.grammar.pairs.label_places import Spot, placed, unnamed
from reports.charts.grammar.pairs.size_key import SizeKey, size_key
from reports.charts.grammar.scales import Linear, linear
from reports.charts.grammar.series_looks import SeriesLook, is_hollow, series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen, ring
from reports.document import ChartPoint, ChartSpec
from reports.theme.fonts import text_width

LARGEST = 17.0
"""Radius of the largest disc, in points at scale 1."""
EDGE = 1.2
"""Of the room between a mark and its label: what is free right of the axis across."""
RADIUS = 3.4
"""Of a sign, in points at scale 1."""


def draw_pairs(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the signs over two axes with their words at the ends."""
    grid = grid_of(spec)
    looks = dict(zip((each.name for each in grid.series), series_looks(grid, pen.colours), strict=True))
    several = len(grid.series) > 1
    above = legend(tuple(looks), tuple(looks.values()), pen, width) if several else None
    key = size_key(spec, LARGEST * pen.k, width, pen.size, lambda words: text_width(words, pen.size))
    legend_height = above.height if above else 0
    beside = key is not None and text_width(spec.axis_words[1], pen.size) + pen.gap < key.left
    top = legend_height + max(1.1 * pen.leading, 0 if key is None else key.height + 0.5 * pen.leading)
    top += 0 if key is None or beside else pen.leading
    held = frame(spec, pen, width, top, EDGE * pen.gap)
    across = linear(spec.x_ticks, held.left, held.right)
    marks = [axis(spec, pen, held), _below(spec, pen, held, across), *((above.mark,) if above else ())]
    if key:
        marks.append(_key(key, legend_height + key.height / 2, pen))
    radii = bubble_radii(spec, LARGEST * pen.k)
    spots = [
        _spot(point, across(point.x or 0), held.scale(point.values[-1]), radius, pen)
        for point, radius in zip(spec.points, radii, strict=True)
    ]
    room = (held.left, held.top - 0.6 * pen.leading, width, held.bottom)
    texts = placed(spots, 0.8 * pen.leading, room)
    drawn: list[tuple[Mark, Mark]] = []
    for point, spot, text, radius in zip(spec.points, spots, texts, radii, strict=True):
        name: tuple[Shape, ...] = ()
        if text is not None:
            ink = pen.colours.focus if point.focus else pen.colours.ink
            name = (Run(text.left, pen.baseline(text.middle), point.label, pen.size, ink),)
        shape = _sign(point, looks[point.series], spot, radius, pen)
        drawn.append((Mark(point.fact_id, (shape,), value_text(point)), Mark("", name)))
    order = sorted(range(len(drawn)), key=lambda n: -radii[n])  # a small disc stands before a large one
    marks += [drawn[n][0] for n in order] + [name for _, name in drawn if name.shapes]
    lost = unnamed([point.label for point in spec.points], texts)
    return Drawing(width, held.bottom + 2.6 * pen.leading, tuple(marks), lost)


def _spot(point: ChartPoint, x: float, y: float, radius: float, pen: Pen) -> Spot:
    """Return the place of a point and what its label has to keep clear of."""
    clear = radius or 1.3 * RADIUS * pen.k
    return Spot(x, y, text_width(point.label, pen.size), point.focus, clear, inside=radius > 0)


def _key(key: SizeKey, middle: float, pen: Pen) -> Mark:
    """Return the discs of the key in a row, each with its value."""
    line = pen.colours.context
    shapes: list[Shape] = []
    for disc in key.discs:
        shapes.append(ring(disc.x, middle, disc.radius, line, pen.colours.paper, 0.9 * pen.k))
        shapes.append(Run(disc.left, pen.baseline(middle), disc.words, pen.size, pen.colours.muted))
    return Mark("", tuple(shapes))


def _sign(point: ChartPoint, look: SeriesLook, spot: Spot, radius: float, pen: Pen) -> Shape:
    hue = pen.colours.focus if point.focus else look.hue
    hollow = pen.colours.paper if is_hollow(point) else ""
    if not radius:
        return sign(look.sign, spot.x, spot.y, RADIUS * pen.k, hue, hollow)
    tint = blend(hue, pen.colours.paper, TINT)
    return ring(spot.x, spot.y, radius, hue, hollow or tint, 1.1 * pen.k)


def _below(spec: ChartSpec, pen: Pen, held: Frame, across: Linear) -> Mark:
    """Return the marks of the axis across, its words at its right end, and those of the axis of heights above it."""
    words, up = spec.axis_words
    shapes: list[Shape] = []
    for tick in spec.x_ticks:
        x, wide = across(tick.value), text_width(tick.text, pen.size)
        shapes.append(segment((x, held.bottom), (x, held.bottom + 2.4 * pen.k), pen.colours.context, 0.7 * pen.k))
        left = min(x - wide / 2, held.right + EDGE * pen.gap - wide)  # the last may not be cut
        shapes.append(Run(left, held.bottom + 1.15 * pen.leading, tick.text, pen.size, pen.colours.muted))
    wide = text_width(words, pen.size)
    shapes.append(Run(max(held.right - wide, 0), held.bottom + 2.3 * pen.leading, words, pen.size, pen.colours.ink))
    shapes.append(Run(0, held.top - 0.95 * pen.leading, up, pen.size, pen.colours.ink))
    return Mark("", tuple(shapes))
