"""Lollipops for shares: a stem from zero to the value on a whole axis, and a disc."""

from __future__ import annotations

from decimal import Decimal

from reports.charts.drawing import Discs, Drawing, Lines, Mark, Run, Shape, rectangle, segment
from reports.charts.mark_values import plain_number, value_text
from reports.charts.pen import Pen, extent, moved, ring
from reports.document import ChartPoint, ChartSpec


def draw_lollipop(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a line of text and below it the axis with stem and disc, for each point; the ends of the axis last."""
    end = _end(spec)
    with_marks = all(_one_line(p, pen, width, marks=True) for p in spec.points)
    same = len({p.numbers for p in spec.points}) == 1
    marks, top = [], 0.0
    for point in spec.points:
        # where all rows rest on the same sources, the source line says so, and narrow rows may leave them out
        texts, height = _texts(point, pen, width, marks=with_marks or not same)
        axis = top + height + 10 * pen.k
        shapes = (*_stem(point, pen, width, axis, end), *moved(texts, 0, top))
        marks.append(Mark(point.fact_id, shapes, value_text(point)))
        top = axis + 16 * pen.k
    return Drawing(width, top + pen.leading * 0.95, (*marks, _ends(spec, pen, width, top + 9 * pen.k, end)))


def _end(spec: ChartSpec) -> float:
    values = [float(p.reach) for p in spec.points if p.reach is not None]
    return float(spec.maximum) if spec.maximum is not None else max(values, default=1.0) * 1.15


def _left(point: ChartPoint, pen: Pen, width: float, *, marks: bool) -> tuple[Run, ...]:
    label = pen.label(point, width)
    rest = pen.words(point)
    if not marks and point.numbers:
        rest = rest[:-1]
    tail = pen.in_a_row((label[-1], *rest))
    y = label[-1].y
    return (*label[:-1], *(Run(r.x, y, r.text, r.size, r.colour, r.weight) for r in tail))


def _figure(point: ChartPoint, pen: Pen) -> Run:
    return pen.figure(point, 1.18 * pen.size)


def _one_line(point: ChartPoint, pen: Pen, width: float, *, marks: bool) -> bool:
    runs = _left(point, pen, 1e6, marks=marks)
    one = len({run.y for run in runs}) == 1
    return one and extent(runs) + pen.gap + _figure(point, pen).width <= width


def _texts(point: ChartPoint, pen: Pen, width: float, *, marks: bool) -> tuple[tuple[Run, ...], float]:
    """Return label, words and marks at the left, the figure at the right, and their height."""
    figure = _figure(point, pen)
    room = width - pen.gap - figure.width
    runs = _left(point, pen, room, marks=marks)
    if extent(runs) > room:
        label = pen.label(point, room)
        below = pen.words(point) if marks or not point.numbers else pen.words(point)[:-1]
        y = label[-1].y + pen.leading
        inline = pen.in_a_row(below)
        if extent(inline) > width:
            said = pen.lines(point.words, pen.colours.muted, width)
            tail = below[-1:] if marks and point.numbers else ()
            inline = (*said, *moved(tail, 0, said[-1].y + pen.leading))
        runs = (*label, *moved(inline, 0, y))
    base = 0.95 * pen.size
    lowest = max(run.y for run in runs)
    value = Run(width - figure.width, 0, figure.text, figure.size, figure.colour, figure.weight)
    return moved((*runs, value), 0, base), base + lowest


def _stem(point: ChartPoint, pen: Pen, width: float, y: float, end: float) -> tuple[Shape, ...]:
    """Return the axis and, on it, the mark of `point`."""
    k, hue, radius = pen.k, pen.hue(point), 4.45 * pen.k
    tick = 4.2 * k
    base: tuple[Shape, ...] = (
        segment((0, y), (width, y), pen.colours.context, 0.8 * k),
        segment((width - 0.4 * k, y - tick), (width - 0.4 * k, y + tick), pen.colours.context, 0.9 * k),
        segment((0.5 * k, y - tick), (0.5 * k, y + tick), pen.colours.ink, 1.1 * k),
    )
    if point.reach is None:
        return (*base[1:], *pen.without_number(point, 0, y - radius, 2 * radius))
    at = float(point.reach) / end * width
    stem = Lines((rectangle(0, y - 1.2 * k, max(at, 0.1), 2.4 * k),), fill=hue, closed=True)
    disc = Discs(((at, y),), radius, hue)
    match point.end:
        case "fade":
            return (*base, stem, ring(at, y, radius, hue, pen.colours.paper, 1.9 * k))
        case "arrow":
            # on the axis line the dashes need paper beneath them
            room = Lines((rectangle(at, y - k, radius + pen.open_end, 2 * k),), fill=pen.colours.paper, closed=True)
            return (*base, room, stem, *pen.arrow(at + radius, y, hue), disc)
        case "wall":
            return (*base, stem, pen.wall(at, y - radius, 2 * radius, hue))
        case "range":
            low = float(min(point.values)) / end * width
            stem = Lines((rectangle(0, y - 1.2 * k, max(low, 0.1), 2.4 * k),), fill=hue, closed=True)
            ends = tuple(ring(x, y, radius, hue, pen.colours.paper, 1.9 * k) for x in (low, at))
            return (*base, stem, segment((low, y), (at, y), hue, 1.9 * k), *ends)
        case _:
            return (*base, stem, disc)


def _ends(spec: ChartSpec, pen: Pen, width: float, baseline: float, end: float) -> Mark:
    first, last = spec.axis_words
    number = plain_number(spec.maximum if spec.maximum is not None else Decimal(f"{end:.3g}"))
    right = Run(0, baseline, last or number, pen.size, pen.colours.muted)
    left = Run(0, baseline, first or "0", pen.size, pen.colours.muted)
    return Mark("", (left, Run(width - right.width, baseline, right.text, right.size, right.colour)))
