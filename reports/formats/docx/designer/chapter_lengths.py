"""How much of a designer's page the chapters of a report fill, before anything is laid out."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

from reports.document import Block, FactRef, Figure, Heading, Name, Picture, Table, Text, walk
from reports.formats.docx.named_styles import BODY
from reports.theme.definition import POINTS_A_MM, WordTheme

LONG = 3.0
"""Pages that chapters fill on an average from which each may begin a page: below, pages would stand half empty."""
EXHIBIT = 220.0
"""Points that a chart or a picture takes of the height of a page."""
WIDE = 0.5
"""Width of a letter on an average, in ems."""
LOOSE = 1.6
"""How much more room cells take than their words would in running text."""


def has_long_chapters(blocks: tuple[Block, ...], word: WordTheme) -> bool:
    """Return whether the chapters of a report fill so many pages that each may begin one."""
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    filled = [_pages(blocks[start:end], word) for start, end in pairwise([*starts, len(blocks)])]
    return not filled or fmean(filled) >= LONG


def _pages(blocks: tuple[Block, ...], word: WordTheme) -> float:
    """Return how many pages of text a chapter fills."""
    body, (wide, tall) = word.styles[BODY], (each * POINTS_A_MM for each in word.text_mm())
    tables = sum(_letters(each) for each in walk(blocks) if isinstance(each, Table))
    letters = _letters(blocks) + (LOOSE - 1) * tables
    shown = sum(isinstance(each, Figure | Picture) for each in walk(blocks))
    return (letters * body.size * WIDE * body.leading + shown * EXHIBIT * wide) / (wide * tall)


def _letters(node: object) -> int:
    return sum(len(each.text) for each in walk(node) if isinstance(each, Text | FactRef | Name))
