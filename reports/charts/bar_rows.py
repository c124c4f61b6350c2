"""Rows of bars: amounts side by side, never added; one row a fact, from zero to either side; groups of rows have a head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.drawing import Drawing, Mark, Run, Shape, box, segment
from reports.charts.grammar.bar_drawing import bar_shapes, beyond, longest_end
from reports.charts.grammar.bar_marks import BarMark, BarScale, bar_marks, bar_scale
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved
from reports.document import ChartPoint, ChartSpec

LABEL_SHARE = 0.42
"""Of the width, at most, for the column of labels; wider, and the labels break."""
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
    mark: BarMark
    label: tuple[Run, ...]
    said: tuple[Run, ...]
    """Beside the bar, or above it."""
    top: float
    height: float


def draw_bars(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return rows of bars, solid where all are plain reports."""
    return _rows(spec, bar_marks(spec, even=True), pen, width)


def draw_bar_rows(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return rows of bars, each in the fill of its status."""
    return _rows(spec, bar_marks(spec), pen, width)


def _rows(spec: ChartSpec, marks: tuple[BarMark, ...], pen: Pen, width: float) -> Drawing:
    """Return rows of label, bar, figure and words; where too narrow for that, the bar below its texts.

    Rows of one group stand below its head, and what stands apart on a band of its own.
    """
    labels = [pen.label(point, LABEL_SHARE * width) for point in spec.points]
    left = max(max(map(extent, labels), default=0) + 2.4 * pen.gap, 0.2 * width)
    needed = [longest_end(mark, pen) + pen.gap + extent(pen.said(mark.point)) for mark in marks]
    scale = bar_scale(marks, needed, width - left, maximum=spec.maximum)
    longest = max((abs(float(m.outermost)) * scale.unit for m in marks if m.stretches), default=ROOM * pen.k)
    if longest < ROOM * pen.k or width < left + ROOM:
        return _stacked(spec, marks, pen, width)
    rows, top, heads = [], 2 * pen.k, []
    for mark, label, head in zip(marks, labels, group_heads(spec), strict=True):
        if head:
            heads.append(_Head(mark.point, top))
            top += HEAD * pen.k
        height = pen.row + (len(label) - 1) * pen.leading * 0.9
        rows.append(_Row(mark, label, pen.said(mark.point), top, height))
        top += height
    placed = BarScale(scale.unit, left + scale.zero)
    drawn = [_beside(row, pen, placed) for row in rows]
    bottom = top + 2 * pen.k
    if heads:
        axes = _axes(heads, pen, placed(0), bottom)
        return Drawing(width, bottom, (_groups(heads, pen, width, bottom), *drawn, *axes))
    return Drawing(width, bottom, (*drawn, _axis(pen, placed(0), 0, bottom)))


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


def _axis(pen: Pen, x: float, top: float, bottom: float) -> Mark:
    return Mark("", (segment((x, top), (x, bottom), pen.colours.ink, 0.9 * pen.k),))


def _beside(row: _Row, pen: Pen, scale: BarScale) -> Mark:
    mark, middle = row.mark, row.top + row.height / 2
    bar = bar_shapes(mark, scale, middle - pen.bar / 2, pen.bar, pen)
    lowest = pen.baseline(middle - (len(row.label) - 1) * pen.leading / 2)
    off = beyond(mark, scale, pen) + pen.gap
    at = scale(mark.outermost) + (-off - extent(row.said) if mark.below else off)
    inset = pen.gap if mark.point.apart else 0
    texts = (*moved(row.label, inset, lowest), *moved(row.said, at, pen.baseline(middle)))
    return Mark(mark.point.fact_id, (*bar, *texts), value_text(mark.point))


def _stacked(spec: ChartSpec, marks: Sequence[BarMark], pen: Pen, width: float) -> Drawing:
    """Return the chart for a narrow column: label, then figure and words, then the bar below."""
    ends = [end for mark in marks for end in (mark.outermost, *(mark.whisker or ()))]
    low, high = float(min(0, *ends)), float(max(0, *ends))
    unit = (width - pen.open_end - pen.gap) / (high - low or 1)
    scale, drawn, top = BarScale(unit, -low * unit), [], 0.0
    for mark, head in zip(marks, group_heads(spec), strict=True):
        if head:
            run = Run(0, top + 0.72 * HEAD * pen.k, head, pen.size, pen.colours.ink, BOLD)
            drawn.append(Mark("", (run,)))
            top += HEAD * pen.k
        texts, height = stacked_texts(mark.point, pen, width)
        bar_top = top + height + 2 * pen.k
        bar: tuple[Shape, ...] = bar_shapes(mark, scale, bar_top, pen.bar * 0.8, pen)
        drawn.append(Mark(mark.point.fact_id, (*bar, *moved(texts, 0, top)), value_text(mark.point)))
        top = bar_top + pen.bar * 0.8 + 8 * pen.k
    return Drawing(width, top - 6 * pen.k, tuple(drawn))


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
