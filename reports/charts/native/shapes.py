"""Shapes over a native chart: lines, grounds and words that Office has no mark for, each with a name, and editable.

They lie in a part of their own, at shares of the chart's size, so they keep their places as it grows (ISO/IEC 29500-1, 21.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from reports.charts.native.look import Look
from reports.ooxml.drawingml import NAMESPACES, Element, el, line, solid, text_run, val
from reports.ooxml.part_xml import blob

CDR = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"

GENERATED = "Drawn: "
"""How the names of shapes begin that the program draws."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape lies, in points from the upper left corner of the chart."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Ground:
    """A rectangle that lets what lies below shine through."""

    name: str
    """As the selection pane shows it."""
    box: Box
    rgb: str
    share: int
    """How much it covers, in per cent."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle that is not filled."""

    name: str
    box: Box
    rgb: str
    width: float
    """Of its line, in points."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A dashed line."""

    name: str
    box: Box
    """As wide as nothing."""
    rgb: str
    width: float


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, in the middle of its box."""

    name: str
    box: Box
    text: str
    rgb: str
    ground: str = ""
    """Colour below the text, so that no line runs through it; empty for none."""


Shape = Ground | Disc | Upright | Words


def user_shapes(shapes: tuple[Shape, ...], look: Look) -> bytes:
    """Return the part with the shapes over a chart, the first one lowest."""
    root = etree.Element(f"{{{NAMESPACES['c']}}}userShapes", nsmap={**NAMESPACES, "cdr": CDR})
    for number, shape in enumerate(shapes, start=2):
        anchor = _cdr("relSizeAnchor", _corner("from", shape.box, look, 0), _corner("to", shape.box, look, 1))
        anchor.append(_connector(shape, number) if isinstance(shape, Upright) else _shape(shape, number, look))
        root.append(anchor)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["c", "a", "cdr"])
    return blob(root)


def _cdr(tag: str, /, *children: Element, **attributes: str | int) -> Element:
    found = etree.Element(f"{{{CDR}}}{tag}", {key: str(value) for key, value in attributes.items()})
    found.extend(children)
    return found


def _corner(name: str, box: Box, look: Look, end: int) -> Element:
    """Return a corner of the anchor, in shares of the chart."""
    found = _cdr(name, _cdr("x"), _cdr("y"))
    found[0].text = f"{min(max((box.x + end * box.width) / look.width, 0), 1):.5f}"
    found[1].text = f"{min(max((box.y + end * box.height) / look.height, 0), 1):.5f}"
    return found


def _place(preset: str) -> tuple[Element, Element]:
    """Return the form; its place follows from the anchor."""
    nowhere = el("a:xfrm", el("a:off", x=0, y=0), el("a:ext", cx=0, cy=0))
    return nowhere, el("a:prstGeom", el("a:avLst"), prst=preset)


def _connector(shape: Upright, number: int) -> Element:
    about = _cdr("nvCxnSpPr", _cdr("cNvPr", id=number, name=f"{GENERATED}{shape.name}"), _cdr("cNvCxnSpPr"))
    stroke = line(shape.rgb, shape.width, dash="sysDash")
    return _cdr("cxnSp", about, _cdr("spPr", *_place("line"), stroke), macro="")


def _shape(shape: Ground | Disc | Words, number: int, look: Look) -> Element:
    is_text = isinstance(shape, Words)
    box = {"txBox": 1} if is_text else {}
    about = _cdr("nvSpPr", _cdr("cNvPr", id=number, name=f"{GENERATED}{shape.name}"), _cdr("cNvSpPr", **box))
    if isinstance(shape, Words):
        below = solid(shape.ground) if shape.ground else el("a:noFill")
        return _cdr("sp", about, _cdr("spPr", *_place("rect"), below), _text(shape, look), macro="", textlink="")
    if isinstance(shape, Disc):
        form = _cdr("spPr", *_place("ellipse"), el("a:noFill"), line(shape.rgb, shape.width))
        return _cdr("sp", about, form, macro="", textlink="")
    fill = solid(shape.rgb)
    fill[0].append(val("a:alpha", shape.share * 1000))
    look_of_it = _cdr("spPr", *_place("rect"), fill, line("", 0))
    return _cdr("sp", about, look_of_it, macro="", textlink="")


def _text(shape: Words, look: Look) -> Element:
    run = text_run(shape.text, look.face, shape.rgb)
    latin = run.find("a:rPr/a:latin", NAMESPACES)
    if latin is not None:
        latin.set("typeface", look.family)  # shapes in a chart do not find the fonts of the theme by LibreOffice
    insets = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), 0)
    body = el("a:bodyPr", wrap="none", anchor="ctr", **insets)
    return _cdr("txBody", body, el("a:lstStyle"), el("a:p", el("a:pPr", algn="ctr"), run))
