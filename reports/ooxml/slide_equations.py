"""Equations on slides: shapes that hold one stand in two forms, one for PowerPoint 2010 and later, one in text for others.

A program that knows no `a14:m` reads the fallback (ISO/IEC 29500-3, 10.2; [MS-ODRAWXML] 2.3.1).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.ooxml.equation_text import said
from reports.ooxml.part_xml import NAMESPACES, Element, clark
from reports.ooxml.presentationml import ALTERNATE, SHAPES, A

MATHS = clark("a14:m")
CHOICE, FALLBACK = clark("mc:Choice"), clark("mc:Fallback")


def alternate(shape: Element) -> Element:
    """Return a shape that holds equations in its two forms; `shape` itself becomes part of the first."""
    plain = deepcopy(shape)
    for node in list(plain.iter(MATHS)):
        run = etree.Element(f"{A}r")
        look = next(node.iter(f"{A}rPr"), None)
        if look is not None:
            properties = deepcopy(look)
            for face in properties.findall(f"{A}latin"):
                properties.remove(face)
            run.append(properties)
        etree.SubElement(run, f"{A}t").text = maths_said(node)
        node.getparent().replace(node, run)  # type: ignore[union-attr]  # it stands in a paragraph
    whole = etree.Element(ALTERNATE, nsmap={"mc": NAMESPACES["mc"]})
    choice = etree.SubElement(whole, CHOICE, nsmap={"a14": NAMESPACES["a14"]})
    choice.set("Requires", "a14")
    choice.append(shape)
    etree.SubElement(whole, FALLBACK).append(plain)
    return whole


def maths_said(node: Element) -> str:
    """Return the equations of an `a14:m` as a line of text."""
    return " ".join(said(each) for each in node.iter(clark("m:oMath")))


def alternate_shapes(root: Element) -> None:
    """Give each shape of a slide that holds equations, in place, its two forms."""
    for shape in _shapes(root, SHAPES):
        if next(shape.iter(MATHS), None) is not None:
            parent = shape.getparent()
            assert parent is not None, "it stands on a slide"
            at = parent.index(shape)
            parent.insert(at, alternate(shape))


def plain_shapes(root: Element) -> None:
    """Put each shape of a slide that stands in two forms for its equations, in place, in the first of them alone."""
    for whole in _shapes(root, frozenset({ALTERNATE})):
        choice = whole.find(CHOICE)
        shape = next((each for each in choice if each.tag in SHAPES), None) if choice is not None else None
        if shape is not None and next(shape.iter(MATHS), None) is not None:
            whole.getparent().replace(whole, shape)  # type: ignore[union-attr]  # it stands on a slide


def _shapes(root: Element, tags: frozenset[str]) -> list[Element]:
    tree = root.find(f"{clark('p:cSld')}/{clark('p:spTree')}")
    return [each for each in tree if each.tag in tags] if tree is not None else []
