"""What tables and key figures hold, in a sentence or two: for who cannot see it, where nobody has described it."""

from __future__ import annotations

from reports.document.blocks import Table, Tiles
from reports.document.report import Words
from reports.document.traversal import plain

MOST = 12
"""Rows that are named."""


def table_words(table: Table, words: Words) -> str:
    """Return the description of a table: the author's, where it says more than the caption, or else its heads and its rows."""
    caption = plain(table.caption)
    if table.alt and table.alt != caption:
        return table.alt
    heads = [head for column in table.columns if (head := plain(column.head).strip())]
    rows = [label for row in table.rows if row.cells and (label := plain(row.cells[0]).strip())]
    if not heads or not rows:
        return table.alt or caption
    named = [*rows[:MOST], "…"] if len(rows) > MOST else rows
    between = words["list-separator"]
    return words["table-described"].format(columns=between.join(heads), rows=between.join(named))


def tiles_words(tiles: Tiles) -> str:
    """Return the key figures in words, each with its status and its hedge."""
    return "; ".join(
        " ".join(filter(None, (tile.status, tile.hedge, tile.value.text, plain(tile.label)))) for tile in tiles.tiles
    )
