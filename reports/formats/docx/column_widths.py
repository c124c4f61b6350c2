"""Widths of the columns of a table: by their weights, but none so narrow that a word would break."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.document import Inlines, Table, plain
from reports.formats.docx.writing_state import Writing
from reports.theme.text_metrics import Piece, longest_word

PADDING = 9.0
"""Points beside the words of a cell, right of all but the last."""
UNMEASURED = 1.15
"""Allowance for a family that nothing measures, above that of `metrics`: fonts that stand in for it run wide."""


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
    return made


def needed_widths(table: Table, writing: Writing) -> list[int]:
    """Return what the longest word of each column needs, in twips."""
    return [_need(table, at, writing) for at in range(len(table.columns))]


def _need(table: Table, at: int, writing: Writing) -> int:
    cells: list[tuple[Inlines, bool]] = [(table.columns[at].head, True)]
    cells += [(row.cells[at], at == 0) for row in table.rows if at < len(row.cells)]
    size = writing.theme.word.styles["table-text"].size
    widest = max(longest_word([Piece(plain(cell), bold)], size, writing.font) for cell, bold in cells)
    return ceil((widest * (1 if writing.font.measured else UNMEASURED) + PADDING) * 20)
