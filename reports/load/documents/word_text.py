"""The text of a Word file that somebody else wrote: paragraphs and rows of tables, without what tracked changes deleted."""

from __future__ import annotations

from collections.abc import Iterator

from reports.errors import BrokenFileError
from reports.load.documents.document_text import DocumentText, titled
from reports.ooxml.part_xml import Element, clark
from reports.ooxml.wordprocessingml import opened

P, ROW, CELL, TEXT, TAB, BREAK = map(clark, ("w:p", "w:tr", "w:tc", "w:t", "w:tab", "w:br"))
PROPERTIES, STYLE, TABLE, FALLBACK = map(clark, ("w:pPr", "w:pStyle", "w:tbl", "mc:Fallback"))
HEADS = ("title", "heading1")
"""Styles of a title, as their ids begin."""


def word_text(raw: bytes) -> DocumentText:
    """Return the text of a .docx file.

    Raises:
        ValueError: it is none, or damaged; the message says what it is.
    """
    try:
        package = opened(raw)
        body = package.tree(package.main)
    except BrokenFileError as failure:
        raise ValueError(f"is no Word file that can be read ({failure}), nor UTF-8 text") from None
    said, heads = [], []
    for style, text in _paragraphs(body):
        said.append(text)
        if style.lower().startswith(HEADS):
            heads.append(text)
    return DocumentText(titled(tuple(said), (*heads[:1], *package.properties())), tuple(said))


def _paragraphs(node: Element) -> Iterator[tuple[str, str]]:
    """Yield (style, text) of every paragraph with words, a row of a table as one."""
    for each in node:
        if each.tag == ROW:
            cells = [" ".join(text for _, text in _paragraphs(cell)) for cell in each.iter(CELL)]
            if any(cells):
                yield "", " | ".join(filter(None, cells))
        elif each.tag == P:
            if text := " ".join("".join(_said(each)).split()):
                style = each.find(f"{PROPERTIES}/{STYLE}")
                yield (style.get(clark("w:val"), "") if style is not None else ""), text
        elif each.tag != FALLBACK:
            yield from _paragraphs(each)


def _said(paragraph: Element) -> Iterator[str]:
    for each in paragraph.iter(TEXT, TAB, BREAK):
        yield (each.text or "") if each.tag == TEXT else " "
