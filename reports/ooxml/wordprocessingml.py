"""XML elements of WordprocessingML, made in the order the schema wants (ISO/IEC 29500-1, clause 17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache

from lxml import etree

from reports.errors import BrokenFileError
from reports.ooxml.other_formats import refuse_other, root_name
from reports.ooxml.package import NoDocumentError, Package
from reports.ooxml.part_xml import NAMESPACES as NAMESPACES
from reports.ooxml.part_xml import Element as Element
from reports.ooxml.part_xml import blob as blob
from reports.ooxml.part_xml import clark as clark
from reports.ooxml.theme_places import WORD, word_name
from reports.ooxml.zip_archive import NoZipError
from reports.theme.definition import Paint, Theme

W = NAMESPACES["w"]
_W = f"{{{W}}}"
_ONLY_W = {"w": W}


def opened(data: bytes) -> Package:
    """Return the parts of a Word file.

    Raises:
        BrokenFileError: it is no Word document, or damaged; an `OtherFormatError` where it is known what it is.
    """
    try:
        package = Package.read(data)
    except NoZipError:
        refuse_other(data, ".docx", "Word or LibreOffice")
        raise BrokenFileError("it is no .docx file, or it is damaged") from None
    except NoDocumentError:
        refuse_other(data, ".docx", "Word or LibreOffice")
        raise BrokenFileError("it holds no Word document") from None
    if root_name(package.parts[package.main]) != b"document":
        refuse_other(data, ".docx", "Word or LibreOffice")
        raise BrokenFileError("it holds no Word document")
    return package


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return the element `w:tag` with attributes of the same namespace; a child that is None is left out."""
    made = copy(_bare(tag))
    for key, value in attributes.items():
        made.set(_W + key, str(value))
    if children:
        made.extend([child for child in children if child is not None])
    return made


@cache
def _bare(tag: str) -> Element:
    """Return the element `w:tag` without anything, to be copied: a copy takes a third of the time of a new one."""
    return etree.Element(_W + tag, nsmap=_ONLY_W)


def element(tag: str, attributes: Mapping[str, str | int], *children: Element) -> Element:
    """Return the element `tag`, written `prefix:local`; an attribute without prefix has no namespace."""
    prefix, _, local = tag.partition(":")
    uri = NAMESPACES[prefix]
    made = etree.Element(f"{{{uri}}}{local}", nsmap={prefix: uri})
    for key, value in attributes.items():
        made.set(clark(key), str(value))
    made.extend(children)
    return made


def root(tag: str, children: Iterable[Element] = (), prefixes: Iterable[str] = ("w", "r")) -> Element:
    """Return the root `w:tag` of a part with `prefixes` declared."""
    made = etree.Element(_W + tag, nsmap={prefix: NAMESPACES[prefix] for prefix in prefixes})
    made.extend(list(children))
    return made


def text(words: str) -> Element:
    """Return `w:t`; spaces at its ends are kept."""
    made = copy(_bare("t"))
    made.text = words
    if words != words.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(words: str, style: str = "") -> Element:
    """Return a run of `words` in the character style `style`."""
    return styled(style, text(words))


def styled(style: str, content: Element) -> Element:
    """Return a run of `content` in the character style `style`."""
    return w("r", w("rPr", w("rStyle", val=style)) if style else None, content)


def paragraph(style: str, *children: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph; `properties` follow the style in the order of the schema (17.3.1.26)."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *children)


def tint(theme: Theme, name: str) -> dict[str, str]:
    """Return a colour of the theme as attributes: its value and, for Word, its place in the theme part."""
    paint = Paint(theme.colours[name], WORD[name]) if theme.paints is None else theme.paints[name]
    place = "" if paint.changes else word_name(paint.scheme)
    return {"val": theme.colours[name].lstrip("#").upper(), **({"themeColor": place} if place else {})}


def rule(side: str, theme: Theme, points: float, colour: str, space: int = 0) -> Element:
    """Return a border at `side`, `points` thick, `space` points away from the text."""
    paint = tint(theme, colour)
    return w(
        side,
        val="single",
        sz=round(points * 8),
        space=space,
        color=paint["val"],
        **_place(paint, "themeColor"),
    )


def shade(theme: Theme, colour: str) -> Element:
    """Return a plain background."""
    paint = tint(theme, colour)
    return w("shd", val="clear", color="auto", fill=paint["val"], **_place(paint, "themeFill"))


def _place(paint: Mapping[str, str], attribute: str) -> dict[str, str]:
    """Return the place of a colour in the theme part under the name of `attribute`, where it has one."""
    return {attribute: paint["themeColor"]} if "themeColor" in paint else {}


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def twips_mm(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
