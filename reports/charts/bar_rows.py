"""Rows of bars: amounts side by side, never added; one row a fact, values from zero; groups of rows have a head."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.drawing import Drawing, Mark, Run, Shape, box, segment
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved
from reports.document import ChartPoint, ChartSpec

LABEL_SHARE = 0.42
"""Of the width, at most, for the column of labels; wider, and the labels break."""
BAR_SHARE = 0.545
"""Of the room right of the axis, at most, for the longest bar: the rest belongs to the labels."""
ROOM = 60
"""Points, at scale 1: where the longest bar would be shorter, the labels move above the bars."""


HEAD = 19.0
"""Height of the head of a group, in points at scale 1."""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a group begins, and its first point."""

    point: ChartPoint
    top: float


@dataclass(frozen=True, slots=True)
class _Row:
    point: ChartPoint
    label: tuple[Run, ...]
    said: tuple[Run, ...]
    """Right of the bar, or above it."""
    top: float
    height: float


def draw_bar_rows(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return rows of label, bar, figure and words; where too narrow for that, the bar below its texts.

    Rows of one group stand below its head, and what stands apart on a band of its own.
    """
    labels = [pen.label(point, LABEL_SHARE * width) for point in spec.points]
    left = max(max(map(extent, labels), default=0) + 2.4 * pen.gap, 0.2 * width)
    scale = _scale(spec, pen, width - left)
    longest = max((float(p.reach) * scale for p in spec.points if p.reach is not None), default=ROOM * pen.k)
    if longest < ROOM * pen.k or width < left + ROOM:
        return _stacked(spec, pen, width)
    rows, top, heads = [], 2 * pen.k, []
    for point, label, head in zip(spec.points, labels, group_heads(spec), strict=True):
        if head:
            heads.append(_Head(point, top))
            top += HEAD * pen.k
        height = pen.row + (len(label) - 1) * pen.leading * 0.9
        rows.append(_Row(point, label, pen.said(point), top, height))
        top += height
    marks = [_beside(row, pen, left, scale) for row in rows]
    bottom = top + 2 * pen.k
    if heads:
        return Drawing(width, bottom, (_groups(heads, pen, width, bottom), *marks, *_axes(heads, pen, left, bottom)))
    return Drawing(width, bottom, (*marks, _axis(pen, left, 0, bottom)))


def group_heads(spec: ChartSpec) -> tuple[str, ...]:
    """Return for each row the head of the group that begins with it; empty for every other row."""
    before = ("", *(point.group for point in spec.points))
    return tuple(p.group if p.group != last else "" for p, last in zip(spec.points, before, strict=False))


def _groups(heads: list[_Head], pen: Pen, width: float, bottom: float) -> Mark:
    """Return the heads of the groups over hairlines, and the band of what stands apart."""
    shapes: list[Shape] = []
    for head, end in zip(heads, (*(each.top for each in heads[1:]), bottom), strict=True):
        if head.point.apart:
            shapes.append(box(0, head.top, width, end - head.top, fill=pen.colours.panel))
        elif head.top > HEAD * pen.k:
            shapes.append(segment((0, head.top), (width, head.top), pen.colours.hairline, 0.7 * pen.k))
        inset = pen.gap if head.point.apart else 0
        shapes.append(Run(inset, head.top + 0.72 * HEAD * pen.k, head.point.group, pen.size, pen.colours.ink, BOLD))
    return Mark("", tuple(shapes))


def _axes(heads: list[_Head], pen: Pen, left: float, bottom: float) -> list[Mark]:
    ends = (*(each.top for each in heads[1:]), bottom)
    return [_axis(pen, left, head.top + HEAD * pen.k, end - 2 * pen.k) for head, end in zip(heads, ends, strict=True)]


def _scale(spec: ChartSpec, pen: Pen, room: float) -> float:
    """Return points a unit, so that every bar and the label after it fit into `room`."""
    bounds = []
    for point in spec.points:
        if point.reach is not None and point.reach > 0:
            needed = pen.beyond(point, room) + pen.gap + extent(pen.said(point))
            bounds.append((room - needed) / float(point.reach))
    largest = max((float(p.reach) for p in spec.points if p.reach is not None), default=0)
    if spec.maximum is not None:
        largest = max(largest, float(spec.maximum))
    return max(min([*bounds, BAR_SHARE * room / largest]), 0) if largest > 0 else 0


def _axis(pen: Pen, x: float, top: float, bottom: float) -> Mark:
    return Mark("", (segment((x, top), (x, bottom), pen.colours.ink, 0.9 * pen.k),))


def _length(point: ChartPoint, scale: float, pen: Pen) -> float:
    return max(float(point.reach) * scale, pen.outline) if point.reach is not None else 0


def _beside(row: _Row, pen: Pen, left: float, scale: float) -> Mark:
    point, middle = row.point, row.top + row.height / 2
    length = _length(point, scale, pen)
    bar = pen.bar_mark(point, left, middle - pen.bar / 2, length, pen.bar)
    lowest = pen.baseline(middle - (len(row.label) - 1) * pen.leading / 2)
    at = left + length + pen.beyond(point, length) + pen.gap
    inset = pen.gap if point.apart else 0
    texts = (*moved(row.label, inset, lowest), *moved(row.said, at, pen.baseline(middle)))
    return Mark(point.fact_id, (*bar, *texts), value_text(point))


def _stacked(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the chart for a narrow column: label, then figure and words, then the bar below."""
    largest = max((float(p.reach) for p in spec.points if p.reach is not None), default=1) or 1
    scale = (width - pen.open_end - pen.gap) / largest
    marks, top = [], 0.0
    for point, head in zip(spec.points, group_heads(spec), strict=True):
        if head:
            run = Run(0, top + 0.72 * HEAD * pen.k, head, pen.size, pen.colours.ink, BOLD)
            marks.append(Mark("", (run,)))
            top += HEAD * pen.k
        texts, height = stacked_texts(point, pen, width)
        bar_top = top + height + 2 * pen.k
        bar: tuple[Shape, ...] = pen.bar_mark(point, 0, bar_top, _length(point, scale, pen), pen.bar * 0.8)
        marks.append(Mark(point.fact_id, (*bar, *moved(texts, 0, top)), value_text(point)))
        top = bar_top + pen.bar * 0.8 + 8 * pen.k
    return Drawing(width, top - 6 * pen.k, tuple(marks))


def stacked_texts(point: ChartPoint, pen: Pen, width: float) -> tuple[tuple[Run, ...], float]:
    """Return label, figure, words and marks in lines of `width`, from the top at 0, and their height."""
    label = pen.label(point, width)
    figure, words = pen.figure(point), pen.words(point)
    whole = pen.in_a_row((figure, *words))
    if extent(whole) <= width:
        lines = moved(whole, 0, len(label) * pen.leading)
        count = len(label) + 1
    else:
        said = pen.lines(point.words, pen.colours.muted, width)
        marks = moved(words[-1:], 0, 0) if point.numbers else ()
        head = pen.in_a_row((figure, *marks))
        lines = (*moved(head, 0, len(label) * pen.leading), *moved(said, 0, (len(label) + 1) * pen.leading))
        count = len(label) + 1 + len(said)
    return moved((*label, *lines), 0, 0.78 * pen.leading), count * pen.leading
