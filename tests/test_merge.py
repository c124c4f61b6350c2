"""What a person wrote survives the next build: edits of the kind that Word saves, made in the XML."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from lxml import etree

from reports import merge
from reports.merge.package import Package
from reports.merge.reading import read
from reports.model import ChartPoint, Document, FactRef, Text, rebuild
from reports.quote import quote
from reports.writers.docx import write
from reports.writers.docx.elements import Element, W, clark, paragraph, run, w
from tests import sample
from tests.test_docx_checks import CHECKS, unzip

_W = f"{{{W}}}"


# ── Documents ────────────────────────────────────────────────────────────────────────────────────


def changed(document: Document, **values: str) -> Document:
    """Return `document` with other values of facts; `_` in a name stands for `-`."""
    facts = dict(document.book.facts)
    for name, value in values.items():
        id = name.replace("_", "-")
        facts[id] = facts[id].model_copy(update={"value": Decimal(value)})
    book = replace(document.book, facts=facts, version="changed")

    def change(node: object) -> object:
        if isinstance(node, FactRef):
            return replace(node, text=quote(facts[node.fact_id], node.format, sample.SPEECH))
        if isinstance(node, ChartPoint) and node.value is not None:
            fact = facts[node.fact_id]
            return replace(node, value=fact.value, figure=quote(fact, "number", sample.SPEECH))
        return node

    blocks = rebuild(document.blocks, change)
    return replace(document, book=book, blocks=blocks)  # type: ignore[arg-type]


def reworded(document: Document, was: str, now: str) -> Document:
    """Return `document` with other words in its template."""

    def change(node: object) -> object:
        return replace(node, text=node.text.replace(was, now)) if isinstance(node, Text) else node

    return replace(document, blocks=rebuild(document.blocks, change))  # type: ignore[arg-type]


@cache
def built(**values: str) -> bytes:
    """Return the sample brief as a build makes it, with its base inside."""
    document = changed(sample.document(), **values)
    return merge.with_base(write(document, sample.theme()), document)


def build(document: Document) -> bytes:
    """Return `document` as a build makes it."""
    return merge.with_base(write(document, sample.theme()), document)


# ── A person at work ─────────────────────────────────────────────────────────────────────────────


class Desk:
    """A Word file on a person's desk."""

    def __init__(self, data: bytes) -> None:
        self.package = Package.read(data)
        self.body = self.package.tree(self.package.main)[0]

    def paragraph(self, words: str) -> Element:
        """Return the paragraph that holds `words`."""
        for each in self.body.iter(_W + "p"):
            if words in text_of(each):
                return each
        raise LookupError(words)

    def run_of(self, words: str) -> Element:
        """Return the run that holds `words`."""
        return next(each for each in self.body.iter(_W + "r") if words in text_of(each))

    def type_over(self, was: str, now: str) -> None:
        """Replace `was`, within one run."""
        for node in self.body.iter(_W + "t"):
            if was in (node.text or ""):
                node.text = (node.text or "").replace(was, now, 1)
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                return
        raise LookupError(was)

    def retype(self, words: str, now: str) -> None:
        """Select a whole paragraph and type over it: the bookmarks shrink to nothing and are gone."""
        node = self.paragraph(words)
        for child in list(node):
            if child.tag != _W + "pPr":
                node.remove(child)
        node.append(run(now))

    def save(self) -> bytes:
        """Return the file."""
        return self.package.pack()


def text_of(node: Element) -> str:
    """Return the words below `node`."""
    return "".join(each.text or "" for each in node.iter(_W + "t"))


def lines_of(data: bytes) -> list[str]:
    """Return the paragraphs of a file as they are shown."""
    return [line.record.shown for line in read(Package.read(data)).lines]


def whole(data: bytes) -> str:
    """Return all the text of a file."""
    return "\n".join(lines_of(data))


def merged(desk: Desk | bytes, new: bytes | None = None, *, restore: bool = False) -> merge.Merged:
    """Return the file after the next build; by default with another value of a fact that stands in many places."""
    mine = desk if isinstance(desk, bytes) else desk.save()
    base = merge.base_in(mine)
    assert base is not None
    made = merge.merge(mine, new or built(budget="31", lines_open="12"), base, restore=restore)
    assert_whole(made.data)
    return made


