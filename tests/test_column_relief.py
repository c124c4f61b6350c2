"""Columns that give room to one whose words break into many lines."""

from __future__ import annotations

from math import ceil

import pytest

from reports.theme.column_relief import LONG, relieved


def lines_of(table: list[list[float]], row: int, at: int, wide: float) -> int:
    """Return the lines of a cell whose words take so many points on one line."""
    return max(ceil(table[row][at] / wide), 1)


TABLES: dict[str, tuple[list[list[float]], list[float]]] = {
    "a tower beside empty cells": ([[40, 40, 40], [30, 400, 0]], [100, 80, 120]),
    "two towers in one row": ([[40, 40, 40], [420, 420, 20]], [100, 100, 200]),
    "towers in two rows": ([[60, 60, 60, 60], [10, 500, 10, 10], [10, 10, 500, 10]], [120, 100, 100, 120]),
    "nowhere any room": ([[390, 390, 390]], [100, 100, 100]),
    "nothing long": ([[90, 90], [200, 40]], [100, 100]),
}
LEAST = 30.0


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_taller_and_the_sum_stays(name: str) -> None:
    table, widths = TABLES[name]
    made = relieved(widths, [LEAST] * len(widths), len(table), lambda *cell: lines_of(table, *cell))
    assert sum(made) == pytest.approx(sum(widths))
    assert min(made) >= LEAST

    def heights(given: list[float] | tuple[float, ...]) -> list[int]:
        return [max(lines_of(table, row, at, wide) for at, wide in enumerate(given)) for row in range(len(table))]

    assert all(after <= before for after, before in zip(heights(made), heights(widths), strict=True))


@pytest.mark.parametrize("name", ["a tower beside empty cells", "two towers in one row"])
def test_a_tower_takes_room_that_others_can_spare(name: str) -> None:
    table, widths = TABLES[name]
    made = relieved(widths, [LEAST] * len(widths), len(table), lambda *cell: lines_of(table, *cell))
    assert max(lines_of(table, 1, at, wide) for at, wide in enumerate(made)) <= LONG


@pytest.mark.parametrize("name", ["nowhere any room", "nothing long"])
def test_columns_stay_as_they_are(name: str) -> None:
    table, widths = TABLES[name]
    assert relieved(widths, [LEAST] * len(widths), len(table), lambda *cell: lines_of(table, *cell)) == tuple(widths)
