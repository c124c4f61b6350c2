"""XML of the parts of Office files: names with their namespaces, read without following anything, written as a part."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml import etree

from reports.errors import BrokenFileError

Element = etree._Element

NAMESPACES: Mapping[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
"""By the prefixes that the standard uses (ISO/IEC 29500)."""


@cache
def clark(name: str) -> str:
    """Return `prefix:local` with the namespace in place of its prefix, as lxml writes names."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def remove(node: Element) -> None:
    """Take `node` out of its parent, with the text behind it."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def parse(data: bytes) -> Element:
    """Return the root of an XML part; entities and outside addresses are not followed.

    Raises:
        BrokenFileError: it is no XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as failure:
        raise BrokenFileError(f"a part is no XML ({failure})") from None


def blob(part: Element) -> bytes:
    """Return `part` as the bytes of a package part."""
    data: bytes = etree.tostring(part, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data
