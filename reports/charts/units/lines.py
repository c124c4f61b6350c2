"""How unit squares run on in lines beside the names of a native chart, and how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reports.charts.native.labels import RowText
from reports.charts.native.look import Look
from reports.charts.units.layout import GAP, SIDE
from reports.document import ChartPoint, ChartSpec

BETWEEN = 0.16
"""Length of a gap where a square has 1: that of the drawing."""
WALL = 0.2
"""Length of the upright of 'up to'."""
LEAST = 0.42
"""Of their usual size, at least: squares that would be smaller run on in a further line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of squares."""

    row: int
    """The place of its point."""
    first: int
    """How many squares stand in the lines before."""
    squares: int
    """How many stand in this one."""
    ends: bool
    """Whether the squares of the point end in it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a chart, from the top."""

    across: int
    """Squares in a line, at most."""
    each: tuple[Line, ...]
    pitch: float
    """From square to square, in points, as far as the width goes."""

    def place(self, row: int) -> int:
        """Return the line that the squares of a point begin in."""
        return next(n for n, line in enumerate(self.each) if line.row == row)


def count_of(point: ChartPoint) -> int:
    """Return how many squares a point has."""
    return int(point.reach or 0)


def lines_of(spec: ChartSpec, texts: Sequence[RowText], look: Look) -> Lines:
    """Return the fewest lines in which squares keep their size, or nearly so; figure and words stand after the first."""
    room = look.width - look.label_column(tuple(text.name for text in texts)) - 2
    usual = (SIDE + GAP) * look.k
    counts = [count_of(point) for point in spec.points]
    pairs = [(count, text.width(look)) for count, text in zip(counts, texts, strict=True) if count]
    across, pitch, split = 1, usual, 0
    while pairs and (not split or (pitch < LEAST * usual and across > 1)):
        split += 1
        across = ceil(max(counts) / split)
        pitch = min(usual, *((room - needed) / (min(count, across) + BETWEEN + WALL) for count, needed in pairs))
    each = [line for row, count in enumerate(counts) for line in _run_on(row, count, across)]
    return Lines(across, tuple(each), max(pitch, 1))


def _run_on(row: int, count: int, across: int) -> list[Line]:
    """Return the lines of the point at `row`; one where it has no square."""
    firsts = range(0, max(count, 1), across)
    return [Line(row, first, min(count - first, across), first + across >= count) for first in firsts]
