"""Columns of a table that give room to one whose words break into many lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

LONG = 3
"""Lines of a cell beyond which its column is given what others can spare."""
STEP = 4.0
"""Points in which room is given."""
SURE = 0.97
"""Share of a changed width that is counted on: programs set letters a little wider than they are measured."""
ROUNDS = 4
"""Times a column that a column is widened at most."""

Count = Callable[[int, int, float], int]
"""Takes the numbers of a row and of a column, and a width in points; returns the lines of that cell."""


def relieved(
    widths: Sequence[float], least: Sequence[float], rows: int, count: Count, most: int = LONG
) -> tuple[float, ...]:
    """Return widths with the same sum, in which no row is taller and those of more than `most` lines are lower if they can be.

    Args:
        widths: of the columns, in points.
        least: what the longest word of each column needs, in points.
        rows: how many there are.
        count: the lines of a cell.
        most: lines of a row with which nothing is wrong.
    """
    made, count = list(widths), cache(count)  # most columns keep their width from round to round
    for _ in range(ROUNDS * len(made)):
        wider = next(
            filter(None, (_lower(made, least, row, rows, count) for row in _long(made, rows, count, most))), None
        )
        if wider is None:
            break
        made = wider
    return tuple(made)


def _long(widths: Sequence[float], rows: int, count: Count, most: int) -> list[int]:
    """Return the rows of more than `most` lines, the tallest first."""
    tall = {row: _height(widths, row, count) for row in range(rows)}
    return sorted((row for row in tall if tall[row] > most), key=lambda row: -tall[row])


def _height(widths: Sequence[float], row: int, count: Count) -> int:
    return max(count(row, at, wide) for at, wide in enumerate(widths))


def _lower(widths: Sequence[float], least: Sequence[float], row: int, rows: int, count: Count) -> list[float] | None:
    """Return widths in which the tallest cell of a row has a line less; None where the others cannot spare the room."""
    tall = [_height(widths, each, count) for each in range(rows)]
    at = next(column for column, wide in enumerate(widths) if count(row, column, wide) == tall[row])
    limits = [*tall[:row], tall[row] - 1, *tall[row + 1 :]]
    spare = [0.0 if other == at else _spare(widths[other], least[other], other, limits, count)
             for other in range(len(widths))]  # fmt: skip
    need = STEP
    while need <= sum(spare) and count(row, at, SURE * (widths[at] + need)) >= tall[row]:
        need += STEP
    if need > sum(spare):
        return None
    made = [wide - need * each / sum(spare) for wide, each in zip(widths, spare, strict=True)]
    made[at] = widths[at] + need
    return made


def _spare(wide: float, least: float, at: int, limits: Sequence[int], count: Count) -> float:
    """Return how much narrower a column may be so that no cell of it has more lines than its row is to have."""
    spare = 0.0
    while wide - spare - STEP >= least and all(
        count(row, at, SURE * (wide - spare - STEP)) <= most for row, most in enumerate(limits)
    ):
        spare += STEP
    return spare
