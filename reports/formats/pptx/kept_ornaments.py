"""What a layout of ours shows of a designer's master and layouts: copies, with the pictures that they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from pptx.opc.package import Part

from reports.ooxml.part_xml import Element, blob
from reports.ooxml.presentationml import P, R, shapes_of

FIRST_ID = 900
"""Of the copies; placeholders of a layout have lower ones."""


def copied(holder: Part, ids: Sequence[str], layout: Part) -> list[Element]:
    """Return copies of the shapes with `ids` of a master or layout, from back to front, related from `layout` as they were.

    Args:
        holder: the part.
        ids: of its shapes.
        layout: the part that the copies will stand in.
    """
    found = []
    for shape in shapes_of(holder._element):
        about = next(shape.iter(f"{P}cNvPr"), None)
        if about is not None and about.get("id") in ids:
            found.append(_related(deepcopy(shape), holder, layout))
    return found


def with_ornaments(layout: bytes, copies: Sequence[Element]) -> bytes:
    """Return the XML of a layout with copies behind all that stands on it."""
    root = etree.fromstring(layout)
    tree = root.find(f"{P}cSld/{P}spTree")
    assert tree is not None, "a layout of ours has shapes"
    marks = (each for shape in copies for each in shape.iter(f"{P}cNvPr"))
    for number, each in enumerate(marks, FIRST_ID):
        each.set("id", str(number))
    tree[2:2] = copies  # behind what a group says of itself (19.3.1.45)
    return blob(root)


def _related(shape: Element, holder: Part, layout: Part) -> Element:
    """Return a copy whose links lead from the layout to what they led to from the master."""
    for each in shape.iter():
        for name, value in list(each.attrib.items()):
            if str(name).startswith(R) and value in holder.rels:
                relation = holder.rels[str(value)]
                target = relation.target_ref if relation.is_external else relation.target_part
                each.set(name, layout.relate_to(target, relation.reltype, relation.is_external))
    return shape
