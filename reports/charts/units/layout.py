"""Unit squares for small counts: one square is one thing; hollow squares are not named by any source."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal as OneOf

from reports.charts.drawing import Drawing, Mark, Run, Shape, segment
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen, extent, moved
from reports.document import ChartPoint, ChartSpec
from reports.domain.statuses import Fill
from reports.errors import ReportError

MOST = 400
"""Squares beyond this cannot be counted by eye."""
SIDE, GAP = 14.6, 2.35
"""Of a square, and between two, in points at scale 1."""


def draw_units(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return a line of text and below it a row of squares, for each point; long rows run on."""
    marks, top = [], 0.0
    for point in spec.points:
        mark, height = _group(point, spec, pen, width, top)
        marks.append(mark)
        top += height
    return Drawing(width, top - 7 * pen.k, tuple(marks))


def _group(point: ChartPoint, spec: ChartSpec, pen: Pen, width: float, top: float) -> tuple[Mark, float]:
    heading, heading_height = _heading(point, pen, width)
    squares, end, squares_height = _squares(point, spec, pen, width, top + heading_height)
    bracket, bracket_height = _bracket(point, pen, width, top + heading_height + squares_height)
    shapes = (*squares, *end, *bracket, *moved(heading, 0, top))
    return Mark(point.fact_id, shapes, value_text(point)), heading_height + squares_height + bracket_height + 10 * pen.k


def _heading(point: ChartPoint, pen: Pen, width: float) -> tuple[tuple[Run, ...], float]:
    """Return the figure, large, with its words, and what is counted; on more lines where one is too short."""
    hue = pen.colours.focus if point.focus else pen.colours.ink
    weight = BOLD if point.focus else 400
    name = point.label if not point.words else f"{point.words} · {point.label}"
    marks = pen.words(point)[-1:] if point.numbers else ()
    figure = pen.figure(point, 1.4 * pen.size)
    one = pen.in_a_row((figure, Run(0, 0, name, pen.size, hue, weight), *marks))
    base = 1.15 * pen.size + 3 * pen.k
    if extent(one) <= width:
        return moved(one, 0, base), base + 6.5 * pen.k
    lead = figure.width + 0.55 * pen.size
    lines = pen.lines(name, hue, width - lead, weight)
    tail = pen.in_a_row((lines[-1], *marks))
    if extent(tail) > width - lead:
        tail = (lines[-1], *moved(marks, 0, pen.leading))
    below = lines[-1].y
    tail = tuple(Run(r.x, r.y if r.y else below, r.text, r.size, r.colour, r.weight) for r in tail)
    runs = (figure, *moved((*lines[:-1], *tail), lead, 0))
    lowest = max(run.y for run in runs)
    return moved(runs, 0, base), base + lowest + 6.5 * pen.k


def _pitch(pen: Pen) -> tuple[float, float]:
    return SIDE * pen.k, GAP * pen.k


def _squares(
    point: ChartPoint, spec: ChartSpec, pen: Pen, width: float, top: float
) -> tuple[tuple[Shape, ...], tuple[Shape, ...], float]:
    """Return the squares, the end of the mark, and their height."""
    hue, (side, gap) = pen.hue(point), _pitch(pen)
    if point.reach is None:
        return (), pen.without_number(point, 0, top, side), side
    require_countable(point, spec)
    count = int(point.reach)
    tail = pen.open_end + gap if point.end in ("arrow", "wall") else 0
    across = max(int((width - tail + gap) / (side + gap)), 1)
    places = [((n % across) * (side + gap), top + (n // across) * (side + gap)) for n in range(count)]
    squares = [shape for n, (x, y) in enumerate(places) for shape in _square(point, n, x, y, side, hue, pen)]
    end: tuple[Shape, ...] = ()
    if places:
        x, y = places[-1][0] + side + gap, places[-1][1]
        if point.end == "arrow":
            end = pen.arrow(x, y + side / 2, hue)
        elif point.end == "wall":
            end = (pen.wall(x + 2 * pen.k, y, side, hue),)
    rows = -(-count // across)
    return tuple(squares), end, rows * (side + gap) - gap if rows else 0


def require_countable(point: ChartPoint, spec: ChartSpec) -> None:
    """Refuse what squares cannot show.

    Raises:
        ReportError: a number is not whole, or too large to be counted by eye.
    """
    for value in point.values:
        if value != int(value) or value > MOST:
            what = f"chart {spec.id}: {point.fact_id} is {value}, and unit squares show whole numbers up to {MOST}"
            raise ReportError(f"{what}; use kind: bars")


def _square(point: ChartPoint, n: int, x: float, y: float, side: float, hue: str, pen: Pen) -> tuple[Shape, ...]:
    match square_body(point, n):
        case "tint":
            return (pen.frame(x, y, side, side, hue, fill=pen.tint(point)),)
        case "hollow":
            return (pen.frame(x, y, side, side, hue, fill=pen.colours.paper),)
        case fill:
            return pen.filled(fill, x, y, side, side, hue)


def square_body(point: ChartPoint, n: int) -> Fill | OneOf["tint", "hollow"]:
    """Return the look of square `n`, from 0: a tint above the lower end of a range, hollow where it is not named."""
    if point.low is not None and n >= point.low:
        return "tint"
    return "hollow" if point.named is not None and n >= point.named else point.fill


def with_named_words(spec: ChartSpec) -> ChartSpec:
    """Return `spec` with what is said below the named and the other squares among the words of its rows."""
    return replace(
        spec,
        points=tuple(
            replace(point, words=" · ".join(filter(None, (point.words, *point.named_words)))) for point in spec.points
        ),
    )


def _bracket(point: ChartPoint, pen: Pen, width: float, top: float) -> tuple[tuple[Shape, ...], float]:
    """Return brackets under the named and the other squares, with their words, and their height."""
    if point.named is None or point.value is None or not any(point.named_words):
        return (), 0
    side, gap = _pitch(pen)
    count, named = int(point.value), point.named
    left, split, right = 0.0, named * (side + gap) - gap, count * (side + gap) - gap
    sides = [each for each in zip((left, split + gap), (split, right), point.named_words, strict=True) if each[2]]
    shapes: list[Shape] = []
    at = 0.0
    for start, stop, words in sides:
        run = Run(max(start, at), top + 16 * pen.k, words, pen.size, pen.colours.muted)
        shapes += (*_tie(start, stop, top + 4.5 * pen.k, pen), run)
        at = run.x + run.width + 10 * pen.k
    if right > width or at - 10 * pen.k > width:  # squares on several rows, or words too long: words alone
        text = " · ".join(words for _, _, words in sides)
        lines = moved(pen.lines(text, pen.colours.muted, width), 0, top + pen.leading)
        return lines, len(lines) * pen.leading + 3 * pen.k
    return tuple(shapes), 18 * pen.k


def _tie(start: float, stop: float, y: float, pen: Pen) -> tuple[Shape, ...]:
    """Return a line below squares, with its two ends turned up."""
    line, width, tick = pen.colours.context, 0.8 * pen.k, 3 * pen.k
    ends = tuple(segment((x, y - tick), (x, y), line, width) for x in (start, stop))
    return (segment((start, y), (stop, y), line, width), *ends) if stop > start else ()
