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
    segment,
)
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved, ring
from reports.charts.timeline.months import MonthAxis, stretch
from reports.charts.timeline.silence import silent_days, silent_rows
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
HEAD = 27
"""Height of the two lines of years and months, in points at scale 1."""


def draw_timeline(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return months across, a row a point: label and words at the left, the span at the right."""
    axis = MonthAxis(spec.start, spec.stop)
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
    marks = [
        _row(p, runs, axis, pen, (left, width), (top, below))
        for p, runs, top, below in zip(spec.points, labels, tops, bottoms, strict=True)
    ]
    sides = (left, width)
    ground, words = _silence(spec, axis, pen, sides, tuple(zip(tops, bottoms, strict=True)), at)
    furniture = [
        *((Mark("", ground),) if ground else ()),
        _grid(spec, axis, pen, sides, (*tops, at)),
        *((Mark("", words),) if words else ()),
        *(_lane(top, name, pen, width) for top, name in lanes),
    ]
    today, bottom = _today(spec, axis, pen, (left, width), at)
    return Drawing(width, bottom + pen.k, (*furniture, *marks, Mark("", today)))


def _silence(
    spec: ChartSpec,
    axis: MonthAxis,
    pen: Pen,
    sides: tuple[float, float],
    rows: tuple[tuple[float, float], ...],
    bottom: float,
) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Return the band of what is not on record, and its words in a row without a mark in it, where they find room."""
    if silent_days(spec) is None:
        return (), ()
    left, right = sides
    unit = (right - left) / axis.months
    start = left + max(axis.begin(spec.silent), 0) * unit
    end = min(left + axis.end(spec.today) * unit, right) if spec.today else right
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


def _row(
    point: ChartPoint,
    label: tuple[Run, ...],
    axis: MonthAxis,
    pen: Pen,
    sides: tuple[float, float],
    rows: tuple[float, float],
) -> Mark:
    middle = (rows[0] + rows[1]) / 2
    texts = moved(label, 0, rows[0] + 0.92 * pen.leading)
    shapes = (
        (pen.stub(sides[0], middle, pen.hue(point)),)
        if point.span is None
        else _span(point, point.span, axis, pen, sides, middle)
    )
    return Mark(point.fact_id, (*shapes, *texts), value_text(point))


def _span(
    point: ChartPoint, span: Span, axis: MonthAxis, pen: Pen, sides: tuple[float, float], middle: float
) -> tuple[Shape, ...]:
    """Return the mark of a span; where it would be too short to be told apart, that of a point."""
    left, right = sides
    unit, hue, height = (right - left) / axis.months, pen.hue(point), BAR * pen.k
    place = stretch(span, axis)
    if place.is_short(unit, 2 * RADIUS * pen.k):
        return _dot(left + place.middle * unit, middle, span, hue, pen)
    first = left + place.first * unit
    last = left + place.last * unit if span.end else right - pen.open_end
    length = max(last - first, pen.outline)
    bar = _bar(first, middle - height / 2, length, height, hue, pen, span, early=place.early)
    return bar if span.end else (*bar, *pen.arrow(last, middle, hue))


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


def _grid(spec: ChartSpec, axis: MonthAxis, pen: Pen, sides: tuple[float, float], rows: tuple[float, ...]) -> Mark:
    """Return years and months above, and hairlines around every month and row."""
    left, right = sides
    unit, line = (right - left) / axis.months, pen.colours.hairline
    thin, top, bottom = 0.7 * pen.k, rows[0], rows[-1]
    every = axis.label_step(unit, 24 * pen.k)
    shapes: list[Shape] = [segment((0, y), (right, y), line, thin) for y in rows]
    for n in range(axis.months + 1):
        if n % every == 0 or n == axis.months:
            shapes.append(segment((left + n * unit, top), (left + n * unit, bottom), line, thin))
    shapes += _months(spec, axis, pen, sides)
    for n, year in axis.years:
        x = left + n * unit
        if n:
            foot = top if every == 1 else 12 * pen.k  # a name that several months share stands across the line
            shapes.append(segment((x, 2 * pen.k), (x, foot), pen.colours.context, thin))
        shapes.append(Run(x + (4 * pen.k if n else 0), 9.5 * pen.k, year, pen.size, pen.colours.ink, BOLD))
    return Mark("", tuple(shapes))


def _months(spec: ChartSpec, axis: MonthAxis, pen: Pen, sides: tuple[float, float]) -> tuple[Run, ...]:
    """Return the names of the months, each in the middle of the months it stands for."""
    left, right = sides
    unit = (right - left) / axis.months
    every = axis.label_step(unit, 24 * pen.k)
    names = spec.month_words or axis.names
    runs: list[Run] = []
    for n in range(0, axis.months, every):
        run = Run(0, HEAD * pen.k - 4.5 * pen.k, names[n % len(names)], pen.size, pen.colours.muted)
        middle = left + (n + min(every, axis.months - n) / 2) * unit
        x = min(middle - run.width / 2, right - run.width)
        if not runs or x > extent((runs[-1],)) + 3 * pen.k:
            runs.append(replace(run, x=x))
    return tuple(runs)


def _today(
    spec: ChartSpec, axis: MonthAxis, pen: Pen, sides: tuple[float, float], bottom: float
) -> tuple[tuple[Shape, ...], float]:
    """Return the dashed line of the as-of date with its words, and where it ends below."""
    left, right = sides
    x = left + axis.end(spec.today) * (right - left) / axis.months if spec.today else left - 1
    if not left <= x <= right:
        return (), bottom
    words = _today_words(spec, axis, pen, sides, x)
    if words is None:  # no room beside the years: below
        run = Run(0, bottom + 1.1 * pen.leading, spec.today_words, pen.size, pen.colours.ink)
        words = replace(run, x=min(x - run.width / 2, right - run.width))
    months = _months(spec, axis, pen, sides)
    crossed = any(run.x - 2 * pen.k < x < run.x + run.width + 2 * pen.k for run in months)
    top = (HEAD if crossed or words.y > bottom else 12) * pen.k
    foot = bottom + 3 * pen.k if words.y > bottom else bottom
    line = segment((x, top), (x, foot), pen.colours.ink, 0.9 * pen.k, (2.4 * pen.k, 1.7 * pen.k))
    return (line, *((words,) if words.text else ())), max(bottom, words.y + 3 * pen.k)


def _today_words(spec: ChartSpec, axis: MonthAxis, pen: Pen, sides: tuple[float, float], x: float) -> Run | None:
    """Return the words of the as-of date on the line of the years, near x; None where they find no room."""
    left, right = sides
    unit, gap = (right - left) / axis.months, pen.gap
    run = Run(x, 9.5 * pen.k, spec.today_words, pen.size, pen.colours.ink)
    years = [(left + n * unit, Run(0, 0, year, pen.size, "", BOLD).width + 4 * pen.k) for n, year in axis.years]
    places = [x - 2 * pen.k, right - run.width, *(start + width + gap for start, width in years)]
    places += [start - run.width - gap for start, _ in years]
    free = [
        at
        for at in places
        if at >= left
        and at + run.width <= right
        and abs(at - x) < run.width + 12 * pen.k
        and all(at >= start + width + gap or at + run.width + gap <= start for start, width in years)
    ]
    return replace(run, x=min(free, key=lambda at: abs(at - x))) if free else None
