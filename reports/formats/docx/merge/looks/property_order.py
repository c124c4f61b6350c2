"""The order in which a paragraph and a run say what is set on them, and properties put in the place of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy

from reports.formats.docx.merge.style_reading import etree_name
from reports.ooxml.wordprocessingml import Element

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
LAST = "rPrChange"


def add_properties(ours: Element, added: Iterable[Element], order: Sequence[str]) -> None:
    """Put copies of `added` among the properties `ours`, in the order of the schema."""
    ours.extend([deepcopy(each) for each in added])

    def place(node: Element) -> int:
        name = etree_name(node)
        return order.index(name) if name in order else len(order) + (name == LAST)

    ours[:] = sorted(ours, key=place)


def replace_properties(ours: Element, theirs: Element, chosen: Callable[[Element], bool], order: Sequence[str]) -> None:
    """Put the `chosen` properties of `theirs` in the place of those of `ours`."""
    for each in [node for node in ours if chosen(node)]:
        ours.remove(each)
    add_properties(ours, [node for node in theirs if chosen(node)], order)


__all__ = ["PARAGRAPH_ORDER", "RUN_ORDER", "add_properties", "replace_properties"]
