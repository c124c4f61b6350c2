"""Marks of direction at the ends of text boxes, so that readers of a line from right to left know which way each box runs.

Readers turn a line round by its letters, and take spaces, brackets and signs between two directions for either one's. So a
box from left to right says at its ends that it is one, and what stands at its left is of the line. The marks have no outline
and no width, and stand by themselves, so that pdfium, which passes over text without width, orders lines as it would.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.formats.pdf.typesetting.joined_letters import PdfFont, free
from reports.formats.pdf.typesetting.raised_marks import Raised
from reports.notation.reading_order import runs_from_right
from reports.theme.bidirectional import RLM
from reports.theme.scripts import LRM

_FONT = re.compile(rb"/(\S+) \S+ Tf")
_STRING = re.compile(rb"<([0-9a-f]*)>")
_CODE = 4
"""Hexadecimal digits of a glyph."""
STRONG = frozenset({"L", "EN", "AN"})
"""Classes of what runs from left to right (UAX 9, table 4)."""
WEAK = STRONG | {"CS", "ES", "ET"}
"""And of what goes with figures."""
MIRRORED = dict(zip("()[]{}«»‹›", ")(][}{»«›‹", strict=True))
"""Brackets that lines from right to left show by their counterparts (Unicode, BidiMirroring)."""
ALONE = frozenset(MIRRORED) | frozenset("“”‘’")
"""Signs that stand in a box of their own; some readers turn quotation marks round too."""
COMPARING = frozenset("<>≤≥")
"""Signs before figures, which some readers turn round where nothing at their right says that they run from left to right."""


@dataclass(frozen=True)
class Turned:
    """A font of a document with lines from right to left."""

    said: Mapping[int, str]
    """What each glyph says."""
    brackets: Mapping[Raised, int]
    """Glyphs of brackets, and of those that look the same and say the other."""

    def codes(self, marks: Sequence[str]) -> bytes:
        """Return the glyphs of `marks` as a string of a content stream."""
        return b"".join(b"%04x" % self._numbers[mark] for mark in marks if mark in self._numbers)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        """Return the glyph of each mark."""
        return {text: glyph for glyph, text in self.said.items() if text in (LRM, RLM)}


def give_marks(fonts: Iterable[PdfFont]) -> dict[Raised, int]:
    """Give both marks, and each bracket as lines from right to left show it, a glyph that `fonts` do not use, in place.

    Args:
        fonts: those that share one file.

    Returns:
        The glyphs of such brackets; they look as those of the brackets that open where these close.
    """
    fonts = tuple(fonts)
    places = free({glyph for font in fonts for glyph in font.to_unicode})
    turned: dict[Raised, int] = {}
    for mark in (LRM, RLM):
        place = next(places)
        for font in fonts:
            font.to_unicode[place], font.widths[place] = mark, 0
    for glyph in sorted({glyph for font in fonts for glyph, text in font.to_unicode.items() if text in MIRRORED}):
        place = turned[glyph, 0, 0] = next(places)
        for font in (each for each in fonts if glyph in each.to_unicode):
            font.to_unicode[place], font.widths[place] = MIRRORED[font.to_unicode[glyph]], font.widths[glyph]
    return turned


def mark_directions(streams: Iterable[list[object]], fonts: Mapping[str, Turned]) -> None:
    """Write marks at the ends of the text boxes of content streams, in place.

    Args:
        streams: the operations of each stream.
        fonts: by their names; those that are not among them are left.
    """
    for operations in streams:
        for box in _boxes(operations):
            _mark(operations, box, fonts)


def _boxes(operations: Sequence[object]) -> Iterator[tuple[tuple[int, str], ...]]:
    """Yield the operations that show text of each box, and the font of each."""
    font, shown = "", list[tuple[int, str]]()
    for index, operation in enumerate(operations):
        if not isinstance(operation, bytes):
            continue
        if found := _FONT.fullmatch(operation):
            font = found[1].decode()
        elif operation.endswith(b"TJ"):
            shown.append((index, font))
        elif operation == b"ET" and shown:
            yield tuple(shown)
            shown = []


def _mark(operations: list[object], box: Sequence[tuple[int, str]], fonts: Mapping[str, Turned]) -> None:
    """Mark a box: one from right to left at its left, one from left to right at both ends, and as apart from its left.

    A bracket by itself is one of a line from right to left. Readers differ on whether it is to be turned round, so it is
    marked as if it ran from left to right, where nobody turns it, and says what was written.
    """
    text = "".join(_text(operations[at], fonts[font].said) for at, font in box if font in fonts)
    from_right = runs_from_right(text)
    bracket = bool(text) and all(sign in ALONE for sign in text)
    left = bracket or (not from_right and any(_runs_from_left(sign) for sign in text))
    for at, font in box:
        if font in fonts:
            written = _turned if bracket else _held if left else _parted
            operations[at] = written(fonts[font], _as_bytes(operations[at]))
    (first, its_font), (last, last_font) = box[0], box[-1]
    if its_font in fonts:
        opening = fonts[its_font].codes((RLM, LRM) if left else (RLM,))
        operations[first] = b"[<" + opening + b">] TJ\n" + _as_bytes(operations[first])
    if left and not bracket and last_font in fonts:
        operations[last] = _as_bytes(operations[last]) + b"\n[<" + fonts[last_font].codes((LRM,)) + b">] TJ"


def _turned(font: Turned, operation: bytes) -> bytes:
    """Return what shows brackets with their glyphs that say what was written, between marks that all readers take with them."""

    def turned(string: re.Match[bytes]) -> bytes:
        glyphs = (font.brackets.get((glyph, 0, 0), glyph) for glyph in _glyphs(string[1]))
        return b"<" + before + b"".join(b"%04x" % glyph for glyph in glyphs) + behind + b">"

    before, behind = font.codes((RLM,)), font.codes((LRM,))  # as many of each: pdfium counts which way a line runs
    return _STRING.sub(turned, operation)


def _held(font: Turned, operation: bytes) -> bytes:
    """Return what shows a stretch from left to right with a mark at the right of signs that compare."""

    def held(string: re.Match[bytes]) -> bytes:
        glyphs = (
            b"%04x" % glyph + (mark if font.said.get(glyph) in COMPARING else b"") for glyph in _glyphs(string[1])
        )
        return b"<" + b"".join(glyphs) + b">"

    mark = font.codes((LRM,))
    return _STRING.sub(held, operation)


def _parted(font: Turned, operation: bytes) -> bytes:
    """Return what shows letters from right to left with a mark at the left of each figure and comma among them."""
    before = False

    def parted(string: re.Match[bytes]) -> bytes:
        nonlocal before
        made = b""
        for glyph in _glyphs(string[1]):
            weak = _is_weak(font.said.get(glyph, ""))
            made += (mark if weak and not before else b"") + b"%04x" % glyph
            before = weak
        return b"<" + made + b">"

    mark = font.codes((RLM,))
    return _STRING.sub(parted, operation)


def _runs_from_left(sign: str) -> bool:
    return sign in COMPARING or unicodedata.bidirectional(sign) in STRONG


def _is_weak(text: str) -> bool:
    return bool(text) and all(unicodedata.bidirectional(sign) in WEAK for sign in text)


def _glyphs(codes: bytes) -> Iterator[int]:
    return (int(codes[at : at + _CODE], 16) for at in range(0, len(codes), _CODE))


def _text(operation: object, glyphs: Mapping[int, str]) -> str:
    return "".join(glyphs.get(glyph, "") for codes in _STRING.findall(_as_bytes(operation)) for glyph in _glyphs(codes))


def _as_bytes(operation: object) -> bytes:
    assert isinstance(operation, bytes)
    return operation
