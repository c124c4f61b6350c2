"""`[[id]]` typed in Word becomes the figure with its marks, or a comment that says why not; nothing else is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from reports.document import Document
from reports.domain.facts import Reading
from reports.formats.docx import merge
from reports.merge.figure_requests import Granted, Refusal, answer, named
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element, W, run, text, w
from tests import sample
from tests.merge_desk import Desk, assert_whole, build, built, changed, lines_of, text_of
from tests.merge_edits import body_text
from tests.test_merge_figures import comments, uncommented

_W = f"{{{W}}}"
BUDGET, LATER = "more than $30\u00a0billion\u00a0[1][2]", "more than $31\u00a0billion\u00a0[1][2]"


def joined(mine: bytes, document: Document | None = None) -> merge.Merged:
    """Return a file after the next build."""
    document = document or sample.document()
    base = merge.base_in(mine)
    assert base is not None
    made = merge.merge(mine, build(document), base, document)
    assert_whole(made.data)
    return made


def typed(*nodes: Element) -> Desk:
    """Return a desk with a paragraph of a person's own."""
    desk = Desk(built())
    own = body_text("We count ")
    own.extend(nodes)
    desk.paragraph("Steel leans on one supplier").addnext(own)
    return desk


def in_table(desk: Desk) -> None:
    cell = next(desk.body.iter(_W + "tc"))
    cell.append(body_text("We count [[budget]]."))


def in_note(desk: Desk) -> None:
    notes = desk.package.tree("word/footnotes.xml")
    note = next(each for each in notes if not each.get(_W + "type"))
    next(note.iter(_W + "p")).append(run(" We count [[budget]]."))


def in_header(desk: Desk) -> None:
    name = next(each for each in desk.package.parts if each.startswith("word/header") and "default" not in each)
    next(desk.package.tree(name).iter(_W + "p")).append(run("We count [[budget]]."))


def in_text_box(desk: Desk) -> None:
    desk.paragraph("Steel leans on one supplier").append(boxed(body_text("We count [[budget]].")))


def boxed(inner: Element) -> Element:
    """Return a run with a text box as every version of Word reads it."""
    style = {"style": "width:200pt;height:40pt", "id": "box1", "type": "#_x0000_t202"}
    vml = "urn:schemas-microsoft-com:vml"
    shape = etree.Element(f"{{{vml}}}shape", style, nsmap={"v": vml})
    box = etree.SubElement(shape, f"{{{vml}}}textbox")
    box.append(w("txbxContent", inner))
    return w("r", w("pict", shape))


def own(*nodes: Element) -> Callable[[], Desk]:
    return lambda: typed(*nodes)


def placed(put: Callable[[Desk], None]) -> Callable[[], Desk]:
    def made() -> Desk:
        desk = Desk(built())
        put(desk)
        return desk

    return made


BOLD = w("rPr", w("b"))
WAYS: dict[str, Callable[[], Desk]] = {
    "in one run": own(run("[[budget]].")),
    "with spaces": own(run("[[ budget\u00a0]].")),
    "with a capital that Word has set": own(run("[[Budget]].")),
    "split over runs with spelling marks": own(run("["), run("[bud"), w("proofErr", type="spellStart"), run("get]"), run("].")),
    "split within a format": own(w("r", BOLD, text("[[bud")), run("get]].")),
    "with a soft hyphen": own(run("[[bud"), w("r", w("softHyphen")), run("get]].")),
    "between words of one run": own(w("r", text("about [[budget]], they say."), w("br"), text("Next line."))),
    "in a tracked insertion": own(w("ins", run("[[budget]]."), id="900", author="Ada", date="2026-01-01T00:00:00Z")),
    "in a content control": own(w("sdt", w("sdtPr", w("id", val="77")), w("sdtContent", run("[[budget]].")))),
    "in a table": placed(in_table),
    "in a note": placed(in_note),
    "in a header": placed(in_header),
    "in a text box": placed(in_text_box),
    "in a sentence of the template": placed(lambda desk: desk.paragraph("Steel leans").append(run(" We count [[budget]]."))),
}  # fmt: skip


