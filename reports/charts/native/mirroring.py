"""Native charts read from right to left: bars grow from the right, the first category stands there, and labels follow.

Done on the finished part, so that no kind of chart is missed. Axes say it by their orientation (21.2.2.130): what crosses a
turned axis where it begins stands at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from reports.charts.native.shapes import Shape
from reports.notation.reading_order import runs_from_right
from reports.ooxml.drawingml import C, Element
from reports.ooxml.part_xml import blob
from reports.theme.bidirectional import (
    EMBEDDED,
    EMBEDDED_END,
    line_pieces,
    line_stretches,
    marked,
)
from reports.theme.scripts import LRM

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SIDES = {"l": "r", "r": "l"}
TURNED = {"minMax": "maxMin", "maxMin": "minMax"}
HALF_TURN = 10_800_000
"""In sixtieths of a thousandth of a degree (20.1.10.3)."""


Measure = Callable[[str], float]
"""How wide a text runs, as a share of the chart."""


def from_right(chart: bytes, language: str, measure: Measure, font: Mapping[str, str]) -> bytes:
    """Return a chart part (c:chartSpace) turned to be read from right to left in `language` (BCP 47).

    `font` holds the attributes that name the font of its letters (21.1.2.3.1).
    """
    root = etree.fromstring(chart)
    _turn_places(root, measure)
    _turn_texts(root, language, font)
    return blob(root)


def words_from_right(shapes: bytes, font: Mapping[str, str]) -> bytes:
    """Return a part with shapes over a chart whose words run from right to left in `font`, as for the chart."""
    root = etree.fromstring(shapes)
    _turn_runs(root, font)
    return blob(root)


def _kept_in_order(code: str) -> str:
    """Return a number format whose signs stand before the number and are not turned round, as in the rest of the report."""
    if '"' not in code:
        return code
    return ";".join(f'"{LRM}"{part}"{LRM}"' for part in code.split(";"))


def _turn_runs(root: Element, font: Mapping[str, str]) -> None:
    for each in root.iter(f"{{{A}}}pPr"):
        each.set("rtl", "1")
    for each in [*root.iter(*(f"{{{A}}}{tag}" for tag in ("defRPr", "rPr", "endParaRPr")))]:
        _set_font(each, font)


def _turn_places(root: Element, measure: Measure) -> None:
    for axis in _across(root):
        _turn(axis)
    for each in root.iter(_c("axPos"), _c("legendPos"), _c("dLblPos")):
        each.set("val", SIDES.get(each.get("val", ""), each.get("val", "")))
    for each in root.iter(_c("manualLayout")):
        _place(each, measure)
    for each in root.iter(f"{{{A}}}lin"):
        each.set("ang", str((HALF_TURN - int(each.get("ang", "0"))) % (2 * HALF_TURN)))


def _turn_texts(root: Element, language: str, font: Mapping[str, str]) -> None:
    _turn_runs(root, font)
    for each in root.iter(f"{{{A}}}p"):
        _set_order(each, language)
    for each in root.iterfind(f".//{_c('dLbl')}/{_c('numFmt')}"):
        each.set("formatCode", _kept_in_order(each.get("formatCode", "")))
    for cache in root.iter(_c("strCache"), _c("multiLvlStrCache")):
        for each in cache.iter(_c("v")):
            each.text = _name(each.text or "", language)


def _set_order(paragraph: Element, language: str) -> None:
    """Mark what keeps its order in a paragraph, and the paragraph itself: LibreOffice reads no direction of labels."""
    texts = [*paragraph.iter(f"{{{A}}}t")]
    for each, pieces in zip(texts, line_pieces([each.text or "" for each in texts], language), strict=True):
        each.text = "".join(said for _, said in pieces)
    if texts:
        texts[0].text, texts[-1].text = f"{EMBEDDED}{texts[0].text}", f"{texts[-1].text}{EMBEDDED_END}"


def _name(text: str, language: str) -> str:
    """Return the name of a category or series with its marks; the workbook keeps the plain one, which readers see here too.

    Each of its lines is a paragraph of its own (UAX 9, P1), and none that begins with a figure may run from the left.
    """
    if not runs_from_right(text):
        return "".join(marked(line_stretches(text, language)))
    lines = ("".join(marked(line_stretches(line, language))) for line in text.split("\n"))
    return "\n".join(f"{EMBEDDED}{line}{EMBEDDED_END}" for line in lines)


def _set_font(properties: Element, font: Mapping[str, str]) -> None:
    """Name the font of letters from right to left (21.1.2.3.1), in its place among the fonts (21.1.2.3.9)."""
    if properties.find(f"{{{A}}}cs") is not None:
        return
    said, latin = properties.getnext(), properties.find(f"{{{A}}}latin")
    if said is not None and said.tag == f"{{{A}}}t" and latin is not None and not runs_from_right(said.text or ""):
        font = {"typeface": latin.get("typeface", "")}  # signs and figures alone count as letters of their neighbours
    later = [f"{{{A}}}{tag}" for tag in ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")]
    place = next((at for at, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(place, etree.Element(f"{{{A}}}cs", dict(font)))


def _c(tag: str) -> str:
    return f"{{{C}}}{tag}"


def _across(root: Element) -> Iterator[Element]:
    """Yield the axes that run across: those that stand above or below the plot."""
    for axis in root.iter(*map(_c, ("catAx", "dateAx", "valAx", "serAx"))):
        place = axis.find(_c("axPos"))
        if place is not None and place.get("val") in ("b", "t"):
            yield axis


def _turn(axis: Element) -> None:
    for each in axis.iterfind(f"{_c('scaling')}/{_c('orientation')}"):
        each.set("val", TURNED[each.get("val", "minMax")])


def _place(layout: Element, measure: Measure) -> None:
    """Turn a place: one within the chart is as far from the right edge, a shift goes the other way (21.2.2.95)."""
    places = {tag: found.get("val", "0") for tag in ("x", "w", "xMode") if (found := layout.find(_c(tag))) is not None}
    if "x" not in places:
        return
    at = float(places["x"])
    wide = float(places.get("w", 0) or measure(_words(layout)))  # a title has no width but that of its words
    turned = 1 - at - wide if places.get("xMode") == "edge" else -at
    layout.find(_c("x")).set("val", f"{turned:.5f}")  # type: ignore[union-attr]  # seen above


def _words(layout: Element) -> str:
    title = next(layout.iterancestors(_c("title")), None)
    return "" if title is None else "".join(each.text or "" for each in title.iter(f"{{{A}}}t"))


def shapes_from_right(shapes: tuple[Shape, ...], width: float) -> tuple[Shape, ...]:
    """Return the shapes over a chart `width` points wide, as far from its right edge as they stood from its left."""
    return tuple(replace(each, box=replace(each.box, x=width - each.box.x - each.box.width)) for each in shapes)
