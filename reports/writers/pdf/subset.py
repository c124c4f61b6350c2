"""Fonts for embedding: only the glyphs used, one static instance each, the same bytes on every machine.

WeasyPrint leaves this to HarfBuzz-Subset where it is installed and else to fontTools, and stamps the time of day into
the font's head table. Done here in one way, the file does not depend on the machine or the hour, and takes a fifth of
the time: the large layout tables, which a PDF never needs, are dropped before they are parsed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Protocol

DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "STAT", "kern", "meta")
"""Tables for layout and signature; the PDF holds glyphs in their places already."""


class EmbeddedFont(Protocol):
    """What we need of WeasyPrint's `Font` (weasyprint/pdf/fonts.py)."""

    file_content: bytes
    index: int
    weight: int
    variations: dict[str, float]


class Fonts(dict[object, EmbeddedFont]):
    """The fonts of a rendered document by WeasyPrint's key; each is cleaned for embedding by `clean`."""

    def __setitem__(self, key: object, font: EmbeddedFont) -> None:
        """Keep `font`, with our own way of cleaning it in place of WeasyPrint's."""
        font.clean = partial(clean, font)  # type: ignore[attr-defined]
        super().__setitem__(key, font)


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
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(io.BytesIO(content), fontNumber=index, lazy=True, recalcTimestamp=False)
    for table in DROPPED:
        if table in font:
            del font[table]
    options = Options(retain_gids=True, hinting=hinting, notdef_outline=True, desubroutinize=True, name_IDs=[])
    options.ignore_missing_glyphs = True  # WeasyPrint numbers characters without a glyph behind the last one
    options.drop_tables = [*options.drop_tables, *DROPPED]
    subsetter = Subsetter(options)
    subsetter.populate(gids=sorted(glyphs))
    subsetter.subset(font)
    if "fvar" in font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        instantiateVariableFont(
            font, {axis: dict(place).get(axis, default) for axis, default in axes.items()}, inplace=True
        )
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
