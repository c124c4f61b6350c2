"""Copies for many readers: the pages are laid out once, and each copy sets its two lines of text anew.

Laying out three pages takes most of a second, a copy a few milliseconds. A forme is what a printer locks up before the run:
the finished file, cut where the recipient's name and the name of the copy stand. It needs neither WeasyPrint nor fonts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape
from itertools import pairwise
from typing import Protocol
from unicodedata import category
from uuid import NAMESPACE_URL, uuid5

from reports.document import Document
from reports.errors import ReportError
from reports.formats.pdf.file_identity import identity
from reports.formats.pdf.typesetting.structure_tags import PdfFile
from reports.formats.pdf.typesetting.xmp_metadata import document_id
from reports.theme.fonts import covered

COPY = "QXQX-QXQX-QXQX"
"""Stands for the name of the copy while the pages are laid out; the same length as one."""
KEY = "".join(map(chr, range(0x21, 0x7F)))
"""Begins what stands for the recipient, so that it can be found again."""
BLOCK = 128
"""Code points that are made ready together."""
BASE = frozenset({0x00 // BLOCK, 0x80 // BLOCK, 0x2000 // BLOCK})
"""Blocks that every forme has: ASCII, Latin-1 and punctuation."""


class Font(Protocol):
    """What we need of WeasyPrint's `Font` (weasyprint/pdf/fonts.py)."""

    hash: str
    to_unicode: Mapping[int, str]
    widths: Mapping[int, int]