def assert_whole(data: bytes) -> None:
    """Assert that the file keeps the rules that validators do not look at."""
    files = unzip(data)
    found = [problem for check in CHECKS for problem in check(files)]
    assert found == []


# ── Nothing done ─────────────────────────────────────────────────────────────────────────────────


def test_an_untouched_file_is_refreshed_and_has_no_edits() -> None:
    made = merged(built())
    assert (made.edits, made.conflicts, made.by_hand) == ((), (), ())
    assert lines_of(made.data) == lines_of(built(budget="31", lines_open="12"))


def test_merging_nothing_twice_gives_the_same_bytes() -> None:
    assert merged(built()).data == merged(built()).data
    again = merged(merged(built()).data)
    assert again.edits == ()


# ── Scenarios ────────────────────────────────────────────────────────────────────────────────────


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
    style.append(w("rPr", w("color", val="FF00AA")))


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


NEW = {"budget": "31", "lines_open": "12"}
CASES: dict[str, tuple[Callable[[Desk], None], list[str], list[str], str]] = {
    # what is done: (how, what the file must hold, what it must not hold, kinds of edits)
    "typed at both ends": (
        typed_at_both_ends,
        ["Note well. The office claims more than $31\u00a0billion", "(Figure 1). So they say."],
        ["$30\u00a0billion"],
        "reworded",
    ),
    "split": (
        split,
        ["The office claims more than $31\u00a0billion\u00a0[1][2].\nThe Bank of 2030 approved"],
        [],
        "split",
    ),
    "joined": (joined, ["Ask the bank. Ask the office."], ["\nAsk the office."], "joined"),
    "moved": (
        moved,
        ["Steel leans on one supplier: more than 74%\u00a0[3].\nThe office claims more than $31"],
        [],
        "moved",
    ),
    "copied": (copied, ["[3].\nAsk the bank."], [], "added"),
    "deleted": (deleted, [], ["Steel leans"], "deleted"),
    "own table": (own_table, ["Own cell 1\nOwn cell 2\nBelow my table\nAsk the bank."], [], "added added added"),
    "row added": (row_added, ["My row\nown reading\nown value\nown source"], [], "added added added added"),
    "cell edited": (cell_edited, ["54 and the whole region[1][2][3]"], [], "reworded"),
    "new heading": (new_heading, ["My own finding\nWords under my own heading.\nGroups stay apart"], [], "added added"),
    "bold words": (bold_words, ["First point of the list"], [], "formatted"),
    "reworded around a figure": (
        reworded_around,
        ["Since spring, the busy office has opened 12 lines and claims more than $31\u00a0billion, letters"],
        [],
        "reworded",
    ),
    "retyped, figures kept": (
        retyped_with_figure,
        ["In all, 12 lines were opened by the office, which claims more than $31\u00a0billion."],
        [],
        "reworded",
    ),
    "retyped": (retyped_without, ["A sentence with other words altogether."], ["Steel leans"], "reworded"),
    "figure by hand": (
        figure_by_hand,
        ["The office opened 13 lines and claims more than $31\u00a0billion"],
        [],
        "reworded",
    ),
    "hedge dropped": (hedge_dropped, ["12 lines and claims $30\u00a0billion, letters"], [], "reworded"),
    "tracked change": (tracked, ["The office opened newly 12more than $31\u00a0billion, letters"], [], "reworded"),
    "comment": (commented, ["The office opened 12 lines and claims more than $31\u00a0billion"], [], ""),
    "own footnote": (own_footnote, ["My own note."], [], "reworded added"),
    "own bookmark": (own_bookmark, ["The office opened 12 lines and claims more than $31\u00a0billion"], [], ""),
    "style changed": (restyled, ["The office opened 12 lines"], [], ""),
    "page set-up": (page_set_up, ["The office opened 12 lines"], [], ""),
    "header": (header_reworded, ["House header\tAs of 2 April 2031"], [], "reworded"),
    "saved by Word": (
        like_word,
        ["The office opened 12 lines and claims more than $31\u00a0billion"],
        ["$30\u00a0billion"],
        "",
    ),
    "smart quotes": (smart_quotes, ["Second ‘point’, as they say."], [], "reworded"),
    "section deleted": (section_deleted, [], ["Two suppliers stand out\nSteel"], "deleted deleted"),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_the_next_build(name: str) -> None:
    do, held, gone, kinds = CASES[name]
    desk = Desk(built())
    do(desk)
    made = merged(desk, built(**NEW))
    text = whole(made.data)
    for words in held:
        assert words in text
    for words in gone:
        assert words not in text
    assert " ".join(edit.kind for edit in made.edits) == kinds
    assert made.conflicts == ()


@pytest.mark.parametrize("name", CASES)
def test_an_edit_survives_a_second_build(name: str) -> None:
    do, _, _, kinds = CASES[name]
    desk = Desk(built())
    do(desk)
    first = merged(desk, built(**NEW))
    again = merged(first.data, built(**NEW))
    assert lines_of(again.data) == lines_of(first.data)
    assert [edit.kind for edit in again.edits] == kinds.split()
    assert merged(again.data, built(**NEW)).data == again.data


# ── Whose file it is ─────────────────────────────────────────────────────────────────────────────


def without_base(data: bytes) -> bytes:
    """Return a file as Word's Document Inspector leaves it."""
    package = Package.read(data)
    for name in [name for name in package.parts if name.startswith("customXml")]:
        del package.parts[name]
    rels = package.tree("word/_rels/document.xml.rels")
    for each in [each for each in rels if "customXml" in each.get("Target", "")]:
        rels.remove(each)
    types = package.tree("[Content_Types].xml")
    for each in [each for each in types if "customXml" in each.get("PartName", "")]:
        types.remove(each)
    return package.pack()


def test_the_base_beside_the_file_serves_where_that_inside_is_gone() -> None:
    base = merge.base_in(built())
    assert base is not None
    assert merge.base_for(without_base(built()), merge.base_json(base)) == base


def test_the_base_inside_wins() -> None:
    older, newer = merge.base_in(built()), merge.base_in(built(**NEW))
    assert newer is not None
    assert merge.base_for(built(), merge.base_json(newer)) == older
    assert older != newer


@pytest.mark.parametrize(
    ("data", "beside"),
    [
        (b"", None),
        (b"PK\x03\x04 no zip", None),
        (built()[:5000], None),
        (without_base(built()), None),
        (without_base(built()), b"{}"),
        (without_base(built()), b'{"form": 1, "records": 7}'),
    ],
)
def test_a_broken_or_foreign_file_is_refused(data: bytes, beside: bytes | None) -> None:
    with pytest.raises(merge.BrokenFile):
        merge.base_for(data, beside)


def test_a_file_of_somebody_else_is_not_taken_for_ours() -> None:
    desk = Desk(without_base(built()))
    for node in list(desk.body.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        node.getparent().remove(node)  # type: ignore[union-attr]
    base = merge.base_in(built())
    assert base is not None
    with pytest.raises(merge.BrokenFile):
        merge.base_for(desk.save(), merge.base_json(base))


def test_an_old_copy_saved_over_a_newer_build_still_merges() -> None:
    desk = Desk(built())
    desk.type_over("Second point.", "Second point, of mine.")
    old = desk.save()
    between = merged(built(), built(budget="44"))
    assert "44" in whole(between.data)
    made = merged(old)
    assert "Second point, of mine." in whole(made.data)
    assert lines_of(made.data)[:20] == lines_of(built(**NEW))[:20]


# ── Charts ───────────────────────────────────────────────────────────────────────────────────────


def test_a_restyled_chart_keeps_its_look_and_gets_the_data() -> None:
    desk = Desk(built())
    chart = desk.package.tree("word/charts/chart2.xml")
    for fill in list(chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"))[:1]:
        fill.set("val", "FF00AA")
    made = Package.read(merged(desk, built(**NEW)).data)
    new = Package.read(built(**NEW))
    assert b"FF00AA" in made.parts["word/charts/chart2.xml"]
    assert b"<c:v>12</c:v>" in made.parts["word/charts/chart2.xml"]
    assert b"<a:t>12</a:t>" in made.parts["word/charts/chart2.xml"]
    assert made.parts["word/embeddings/workbook2.xlsx"] == new.parts["word/embeddings/workbook2.xlsx"]
    assert made.parts["word/charts/chart1.xml"] == new.parts["word/charts/chart1.xml"]
