"""Small makers of DrawingML and chart elements (ECMA-376 part 1, clauses 20.1 and 21.2); order is the caller's duty."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache

from lxml import etree

from reports.theme.definition import Paint

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"c": C, "a": A, "r": R}
EMU = 12700
"""English metric units a point."""

Element = etree._Element


def el(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return the element `tag`, such as 'c:barChart', with its children; None among them is left out."""
    found = copy(_bare(tag))
    for name, value in attributes.items():
        found.set(name, str(value))
    if children:
        found.extend([child for child in children if child is not None])
    return found


@cache
def _bare(tag: str) -> Element:
    """Return the element `tag` without anything, to be copied: a copy takes a third of the time of a new one."""
    prefix, _, name = tag.partition(":")
    return etree.Element(f"{{{NAMESPACES[prefix]}}}{name}")


def val(tag: str, value: str | int) -> Element:
    """Return the element `tag` with the attribute val."""
    return el(tag, val=value)


def text_el(tag: str, text: str) -> Element:
    """Return the element `tag` that holds `text`."""
    found = el(tag)
    found.text = text
    return found


def colour(rgb: str) -> Element:
    """Return an RGB colour; `rgb` is '#RRGGBB'."""
    return val("a:srgbClr", rgb.lstrip("#").upper())


def painted(paint: Paint) -> Element:
    """Return a colour of the theme with what is done to it."""
    return el("a:schemeClr", *(val(f"a:{name}", value) for name, value in paint.changes), val=paint.scheme)


def in_theme(root: Element, paint_of: Callable[[str], Paint | None]) -> None:
    """Write each colour below `root` that the theme can say as one of the theme's; `paint_of` knows them by '#RRGGBB'."""
    for spelled in list(root.iter(f"{{{A}}}srgbClr")):
        paint, parent = paint_of(f"#{spelled.get('val', '')}"), spelled.getparent()
        if paint is not None and parent is not None:
            made = painted(paint)
            made.extend(list(spelled))  # such as how much shows through
            parent.replace(spelled, made)


def solid(rgb: str) -> Element:
    """Return a solid fill."""
    return el("a:solidFill", colour(rgb))


def pattern(preset: str, front: str, back: str) -> Element:
    """Return a pattern fill such as 'dkUpDiag'."""
    return el("a:pattFill", el("a:fgClr", colour(front)), el("a:bgClr", colour(back)), prst=preset)


def gradient(stops: tuple[tuple[float, str], ...]) -> Element:
    """Return a fill that changes from left to right; stops are shares of the width with a colour."""
    found = [el("a:gs", colour(rgb), pos=round(share * 100_000)) for share, rgb in stops]
    return el("a:gradFill", el("a:gsLst", *found), el("a:lin", ang=0, scaled=0), rotWithShape=1)


def line(rgb: str, width: float, *, dash: str = "", arrow: bool = False) -> Element:
    """Return a line of `width` points; no line where `rgb` is empty."""
    if not rgb:
        return el("a:ln", el("a:noFill"))
    return el(
        "a:ln",
        solid(rgb),
        val("a:prstDash", dash) if dash else None,
        el("a:round") if arrow else el("a:miter", lim=800000),
        el("a:tailEnd", type="triangle", w="med", len="med") if arrow else None,
        w=round(width * EMU),
    )


def shape(fill: Element | None, outline: Element) -> Element:
    """Return the look of a mark; no fill where it is None."""
    return el("c:spPr", fill if fill is not None else el("a:noFill"), outline)


@dataclass(frozen=True, slots=True)
class Face:
    """How text in a chart is set."""

    size: float
    """Points."""
    typeface: str
    """A family, or '+mn-lt' for the body font of the document's theme."""
    language: str
    """BCP 47."""


def run_look(tag: str, face: Face, rgb: str, *, bold: bool = False) -> Element:
    """Return run properties: a:rPr of a run, a:defRPr of text to come."""
    more: dict[str, str | int] = {"lang": face.language} if tag == "a:rPr" else {}
    return el(tag, solid(rgb), el("a:latin", typeface=face.typeface), **more, sz=round(face.size * 100), b=int(bold))


def text_run(text: str, face: Face, rgb: str, *, bold: bool = False) -> Element:
    """Return a run of text."""
    return el("a:r", run_look("a:rPr", face, rgb, bold=bold), text_el("a:t", text))


AS_IT_FITS = -60_000_000
"""The rotation of names of an axis that Office chooses; at 0 LibreOffice breaks words of names that do not fit."""


def text_body(
    tag: str, face: Face, rgb: str, runs: tuple[Element, ...] = (), *, wrap: bool = True, turn: int = 0
) -> Element:
    """Return c:txPr (no runs: the look of text to come) or c:rich; `turn` is its rotation in 60,000ths of a degree."""
    insets: dict[str, str | int] = {} if wrap else {"wrap": "none", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0}
    body = el("a:bodyPr", rot=turn, vert="horz", anchor="ctr", **insets)
    tail = () if runs else (el("a:endParaRPr", lang=face.language),)
    paragraph = el("a:p", el("a:pPr", run_look("a:defRPr", face, rgb)), *runs, *tail)
    return el(tag, body, el("a:lstStyle"), paragraph)
