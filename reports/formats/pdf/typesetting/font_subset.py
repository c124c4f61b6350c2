"""Fonts for embedding: only the glyphs used, one static instance each, the same bytes on every machine.

WeasyPrint leaves this to the HarfBuzz-Subset of the machine where it is installed and else to fontTools, and stamps the
time of day into the font's head table. Done here in one way, by the HarfBuzz that comes as a package, the file does not
depend on the machine or the hour, and two milliseconds a font are enough.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Protocol

from reports.formats.pdf.typesetting.direction_marks import Turned, give_marks
from reports.formats.pdf.typesetting.glyph_meaning import meanings
from reports.formats.pdf.typesetting.joined_letters import Parted, PdfFont, free, part
from reports.formats.pdf.typesetting.raised_marks import (
    Raised,
    Stream,
    given,
    is_lifting,
    is_quadratic,
    lifts,
    lower,
    with_raised,
)
from reports.notation.reading_order import runs_from_right

DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "STAT", "kern", "meta")
"""Tables for layout and signature; the PDF holds glyphs in their places already."""


class EmbeddedFont(PdfFont, Protocol):
    """What we need of WeasyPrint's `Font` (weasyprint/pdf/fonts.py)."""

    file_content: bytes
    index: int
    weight: int
    variations: dict[str, float]


class Fonts(dict[object, EmbeddedFont]):
    """The fonts of a rendered document by WeasyPrint's key; each is cleaned for embedding by `clean`."""

    def __init__(self, *, from_right: bool = False) -> None:
        """Begin with none; `from_right` says that lines of the document run from right to left."""
        super().__init__()
        self.from_right = from_right
        self.parted: dict[str, Parted] = {}
        """Ligatures whose letters have glyphs of their own, by the name of the font."""
        self.turned: dict[str, Turned] = {}
        """Those of a document from right to left, by their names."""
        self.streams: list[Stream] = []
        """Operations of the pages."""

    @cached_property
    def lifting(self) -> tuple[Stream, ...]:
        """Return those of the streams that lift a sign off its line; asked for once all pages are painted."""
        return tuple(filter(is_lifting, self.streams))

    def __setitem__(self, key: object, font: EmbeddedFont) -> None:
        """Keep `font`, with our own way of cleaning it in place of WeasyPrint's."""
        font.clean = partial(self.clean, font)  # type: ignore[attr-defined]
        super().__setitem__(key, font)

    def clean(self, font: EmbeddedFont, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Clean a font, and part the ligatures of all that share its file."""
        alike = [each for each in self.values() if each.hash == font.hash]
        turned = any(runs_from_right(said) for each in self.values() for said in each.to_unicode.values())
        for each in alike:
            each.to_unicode |= meanings(font.file_content, font.index, each.to_unicode, turned=turned)
        raised = self._lowered(font, alike)
        if parted := part(alike):
            self.parted[font.hash] = parted
        clean(font, to_unicode, hinting)
        if self.from_right and is_quadratic(font.file_content):
            brackets = give_marks(alike)
            self.turned[font.hash] = Turned(font.to_unicode, brackets)
            raised |= brackets
        if raised:
            font.file_content = with_raised(font.file_content, raised)

    def _lowered(self, font: EmbeddedFont, alike: Sequence[EmbeddedFont]) -> dict[Raised, int]:
        """Show signs that pages lift off the line on it, each by a glyph of its own; return these."""
        found = lifts(self.lifting, font.hash) if is_quadratic(font.file_content) else ()
        if not found:
            return {}
        places = free({glyph for each in alike for glyph in each.to_unicode})
        raised = given(found, lambda: next(places, None))
        for (glyph, *_), number in raised.items():
            for each in alike:
                each.to_unicode[number] = next(one.to_unicode[glyph] for one in alike if glyph in one.to_unicode)
                each.widths[number] = next(one.widths[glyph] for one in alike if glyph in one.widths)
        lower(found, raised)
        return raised


def clean(font: EmbeddedFont, to_unicode: Mapping[int, str], hinting: bool) -> None:
    """Replace the content of `font` by a static instance that holds the glyphs of `to_unicode` in their places."""
    place = tuple(sorted(location(font).items()))
    font.file_content = instance(font.file_content, font.index, place, frozenset(to_unicode), hinting)


def location(font: EmbeddedFont) -> dict[str, float]:
    """Return where on its axes a variable font stands (OpenType fvar); axes left out keep their default."""
    return {"wght": float(font.weight), **font.variations}


@lru_cache(maxsize=16)
def instance(
    content: bytes, index: int, place: tuple[tuple[str, float], ...], glyphs: frozenset[int], hinting: bool = False
) -> bytes:
    """Return the font file `content` with `glyphs` (numbers, kept as they are) only, at `place` on its axes.

    The last few are kept, since the reports of a build, or the copies for many readers, use nearly the same glyphs.
    """
    from uharfbuzz import Face, SubsetFlags, SubsetInput, subset

    face, wanted = Face(content, index), SubsetInput()
    wanted.glyph_set.update(
        glyph for glyph in glyphs if glyph < face.glyph_count
    )  # WeasyPrint numbers lost ones behind
    wanted.flags = SubsetFlags.RETAIN_GIDS | SubsetFlags.NOTDEF_OUTLINE | SubsetFlags.DESUBROUTINIZE
    if not hinting:
        wanted.flags |= SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in DROPPED)
    wanted.name_id_set.clear()
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, dict(place).get(axis.tag, axis.default_value))
    written: bytes = subset(face, wanted).blob.data
    return in_number_order(written) if "CFF " in face.table_tags else written


def in_number_order(content: bytes) -> bytes:
    """Return a font of cubic outlines whose glyphs are named by their places, as the text names them (ISO 32000-1, 9.7.4.2).

    Fonts for Chinese, Japanese and Korean number them otherwise.
    """
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content))
    top = font["CFF "].cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return content
    strings = top.CharStrings
    index = strings.charStringsIndex if strings.charStringsAreIndexed else None
    if index is None:
        return content
    places = {glyph: strings.charStrings[glyph] for glyph in top.charset}
    names = [".notdef", *(f"cid{number:05d}" for number in range(1, len(index)))]
    order = sorted(places.values())
    strings.charStrings = {names[place]: place for place in order}
    top.charset = names
    font.setGlyphOrder(names)
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    return buffer.getvalue()
