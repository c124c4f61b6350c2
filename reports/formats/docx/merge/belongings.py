"""What a person hung on a paragraph that goes or is made anew: it comes to the one in its place, or to its neighbour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.formats.docx.merge.file_reading import ID, NAME, P, R
from reports.formats.docx.merge.page_breaks import is_page_break
from reports.formats.docx.merge.paragraph_reading import OWN_MARKS
from reports.formats.docx.merge.style_reading import etree_name
from reports.formats.docx.property_order import PARAGRAPH_ORDER, add_properties
from reports.ooxml.wordprocessingml import Element, W, clark, w

_W = f"{{{W}}}"
PROPERTIES, SECTION, BODY = _W + "pPr", _W + "sectPr", _W + "body"
STARTS = frozenset(_W + tag for tag in ("bookmarkStart", "commentRangeStart", "permStart"))
ENDS = frozenset(_W + tag for tag in ("bookmarkEnd", "commentRangeEnd", "permEnd"))
THINGS = (
    *(_W + tag for tag in ("drawing", "pict", "object", "commentReference", "footnoteReference", "endnoteReference")),
    clark("mc:AlternateContent"),
)
"""What a run holds that no words say."""


def carry(old: Element, made: Element) -> None:
    """Bring what hangs on a paragraph to another one: comments, boxes, pictures, breaks, ranges, the end of a section."""
    starts, others = list[Element](), list[Element]()
    for each in list(_loose(old)):
        (starts if each.tag in STARTS else others).append(each)
    place = made.find(PROPERTIES)
    for each in reversed(starts):
        if place is not None:
            place.addnext(each)
        else:
            made.insert(0, each)
    made.extend(others)
    carry_section(old, made)


def _loose(node: Element) -> Iterator[Element]:
    """Yield the ranges and the runs with things in them that a person put into a paragraph."""
    ours: set[str] = set()
    for each in node.iter(_W + "bookmarkStart"):
        if OWN_MARKS.match(each.get(NAME, "")):
            ours.add(each.get(ID, ""))
    for each in node.iter(*STARTS, *ENDS, R):
        if any(above.tag == R for above in _above(each, node)):
            continue
        if each.tag == R:
            if any(is_page_break(part) or part.tag in THINGS for part in each):
                yield each
        elif not (each.tag.startswith(_W + "bookmark") and each.get(ID, "") in ours):
            yield each


def _above(node: Element, top: Element) -> Iterator[Element]:
    for each in node.iterancestors():
        if each is top:
            return
        yield each


def carry_section(old: Element, made: Element) -> None:
    """Bring the end of a section to another paragraph; one that ends a section itself gets an empty one behind it."""
    section = old.find(f"{PROPERTIES}/{SECTION}")
    if section is None:
        return
    if made.find(f"{PROPERTIES}/{SECTION}") is not None:
        made.addnext(w("p", w("pPr", section)))
        return
    properties = made.find(PROPERTIES)
    if properties is None:
        properties = w("pPr")
        made.insert(0, properties)
    parent = section.getparent()
    if parent is not None:
        parent.remove(section)
    add_properties(properties, [section], PARAGRAPH_ORDER)


def leave_behind(top: Element) -> None:
    """Leave at its place what a person hung on a block that is taken out, and what reaches beyond it.

    A section goes on to end there, a page to break there, and a range that has its other end elsewhere is kept.
    """
    body = top.getparent()
    if body is None or body.tag != BODY:
        return
    for each in _halves(top, body):
        top.addprevious(each)
    worded = top.tag == P and any(each.text for each in top.iter(_W + "t"))  # the program ends sections in empty ones
    if worded and top.find(f"{PROPERTIES}/{SECTION}") is not None:
        _keep_section(top)
    if any(is_page_break(each) for run in top.iterchildren(R) for each in run):
        _keep_break(top)


def _halves(top: Element, body: Element) -> list[Element]:
    """Return the ends of ranges in a block whose other ends stand outside."""
    inside = list(top.iter(*STARTS, *ENDS))
    keys = [_range(each) for each in inside]
    single = [each for each, key in zip(inside, keys, strict=True) if keys.count(key) == 1]
    if not single:
        return []
    own = {id(each) for each in inside}
    outside = {_range(each) for each in body.iter(*STARTS, *ENDS) if id(each) not in own}
    return [each for each in single if _range(each) in outside]


def _range(node: Element) -> tuple[str, str]:
    return etree_name(node).removesuffix("Start").removesuffix("End"), node.get(ID, "")


def _keep_section(paragraph: Element) -> None:
    above = paragraph.getprevious()
    while above is not None and above.tag in STARTS | ENDS:
        above = above.getprevious()
    if above is not None and above.tag == P and above.find(f"{PROPERTIES}/{SECTION}") is None:
        carry_section(paragraph, above)
        return
    made = w("p")
    paragraph.addprevious(made)
    carry_section(paragraph, made)


def _keep_break(paragraph: Element) -> None:
    """Let the paragraph below begin a page, or put an empty one that does before a table."""
    below = paragraph.getnext()
    while below is not None and below.tag in STARTS | ENDS:
        below = below.getnext()
    if below is None or below.tag != P:
        paragraph.addnext(w("p", w("pPr", w("pageBreakBefore"))))
        return
    properties = below.find(PROPERTIES)
    if properties is None:
        properties = w("pPr")
        below.insert(0, properties)
    if properties.find(_W + "pageBreakBefore") is None:
        add_properties(properties, [w("pageBreakBefore")], PARAGRAPH_ORDER)


def with_fields_of(one: Element, other: Element) -> bool:
    """Return whether two paragraphs begin and end the same fields, so that one can stand for the other."""
    kinds: list[Sequence[str]] = [
        [each.get(_W + "fldCharType", "") for each in node.iter(_W + "fldChar")] for node in (one, other)
    ]
    return kinds[0] == kinds[1]


__all__ = ["carry", "carry_section", "leave_behind", "with_fields_of"]