def said(data: bytes) -> str:
    """Return all words of a file, also those in text boxes and headers."""
    package = Package.read(data)
    names = [each for each in package.parts if each.startswith(("word/document", "word/foot", "word/head"))]
    return "\n".join(text_of(each) for name in names for each in package.tree(name).iter(_W + "p"))


@pytest.mark.parametrize("way", WAYS)
def test_what_is_asked_for_is_printed_and_refreshed_from_then_on(way: str) -> None:
    first = joined(WAYS[way]().save())
    assert said(first.data).count(BUDGET) == said(built()).count(BUDGET) + (2 if "box" in way else 1)
    assert "[[" not in said(first.data)
    assert [typed for _, typed, _ in first.requests.granted]
    assert not first.requests.refused
    assert not first.by_hand, "a fact stands behind it"
    assert first.edits or "box" in way, "told as an edit"
    again = joined(first.data)
    assert again.data == first.data
    assert not again.requests.granted
    later = joined(again.data, changed(sample.document(), budget="31"))
    assert "$30" not in said(later.data)
    assert not later.by_hand
    assert joined(later.data).data == first.data, "and back"


def test_the_look_of_what_was_typed_is_the_look_of_the_figure_and_its_marks_lead_to_their_sources() -> None:
    made = joined(typed(w("r", w("rPr", w("b")), text("[[budget]]"))).save())
    package = Package.read(made.data)
    paragraph = next(each for each in package.tree(package.main).iter(_W + "p") if text_of(each).startswith("We count"))
    [figure] = [each for each in paragraph.iter(_W + "r") if "$30" in text_of(each)]
    assert figure.find(f"{_W}rPr/{_W}b") is not None
    assert [each.get(_W + "anchor") for each in paragraph.iter(_W + "hyperlink")] == ["src-1", "src-2"]


REFUSED = {
    "an unknown id": ("[[nope]]", "there is no fact 'nope'"),
    "one that is nearly right": ("[[bugdet]]", "budget"),
    "a formula": ("[[budget + 1]]", "there is no fact 'budget + 1'"),
    "a format": ("[[budget|bare]]", "there is no fact"),
    "a cell that is not printed": ("[[jobs.mining.2009]]", "no observation 'jobs.mining.2009' is printed"),
    "readings that differ": ("[[loan]]", "no preferred one"),
}


def undecided() -> Document:
    """Return the sample with a fact on which sources differ and nobody has decided."""
    document = sample.document()
    facts = dict(document.book.facts)
    readings = tuple(Reading.model_construct(name=name, text=name, sources=()) for name in ("one", "two"))
    facts["loan"] = facts["loan"].model_copy(update={"readings": readings, "preferred": None})
    return replace(document, book=replace(document.book, facts=facts))


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_printed_stays_as_typed_with_a_comment_until_it_is_settled(case: str) -> None:
    words, why = REFUSED[case]
    made = joined(typed(run(words)).save(), undecided())
    assert f"We count {words}" in lines_of(made.data)
    [comment] = comments(made.data)
    assert comment.startswith(f"Nothing was printed for “{words}”: ")
    assert why in comment
    assert [refusal.words for _, refusal in made.requests.refused] == [comment]
    again = joined(made.data, undecided())
    assert again.data == made.data
    desk = Desk(again.data)
    desk.type_over(words, "[[lines-open]]")
    settled = joined(desk.save(), undecided())
    assert comments(settled.data) == []
    assert "We count 11\u00a0[1][2]" in lines_of(settled.data)


def test_a_comment_on_a_request_that_was_removed_stays_away() -> None:
    made = joined(typed(run("[[nope]]")).save())
    again = joined(uncommented(made.data, "nope"))
    assert comments(again.data) == []
    assert again.requests.refused


