"""Figures that people type on slides and in notes are found, whole; what moved or was refreshed is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.audit.finished.file_audit import Loose
from reports.audit.finished.typed_figures import strays
from reports.document.extracted_text import Extracted
from reports.formats import pptx
from reports.merge.joined import ByHand
from tests import sample
from tests.deck_desk import CASES, Desk, Edit, edits_of
from tests.merge_desk import changed
from tests.test_merge_deck import NEW, built

SLIDE = "The Harbour attended"
TYPED = {
    # what a person types over the second line of a slide: the figures that are theirs
    "We expect 7 projects worth $2 billion.": ["7", "$2 billion"],
    "Thirty-nine more, up 5 percent, by 2047.": ["Thirty-nine", "5 percent", "2047"],
    "Many more, and soon.": [],
    "The office opened 12 lines.": ["12"],  # it is so today, but would not follow the fact
}
LEFT = {"words around a fact changed": ["Eleven"]}
"""Cases of edits that leave figures of a person's own; all others leave none."""


def joined(edits: list[Edit]) -> tuple[ByHand, ...]:
    """Return the figures by hand that a build with new facts finds in the sample deck after `edits`."""
    desk = Desk(built())
    for edit in edits:
        desk.do(edit)
    document = changed(sample.document("deck"), **NEW)
    return pptx.join("talk.pptx", desk.save(), built(**NEW), None, document).by_hand


def typed(desk: Desk, *known: str) -> list[Loose]:
    """Return the figures in the deck on the desk that its document does not account for, `known` ones left out."""
    document = sample.document("deck")
    return list(strays(pptx.text_of(desk.save()), pptx.expected_text(document), document, known))


@pytest.mark.parametrize("name", CASES)
def test_only_figures_of_a_persons_own_are_told(name: str) -> None:
    assert [hand.text for hand in joined(edits_of(name))] == LEFT.get(name, [])


@pytest.mark.parametrize("text", TYPED)
def test_figures_typed_on_a_slide_are_told_whole(text: str) -> None:
    edit = {"words": "x", "slide": SLIDE, "was": "The meeting in four figures and three sentences", "now": text}
    hands = joined([edit])
    assert [hand.text for hand in hands] == TYPED[text]
    assert all(hand.where == "talk.pptx, slide 2" and hand.text in hand.passage for hand in hands)


def test_figures_typed_in_notes_are_told() -> None:
    [hand] = joined([{"notes_added": "x", "slide": "The lines follow", "now": "Say it in 45 seconds."}])
    assert hand == ByHand("45", "Say it in 45 seconds.", "talk.pptx, notes 4")


def doubled(text: Extracted, **words: str) -> Extracted:
    """Return what a deck says in which a person copied its second slide, with `words` of the copy in place of others."""
    copies = (replace(run, number=99) for run in text.runs if run.number == 2 and run.part in ("slide", "notes"))
    changed = (replace(run, text=words.get("now", "")) if run.text == words.get("was") else run for run in copies)
    return replace(text, runs=(*text.runs, *changed))


@pytest.mark.parametrize(("now", "found"), [("", []), ("We expect 77 projects.", ["77"])])
def test_a_copy_of_a_slide_has_no_figures_of_a_persons_own_but_those_typed_into_it(now: str, found: list[str]) -> None:
    document = sample.document("deck")
    words = {"was": "The meeting in four figures and three sentences", "now": now} if now else {}
    text = doubled(pptx.text_of(built()), **words)
    told = [loose.figure for loose in strays(text, pptx.expected_text(document), document)]
    assert told == found


def test_of_a_copy_what_facts_do_not_say_any_more_is_told_and_nothing_else() -> None:
    """The slide is made anew with other facts, its copy stays as it was."""
    before, document = doubled(pptx.text_of(built())), changed(sample.document("deck"), **NEW)
    copy = (run for run in before.runs if run.number == 99)
    text = Extracted((*pptx.text_of(built(**NEW)).runs, *copy))
    found = [loose.figure for loose in strays(text, pptx.expected_text(document), document)]
    assert found == ["11", "$30", "$30 billion"]


def test_figures_known_before_are_left_out() -> None:
    desk = Desk(built())
    desk.do({"notes_added": "x", "slide": "The lines follow", "now": "45 seconds, 46 at most, as [1] and [9] say."})
    found = [loose.figure for loose in typed(desk)]
    assert sorted(found) == ["45", "46", "[9]"]
    assert [each.figure for each in typed(desk, "46", "[9]")] == ["45"]


def test_long_lines_are_quoted_around_the_figure() -> None:
    desk = Desk(built())
    desk.do({"notes_added": "x", "slide": "The lines follow", "now": f"{'before ' * 30}45 seconds{' after' * 30}"})
    [loose] = typed(desk)
    assert loose.line.startswith("…before")
    assert "before 45 seconds after" in loose.line
    assert loose.line.endswith("after…")