class Stream(Protocol):
    """What we need of `pydyf.Stream`."""

    number: int
    offset: int
    stream: Sequence[object]
    extra: Mapping[str, object]
    data: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of text that is set anew in each copy."""

    kind: str
    """'recipient' or 'copy'."""
    matrix: tuple[float, ...]
    """Where it begins: the text matrix (ISO 32000-1, 9.4.2)."""
    size: float
    """Of the font, in the units of the matrix."""
    before: str
    """Glyphs ahead of it in the same line, in hex."""
    after: str
    """Glyphs behind it."""
    ends_at: bool
    """Whether the line is aligned at its end."""

    def set(self, glyphs: str, shift: float) -> tuple[bytes, bytes]:
        """Return the text matrix and the text of the line; `shift` is how far it begins to the right, in em / 1000."""
        a, b, c, d, x, y = self.matrix
        x += shift * self.size / 1000 if self.ends_at else 0
        matrix = " ".join(f"{number:g}" for number in (a, b, c, d)) + f" {x:.6f} {y:.6f} Tm"
        return matrix.encode(), f"[<{self.before}{glyphs}{self.after}>] TJ".encode()


@dataclass(frozen=True, slots=True)
class Content:
    """The drawing instructions of a page, cut at its slots."""

    number: int
    """Of the object in the file."""
    items: tuple[bytes, ...]
    slots: tuple[tuple[int, Slot], ...]
    """Slots by the place of their text among `items`; the matrix stands two before it."""


@dataclass(frozen=True, slots=True)
class Forme:
    """A finished file, cut where copies differ."""

    head: bytes
    objects: tuple[tuple[int, bytes], ...]
    """The objects with their numbers, in the order of the file; the cross-reference is made anew."""
    pages: tuple[Content, ...]
    metadata: tuple[int, str]
    """Number and text of the XMP metadata."""
    rows: tuple[tuple[int, int, int], ...]
    """Cross-reference by object number (ISO 32000-1, 7.5.8.3); offsets of objects in the file are made anew."""
    trailer: str
    """Entries of the cross-reference dictionary that all copies share."""
    identity: str
    glyphs: Mapping[str, tuple[str, int]]
    """Character to glyph, in hex, and its advance, in em / 1000."""

    def copy(self, recipient: str, copy: str) -> bytes:
        """Return the copy named `copy` with the line `recipient` on it; the same words give the same bytes.

        Raises:
            ReportError: the forme has no glyph for a character; see `character_blocks`.
        """
        lines = {"recipient": self._line(recipient), "copy": self._line(copy)}
        own = self.identity.replace(COPY, copy)
        made = {page.number: self._page(page, lines) for page in self.pages}
        number, text = self.metadata
        text = text.replace(document_id(self.identity), document_id(own))
        made[number] = text.replace(escape(self.identity), escape(own)).encode()
        body = [self.head]
        offsets: dict[int, int] = {}
        at = len(self.head)
        for number, data in self.objects:
            whole = _stream(number, data.decode(), made[number]) if number in made else data
            offsets[number] = at
            at += len(whole)
            body.append(whole)
        seal = sha256(f"{own}\n{recipient}".encode()).digest()[:16]
        body.append(self._reference(offsets, at, uuid5(NAMESPACE_URL, own).bytes, seal))
        return b"".join(body)

    def _line(self, text: str) -> tuple[str, int]:
        """Return the glyphs of `text`, in hex, and how wide they run, in em / 1000."""
        if lost := sorted({character for character in text if character not in self.glyphs}):
            raise ReportError(
                f"the fonts of the PDF have no {', '.join(map(repr, lost))}; write the name with other signs"
            )
        found = [self.glyphs[character] for character in text]
        return "".join(glyph for glyph, _ in found), sum(width for _, width in found)

    def _page(self, page: Content, lines: Mapping[str, tuple[str, int]]) -> bytes:
        items = list(page.items)
        width = sum(self.glyphs[character][1] for character in COPY)
        for at, slot in page.slots:
            glyphs, own = lines[slot.kind]
            items[at - 2], items[at] = slot.set(glyphs, width - own)
        return b"\n".join(items)

    def _reference(self, offsets: Mapping[int, int], at: int, file: bytes, seal: bytes) -> bytes:
        """Return the cross-reference stream and the end of the file, which begin at `at`."""
        number = len(self.rows)
        rows = (*self.rows, (1, at, 0))
        packed = b"".join(
            bytes([kind]) + offsets.get(n, at if n == number else second).to_bytes(4, "big") + third.to_bytes(2, "big")
            for n, (kind, second, third) in enumerate(rows)
        )
        entries = f"{self.trailer}/W [1 4 2]/ID [<{file.hex()}> <{seal.hex()}>]"
        return _stream(number, entries, packed) + f"startxref\n{at}\n%%EOF\n".encode()


def _stream(number: int, entries: str, data: bytes) -> bytes:
    """Return a compressed stream object."""
    packed = zlib.compress(data, 9)
    head = f"{number} 0 obj\n<<{entries}/Filter /FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode() + packed + b"\nendstream\nendobj\n"


# ── Making a forme ───────────────────────────────────────────────────────────────────────────────


def character_blocks(text: str) -> frozenset[int]:
    """Return the blocks of characters that a forme must have to set `text`."""
    return BASE | {ord(character) // BLOCK for character in text}


def stand_in(document: Document, wanted: Iterable[int]) -> Document:
    """Return `document` with all characters of the blocks `wanted` for a recipient, and the name of a copy."""
    codes = (code for block in sorted(wanted) for code in range(block * BLOCK, (block + 1) * BLOCK))
    more = covered(c for c in map(chr, codes) if c not in KEY and (c == " " or category(c)[0] in "LNPS"))
    line = document.words["prepared-for"].format(name=KEY + more)
    return replace(document, info=replace(document.info, recipient=line, copy=COPY))


def cut(data: bytes, pdf: PdfFile, fonts: Iterable[Font], document: Document) -> Forme:
    """Return the forme of a file that was written from `stand_in`.

    Args:
        data: the file.
        pdf: its objects, as they were written (pydyf).
        fonts: what its text is set in.
        document: what it was written from.

    Raises:
        ReportError: the style sheet hides or changes the lines that copies need.
    """
    by_name = {font.hash: font for font in fonts}
    streams: list[Stream] = [each for each in pdf.objects if getattr(each, "offset", 0)]  # type: ignore[misc]
    streams.sort(key=lambda each: each.offset)
    reference = streams[-1]
    slots = {each.number: tuple(_slots(each, by_name)) for each in streams if isinstance(each.stream, list)}
    cut_up = [(each, slots[each.number]) for each in streams if slots.get(each.number)]
    found = {slot.kind for _, cuts in cut_up for _, slot in cuts}
    glyphs = _glyphs(streams, by_name, document.info.recipient)
    if found != {"recipient", "copy"} or not glyphs:
        raise ReportError(
            f"{document.info.name}.pdf: the line for the recipient cannot be set; take rules for .copy out of summary.css"
        )
    metadata = next(each for each in streams if each.extra.get("Type") == "/Metadata")
    changed = {each.number for each, _ in cut_up} | {metadata.number}
    return Forme(
        head=data[: streams[0].offset],
        objects=tuple(_objects(data, streams, changed)),
        pages=tuple(Content(each.number, tuple(map(_bytes, each.stream)), cuts) for each, cuts in cut_up),
        metadata=(metadata.number, b"".join(map(_bytes, metadata.stream)).decode()),
        rows=tuple(_rows(reference))[: reference.number],
        trailer=_entries(reference, without=("W", "ID")),
        identity=identity(document),
        glyphs=glyphs,
    )


def _objects(data: bytes, streams: Sequence[Stream], changed: Collection[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the objects but for the last, as they stand in the file; of those that change, the entries alone."""
    for each, after in pairwise(streams):
        yield each.number, _entries(each).encode() if each.number in changed else data[each.offset : after.offset]


