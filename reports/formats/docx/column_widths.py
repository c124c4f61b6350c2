"""Widths of the columns of a table: by their weights, but none so narrow that a word would break or a cell becomes a tower."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.document import Inlines, Table, plain
from reports.formats.docx.line_fitting import line_count
from reports.formats.docx.writing_state import Writing
from reports.theme.column_relief import relieved
from reports.theme.text_metrics import Piece, longest_word

PADDING = 9.0
"""Points beside the words of a cell, right of all but the last."""
UNMEASURED = 1.15
"""Allowance for a family that nothing measures, above that of `metrics`: fonts that stand in for it run wide."""


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


def _relieved(widths: Sequence[int], needs: Sequence[int], table: Table, writing: Writing) -> list[int]:
    """Return `widths`, in twips, with what the tallest cells need taken from columns that can spare it."""
    cells = [[column.head for column in table.columns], *(row.cells for row in table.rows)]
    style = writing.theme.word.styles["table-text"]
    wider = 1 if writing.font.measured else UNMEASURED

    def count(row: int, at: int, wide: float) -> int:
        said = plain(cells[row][at]) if at < len(cells[row]) else ""
        pieces = (Piece(said, row == 0 or at == 0),)
        return line_count(pieces, style, max((wide - PADDING) / wider, 1), writing.font)

    points = [each / 20 for each in widths]
    made = relieved(points, [each / 20 for each in needs], len(cells), count, TALL)
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
