"""Read what the evidence page carries inside itself: style sheet, script and fonts; and make those fonts anew."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.theme.fonts import font_files

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "assets"
"""page.css, page.js, deep-link.js and the two fonts."""
FONTS = {"sans.woff2": ("IBM Plex Sans", "IBMPlexSans[wdth,wght].ttf"), "serif.woff2": ("IBM Plex Serif", "SemiBold")}
"""File → the family, and a part of the name of the font file it was made from."""
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x202F, 0x2039),
    *(0x203A, 0x20AC, 0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265, 0x2272, 0xD7),
)
"""Latin with its extensions, punctuation and the signs of hedges; the system's fonts draw everything else."""


@cache
def asset(name: str) -> bytes:
    """Return the file `name` that comes with the program for the evidence page."""
    return (FOLDER / name).read_bytes()


def web_font(name: str) -> bytes:
    """Return the font for `name` as WOFF2: `CHARACTERS` only, weights 400 to 700 in one file where the font varies.

    Write it to `FOLDER` after an update of the font package. The Open Font License asks a changed font to leave the
    reserved name and to keep the licence (https://openfontlicense.org), so it is renamed and its licence is kept.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    family, part = FONTS[name]
    [path] = [p for p in font_files(family) if part in p.name and "Italic" not in p.name]
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"], hinting=False)
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    if "fvar" in font:
        instantiateVariableFont(font, {"wdth": 100, "wght": (400, 400, 700)}, inplace=True)
        font["fvar"].instances = []
    _rename(font, "Evidence " + name.partition(".")[0].title())
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _rename(font: TTFont, family: str) -> None:
    """Give `font` the name `family` wherever it names itself; copyright, licence and the name of the axis stay."""
    names = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "-")}
    font["name"].names = [record for record in font["name"].names if record.nameID in (0, *names, 13, 14, 256)]
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    if "STAT" in font:
        del font["STAT"]
