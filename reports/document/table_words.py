"""What tables and key figures hold, in a sentence or two: for who cannot see it, where nobody has described it."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document.blocks import Definitions, Table, Tiles
from reports.document.inlines import Inlines, Text
from reports.document.report import Words
from reports.document.traversal import plain

MOST = 12
"""Rows that are named."""


def table_words(table: Table, words: Words) -> str:
    """Return the description of a table: the author's, where it says more than the caption, or else its heads and its rows."""
    caption = plain(table.caption)
    if table.alt and table.alt != caption:
        return table.alt
    heads = [head for inlines in head_words(table, words) if (head := plain(inlines).strip())]
    rows = [label for row in table.rows if row.cells and (label := plain(row.cells[0]).strip())]
    return described(heads, rows, words) if heads and rows else table.alt or caption


def described(heads: Sequence[str], rows: Sequence[str], words: Words) -> str:
    """Return what a table holds by its heads and the labels of its rows, not all of many."""
    named = [*rows[:MOST], "…"] if len(rows) > MOST else rows
    between = words["list-separator"]
    return words["table-described"].format(columns=between.join(heads), rows=between.join(named))


def head_words(table: Table, words: Words) -> tuple[Inlines, ...]:
    """Return the heads of the columns; a blank one above the labels of the rows has a word, which is read out with each."""
    heads = tuple(column.head for column in table.columns)
    if heads and not table.is_list and not plain(heads[0]).strip():
        return ((Text(words["statements-point"]),), *heads[1:])
    return heads


def tiles_words(tiles: Tiles, words: Words) -> str:
    """Return the key figures in words, each with its status and its hedge."""
    return words["list-separator"].join(
        " ".join(filter(None, (tile.status, tile.hedge, tile.value.text, plain(tile.label)))) for tile in tiles.tiles
    )


def statements_words(block: Definitions, words: Words) -> str:
    """Return the labels of labelled statements, which say what stands in them."""
    return words["list-separator"].join(plain(item.term) for item in block.items)
