"""Letters of a ligature, each copied as itself: lam and alef are one glyph, and readers of PDF disagree on their order.

A reader turns round what runs from right to left, glyph by glyph; some turn the letters of one glyph round with it, others
do not. So a glyph of several such letters says the first one, and glyphs without outline and width, at its left, say the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count
from typing import Protocol

from reports.notation.reading_order import FROM_RIGHT

_FONT = re.compile(rb"/(\S+) \S+ Tf")
_STRING = re.compile(rb"<([0-9a-f]*)>")


class PdfFont(Protocol):
    """What we need of WeasyPrint's `Font` (weasyprint/pdf/fonts.py)."""

    hash: str
    widths: dict[int, float]
    to_unicode: dict[int, str]


Parted = dict[int, tuple[int, ...]]
"""Glyph of a ligature → the glyphs of its other letters, from left to right."""


def part(fonts: Iterable[PdfFont]) -> Parted:
    """Give each letter of the ligatures in `fonts`, which share one file, a glyph of its own, in place; return them.

    The others stand for glyphs that the text does not use: a font whose glyphs keep their numbers has nothing there.
    """
    fonts = tuple(fonts)
    used = {glyph for font in fonts for glyph in font.to_unicode}
    joined = {glyph: text for font in fonts for glyph, text in font.to_unicode.items() if _turns(text)}
    places = free(used)
    empty = {letter: next(places) for letter in sorted({letter for text in joined.values() for letter in text[1:]})}
    for font in fonts:
        mine = [(glyph, joined[glyph]) for glyph in font.to_unicode if glyph in joined]
        for glyph, text in mine:
            font.to_unicode[glyph] = text[0]
            for letter in text[1:]:
                font.to_unicode[empty[letter]], font.widths[empty[letter]] = letter, 0
    return {glyph: tuple(empty[letter] for letter in reversed(text[1:])) for glyph, text in joined.items()}


def _turns(text: str) -> bool:
    return len(text) > 1 and unicodedata.bidirectional(text[0]) in FROM_RIGHT


def free(used: set[int]) -> Iterator[int]:
    """Yield glyphs below the last that is used, where the font keeps empty places."""
    last = max(used, default=0)
    return (glyph for glyph in count(1) if glyph not in used and glyph < last)


def write_parted(streams: Iterable[list[object]], parted: dict[str, Parted]) -> None:
    """Write the glyphs of the other letters before those of ligatures in content streams, in place.

    Args:
        streams: the operations of each stream.
        parted: what `part` returned, by the name of the font.
    """
    for operations in streams:
        current: Parted = {}
        for index, operation in enumerate(operations):
            if not isinstance(operation, bytes):
                continue
            if font := _FONT.fullmatch(operation):
                current = parted.get(font[1].decode(), {})
            elif current and operation.endswith(b"TJ"):
                operations[index] = _STRING.sub(partial(_spelled, current), operation)


def _spelled(parted: Parted, string: re.Match[bytes]) -> bytes:
    codes = string[1]
    glyphs = (int(codes[at : at + 4], 16) for at in range(0, len(codes), 4))
    spelled = (each for glyph in glyphs for each in (*parted.get(glyph, ()), glyph))
    return b"<" + b"".join(b"%04x" % glyph for glyph in spelled) + b">"
