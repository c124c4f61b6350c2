"""The order in which a paragraph and a run say what is set on them, and properties put in the place of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy

from reports.ooxml.wordprocessingml import Element, W, clark

PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr",
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
"""Order of what is set on a paragraph (ISO/IEC 29500-1, 17.3.1.26)."""
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs",
    "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
    "specVanish", "oMath",
)  # fmt: skip
"""Order of what is set on a run (17.3.2.28); what other namespaces add comes behind, and a tracked change of it last."""
MARKS = ("ins", "del", "moveFrom", "moveTo")
"""What stands before all that on the mark of a paragraph (17.3.1.29)."""
LAST = "rPrChange"
W_ = f"{{{W}}}"


def add_properties(ours: Element, added: Iterable[Element], order: Sequence[str]) -> None:
    """Put copies of `added` among the properties `ours`, in the order of the schema."""
    ours.extend([deepcopy(each) for each in added])
    ours[:] = sorted(ours, key=lambda node: _place(node, order))


def _place(node: Element, order: Sequence[str]) -> int:
    """Return where a property stands; those of other namespaces behind all others, a tracked change last."""
    name = node.tag.removeprefix(W_) if isinstance(node.tag, str) else ""
    return order.index(name) if name in order else len(order) + (name == LAST)


def in_schema_order(part: Element) -> None:
    """Put what paragraphs, runs, styles and levels of lists of a part set into the order of the schema, in place."""
    for tag, order in (("w:pPr", PARAGRAPH_ORDER), ("w:rPr", (*MARKS, *RUN_ORDER))):
        for properties in part.iter(clark(tag)):
            places = [_place(each, order) for each in properties]
            if places != sorted(places):
                properties[:] = sorted(properties, key=lambda node, order=order: _place(node, order))  # type: ignore[misc]


def replace_properties(ours: Element, theirs: Element, chosen: Callable[[Element], bool], order: Sequence[str]) -> None:
    """Put the `chosen` properties of `theirs` in the place of those of `ours`."""
    for each in [node for node in ours if chosen(node)]:
        ours.remove(each)
    add_properties(ours, [node for node in theirs if chosen(node)], order)


__all__ = ["PARAGRAPH_ORDER", "RUN_ORDER", "add_properties", "in_schema_order", "replace_properties"]
