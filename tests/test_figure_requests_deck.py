"""`[[id]]` typed on a slide or in its notes becomes the figure with its marks, or a remark in the notes that says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pptx.util import Emu

from reports.document import Document
from reports.formats.pptx import merge, write
from reports.formats.pptx.merge import joining
from reports.formats.pptx.merge.file_reading import read
from reports.ooxml.presentationml import opened
from tests import sample
from tests.deck_desk import Desk
from tests.merge_desk import changed
from tests.test_merge_deck import built, whole
from tests.test_pptx import problems, unzip

BUDGET, LATER = "more than $30 billion [1][2]", "more than $31 billion [1][2]"
OWN = 3
"""Number of the slide on which is typed, from 0."""


def deck(**values: str) -> Document:
    return changed(sample.document("deck"), **values)


def build(document: Document) -> bytes:
    return merge.based(write(document, sample.theme()), document.book.version, document)[0]


def joined(mine: bytes, document: Document | None = None) -> merge.Merged:
    """Return a deck after the next build."""
    document = document or deck()
    base = merge.base_in(mine)
    assert base is not None
    return merge.merge(mine, build(document), base, document)


def boxed(desk: Desk, *words: str) -> None:
    """Type into a box of a person's own, a run each."""
    box = desk.show.slides[OWN].shapes.add_textbox(Emu(900000), Emu(2000000), Emu(5000000), Emu(600000))
    box.name, box._element.nvSpPr.cNvPr.attrib["descr"] = "Own words", "Own words"
    for each in words:
        box.text_frame.paragraphs[0].add_run().text = each


def in_notes(desk: Desk) -> None:
    desk.show.slides[OWN].notes_slide.notes_text_frame.add_paragraph().text = "Say it: [[budget]]."


def in_table(desk: Desk) -> None:
    tables = [s.table for slide in desk.show.slides for s in slide.shapes if s.has_table]
    next(each for each in tables if len(each.rows) > 1).cell(1, 0).text_frame.paragraphs[
        0
    ].add_run().text = " [[budget]]"


def in_a_sentence(desk: Desk) -> None:
    slide = desk.show.slides[OWN]
    shape = next(s for s in slide.shapes if s.has_text_frame and len(s.text_frame.text.split()) > 4)
    shape.text_frame.paragraphs[0].add_run().text = " That is [[budget]]."


WAYS: dict[str, Callable[[Desk], None]] = {
    "in a box": lambda desk: boxed(desk, "We count [[budget]]."),
    "split over runs": lambda desk: boxed(desk, "We count [", "[Bud", "get", "]] and [[lines\u2013open]]."),
    "beside the same words": lambda desk: boxed(desk, f"They say {BUDGET}; we count [[budget]]."),
    "twice": lambda desk: boxed(desk, "We count [[budget]] and [[budget]]."),
    "in the notes": in_notes,
    "in a table": in_table,
    "in a sentence of the template": in_a_sentence,
}


def typed(way: str) -> bytes:
    desk = Desk(built())
    WAYS[way](desk)
    return desk.save()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_asked_for_is_printed_and_refreshed_from_then_on(way: str) -> None:
    mine = typed(way)
    asked = whole(mine).count("[[budget]]") + whole(mine).count("[[Budget]]")
    first = joined(mine)
    assert whole(first.data).count(BUDGET) == whole(mine).count(BUDGET) + asked
    assert "[[" not in whole(first.data)
    assert first.requests.granted
    assert first.edits, "told as an edit"
    again = joined(first.data)
    assert again.data == first.data
    later = joined(again.data, deck(budget="31"))
    assert whole(later.data).count(LATER) == whole(built(budget="31")).count(LATER) + asked
    assert [each.kept.typed for each in later.requests.kept] == [typed for _, typed, _ in first.requests.granted]
    back = joined(later.data)
    assert (whole(back.data).count(BUDGET), whole(back.data).count(LATER)) == (whole(first.data).count(BUDGET), 0)
    assert [each for each in problems(unzip(later.data)) if "layout" not in each] == problems(unzip(mine))


def test_a_figure_that_was_asked_for_is_none_that_was_typed() -> None:
    document = deck()
    made = joining.join("deck.pptx", typed("in a box"), build(document), None, document)
    assert made.by_hand == ()
    assert any("“[[budget]]” became “more than $30" in line for line in made.told)
    desk = Desk(built())
    boxed(desk, "We count 77 trams.")
    control = joining.join("deck.pptx", desk.save(), build(document), None, document)
    assert [hand.text for hand in control.by_hand] == ["77"]


def test_what_cannot_be_printed_stays_with_a_remark_until_it_is_settled() -> None:
    desk = Desk(built())
    boxed(desk, "We count [[nope]] of {{ fact('budget') }}.")
    document = deck()
    made = joined(desk.save())
    assert "We count [[nope]] of {{ fact('budget') }}." in whole(made.data)
    [flag] = made.flags
    assert flag.words == "Nothing was printed for “[[nope]]”: there is no fact 'nope'; correct the id or add the fact."
    assert f"reports: {flag.words}" in whole(made.data)
    assert joined(made.data).data == made.data
    told = joining.join("deck.pptx", made.data, build(document), None, document)
    assert [hand.text for hand in told.by_hand] == ["[[nope]]"]
    desk = Desk(made.data)
    box = next(s for s in desk.show.slides[OWN].shapes if s.name == "Own words")
    box.text_frame.paragraphs[0].runs[0].text = "We count [[lines-open]]."
    settled = joined(desk.save())
    assert "We count 11 [1][2]." in whole(settled.data)
    assert "Nothing was printed" not in whole(settled.data)
    assert not settled.flags


def test_a_figure_that_is_typed_over_is_the_persons_own_from_then_on() -> None:
    first = joined(typed("in a box"))
    desk = Desk(first.data)
    box = next(s for s in desk.show.slides[OWN].shapes if s.name == "Own words")
    for run in box.text_frame.paragraphs[0].runs:
        run.text = run.text.replace("$30", "$35")
    made = joined(desk.save(), deck(budget="31"))
    assert "We count more than $35 billion [1][2]." in whole(made.data)
    assert made.requests.kept == []


def test_it_is_found_on_a_slide_that_was_moved_and_numbered_anew() -> None:
    first = joined(typed("in a box"))
    desk = Desk(first.data)
    listed = desk.show.slides._sldIdLst
    listed.append(listed[OWN])
    for number, each in enumerate(listed, 700):
        each.set("id", str(number))
    made = joined(desk.save(), deck(budget="31"))
    assert "We count more than $31 billion [1][2]." in whole(made.data)
    assert len(read(opened(made.data)).pages) == len(read(opened(first.data)).pages)


def test_a_fact_that_is_gone_leaves_its_figure_and_is_told() -> None:
    desk = Desk(built())
    boxed(desk, "We count [[depot]].")
    first = joined(desk.save())
    document = deck()
    facts = {id: fact for id, fact in document.book.facts.items() if id != "depot"}
    gone = replace(document, book=replace(document.book, facts=facts))
    base = merge.base_in(first.data)
    assert base is not None
    made = merge.merge(first.data, build(document), base, gone)
    assert [line for line in whole(first.data).split("\n") if "We count" in line] == [
        line for line in whole(made.data).split("\n") if "We count" in line
    ]
    assert "there is no fact 'depot'" in whole(made.data)
