"""How much of a page a designer's headers and footers take, estimated from their lines, pictures and rows."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.docx.designer.anchored_pictures import floating_bottom
from reports.formats.docx.designer.letterhead import Letterhead, PageSetup
from reports.ooxml.wordprocessingml import Element, clark

LINE_MM = 5.0
"""Height of a line of a header or footer."""
OURS_MM = 8.0
"""Of the line that a report adds to each, with the gap beside it."""
EMU_A_MM = 36_000


def page_with_headers(letterhead: Letterhead, page: PageSetup) -> PageSetup:
    """Return the page with the margins that its text really has: headers and footers push it down and up (17.6.11)."""
    margins = dict(page.margins)
    for side, start, part in (("top", "header", "header default"), ("bottom", "footer", "footer default")):
        name = letterhead.parts.get(part)
        tree = letterhead.package.tree(name) if name else None
        tall = OURS_MM + (_height(tree) if tree is not None else 0.0)
        tall += line_gap(tree, page) if tree is not None and side == "top" else 0.0
        margins[side] = max(margins[side], margins[start] + tall)
    return replace(page, margins=margins)


def line_gap(header: Element, page: PageSetup) -> float:
    """Return the room above our line in a designer's header, in mm, that puts it below the pictures that float there."""
    ends = page.margins["header"] + _height(header)
    return max(0.0, min(floating_bottom(header, page) - ends, page.height / 4))


def _height(holder: Element) -> float:
    """Return the height of paragraphs and tables one below the other, in millimetres."""
    return sum(_block(each) for each in holder)


def _block(each: Element) -> float:
    if each.tag == clark("w:tbl"):
        rows = each.iterfind(clark("w:tr"))
        return sum(max((_height(cell) for cell in row.iterfind(clark("w:tc"))), default=0.0) for row in rows)
    if each.tag == clark("w:sdt"):
        inside = each.find(clark("w:sdtContent"))
        return _height(inside) if inside is not None else 0.0
    if each.tag != clark("w:p"):
        return 0.0
    pictures = (size.get("cy", "0") for line in each.iter(clark("wp:inline")) for size in line.iter(clark("wp:extent")))
    return max([LINE_MM, *(float(tall) / EMU_A_MM for tall in pictures)])
