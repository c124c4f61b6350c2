"""Native charts read from right to left: bars grow from the right, the first category stands there, and labels follow.

Done on the finished part, so that no kind of chart is missed. Axes say it by their orientation (21.2.2.130): what crosses a
turned axis where it begins stands at the right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from reports.ooxml.drawingml import C, Element
from reports.theme.bidirectional import line_stretches, marked

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SIDES = {"l": "r", "r": "l"}
TURNED = {"minMax": "maxMin", "maxMin": "minMax"}
HALF_TURN = 10_800_000
"""In sixtieths of a thousandth of a degree (20.1.10.3)."""


Measure = Callable[[str], float]
"""How wide a text runs, as a share of the chart."""


def from_right(chart: bytes, language: str, measure: Measure) -> bytes:
    """Return a chart part (c:chartSpace) turned to be read from right to left in `language` (BCP 47)."""
    root = etree.fromstring(chart)
    for axis in _across(root):
        _turn(axis)
    for each in root.iter(_c("axPos"), _c("legendPos"), _c("dLblPos")):
        each.set("val", SIDES.get(each.get("val", ""), each.get("val", "")))
    for each in root.iter(_c("manualLayout")):
        _place(each, measure)
    for each in root.iter(f"{{{A}}}lin"):
        each.set("ang", str((HALF_TURN - int(each.get("ang", "0"))) % (2 * HALF_TURN)))
    for each in root.iter(f"{{{A}}}pPr"):
        each.set("rtl", "1")
    for each in root.iter(f"{{{A}}}t"):
        each.text = in_line(each.text or "", language)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def in_line(text: str, language: str) -> str:
    """Return a text of a chart with the marks that keep the order of its figures in a line from right to left."""
    return "".join(marked(line_stretches(text, language)))


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
    if places.get("xMode") == "edge":  # a title has no width but that of its words
        at = 1 - at - float(places.get("w", 0) or measure(_words(layout)))
    else:
        at = -at
    layout.find(_c("x")).set("val", f"{at:.5f}")  # type: ignore[union-attr]  # seen above


def _words(layout: Element) -> str:
    title = next(layout.iterancestors(_c("title")), None)
    return "" if title is None else "".join(each.text or "" for each in title.iter(f"{{{A}}}t"))
