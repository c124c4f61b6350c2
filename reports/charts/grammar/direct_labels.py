"""Labels beside the ends of lines: as near as they can be, in order, and never over each other."""

from __future__ import annotations

from collections.abc import Sequence


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
