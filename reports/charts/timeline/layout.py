"""Timelines with uncertain dates: a bar for a period, a disc for a day; pale or fading where derived, hollow where planned."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.bar_rows import group_heads
from reports.charts.drawing import (
    Discs,
    Drawing,
    Lines,
    Mark,
    Run,
    Shape,
    blend,
    box,
    dashed_circle,
    fading,
    rectangle,
)
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved, ring
from reports.charts.timeline.paper_calendar import HEAD, Across, grid, today_line
from reports.charts.timeline.silence import silent_rows, silent_time
from reports.charts.timeline.time_axis import TimeAxis, stay
from reports.document import ChartPoint, ChartSpec, Span

LABEL_SHARE = 0.38
BAR = 7.5
"""Height of a bar, in points at scale 1."""
RADIUS = 4.45
"""Of a disc or ring: the least mark, in points at scale 1."""
DASHES = 7
"""Of a ring whose date is derived."""
PALE = 0.6
"""Share of the colour in a mark whose date is derived: three to one against paper still (WCAG 2.2, 1.4.11)."""
SHADE = 0.1
"""Share of the ink in the band of what is not on record."""
LANE = 17.0
"""Height of the name of a lane, in points at scale 1."""


def draw_timeline(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return time across, a row a point: label and words at the left, the span at the right."""
    labels = [_label(point, pen, LABEL_SHARE * width) for point in spec.points]
    left = max(extent(runs) for runs in labels) + 2 * pen.gap if labels else 0
    head = HEAD * pen.k
    tops, bottoms, at, lanes = [], [], head, []
    for runs, lane in zip(labels, group_heads(spec), strict=True):
        if lane:
            lanes.append((at, lane))
            at += LANE * pen.k
        tops.append(at)
        at += max(run.y for run in runs) + 1.3 * pen.leading
        bottoms.append(at)
    across = Across(TimeAxis(spec.start, spec.stop), left, width)
    marks = [
        _row(p, runs, across, pen, (top, below))
        for p, runs, top, below in zip(spec.points, labels, tops, bottoms, strict=True)
    ]
    ground, words = _silence(spec, across, pen, tuple(zip(tops, bottoms, strict=True)), at)
    furniture = [
        *((Mark("", ground),) if ground else ()),
        grid(spec, across, pen, (*tops, at)),
        *((Mark("", words),) if words else ()),
        *(_lane(top, name, pen, width) for top, name in lanes),
    ]
    today, bottom = today_line(spec, across, pen, at)
    return Drawing(width, bottom + pen.k, (*furniture, *marks, Mark("", today)))


