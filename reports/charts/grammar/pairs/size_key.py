"""The key of sizes beside bubbles: the smallest and the largest disc, each with its value, at the right above the plot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.charts.grammar.pairs.bubble_areas import bubble_radii, key_points
from reports.document import ChartSpec

GAP = 0.5
"""Between a disc and its words, and half of that between two of them, in the size of the letters."""


@dataclass(frozen=True, slots=True)
class KeyDisc:
    """A disc of the key and what is printed beside it."""

    x: float
    """Of its middle, from the left."""
    radius: float
    words: str
    left: float
    """Where its words begin."""
    width: float
    """How wide they run."""


@dataclass(frozen=True, slots=True)
class SizeKey:
    """The discs of a key, in a row that ends at the right."""

    discs: tuple[KeyDisc, ...]
    height: float
    """Of the largest disc."""

    @property
    def left(self) -> float:
        """Return where the key begins."""
        return min(disc.x - disc.radius for disc in self.discs)


def size_key(
    spec: ChartSpec, largest: float, right: float, size: float, wide: Callable[[str], float]
) -> SizeKey | None:
    """Return the key up to `right`, for discs of the radius `largest` at most; None where areas say nothing or it has no room.

    `size` is that of the letters, `wide` says how wide words run in them.
    """
    radii = dict(zip((point.fact_id for point in spec.points), bubble_radii(spec, largest), strict=True))
    found: list[KeyDisc] = []
    at = right
    for point in reversed(key_points(spec)):
        words, radius = point.size_figure, radii[point.fact_id]
        left = at - wide(words)
        x = left - GAP * size - radius
        found.append(KeyDisc(x, radius, words, left, wide(words)))
        at = x - radius - 2 * GAP * size
    if not found or at < 0 or not all(disc.words for disc in found):
        return None
    return SizeKey(tuple(reversed(found)), 2 * max(disc.radius for disc in found))
