"""How wide the letters of any font run, read from the font itself: for families of which the program has no table.

Charts and titles of the PDF are laid out by the widths of the text family. Which family that is, a context says
(`measured_in`), since what is laid out knows sizes and weights only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.theme.font_files import FontFile, family_files, own_files
from reports.theme.fonts import TEXT_FAMILY

if TYPE_CHECKING:
    from reports.theme.definition import Theme

UNITS = 1000
"""Of an em, in which widths are told."""


@dataclass(frozen=True, slots=True)
class Face:
    """The upright letters of a font at one weight."""

    line: float
    """Height of a single-spaced line in ems: ascent, descent and line gap of the `hhea` table."""
    advances: Mapping[str, int]
    """How far the pen moves for each character, in thousandths of an em."""


_text: ContextVar[tuple[str, str]] = ContextVar("text family", default=("", ""))


@contextmanager
def measured_in(theme: Theme) -> Iterator[None]:
    """Lay out by the widths of the text family of `theme` for a while."""
    family = theme.fonts.text
    known = family == TEXT_FAMILY and not any(each.family == family for each in own_files(theme.folder))
    token = _text.set(("" if known else family, theme.folder))
    try:
        yield
    finally:
        _text.reset(token)


def text_family() -> tuple[str, str]:
    """Return the text family that is laid out by, empty for that of the program, and the folder of its theme."""
    return _text.get()


def face(family: str, theme_folder: str, weight: int) -> Face:
    """Return the letters of `family` at the weight that it has nearest to `weight`.

    Raises:
        FontError: as `family_files`; so `MissingLibraryError`.
    """
    chosen = upright(family, theme_folder, weight)
    return _measured(chosen.path, chosen.path.stat().st_mtime_ns, weight if chosen.varies else 0)


def upright(family: str, theme_folder: str, weight: int) -> FontFile:
    """Return the upright file of `family` whose weight is nearest to `weight`; raises as `family_files`."""
    files = family_files(family, theme_folder)

    def distance(file: FontFile) -> tuple[int, str]:
        inside = min(max(weight, file.lightest), file.boldest)
        return abs(inside - weight), file.path.name

    return min([each for each in files if not each.italic] or files, key=distance)


@lru_cache(maxsize=32)
def _measured(path: Path, changed: int, weight: int) -> Face:
    """Return the letters of a font file; a `weight` of 0 leaves it as it stands."""
    import uharfbuzz
    from fontTools.ttLib import TTFont

    plain = io.BytesIO()
    with TTFont(path, lazy=True) as read:
        codes = dict(read.getBestCmap() or {})
        head = read["hhea"]
        line = (head.ascent - head.descent + head.lineGap) / read["head"].unitsPerEm
        if read.flavor:
            read.flavor = None
            read.save(plain, reorderTables=None)
    font = uharfbuzz.Font(uharfbuzz.Face(plain.getvalue() or path.read_bytes()))
    if weight:
        font.set_variations({"wght": weight})
    scale = UNITS / font.face.upem
    found = {}
    for code in codes:
        glyph = font.get_nominal_glyph(code)
        if glyph is not None:
            found[chr(code)] = round(font.get_glyph_h_advance(glyph) * scale)
    return Face(line, found)
