"""Fonts for web pages: the part of a font that a page shows, as WOFF2, made from the font at hand and kept for the next build.

The Open Font License asks a changed font to leave the reserved name (https://openfontlicense.org), so the part is renamed;
copyright and licence stay in it, and `font_files.notice` says both in words.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from reports.theme.font_files import FontFile, family_files
from reports.theme.fonts import cache_home

RECIPE = "1"
"""Of how parts are made; another one makes what is kept void."""
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")
KEPT_NAMES = (0, 1, 2, 4, 6, 13, 14)
"""Of the name table: copyright, names, licence and its address (OpenType, name IDs)."""


def web_font(family: str, theme_folder: str, weights: tuple[int, int], name: str, characters: Collection[int]) -> bytes:
    """Return the upright font of `family` as WOFF2 with `characters` only, renamed to `name`.

    Args:
        family: as the theme names it.
        theme_folder: of the theme, whose own fonts come first.
        weights: the lightest and boldest that are shown; of a font that does not vary the file nearest to the first is taken.
        name: what the part is called in itself.
        characters: code points.

    Raises:
        FontError: the licence bits of the font forbid it, or the file cannot be read.
        MissingLibraryError: the family is not at hand.
    """
    files = [each for each in family_files(family, theme_folder) if not each.italic] or [
        *family_files(family, theme_folder)
    ]
    varying = [each for each in files if each.varies]
    chosen = (varying or sorted(files, key=lambda each: (abs(each.lightest - weights[0]), each.path.name)))[0]
    return _kept(chosen, chosen.path.stat().st_mtime_ns, weights, name, tuple(sorted(characters)))


@lru_cache(maxsize=8)
def _kept(file: FontFile, changed: int, weights: tuple[int, int], name: str, characters: tuple[int, ...]) -> bytes:
    from fontTools import version

    said = (RECIPE, version, name, *map(str, (*weights, *characters)))
    content = file.path.read_bytes()
    key = hashlib.sha256("\0".join(said).encode() + content).hexdigest()[:20]
    home = cache_home()
    place = home / "web-fonts" / f"{key}.woff2" if home else None
    if place is not None:
        with suppress(OSError):
            return place.read_bytes()
    made = _made(content, weights, name, characters)
    if place is not None:
        with suppress(OSError):
            _keep(place, made)
    return made


def _keep(place: Path, data: bytes) -> None:
    """Write aside, then rename: two builds may start at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(name, place)


def _made(content: bytes, weights: tuple[int, int], name: str, characters: tuple[int, ...]) -> bytes:
    from fontTools.ttLib import TTFont
    from uharfbuzz import Face, SubsetFlags, SubsetInput, subset

    plain = io.BytesIO()
    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        font.flavor = None
        font.save(plain, reorderTables=None)
    face, wanted = Face(plain.getvalue()), SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.flags = SubsetFlags.NO_HINTING | SubsetFlags.NOTDEF_OUTLINE
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode()) for tag in FEATURES)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in ("STAT", "DSIG", "meta"))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(KEPT_NAMES)
    for axis in face.axis_infos:
        if axis.tag == "wght":
            low, high = (min(max(each, axis.min_value), axis.max_value) for each in weights)
            wanted.set_axis_range(face, axis.tag, low, high, low)
        else:
            wanted.pin_axis_location(face, axis.tag, axis.default_value)
    return _renamed(subset(face, wanted).blob.data, name)


def _renamed(content: bytes, family: str) -> bytes:
    """Return a font as WOFF2 that calls itself `family`; copyright and licence stay."""
    from fontTools.ttLib import TTFont

    names = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "-")}
    written = io.BytesIO()
    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        kept = {*KEPT_NAMES, *(axis.axisNameID for axis in (font["fvar"].axes if "fvar" in font else ()))}
        font["name"].names = [record for record in font["name"].names if record.nameID in kept]
        for record in font["name"].names:
            record.string = names.get(record.nameID, record.toUnicode())
        if "fvar" in font:
            font["fvar"].instances = []
        font.flavor = "woff2"
        font.save(written)
    return written.getvalue()
