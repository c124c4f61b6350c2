"""Cells of a table that a person merged, across or down: one act, whatever became of the paragraphs in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.formats.docx.merge.comparison import Comparison
from reports.formats.docx.merge.file_reading import TC, VAL
from reports.merge.row_pairing import Grid
from reports.merge.table_units import Place
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"


@dataclass(frozen=True, slots=True)
class CellMerge:
    """Cells that a person made one."""

    base: tuple[int, ...]
    """Paragraphs of the base that stood in them."""
    mine: tuple[int, ...]
    """Those of the file that stand in the one they became, and in what is left below it."""


def cell_merges(comparison: Comparison) -> Iterator[CellMerge]:
    """Yield the cells that a person merged; the program itself writes none that span columns or rows (17.4.17, 17.4.84)."""
    rows = comparison.rows
    cells = {
        place: cell for place, found in rows.theirs.cells.items() if (cell := _cell(comparison, found)) is not None
    }
    for grid in rows.ours.grids:
        if grid.number not in rows.tables or grid.strip:  # key figures are paired one by one
            continue
        now = _places(comparison, grid)
        for place in sorted(at for at in cells if at[0] == rows.tables[grid.number]):
            covered = {*_covered(place, cells)}
            was = [at for at, there in now.items() if there in covered] if len(covered) > 1 else []
            if len(was) > 1:  # what spans a new column of other rows covers one of the base
                yield CellMerge(_inside(was, rows.ours.cells), _inside(covered, rows.theirs.cells))


def _inside(places: Sequence[Place] | set[Place], cells: Mapping[Place, Sequence[int]]) -> tuple[int, ...]:
    return tuple(n for place in sorted(places) for n in cells.get(place, ()))


def _cell(comparison: Comparison, found: Sequence[int]) -> Element | None:
    return next(comparison.lines[found[0]].element.iterancestors(TC), None)


def _covered(place: Place, cells: Mapping[Place, Element]) -> Iterator[Place]:
    """Yield the places that a cell covers: its own, those of the columns that it spans, and of the rows below."""
    if _down(cells[place]) == "continue":
        yield place
        return
    table, row, column = place
    span, down = _across(cells[place]), 1
    if _down(cells[place]):
        while (below := cells.get((table, row + down, column))) is not None and _down(below) == "continue":
            down += 1
    yield from ((table, row + r, column + c) for r in range(down) for c in range(span))


def _across(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    text = span.get(VAL, "1") if span is not None else "1"
    return max(int(text), 1) if text.isdecimal() else 1


def _down(cell: Element) -> str:
    """Return what a cell is in a merge of rows: restart, continue, or empty for none; without a value it goes on."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge.get(VAL, "continue") if merge is not None else ""


def _places(comparison: Comparison, grid: Grid) -> dict[Place, Place]:
    """Return the place in the file of each cell of a table of the base."""
    rows, table = comparison.rows, comparison.rows.tables[grid.number]
    places = [place for place in rows.ours.cells if place[0] == grid.number]
    across = _filled(rows.columns[grid.number], grid.columns)
    there = {at[1]: now[1] for at, now in rows.there.items() if at[0] == grid.number}
    down = _filled(there, max(place[1] for place in places) + 1)
    return {(number, row, column): (table, down[row], across[column]) for number, row, column in places}


def _filled(known: Mapping[int, int], count: int) -> list[int]:
    """Return the place of each row or column: one whose words are all in a merged cell stands behind the one before it."""
    made: list[int] = []
    for n in range(count):
        made.append(known.get(n, made[-1] + 1 if made else 0))
    return made


__all__ = ["CellMerge", "cell_merges"]
