"""The trees of a deck's parts, to be changed in place, whatever python-pptx has made of a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import Pattern

from lxml import etree
from pptx.opc.package import Part, XmlPart

from reports.ooxml.part_xml import Element, blob


def changed(parts: Iterable[Part], names: Pattern[str]) -> Iterator[tuple[str, Element]]:
    """Yield name and tree of each part that has one of `names`; what is done to a tree before the next one is kept."""
    for part in parts:
        name = str(part.partname)
        if not names.fullmatch(name):
            continue
        if isinstance(part, XmlPart):
            yield name, part._element
        else:
            root = etree.fromstring(part.blob)
            yield name, root
            part.blob = blob(root)
