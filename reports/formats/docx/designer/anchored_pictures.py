"""How far pictures and boxes that float in a designer's header reach down the page, so that no line is set across them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.formats.docx.designer.letterhead import PageSetup
from reports.ooxml.wordprocessingml import Element, clark

EMU_A_MM = 36_000
POINT_MM = 25.4 / 72
TALLEST_MM = 45.0
"""Height of what floats beyond which it is a ground, a side bar or a watermark, which lines may cross."""
UNITS_MM = {"pt": POINT_MM, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": POINT_MM}
LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|px|)")


def floating_bottom(header: Element, page: PageSetup) -> float:
    """Return how far down the page, in mm, what floats in a header reaches; 0 where nothing does, or all of it is ground."""
    return max((top + tall for top, tall in _floating(header, page) if 0 < tall <= TALLEST_MM), default=0.0)


def _floating(header: Element, page: PageSetup) -> Iterator[tuple[float, float]]:
    """Yield top and height of each picture or box that floats, in mm from the top of the page (20.4.2.3)."""
    for each in header.iter(clark("wp:anchor")):
        position, size = each.find(clark("wp:positionV")), each.find(clark("wp:extent"))
        offset = position.find(clark("wp:posOffset")) if position is not None else None
        if position is None or size is None or (each.get("behindDoc") in ("1", "true") and offset is None):
            continue
        down = float((offset.text if offset is not None else "") or 0) / EMU_A_MM
        yield _origin(position.get("relativeFrom", ""), page) + down, float(size.get("cy", 0)) / EMU_A_MM
    for each in header.iter(clark("w:pict")):
        for shape in each:
            style = dict(_declarations(shape.get("style", "")))
            if style.get("position") == "absolute" and "height" in style:
                down = _mm(style.get("margin-top", style.get("top", "0")))
                yield _origin(style.get("mso-position-vertical-relative", ""), page) + down, _mm(style["height"])


def _origin(relative: str, page: PageSetup) -> float:
    """Return from where down the page a place is counted, in mm; what counts from a paragraph begins with the header."""
    match relative:
        case "page" | "topMargin" | "top-margin-area":
            return 0.0
        case "margin":
            return page.margins["top"]
        case _:
            return page.margins["header"]


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for each in style.split(";"):
        name, _, value = each.partition(":")
        yield name.strip(), value.strip()


def _mm(length: str) -> float:
    found = LENGTH.match(length)
    return float(found[1]) * UNITS_MM[found[2]] if found else 0.0
