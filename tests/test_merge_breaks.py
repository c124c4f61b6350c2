"""Breaks, comments, boxes and ranges that a person hung on what the template drops or renames: they stay at their place."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree

from reports.document import Heading, PageBreak
from reports.formats.docx.merge.file_reading import read
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, clark, paragraph, run, w
from tests import sample
from tests.merge_desk import Desk, build, built, lines_of, merged, reworded, text_of, whole
from tests.merge_edits import body_text
from tests.test_merge_template import CHANGES, with_blocks

_W = f"{{{W}}}"
CLAIMS, ENTRY, FIRST_ENTRY = "A new line.", "Three reports stand behind", "The money figures differ"
BRIEF = sample.document()


def dropped() -> bytes:
    """Return the brief without the paragraph below 'Groups stay apart'."""
    return build(with_blocks(CHANGES["dropped"]))


def renamed() -> bytes:
    new = reworded(BRIEF, "Three reports stand behind every figure", "What stands behind each figure")
    return build(reworded(new, "The money figures differ in status", "Money differs in status"))


def without_entry() -> bytes:
    """Return the brief without the heading that the second entry of the contents leads to."""
    at = next(n for n, each in enumerate(BRIEF.blocks) if isinstance(each, Heading) and ENTRY in str(each.inlines))
    return build(replace(BRIEF, blocks=(*BRIEF.blocks[:at], *BRIEF.blocks[at + 1 :])))


# ── What a person hangs on it ────────────────────────────────────────────────────────────────────


def landscape(node: Element, desk: Desk) -> None:
    """End a section in a paragraph, as Word does before a page on its side."""
    section = deepcopy(desk.body.find(_W + "sectPr"))
    assert section is not None
    size = section.find(_W + "pgSz")
    assert size is not None
    size.set(_W + "orient", "landscape")
    properties = node.find(_W + "pPr")
    assert properties is not None
    properties.append(section)


def page_break(node: Element, _: Desk) -> None:
    node.append(w("r", w("br", type="page")))


def commented(node: Element, desk: Desk) -> None:
    part = etree.Element(_W + "comments", nsmap={"w": W})
    part.append(w("comment", paragraph("BodyText", run("Is this right?")), id=0, author="Ann", initials="A"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    name = desk.package.add("word/comments.xml", kind, etree.tostring(part))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    desk.package.relate(desk.package.main, relation, name)
    node.insert(1, w("commentRangeStart", id=0))
    node.append(w("commentRangeEnd", id=0))
    node.append(w("r", w("commentReference", id=0)))


def text_box(node: Element, _: Desk) -> None:
    """Put a box with words on a paragraph, in the form that every Word reads (VML)."""
    v = "urn:schemas-microsoft-com:vml"
    shape = etree.Element(f"{{{v}}}shape", nsmap={"v": v}, style="width:100pt;height:40pt")
    box = etree.SubElement(shape, f"{{{v}}}textbox")
    content = w("txbxContent", body_text("Words in my box."))
    box.append(content)
    node.append(w("r", w("pict", shape)))


def reference(node: Element, _: Desk) -> None:
    node.insert(1, w("bookmarkStart", id="950", name="_Ref200000001"))
    node.append(w("bookmarkEnd", id="950"))


def control(node: Element, _: Desk) -> None:
    content = w("sdtContent")
    first = node.find(_W + "r")
    assert first is not None
    first.addprevious(w("sdt", w("sdtPr", w("tag", val="own"), w("id", val="77001")), content))
    content.append(first)


def landscapes(data: bytes) -> int:
    package = Package.read(data)
    return sum(each.get(clark("w:orient")) == "landscape" for each in package.tree(package.main).iter(_W + "pgSz"))


def breaks(data: bytes) -> int:
    package = Package.read(data)
    body = package.tree(package.main)
    return len([each for each in body.iter(_W + "br") if each.get(_W + "type") == "page"]) + len(
        [each for each in body.iter(_W + "pageBreakBefore") if each.get(_W + "val") not in ("0", "false")]
    )


def comments(data: bytes) -> int:
    package = Package.read(data)
    return len(
        [each for each in package.tree(package.main).iter(_W + "commentReference") if each.get(_W + "id") == "0"]
    )


def boxes(data: bytes) -> int:
    return whole(data).count("Words in my box.")


def references(data: bytes) -> int:
    names = [
        each.get(clark("w:name")) for each in Package.read(data).tree("word/document.xml").iter(_W + "bookmarkStart")
    ]
    return names.count("_Ref200000001")


def controls(data: bytes) -> int:
    return len(list(Package.read(data).tree("word/document.xml").iter(_W + "tag")))


THINGS: dict[str, tuple[Callable[[Element, Desk], None], Callable[[bytes], int]]] = {
    "landscape": (landscape, landscapes),
    "page break": (page_break, breaks),
    "comment": (commented, comments),
    "text box": (text_box, boxes),
    "reference": (reference, references),
    "control": (control, controls),
}
PLACES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a paragraph dropped": (CLAIMS, dropped),
    "a heading renamed": ("Three reports stand behind every figure", renamed),
    "an entry renamed": (ENTRY, renamed),
    "the first entry renamed": (FIRST_ENTRY, renamed),
    "an entry dropped": (ENTRY, without_entry),
}


def place(desk: Desk, name: str) -> Element:
    words = PLACES[name][0]
    found = [node for node in desk.body.iter(_W + "p") if words in text_of(node)]
    return found[-1] if "heading" in name else found[0]


QUICK = {("landscape", "a paragraph dropped"), ("text box", "an entry renamed"), ("comment", "an entry dropped")}
"""The others take their time."""
PAIRS = [(name, where) for name in THINGS for where in PLACES]


@pytest.mark.parametrize(
    ("name", "where"), [pytest.param(*pair, marks=() if pair in QUICK else pytest.mark.slow) for pair in PAIRS]
)
def test_what_hangs_on_a_paragraph_that_goes_stays(name: str, where: str) -> None:
    hang, count = THINGS[name]
    desk = Desk(built())
    node = place(desk, where)
    if name == "control" and "entry" in where:
        pytest.skip("an entry is a link, and Word makes it anew with what is in it")
    hang(node, desk)
    mine = desk.save()
    new = PLACES[where][1]()
    assert count(mine) > count(built()) or count(mine) == 1
    made = merged(mine, new)
    assert count(made.data) == count(new) + count(mine) - count(built())
    again = merged(made.data, new)
    assert lines_of(again.data) == lines_of(made.data)
    assert count(again.data) == count(made.data)
    back = merged(again.data, built())
    assert count(back.data) == count(mine)


def test_a_section_ends_where_it_ended() -> None:
    desk = Desk(built())
    node = desk.paragraph(CLAIMS)
    above = text_of(node.getprevious())  # type: ignore[arg-type]
    landscape(node, desk)
    made = Desk(merged(desk, dropped()).data)
    ending = next(each for each in made.body.iter(_W + "p") if each.find(f"{_W}pPr/{_W}sectPr") is not None)
    assert text_of(ending) == above
    assert CLAIMS not in whole(made.save())


def test_a_range_that_ends_in_a_dropped_paragraph_ends_at_its_place() -> None:
    desk = Desk(built())
    node = desk.paragraph(CLAIMS)
    heading = node.getprevious()
    assert heading is not None
    heading.insert(1, w("bookmarkStart", id="951", name="_Ref200000001"))
    node.append(w("bookmarkEnd", id="951"))
    made = merged(desk, dropped())
    assert references(made.data) == 1
    assert CLAIMS not in whole(made.data)


@pytest.mark.parametrize("new", [renamed, without_entry])
def test_contents_that_a_person_wrote_in_follow_the_headings(new: Callable[[], bytes]) -> None:
    desk = Desk(built())
    desk.type_over("In this brief", "What is where")
    desk.paragraph(FIRST_ENTRY).addnext(body_text("My own words among the entries."))
    made = merged(desk, new())
    entries = [line.record.shown for line in read(Package.read(made.data)).lines if line.record.kind == "t"]
    fresh = [line.record.shown for line in read(Package.read(new())).lines if line.record.kind == "t"]
    assert entries == ["What is where", fresh[1], "My own words among the entries.", *fresh[2:]]
    assert merged(made.data, new()).data == made.data


@pytest.mark.parametrize("new", ["the same", "dropped"])
def test_a_page_break_that_libreoffice_wrote_otherwise_is_no_edit_and_goes_with_its_heading(new: str) -> None:
    at = next(n for n, each in enumerate(BRIEF.blocks) if isinstance(each, Heading) and ENTRY in str(each.inlines))
    paged = replace(BRIEF, blocks=(*BRIEF.blocks[:at], PageBreak(), *BRIEF.blocks[at:]))
    desk = Desk(build(paged))
    node = next(each for each in desk.body.iter(_W + "p") if each.find(f"{_W}pPr/{_W}pageBreakBefore") is not None)
    properties = node.find(_W + "pPr")
    assert properties is not None
    properties.remove(properties.find(_W + "pageBreakBefore"))  # type: ignore[arg-type]
    properties.addnext(w("r", w("br", type="page")))
    later = build(paged) if new == "the same" else without_entry()
    made = merged(desk, later)
    assert made.edits == ()
    assert breaks(made.data) == breaks(later) == (new == "the same")
    assert lines_of(made.data) == lines_of(later)
