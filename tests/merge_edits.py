"""Edits of the kind that Word saves, made in the XML: each takes a file on a desk and changes it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.ooxml.wordprocessingml import Element, W, clark, paragraph, run, w
from tests.merge_desk import Desk, text_of

_W = f"{{{W}}}"


def body_text(words: str, style: str = "BodyText") -> Element:
    return paragraph(style, run(words))


def typed_at_both_ends(desk: Desk) -> None:
    node = desk.paragraph("The office claims")
    node.insert(1, run("Note well. "))
    node.append(run(" So they say."))


def split(desk: Desk) -> None:
    node = desk.paragraph("The office claims")
    other = deepcopy(node)
    for each in list(other.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        each.getparent().remove(each)  # type: ignore[union-attr]
    at = next(n for n, each in enumerate(node) if ". The " in text_of(each))
    gone = list(node)[at + 1 :]
    for each in gone:
        if each.tag != _W + "bookmarkEnd":
            node.remove(each)
    node[at].find(_W + "t").text = "."  # type: ignore[union-attr]
    kept = [each for each in other if text_of(each).startswith("The office claims")]
    first = list(other).index(kept[0])
    upto = next(n for n, each in enumerate(other) if ". The " in text_of(each))
    for each in list(other)[first:upto]:
        other.remove(each)
    next(t for t in other.iter(_W + "t") if t.text == ". The ").text = "The "
    node.addnext(other)


def joined(desk: Desk) -> None:
    first, second = desk.paragraph("Ask the bank."), desk.paragraph("Ask the office.")
    first.append(run(" "))
    for each in list(second)[1:]:
        first.append(each)
    second.getparent().remove(second)  # type: ignore[union-attr]


def moved(desk: Desk) -> None:
    node = desk.paragraph("Steel leans on one supplier")
    desk.paragraph("The office claims").addprevious(node)


def copied(desk: Desk) -> None:
    node = desk.paragraph("Steel leans on one supplier")
    copy = deepcopy(node)
    for each in list(copy.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        if each.tag == _W + "bookmarkStart":
            each.set(clark("w:name"), each.get(clark("w:name"), "") + "_Copy_1")
        each.set(clark("w:id"), str(900 + int(each.get(clark("w:id"), "0"))))
    desk.paragraph("Ask the bank.").addprevious(copy)


def deleted(desk: Desk) -> None:
    node = desk.paragraph("Steel leans on one supplier")
    node.getparent().remove(node)  # type: ignore[union-attr]


def own_table(desk: Desk) -> None:
    cells = [w("tc", w("tcPr", w("tcW", w=2000, type="dxa")), body_text(f"Own cell {n}")) for n in (1, 2)]
    grid = w("tblGrid", w("gridCol", w=2000), w("gridCol", w=2000))
    table = w("tbl", w("tblPr", w("tblW", w=4000, type="dxa")), grid, w("tr", *cells))
    desk.paragraph("Ask the bank.").addprevious(table)
    table.addnext(body_text("Below my table"))


def row_added(desk: Desk) -> None:
    node = next(each for each in desk.body.iter(_W + "p") if text_of(each) == "Harbour")
    row = next(node.iterancestors(_W + "tr"))
    made = deepcopy(row)
    for each in list(made.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        each.getparent().remove(each)  # type: ignore[union-attr]
    for cell, words in zip(made.iter(_W + "tc"), ("My row", "own reading", "own value", "own source"), strict=True):
        for each in list(cell)[1:]:
            cell.remove(each)
        cell.append(body_text(words, "TableText"))
    row.addnext(made)


def cell_edited(desk: Desk) -> None:
    node = next(each for each in desk.body.iter(_W + "t") if each.text == " and the region")
    node.text = " and the whole region"


def new_heading(desk: Desk) -> None:
    node = desk.paragraph("Groups stay apart")
    node.addprevious(body_text("My own finding", "Heading2"))
    node.addprevious(body_text("Words under my own heading."))


def bold_words(desk: Desk) -> None:
    node = desk.run_of("First point of the list")
    node.insert(0, w("rPr", w("b")))


def reworded_around(desk: Desk) -> None:
    desk.type_over("The office opened ", "Since spring, the busy office has opened ")


def retyped_with_figure(desk: Desk) -> None:
    desk.retype(
        "The office opened", "In all, 11 lines were opened by the office, which claims more than $30\u00a0billion."
    )


def retyped_without(desk: Desk) -> None:
    desk.retype("Steel leans on one supplier", "A sentence with other words altogether.")


def figure_by_hand(desk: Desk) -> None:
    node = desk.paragraph("The office opened")
    next(t for t in node.iter(_W + "t") if t.text == "11").text = "13"


def hedge_dropped(desk: Desk) -> None:
    node = desk.paragraph("The office opened")
    next(t for t in node.iter(_W + "t") if (t.text or "").startswith("more than")).text = "$30\u00a0billion"


def tracked(desk: Desk) -> None:
    node = desk.paragraph("The office opened")
    made = w("ins", run("newly "), id=901, author="Ann", date="2031-04-03T10:00:00Z")
    desk.run_of("The office opened").addnext(made)
    old = next(each for each in node.iter(_W + "r") if "lines and claims" in text_of(each))
    text = old.find(_W + "t")
    assert text is not None
    gone = w("delText")
    gone.text = text.text
    old.replace(text, gone)
    gone.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    box = w("del", id=902, author="Ann", date="2031-04-03T10:00:00Z")
    old.addprevious(box)
    box.append(old)


def commented(desk: Desk) -> None:
    said = w("comment", paragraph("BodyText", run("Is this right?")), id=0, author="Ann", initials="A")
    part = etree.Element(_W + "comments", nsmap={"w": W})
    part.append(said)
    name = desk.package.add(
        "word/comments.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        etree.tostring(part),
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    desk.package.relate(desk.package.main, kind, name)
    node = desk.paragraph("The office opened")
    node.insert(1, w("commentRangeStart", id=0))
    node.append(w("commentRangeEnd", id=0))
    node.append(w("r", w("commentReference", id=0)))


def own_footnote(desk: Desk) -> None:
    part = desk.package.tree("word/footnotes.xml")
    sign = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
    part.append(w("footnote", paragraph("FootnoteText", sign, run(" My own note.")), id=77))
    mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=77))
    desk.paragraph("The office claims").append(mark)


def own_bookmark(desk: Desk) -> None:
    node = desk.paragraph("The office opened")
    node.insert(1, w("bookmarkStart", id=950, name="MyPlace"))
    node.append(w("bookmarkEnd", id=950))


def restyled(desk: Desk) -> None:
    styles = desk.package.tree("word/styles.xml")
    style = next(each for each in styles if each.get(_W + "styleId") == "BodyText")
    colour = style.find(f"{_W}rPr/{_W}color")
    assert colour is not None
    colour.attrib.clear()
    colour.set(_W + "val", "FF00AA")


def page_set_up(desk: Desk) -> None:
    size = desk.body.find(f"{_W}sectPr/{_W}pgMar")
    assert size is not None
    size.set(_W + "left", "2222")


def header_reworded(desk: Desk) -> None:
    name = next(
        n for n in sorted(desk.package.parts) if n.startswith("word/header") and b"Trams" in desk.package.parts[n]
    )
    node = next(t for t in desk.package.tree(name).iter(_W + "t") if "Trams" in (t.text or ""))
    node.text = "House header"


def like_word(desk: Desk) -> None:
    """Save as Word does: revision ids, proofing marks, runs split, parts in another order."""
    for n, node in enumerate(list(desk.body.iter(_W + "p"))):
        node.set(_W + "rsidR", f"00{n:06X}")
        node.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"1{n:07X}")
    for node in list(desk.body.iter(_W + "r")):
        text = node.find(_W + "t")
        if text is None or len(text.text or "") < 6 or len(node) > 2:
            continue
        other = deepcopy(node)
        words = text.text or ""
        for each, part in ((text, words[:4]), (other.find(_W + "t"), words[4:])):
            assert each is not None
            each.text = part
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        other.set(_W + "rsidRPr", "00AB12CD")
        node.addnext(other)
        node.addprevious(w("proofErr", type="spellStart"))
        other.addnext(w("proofErr", type="spellEnd"))
    desk.package.parts = dict(reversed(desk.package.parts.items()))


def smart_quotes(desk: Desk) -> None:
    desk.type_over("Second point.", "Second ‘point’, as they say.")


def section_deleted(desk: Desk) -> None:
    node = desk.paragraph("Two suppliers stand out")
    below = node.getnext()
    assert below is not None
    for each in (node, below):
        each.getparent().remove(each)  # type: ignore[union-attr]
