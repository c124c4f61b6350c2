"""Bars on paper: the stretches of a bar, its end, and how far that reaches beyond the value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from reports.charts.drawing import Shape, box, fading
from reports.charts.grammar.bar_marks import BarMark, Stretch
from reports.charts.pen import Pen

Across = Callable[[Decimal | float], float]
"""Where a value lies, in points."""
FADE = 9.0
"""How far a fade reaches on each side of the value, in points at scale 1."""
FADES = 14.0
"""Length of a bar from which it fades: of a shorter one ≈ says it alone."""


def bar_shapes(mark: BarMark, across: Across, y: float, height: float, pen: Pen) -> tuple[Shape, ...]:
    """Return the bar of `mark` with its end; `y` is the upper edge."""
    hue, middle = pen.hue(mark.point), y + height / 2
    if not mark.stretches:
        return pen.without_number(mark.point, across(0), y, height)
    if fade_of(mark, across, pen):
        return tuple(_faded(mark, across, y, height, hue, pen))
    shapes = [shape for each in mark.stretches for shape in _stretch(each, mark, across, y, height, pen)]
    if mark.whisker:
        low, high = mark.whisker
        shapes += pen.whisker(across(low), across(high), middle, height, hue)
    if mark.end == "arrow":
        shapes += pen.arrow(across(mark.tip), middle, hue)
    elif mark.end == "wall":
        shapes.append(pen.wall(across(mark.tip), y, height, hue))
    return tuple(shapes)


def _stretch(each: Stretch, mark: BarMark, across: Across, y: float, height: float, pen: Pen) -> tuple[Shape, ...]:
    left, right = sorted((across(each.start), across(each.stop)))
    wide, hue = max(right - left, pen.outline), pen.hue(mark.point)
    if each.body == "tint":
        return (pen.frame(left, y, wide, height, hue, fill=pen.tint(mark.point)),)
    if each.body == "hollow":
        return (pen.frame(left, y, wide, height, hue, fill=pen.colours.paper),)
    return pen.filled(each.body, left, y, wide, height, hue)


def _faded(mark: BarMark, across: Across, y: float, height: float, hue: str, pen: Pen) -> Iterator[Shape]:
    reach, zero, tip = fade_of(mark, across, pen), across(0), across(mark.tip)
    if mark.below:
        yield from fading(tip - reach, y, 2 * reach, height, hue, pen.colours.paper, leftwards=True)
        yield box(tip + reach, y, zero - tip - reach, height, fill=hue)
    else:
        yield from fading(tip - reach, y, 2 * reach, height, hue, pen.colours.paper)
        yield box(zero, y, tip - reach - zero, height, fill=hue)


def fade_of(mark: BarMark, across: Across, pen: Pen) -> float:
    """Return how far a fade goes each side of the value: short bars end flat."""
    long = abs(across(mark.tip) - across(0)) >= FADES * pen.k
    return FADE * pen.k if mark.end == "fade" and mark.stretches and long else 0


def longest_end(mark: BarMark, pen: Pen) -> float:
    """Return how far the end of a bar reaches beyond its outermost value where the bar is long."""
    return beyond(mark, lambda value: float(value) * 1e6, pen)


def beyond(mark: BarMark, across: Across, pen: Pen) -> float:
    """Return how far the end of a bar reaches beyond its outermost value, in points."""
    match mark.end:
        case "arrow":
            return pen.open_end
        case "fade":
            return fade_of(mark, across, pen)
        case "none":
            return 3 * pen.k + pen.open_end
        case "units":
            return 3 * pen.k + 7 * 8.4 * pen.k
        case "flat" | "wall" | "range":
            return 0
