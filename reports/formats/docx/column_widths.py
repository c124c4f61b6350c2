"""Widths of the columns of a table: by their weights, but none so narrow that a word would break or a cell becomes a tower."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.document import Inlines, Table, plain
from reports.formats.docx.line_fitting import line_count
from reports.formats.docx.writing_state import Writing
from reports.theme.column_relief import Count, relieved
from reports.theme.text_metrics import Piece, longest_word

PADDING = 9.0
"""Points beside the words of a cell, right of all but the last."""
UNMEASURED = 1.15
"""Allowance for a family that nothing measures, above that of `metrics`: fonts that stand in for it run wide."""


ROW_PADDING = 8.0
"""Points above and below the words of a row together."""
TALL = 4
"""Lines of a cell beyond which its column is given what others can spare."""


def roomy(widths: Sequence[int], table: Table, writing: Writing) -> list[int]:
    """Return `widths`, in twips, with what the longest word of each column needs taken from columns that can spare it."""
    needs = needed_widths(table, writing)
    made = list(widths)
    for at, need in enumerate(needs):
        while made[at] < need:
            spare = [(made[other] - needs[other], other) for other in range(len(made)) if other != at]
            most, giver = max(spare, default=(0, at))
            if most <= 0:
                break
            step = min(need - made[at], most)
            made[at], made[giver] = made[at] + step, made[giver] - step
    return _relieved(made, needs, table, writing)


def table_height(widths: Sequence[int], table: Table, writing: Writing) -> float:
    """Return about how tall a table is in columns of such `widths`, in twips, head and all; in points."""
    cells, count = _cells(table), _counted(table, writing)
    leading = writing.theme.word.styles["table-text"].leading
    lines = (max(count(row, at, wide / 20) for at, wide in enumerate(widths)) for row in range(len(cells)))
    return sum(each * leading + ROW_PADDING for each in lines)


def _cells(table: Table) -> list[Sequence[Inlines]]:
    """Return the cells by row, those of the head first."""
    return [[column.head for column in table.columns], *(row.cells for row in table.rows)]


def _counted(table: Table, writing: Writing) -> Count:
    """Return what counts the lines of a cell in a column of some width, in points."""
    cells, style = _cells(table), writing.theme.word.styles["table-text"]
    wider = 1 if writing.font.measured else UNMEASURED

    def count(row: int, at: int, wide: float) -> int:
        said = plain(cells[row][at]) if at < len(cells[row]) else ""
        pieces = (Piece(said, row == 0 or at == 0),)
        return line_count(pieces, style, max((wide - PADDING) / wider, 1), writing.font)

    return count


def _relieved(widths: Sequence[int], needs: Sequence[int], table: Table, writing: Writing) -> list[int]:
    """Return `widths`, in twips, with what the tallest cells need taken from columns that can spare it."""
    points = [each / 20 for each in widths]
    made = relieved(points, [each / 20 for each in needs], len(table.rows) + 1, _counted(table, writing), TALL)
    if made == tuple(points):
        return list(widths)
    found = [round(each * 20) for each in made]
    return [*found[:-1], found[-1] + sum(widths) - sum(found)]


def needed_widths(table: Table, writing: Writing) -> list[int]:
    """Return what the longest word of each column needs, in twips."""
    return [_need(table, at, writing) for at in range(len(table.columns))]


def _need(table: Table, at: int, writing: Writing) -> int:
    cells: list[tuple[Inlines, bool]] = [(table.columns[at].head, True)]
    cells += [(row.cells[at], at == 0) for row in table.rows if at < len(row.cells)]
    size = writing.theme.word.styles["table-text"].size
    widest = max(longest_word([Piece(plain(cell), bold)], size, writing.font) for cell, bold in cells)
    return ceil((widest * (1 if writing.font.measured else UNMEASURED) + PADDING) * 20)