def _silence(
    spec: ChartSpec, across: Across, pen: Pen, rows: tuple[tuple[float, float], ...], bottom: float
) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Return the band of what is not on record, and its words in a row without a mark in it, where they find room."""
    band = silent_time(spec)
    if band is None:
        return (), ()
    start, end = map(across.x, band)
    top, free, shade = HEAD * pen.k, silent_rows(spec), blend(pen.colours.ink, pen.colours.paper, SHADE)
    ground = box(start, top, end - start, bottom - top, fill=shade)
    run = Run(0, 0, spec.silent_words, pen.size, pen.colours.ink)
    if not free or run.width + 2 * pen.gap > end - start:
        return (ground,), ()
    above, below = rows[free[len(free) // 2]]
    x, middle = (start + end - run.width) / 2, (above + below) / 2
    patch = box(x - 2 * pen.k, middle - pen.leading / 2, run.width + 4 * pen.k, pen.leading, fill=shade)
    return (ground,), (patch, replace(run, x=x, y=pen.baseline(middle)))


def _lane(top: float, name: str, pen: Pen, width: float) -> Mark:
    """Return the name of a lane on a band above its rows."""
    band = box(0, top, width, LANE * pen.k, fill=pen.colours.panel)
    run = Run(0.5 * pen.gap, top + 0.7 * LANE * pen.k, name, pen.size, pen.colours.ink, BOLD)
    return Mark("", (band, run))


def _label(point: ChartPoint, pen: Pen, width: float) -> tuple[Run, ...]:
    """Return the name in bold and, below it, words and marks; first baseline at 0."""
    hue = pen.colours.focus if point.focus else pen.colours.ink
    name = pen.lines(point.label, hue, width, BOLD)
    marks = pen.words(point)[-1:] if point.numbers else ()
    said = pen.lines(point.words, pen.colours.muted, width) if point.words else ()
    tail = pen.in_a_row((*said[-1:], *marks))
    y = said[-1].y if said else 0.0
    if extent(tail) > width and said:
        tail = (*said[-1:], *moved(marks, 0, pen.leading))
        tail = (tail[0], *moved(tail[1:], 0, y)) if marks else tail
    else:
        tail = tuple(Run(r.x, y, r.text, r.size, r.colour, r.weight) for r in tail)
    return (*name, *moved((*said[:-1], *tail), 0, name[-1].y + pen.leading))


def _row(point: ChartPoint, label: tuple[Run, ...], across: Across, pen: Pen, rows: tuple[float, float]) -> Mark:
    middle = (rows[0] + rows[1]) / 2
    texts = moved(label, 0, rows[0] + 0.92 * pen.leading)
    shapes = (
        (pen.stub(across.left, middle, pen.hue(point)),)
        if point.span is None
        else _span(point, point.span, across, pen, middle)
    )
    return Mark(point.fact_id, (*shapes, *texts), value_text(point))


def _span(point: ChartPoint, span: Span, across: Across, pen: Pen, middle: float) -> tuple[Shape, ...]:
    """Return the mark of a span; where it would be too short to be told apart, that of a point."""
    hue, height = pen.hue(point), BAR * pen.k
    place = stay(span, across.axis)
    if place.is_short(across.unit, 2 * RADIUS * pen.k):
        return _dot(across.x(place.middle), middle, span, hue, pen)
    first = across.x(place.first)
    last = across.right - pen.open_end if place.open else across.x(place.end)
    length = max(last - first, pen.outline)
    bar = _bar(first, middle - height / 2, length, height, hue, pen, span, early=place.early)
    return (*bar, *pen.arrow(last, middle, hue)) if place.open else bar


def _dot(x: float, y: float, span: Span, hue: str, pen: Pen) -> tuple[Shape, ...]:
    """Return a point of the least size that can be read: a disc, pale where derived; a ring, dotted so, where planned."""
    radius, line, paper = RADIUS * pen.k, 1.9 * pen.k, pen.colours.paper
    if not span.planned:
        return (Discs(((x, y),), radius, blend(hue, paper, PALE) if span.derived else hue),)
    if not span.derived:
        return (ring(x, y, radius, hue, paper, line),)
    return (Discs(((x, y),), radius, paper), dashed_circle(x, y, radius - line / 2, hue, line, DASHES))


def _bar(
    x: float, y: float, length: float, height: float, hue: str, pen: Pen, span: Span, *, early: bool
) -> tuple[Shape, ...]:
    """Return a bar: filled, fading where derived, pale where derived as a whole; an outline, dashed so, where planned."""
    if span.planned:
        outline = box(x, y, length, height, fill=pen.colours.paper, stroke=hue, line=1.6 * pen.k)
        return (replace(outline, dashes=(4 * pen.k, 2.2 * pen.k) if span.derived else ()),)
    if span.is_moment and span.derived:
        return (box(x, y, length, height, fill=blend(hue, pen.colours.paper, PALE)),)
    return _soft(x, y, length, height, hue, pen, (span.derived_start or early, span.derived_end))


def _soft(
    x: float, y: float, length: float, height: float, hue: str, pen: Pen, soft: tuple[bool, bool]
) -> tuple[Shape, ...]:
    """Return a bar that fades at its soft ends: derived, open, or before the axis; a third of it at most."""
    reach = min(44 * pen.k, length / 3)
    soft_start, soft_end = soft
    start, stop = x + reach * soft_start, x + length - reach * soft_end
    core = Lines((rectangle(start, y, stop - start, height),), fill=hue, closed=True)
    paper = pen.colours.paper
    before = fading(x, y, reach + 0.3, height, hue, paper, leftwards=True) if soft_start else ()
    after = fading(stop - 0.3, y, reach + 0.3, height, hue, paper) if soft_end else ()
    return (*before, *after, core)
