"""Breaks of the page that stand among words, as LibreOffice writes those that a paragraph begins with (17.3.3.1)."""

from __future__ import annotations

from reports.formats.docx.property_order import PARAGRAPH_ORDER, add_properties
from reports.ooxml.wordprocessingml import Element, W, w

_W = f"{{{W}}}"
P, R = _W + "p", _W + "r"
BREAK_BEFORE = "pageBreakBefore"
POINTS = frozenset(_W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "proofErr"))


def is_page_break(node: Element) -> bool:
    """Return whether an element of a run breaks the page."""
    return node.tag == _W + "br" and node.get(_W + "type") == "page"


def break_above(node: Element) -> Element | None:
    """Return the break of the page that a paragraph begins with; None where there is none.

    It stands at the end of the paragraph above, or before the first word of this one where a table stands above.
    """
    above = node.getprevious()
    while above is not None and above.tag != P:
        above = above.getprevious() if above.tag in POINTS else None
    last = next((each for each in reversed(above.findall(R)) if len(each)), None) if above is not None else None
    if last is not None and is_page_break(last[-1]):
        return last[-1]
    first = next(node.iterchildren(R), None)
    found = next((each for each in first if each.tag != _W + "rPr"), None) if first is not None else None
    return found if found is not None and is_page_break(found) and leads(found) else None


def leads(node: Element) -> bool:
    """Return whether a break of the page stands before the first word of its paragraph, and something behind it."""
    run = node.getparent()
    parent = run.getparent() if run is not None else None
    if run is None or parent is None or parent.tag != P:
        return False
    before = [*node.itersiblings(preceding=True), *run.itersiblings(preceding=True)]
    empty = all(each.tag in (_W + "rPr", _W + "pPr") or each.tag in POINTS for each in before)
    return empty and (node.getnext() is not None or next(run.itersiblings(R, _W + "hyperlink"), None) is not None)


def trails(node: Element) -> bool:
    """Return whether a break of the page is the last thing in its paragraph, so that it belongs to the next one."""
    run = node.getparent()
    parent = run.getparent() if run is not None else None
    return (
        run is not None
        and node.getnext() is None
        and next(run.itersiblings(R), None) is None
        and parent is not None
        and parent.tag == P
    )


def set_on_paragraph(node: Element) -> None:
    """Put the break of the page that a paragraph begins with among its properties, as the program writes it."""
    found = break_above(node)
    run = found.getparent() if found is not None else None
    if found is None or run is None:
        return
    run.remove(found)
    above = run.getparent()
    if above is not None and all(each.tag == _W + "rPr" for each in run):
        above.remove(run)
    properties = node.find(_W + "pPr")
    if properties is None:
        properties = w("pPr")
        node.insert(0, properties)
    if properties.find(_W + BREAK_BEFORE) is None:
        add_properties(properties, [w(BREAK_BEFORE)], PARAGRAPH_ORDER)


__all__ = ["BREAK_BEFORE", "break_above", "is_page_break", "leads", "set_on_paragraph", "trails"]
