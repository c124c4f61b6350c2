"""Key figures to HTML: the sign of a hedge stands in one line with its value, so that no reader of text parts them."""

from __future__ import annotations

from reports.document import Document, Text, Tile
from reports.domain.qualifiers import Qualifier
from reports.formats.pdf.inlines import NBSP, InlineWriter, element, safe, said
from reports.languages.registry import language


def key_figure(tile: Tile, document: Document, inlines: InlineWriter) -> str:
    """Return a key figure: status and hedge, value, label with source marks."""
    hedge = f" · {element('strong', safe(tile.hedge))}" if tile.hedge else ""
    marks = (Text(NBSP), tile.cite) if tile.cite.numbers else ()
    label = inlines.write((*tile.label, *marks)) if marks else inlines.write_whole(tile.label)
    parts = (
        element("p", said(tile.status) + hedge, class_="status"),
        element("p", inlines.text(signed_value(tile, document)), class_="value"),
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
