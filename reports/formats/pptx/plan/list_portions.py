"""A list that is longer than a slide, parted so that no slide is nearly empty."""

from __future__ import annotations

from collections.abc import Callable


def portions(count: int, fits: Callable[[int, int], bool]) -> tuple[tuple[int, int], ...]:
    """Return how `count` rows go onto as few slides as hold them: (first, behind the last), as even as they fit.

    Args:
        count: of the rows; none makes no slide.
        fits: whether the rows from one number up to another go onto one slide; a single row counts as fitting.
    """
    filled: list[tuple[int, int]] = []
    while (start := filled[-1][1] if filled else 0) < count:
        stop = start + 1
        while stop < count and fits(start, stop + 1):
            stop += 1
        filled.append((start, stop))
    slides = len(filled)
    even = tuple((count * n // slides, count * (n + 1) // slides) for n in range(slides))
    return even if all(fits(*each) for each in even) else tuple(filled)