def _bytes(item: object) -> bytes:
    """Return an item of a stream as it is written: bytes, text, or an object of pydyf."""
    written = getattr(item, "data", item)
    return written if isinstance(written, bytes) else str(written).encode()


def _entries(stream: Stream, without: Sequence[str] = ()) -> str:
    """Return the entries of the dictionary of a stream, but for those that are made anew."""
    kept = {key: value for key, value in stream.extra.items() if key not in ("Filter", "Length", *without)}
    return "".join(f"/{key} {_shown(value)}" for key, value in kept.items())


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[" + " ".join(map(_shown, value)) + "]"
    return value.decode() if isinstance(value, bytes) else str(value)


def _rows(reference: Stream) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of a cross-reference stream."""
    widths = reference.extra["W"]
    assert isinstance(widths, list)
    first, second, third = widths
    [packed] = reference.stream
    assert isinstance(packed, bytes)
    for at in range(0, len(packed), first + second + third):
        row = packed[at : at + first + second + third]
        parts = row[:first], row[first : first + second], row[first + second :]
        kind, where, more = (int.from_bytes(part, "big") for part in parts)
        yield kind, where, min(more, 0xFFFF)


def _texts(stream: Stream, fonts: Mapping[str, Font]) -> Iterator[tuple[int, list[int], Font]]:
    """Yield the place of each text in a content stream, its glyphs and its font."""
    for at, item in enumerate(stream.stream):
        line = _bytes(item)
        if line.endswith(b"TJ") and (named := re.match(rb"/(\S+) \S+ Tf", _bytes(stream.stream[at - 1]))):
            digits = b"".join(re.findall(rb"<([0-9a-f]*)>", line)).decode()
            font = fonts.get(named[1].decode())
            if font is not None:
                yield at, [int(digits[n : n + 4], 16) for n in range(0, len(digits), 4)], font


def _read(glyphs: Iterable[int], font: Font) -> str:
    """Return what the glyphs say, one character each."""
    return "".join(font.to_unicode.get(glyph, "\0")[:1] or "\0" for glyph in glyphs)


def _slots(stream: Stream, fonts: Mapping[str, Font]) -> Iterator[tuple[int, Slot]]:
    for at, glyphs, font in _texts(stream, fonts):
        said = _read(glyphs, font)
        kind, sought = ("recipient", KEY) if KEY in said else ("copy", COPY)
        if sought not in said:
            continue
        first = 0 if kind == "recipient" else said.index(sought)
        last = len(glyphs) if kind == "recipient" else first + len(COPY)
        matrix = tuple(map(float, _bytes(stream.stream[at - 2]).split()[:6]))
        size = float(_bytes(stream.stream[at - 1]).split()[1])
        yield at, Slot(kind, matrix, size, _hex(glyphs[:first]), _hex(glyphs[last:]), ends_at=kind == "copy")


def _hex(glyphs: Iterable[int]) -> str:
    return "".join(f"{glyph:04x}" for glyph in glyphs)


def _glyphs(streams: Iterable[Stream], fonts: Mapping[str, Font], line: str) -> Mapping[str, tuple[str, int]]:
    """Return glyph and advance of every character of `line`, the whole of which stands in one of `streams`."""
    for stream in streams:
        for _, glyphs, font in _texts(stream, fonts) if isinstance(stream.stream, list) else ():
            if KEY in _read(glyphs, font) and len(glyphs) == len(line):
                return {c: (f"{g:04x}", font.widths[g]) for c, g in zip(line, glyphs, strict=True)}
    return {}
