"""Sections of the text: what has pages on their side, or goes over all columns of a page, and how one ends."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Block, Definitions, Figure, Panel, Table, Tiles
from reports.formats.docx.column_widths import needed_widths
from reports.formats.docx.writing_state import Writing
from reports.ooxml.wordprocessingml import Element, paragraph, w

MOST_IN_COLUMN = 2
"""Columns of a table, and key figures, that one of several columns of a page holds."""


def opening(before: Sequence[Element], writing: Writing) -> list[Element]:
    """Return the end of the section before a new one; nothing where it has ended with the last element."""
    ended = bool(before) and bool(writing.breaks) and before[-1] is writing.breaks[-1].paragraph
    return [] if ended else [writing.end_section()]


def is_wide(block: Block) -> bool:
    """Return whether a block goes over all columns of a page: labels and words of its cells would break in one."""
    match block:
        case Table(columns=columns):
            return len(columns) > MOST_IN_COLUMN
        case Tiles(tiles=tiles):
            return len(tiles) > MOST_IN_COLUMN
        case Panel(blocks=inner):
            return any(isinstance(each, Definitions) for each in inner)
        case _:
            return isinstance(block, Figure | Definitions)


def must_lie(block: Block, wide: int, writing: Writing) -> bool:
    """Return whether a table has to lie on its side on a designer's page: words would break within `wide` twips, not there."""
    word, page = writing.theme.word, writing.page
    if not isinstance(block, Table) or not word.fixed_page or page.width >= page.height:
        return False
    need = sum(needed_widths(block, writing))
    return wide < need <= page.lying().text


def is_table(made: Element) -> bool:
    """Return whether an element of the body is a table."""
    return made.tag.endswith("}tbl")


def ending(body: Element) -> list[Element]:
    """Return the paragraph that Word wants behind a last table, too low to be seen; nothing behind a paragraph."""
    if not len(body) or not is_table(body[-1]):
        return []
    mark = w("rPr", w("sz", val=2), w("szCs", val=2))
    return [paragraph("Spacer", properties=(w("spacing", before=0, after=0, line=20, lineRule="exact"), mark))]
