"""How large pictures stand in a Word file: a person's own size stays when another picture takes the place."""

from __future__ import annotations

from reports.ooxml.part_xml import Element, clark

EXTENT, SHAPE = clark("wp:extent"), clark("a:xfrm")
BLIP = clark("a:blip")
ROUNDING_EMU = 2000
"""LibreOffice keeps lengths in hundredths of a millimetre."""


def size_of(paragraph: Element) -> tuple[int, int]:
    """Return width and height in EMU of the only picture or chart of a paragraph; 0 where it holds none, or more."""
    found = list(paragraph.iter(EXTENT))
    texts = [found[0].get(name, "") if len(found) == 1 else "" for name in ("cx", "cy")]
    wide, tall = (int(text) if text.isdecimal() else 0 for text in texts)
    return wide, tall


def width_of(paragraph: Element) -> int:
    """Return the width in EMU of the only picture of a paragraph; 0 where it holds none, or more."""
    return size_of(paragraph)[0] if next(paragraph.iter(BLIP), None) is not None else 0


def keep_width(was: int, old: Element, new: Element) -> None:
    """Give the picture in `new` the width that a person gave the one in `old`, which was `was` wide; its shape is kept."""
    mine, fresh = width_of(old), width_of(new)
    if not (was and mine and fresh) or abs(mine - was) <= ROUNDING_EMU:
        return
    for size in (next(new.iter(EXTENT)), *(each for frame in new.iter(SHAPE) for each in frame.iter(clark("a:ext")))):
        tall = round(int(size.get("cy", "0")) * mine / fresh)
        size.set("cx", str(mine))
        size.set("cy", str(tall))
