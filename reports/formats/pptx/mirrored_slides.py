"""Decks from right to left: paragraphs and tables say their direction, and the grid of the slides is turned round.

Done on finished parts, so that nothing is missed, whoever wrote it; what was proved to fit is as wide as before. A designer's
template keeps its places: who has one for such a language has drawn it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from pptx.opc.package import Part

from reports.formats.pptx.part_trees import changed

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
GROUP = f"{{{P}}}grpSp"
TREE = f"{{{P}}}spTree"
PROPERTIES = re.compile(rf"\{{{A}\}}(?:pPr|defPPr|lvl[1-9]pPr)")
TURNED = {"l": "r", "r": "l"}
SLIDES = re.compile(
    r"/ppt/(?:slides|slideLayouts|slideMasters|notesSlides|notesMasters)/[^/]*\.xml|/ppt/presentation\.xml"
)
DRAWN = re.compile(r"/ppt/(?:slides|slideLayouts|slideMasters)/")
"""Parts whose grid is turned: notes are pages for one person."""
Element = etree._Element


def turn_parts(parts: Iterator[Part], width: int, *, grid: bool) -> None:
    """Turn the parts of a deck, in place, to run from right to left.

    Args:
        parts: all of them.
        width: of a slide, in EMU.
        grid: whether what stands at the left of a slide goes to the right.
    """
    for name, root in changed(parts, SLIDES):
        turn(root)
        for tree in root.iter(TREE) if grid and DRAWN.match(name) else ():
            mirror(tree, 0, width)


def turn(root: Element) -> None:
    """Say in the paragraphs, texts and tables below `root` that they run from right to left."""
    for each in root.iter(f"{{{A}}}p"):
        if not len(each) or each[0].tag != f"{{{A}}}pPr":
            each.insert(0, etree.Element(f"{{{A}}}pPr"))
    for each in root.iter():
        if isinstance(each.tag, str) and PROPERTIES.fullmatch(each.tag) and each.get("rtl") != "1":
            each.set("rtl", "1")
            _turn_lines(each)
    for each in root.iter(f"{{{A}}}bodyPr"):
        _swap(each, "lIns", "rIns")
    for table in root.iter(f"{{{A}}}tbl"):
        share_gaps(table)
        _turn_table(table)


def _turn_lines(properties: Element) -> None:
    """Say where lines stand: those of the left at the right; a paragraph that does not say it takes that of its list level.

    Figures of a table stay, since their last digits stand below each other at the right.
    """
    in_table = any(each.tag == f"{{{A}}}tc" for each in properties.iterancestors())
    is_level = properties.tag != f"{{{A}}}pPr"
    align = properties.get("algn", "l" if in_table or is_level else "")
    if align:
        properties.set("algn", "r" if in_table and align == "r" else TURNED.get(align, align))


def _turn_table(table: Element) -> None:
    for properties in table.iter(f"{{{A}}}tblPr"):
        properties.set("rtl", "1")
    for cell in table.iter(f"{{{A}}}tcPr"):
        _turn_cell(cell)


def share_gaps(table: Element) -> None:
    """Give each of two neighbouring columns half of the gap between them, in place; their words have as much room as before.

    So columns stay apart in programs too that do not turn tables round (LibreOffice does not).
    """
    rows = [[cell.find(f"{{{A}}}tcPr") for cell in row.iter(f"{{{A}}}tc")] for row in table.iter(f"{{{A}}}tr")]
    columns = [*table.iter(f"{{{A}}}gridCol")]
    for at in range(len(columns) - 1):
        found = {_gap(row, at) for row in rows}
        if len(found) != 1 or None in found:
            continue
        half = (found.pop() or 0) // 2
        for row in rows:
            row[at].set("marR", str(half))  # type: ignore[union-attr]  # seen to have one
            row[at + 1].set("marL", str(half))  # type: ignore[union-attr]
        for column, change in ((columns[at], -half), (columns[at + 1], half)):
            column.set("w", str(int(column.get("w", "0")) + change))


def _gap(row: Sequence[Element | None], at: int) -> int | None:
    """Return the gap, in EMU, that the first of two cells leaves to the second alone; None where it is another one's too."""
    before, after = row[at : at + 2] if len(row) > at + 1 else (None, None)
    if before is None or after is None or after.get("marL") != "0":
        return None
    return int(before.get("marR", "0"))


def _turn_cell(cell: Element) -> None:
    """Turn margins and edges of a cell, which stand at the sides that are named (21.1.3.17)."""
    _swap(cell, "marL", "marR")
    left, right = (cell.find(f"{{{A}}}{tag}") for tag in ("lnL", "lnR"))
    if left is not None and right is not None:
        left.tag, right.tag = right.tag, left.tag
        left.addprevious(right)


def _swap(element: Element, first: str, second: str) -> None:
    values = element.get(first), element.get(second)
    for name, value in zip((second, first), values, strict=True):
        if value is not None:
            element.set(name, value)
        elif name in element.attrib:
            del element.attrib[name]


def mirror(tree: Element, left: int, width: int) -> None:
    """Put the shapes of a tree as far from the right end of a grid as they stood from its left one, those in groups too.

    Args:
        tree: a shape tree or a group.
        left: where the grid begins, in its own units.
        width: of the grid.
    """
    for shape in tree:
        place = _place(shape)
        if place is None:
            continue
        at, size = place.find(f"{{{A}}}off"), place.find(f"{{{A}}}ext")
        if at is not None and size is not None:
            at.set("x", str(2 * left + width - int(at.get("x", "0")) - int(size.get("cx", "0"))))
        if shape.tag == GROUP:
            inner, extent = place.find(f"{{{A}}}chOff"), place.find(f"{{{A}}}chExt")
            if inner is not None and extent is not None:
                mirror(shape, int(inner.get("x", "0")), int(extent.get("cx", "0")))


def _place(shape: Element) -> Element | None:
    """Return the xfrm of a shape, picture, connector, frame or group; None where it takes that of its layout."""
    for path in (f"{{{P}}}spPr/{{{A}}}xfrm", f"{{{P}}}grpSpPr/{{{A}}}xfrm", f"{{{P}}}xfrm"):
        found = shape.find(path)
        if found is not None:
            return found
    return None
