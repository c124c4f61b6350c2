"""Scales of values: where an axis begins and ends, and where it is marked, in round steps of 1, 2, 2.5 or 5."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reports.document import ChartPoint, Tick

MOST_TICKS = 6
"""Marks of an axis: more are no easier to read."""
BUBBLE_ROOM = Decimal("0.12")
"""Share of an axis that lies free beyond the values on each side, for discs."""
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
LABEL_ROOM = Decimal("0.1")
"""Share of an axis that lies free beyond the longest column, so that its figure stands within."""
NEAR = Decimal("0.5")
"""Share of the largest value below which a line's axis begins at zero: a gap so small costs no detail."""


def from_zero(points: Iterable[ChartPoint], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis on which lengths are compared: zero is one of them, values may lie on either side."""
    return from_zero_values(_values(points), maximum)


def from_zero_values(values: list[Decimal], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis with zero and all of `values` on it."""
    held = [*values, Decimal(0), *([maximum] if maximum is not None else [])]
    low, high = min(held), max(held)
    room = LABEL_ROOM * (high - low)  # for the figure beyond the end of a column
    return _ticks(
        low - room if low < 0 else low, high if maximum is not None else high + room * (high > 0), fixed=maximum
    )


def from_stack(points: Iterable[ChartPoint], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis for parts on top of each other: from zero to beyond the largest sum of a category."""
    sums: dict[tuple[str, str], Decimal] = {}
    for point in points:
        key = (point.at, "" if point.at else point.label)
        sums[key] = sums.get(key, Decimal(0)) + (point.reach or 0)
    return _ticks(Decimal(0), max([*sums.values(), maximum or Decimal(0)]), fixed=maximum)


def for_line(points: Iterable[ChartPoint], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis for positions: zero where it is near, else round numbers around the values."""
    return position_ticks(_values(points) or [Decimal(0)], maximum)


def for_bubbles(points: Iterable[ChartPoint], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis around values whose marks have a size: with room beyond the first and the last."""
    return position_ticks(_values(points) or [Decimal(0)], maximum, BUBBLE_ROOM)


def position_ticks(
    values: list[Decimal], maximum: Decimal | None = None, margin: Decimal = Decimal(0)
) -> tuple[Decimal, ...]:
    """Return the marks of an axis around values that are positions, not lengths."""
    low, high = min(values), max([*values, *([maximum] if maximum is not None else [])])
    if 0 < low <= NEAR * high or low == high >= 0:
        low = Decimal(0)
    elif high < 0 and high >= NEAR * low:
        high = Decimal(0)
    room = margin * (high - low)
    low, high = low - room if low else low, high + room
    return _ticks(low, high, fixed=maximum)


def _values(points: Iterable[ChartPoint]) -> list[Decimal]:
    return [value for point in points for value in point.values]


def _ticks(low: Decimal, high: Decimal, *, fixed: Decimal | None) -> tuple[Decimal, ...]:
    """Return round numbers from at most `low` to at least `high`, the last being `fixed` where that is given."""
    if low == high:
        high = low + 1
    step = _step(high - low)
    first = (low / step).to_integral_value("ROUND_FLOOR") * step
    found = [first]
    while found[-1] < high:
        found.append(found[-1] + step)
    if fixed is not None and found[-1] > fixed >= high:
        found[-1] = fixed
    return tuple(each + 0 for each in found)


def _step(span: Decimal) -> Decimal:
    """Return the smallest round step that marks `span` at most `MOST_TICKS` times."""
    size = Decimal(1).scaleb(span.adjusted() - 1)
    steps = (size * step * scale for scale in (1, 10) for step in STEPS)
    return next(step for step in steps if span / step <= MOST_TICKS - 1)


@dataclass(frozen=True, slots=True)
class Linear:
    """A scale from values to points on paper."""

    low: float
    high: float
    start: float
    """Where `low` lies, in points."""
    stop: float

    def __call__(self, value: Decimal | float) -> float:
        """Return where `value` lies."""
        return self.start + (float(value) - self.low) / (self.high - self.low) * (self.stop - self.start)


def linear(ticks: tuple[Tick, ...], start: float, stop: float) -> Linear:
    """Return the scale of an axis whose first mark lies at `start` and whose last lies at `stop`."""
    return Linear(float(ticks[0].value), float(ticks[-1].value), start, stop)


def thinned(widths: tuple[float, ...], places: tuple[float, ...], gap: float) -> tuple[int, ...]:
    """Return which labels of an axis are printed, each centred at its place: all, or every n-th, the last among them."""
    count = len(widths)
    for step in range(1, count + 1):
        kept = tuple(range((count - 1) % step, count, step))
        ends = [(places[n] - widths[n] / 2, places[n] + widths[n] / 2) for n in kept]
        if all(left[1] + gap <= right[0] for left, right in pairwise(ends)):
            return kept
    return (count - 1,) if count else ()
