"""A font of nobody's: letters of a package under another name, as an organisation's own file."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from reports.theme.fonts import font_files

FAMILY = "Harbour Text"
FSTYPE = {"free": 0x0000, "to read": 0x0004, "forbidden": 0x0002, "whole only": 0x0100}


def own_font(folder: Path, ending: str = "ttf", *, bits: int = 0, weight: int = 400, family: str = FAMILY) -> Path:
    """Write a font called `family` with these licence bits into the `fonts` folder of a theme, and return its path."""
    style = {400: "Regular", 700: "Bold"}[weight]
    [source] = [path for path in font_files("IBM Plex Serif") if path.stem.endswith(f"-{style}")]
    font = TTFont(source, recalcTimestamp=False)
    names = {
        1: family,
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        0: "© Harbour Office",
    }
    names |= {13: "Licensed to the Harbour Office alone.", 14: "https://example.org/licence"}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
    for number, said in names.items():
        font["name"].setName(said, number, 3, 1, 0x409)
    font["OS/2"].fsType = bits
    font.flavor = "woff2" if ending == "woff2" else None
    path = folder / "fonts" / f"harbour-{style.lower()}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path
