"""Labels beside the ends of lines: as near as they can be, in order, and never over each other."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal as OneOf

from reports.document import ChartPoint


def parted(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """Return the middle of each label, in the order given: near where it is wanted, at least its height from the next.

    All lie between `top` and `bottom` where there is room for that.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    middles = [wanted[n] for n in order]
    tall = [heights[n] for n in order]
    for n in range(len(middles)):  # downwards from the top
        above = middles[n - 1] + (tall[n - 1] + tall[n]) / 2 if n else top + tall[n] / 2
        middles[n] = max(middles[n], above)
    for n in reversed(range(len(middles))):  # and back from the bottom
        below = middles[n + 1] - (tall[n] + tall[n + 1]) / 2 if n + 1 < len(middles) else bottom - tall[n] / 2
        middles[n] = min(middles[n], below)
    found = [0.0] * len(wanted)
    for place, n in enumerate(order):
        found[n] = middles[place]
    return tuple(found)


def ends_labelled(points: Sequence[ChartPoint | None]) -> dict[int, OneOf["l", "r"]]:
    """Return which of the points on one upright have their figures beside them, and on which side.

    The lowest at the left, the highest at the right, each once: between them there is no room, and of two at one place the
    first speaks for both.
    """
    known: dict[int, Decimal] = {n: point.values[-1] for n, point in enumerate(points) if point and point.values}
    if not known:
        return {}
    high, low = max(known, key=lambda n: known[n]), min(known, key=lambda n: known[n])
    return {high: "r"} if known[high] == known[low] else {low: "l", high: "r"}