UNREAD = ['{{ fact("budget") }}', "[budget]", "{% for a in b %}", "[[budget]", "[ [budget]]", "$budget", "[[]]"]


@pytest.mark.parametrize("words", UNREAD)
def test_nothing_else_is_read(words: str) -> None:
    made = joined(typed(run(words)).save())
    assert f"We count {words}" in lines_of(made.data)
    assert not made.requests.granted
    assert not made.requests.refused
    assert comments(made.data) == []


def test_what_a_template_says_is_no_request() -> None:
    from tests.merge_desk import reworded

    document = reworded(sample.document(), "Steel leans on", "[[budget]] leans on")
    made = joined(build(document), document)
    assert any("[[budget]] leans on" in line for line in lines_of(made.data))
    assert not made.requests.granted


def test_a_figure_that_is_typed_over_is_the_persons_own_from_then_on() -> None:
    first = joined(typed(run("[[budget]].")).save())
    desk = Desk(first.data)
    paragraph = desk.paragraph("We count")
    node = next(each for each in paragraph.iter(_W + "t") if "$30" in (each.text or ""))
    node.text = (node.text or "").replace("$30", "$35")
    made = joined(desk.save(), changed(sample.document(), budget="31"))
    assert "We count more than $35\u00a0billion\u00a0[1][2]." in lines_of(made.data)
    assert [hand.text for hand in made.by_hand] == ["more than $35\u00a0billion"] or made.by_hand
    assert not made.requests.kept


def test_a_fact_that_is_gone_leaves_its_figure_and_is_told() -> None:
    first = joined(typed(run("[[depot]].")).save())
    document = sample.document()
    facts = {id: fact for id, fact in document.book.facts.items() if id != "depot"}
    gone = replace(document, book=replace(document.book, facts=facts))
    base = merge.base_in(first.data)
    assert base is not None
    made = merge.merge(first.data, build(document), base, gone)
    assert said(made.data) == said(first.data)
    assert [refusal.typed for _, refusal in made.requests.refused] == ["[[depot]]"]
    assert joined(made.data).data == first.data


def test_bookmarks_alone_tell_what_was_asked_for() -> None:
    first = joined(typed(run("[[budget]].")).save())
    base = merge.base_in(first.data)
    assert base is not None
    document = changed(sample.document(), budget="31")
    made = merge.merge(first.data, build(document), replace(base, requests={}), document)
    assert "$30" not in said(made.data)
    assert made.requests.kept["_a_1_budget"].typed == "[[budget]]"


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("[[a-b]]", "a-b"),
        ("[[A–b]]", "a-b"),
        ("[[ a\u2011b\u00a0]]", "a-b"),
        ("[[a\u00ad-\u200bb]]", "a-b"),
        ("[[jobs.mining.2009\u201302]]", "jobs.mining.2009-02"),
    ],
)
def test_what_programs_make_of_an_id_while_it_is_typed(words: str, id: str) -> None:
    assert named(words) == id


def test_a_fact_without_a_figure_is_its_statement() -> None:
    document = sample.document()
    bare = next(fact for fact in document.book.facts.values() if fact.has_value)
    facts = {**document.book.facts, bare.id: bare.model_copy(update={"value": None, "low": None, "qualifier": None})}
    found = answer(f"[[{bare.id}]]", replace(document, book=replace(document.book, facts=facts)))
    assert isinstance(found, Granted)
    assert found.figure == bare.statement
    assert isinstance(answer("[[none-such]]", document), Refusal)


@pytest.mark.parametrize(("words", "told"), [("[[no-such-id]] and ", 0), ("no ", 1)], ids=["an id", "a word"])
def test_the_words_of_an_id_that_stays_are_no_words_about_a_fact(words: str, told: int) -> None:
    from reports.formats.docx.merge import joining

    desk = Desk(built())
    desk.type_over("The office claims ", f"The office claims {words}")
    made = joining.join("brief.docx", desk.save(), built(), None, sample.document())
    assert len([each for each in made.by_hand if not each.figure]) == told
