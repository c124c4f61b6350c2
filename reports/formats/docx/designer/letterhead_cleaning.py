"""What a designer's header or footer must not bring into a report: people, changes, marks of a file that is not here."""

from __future__ import annotations

from reports.ooxml.part_xml import remove
from reports.ooxml.wordprocessingml import Element, clark

MARKS = (
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr", "del", "moveFrom",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange",
    "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
"""Elements that go with all that is in them: their ids may be those of the text, and they name who did what (17.13)."""
TAKEN = ("ins", "moveTo", "smartTag", "customXml")
"""Elements that go, while what is in them stays (17.13.5.18, 17.5.1)."""
OWN_PROPERTIES = ("core-properties", "extended-properties", "coreProperties")
"""Parts of the names of those data that every report has, and to which a control may stay bound."""


def clean(tree: Element) -> None:
    """Take out of a header or footer, in place, what belongs to the designer's own file."""
    for each in list(tree.iter(*(clark(f"w:{tag}") for tag in MARKS))):
        remove(each)
    for each in list(tree.iter(*(clark(f"w:{tag}") for tag in TAKEN))):
        unwrap(each, each)
    for control in list(tree.iter(clark("w:sdt"))):
        _clean_control(control)


def _clean_control(control: Element) -> None:
    """Free a content control of its id and of data that are not here; one that still asks for words goes with its prompt."""
    properties, content = control.find(clark("w:sdtPr")), control.find(clark("w:sdtContent"))
    if properties is None or content is None:
        return
    if properties.find(clark("w:showingPlcHdr")) is not None:
        for text in content.iter(clark("w:t")):
            text.text = ""
        unwrap(control, content)
        return
    for each in list(properties):
        bound = f"{each.get(clark('w:prefixMappings'), '')} {each.get(clark('w:xpath'), '')}"
        foreign = each.tag == clark("w:dataBinding") and not any(name in bound for name in OWN_PROPERTIES)
        if foreign or each.tag in (clark("w:id"), clark("w:placeholder")):
            properties.remove(each)


def unwrap(outer: Element, inner: Element) -> None:
    """Put what `inner` holds, but for properties, in the place of `outer`."""
    parent = outer.getparent()
    if parent is None:
        return
    at = parent.index(outer)
    kept = [each for each in inner if each.tag not in (clark("w:smartTagPr"), clark("w:customXmlPr"))]
    parent.remove(outer)
    for number, each in enumerate(kept):
        parent.insert(at + number, each)
