"""How much of a page a designer's headers and footers take, estimated from their lines, pictures and rows."""

from __future__ import annotations

from reports.formats.docx.letterhead import Letterhead, PageSetup
from reports.ooxml.wordprocessingml import Element, clark

LINE_MM = 5.0
"""Height of a line of a header or footer."""
OURS_MM = 7.0
"""Of the line that a report adds to each, with the gap beside it."""
EMU_A_MM = 36_000


def page_with_headers(letterhead: Letterhead, page: PageSetup) -> PageSetup:
    """Return the page with the margins that its text really has: headers and footers push it down and up (17.6.11)."""
    margins = dict(page.margins)
    for side, start, part in (("top", "header", "header default"), ("bottom", "footer", "footer default")):
        name = letterhead.parts.get(part)
        tall = OURS_MM + (_height(letterhead.package.tree(name)) if name else 0.0)
        margins[side] = max(margins[side], margins[start] + tall)
    return PageSetup(page.width, page.height, margins, page.columns, page.gap)


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
