"""Key figures to HTML: the sign of a hedge stands in one line with its value, so that no reader of text parts them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reports.document import Document, Text, Tile
from reports.domain.qualifiers import Qualifier
from reports.formats.pdf.inlines import NBSP, InlineWriter, element, safe, said
from reports.languages.registry import language
from reports.theme.fonts import text_width

SIZE, WEIGHT, GAP = 19.0, 600, 11.0
"""Of the value, and between tiles, in points, as the style sheet sets them."""
MOST = 5
"""Tiles of a row."""


def value_size(tiles: Sequence[Tile], document: Document, width: float) -> float:
    """Return the size in points at which every value fits into its tile: that of the style sheet, or as much less as it takes.

    Args:
        tiles: those of one strip.
        document: whose facts give the signs.
        width: of the strip, in points.
    """
    count = min(len(tiles), MOST)
    room = (width - GAP * (count - 1)) / count
    widest = max((text_width(signed_value(tile, document), SIZE, WEIGHT) for tile in tiles), default=0)
    return SIZE if widest <= room else math.floor(2 * SIZE * room / widest) / 2


def key_figure(tile: Tile, document: Document, inlines: InlineWriter, size: float = SIZE) -> str:
    """Return a key figure: status and hedge, value in `size` points, label with source marks."""
    hedge = f" · {element('strong', safe(tile.hedge))}" if tile.hedge else ""
    smaller = {"style": f"font-size: {size:g}pt"} if size < SIZE else {}
    marks = (Text(NBSP), tile.cite) if tile.cite.numbers else ()
    label = inlines.write((*tile.label, *marks)) if marks else inlines.write_whole(tile.label)
    parts = (
        element("p", said(tile.status) + hedge, class_="status"),
        element("p", inlines.text(signed_value(tile, document)), **smaller, class_="value"),
        element("p", label, class_="label"),
    )
    return element("div", "".join(parts), class_="tile focus" if tile.focus else "tile")


def signed_value(tile: Tile, document: Document) -> str:
    """Return the value with the sign of its hedge before it, as charts print it: '≤ $10 bn'.

    Tiles stand side by side, and readers of text take a page line by line: the hedge above would end up beside the hedge of the
    next tile, and each value without one.
    """
    fact = document.book.facts.get(tile.value.fact_id)
    if fact is None or not tile.hedge or fact.qualifier is None or fact.qualifier is Qualifier.EXACTLY:
        return tile.value.text
    pattern = language(document.info.language).word("symbols", fact.qualifier)
    before, slot, after = pattern.partition("{figure}")
    return f"{before.replace(' ', NBSP)}{tile.value.text}{after}" if slot else tile.value.text
