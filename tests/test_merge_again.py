"""Joined again without a change, a file is the same to the byte: what was kept is taken for nothing that was deleted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.document import FactRef, Paragraph, Text
from reports.domain.wording import quote
from reports.formats.docx import merge
from reports.merge.row_pairing import Unit, pair_rows
from reports.ooxml.wordprocessingml import Element, W, paragraph, run
from tests import sample
from tests.long_runs import batches
from tests.merge_desk import Desk, assert_whole, build, built, changed, text_of, whole
from tests.merge_judge import Judge
from tests.merge_rows import Entry, State, begin, document, later
from tests.merge_rows_desk import Person, units
from tests.test_merge_rows import built as built_rows
from tests.test_merge_rows import joined

_W = f"{{{W}}}"
TR, TC, P, TBL = (_W + tag for tag in ("tr", "tc", "p", "tbl"))
BRIEF = sample.document()
FILLER = "loans and letters of interest for new lines"


def printing(said: str, fact: str) -> Paragraph:
    """Return a paragraph that prints the figure of a fact."""
    text = quote(BRIEF.book.facts[fact], "figure", sample.SPEECH)
    return Paragraph((Text(f"{said}: "), FactRef(fact, "figure", text), Text(".")))


def entry(number: int, label: str) -> Entry:
    return Entry(number, label, FILLER, "planned")


HEAD = (entry(0, "Harbour"), entry(1, "Ferry line"), entry(2, "The office"))
STATEMENTS = (entry(3, "Harbour"), entry(4, "The bank"), entry(5, "The office"))
BEFORE = State(HEAD, STATEMENTS, (entry(6, "Harbour"), entry(7, "Ferry line")), (entry(8, "Harbour"),))
WITHOUT = State(HEAD, STATEMENTS[:2], BEFORE.tiles, BEFORE.items)


def row_of(desk: Desk, words: str) -> Element:
    return next(row for row in desk.body.iter(TR) if words in text_of(row) and len(row.findall(TC)) == 2)


def kept_beside_deleted() -> bytes:
    """Somebody deletes one row of statements and gives the next another name."""
    desk = Desk(built_rows(BEFORE))
    gone, kept = (row_of(desk, each.stamp) for each in STATEMENTS[1:])
    gone.getparent().remove(gone)  # type: ignore[union-attr]
    label = next(kept.iter(P))
    for each in list(label)[1:]:
        label.remove(each)
    label.append(run("Somebody else"))
    return desk.save()


def test_a_row_that_was_kept_is_not_the_deleted_one_beside_it() -> None:
    """The template drops the row that they named anew: it stays as theirs, and the deleted one stays deleted."""
    mine = kept_beside_deleted()
    kinds = []
    for state in (WITHOUT, WITHOUT, BEFORE, WITHOUT, BEFORE):
        made = joined(mine, state)
        assert_whole(made.data)
        assert joined(made.data, state).data == made.data
        assert ("Somebody else", f"It has {FILLER} {STATEMENTS[2].stamp}: 105.") in units(made.data)
        assert made.by_hand == ()
        kinds.append([edit.kind for edit in made.edits])
        mine = made.data
    assert kinds[0] == ["added", "deleted"]
    assert kinds[1] == kinds[0]


@pytest.mark.parametrize(
    ("was", "now", "paired"),
    [
        (("x",), ("y",), False),  # figures of other facts
        (("x",), ("x", "y"), True),
        (("x",), (), True),  # typed by hand
        ((), ("y",), True),
    ],
)
def test_rows_about_other_facts_are_never_one_by_their_place(was: tuple[str], now: tuple[str], paired: bool) -> None:
    head = Unit((1, 0), ("Point", "In short"), "Point")
    base = (head, Unit((1, 1), ("The bank", f"{FILLER} 104"), "The bank", frozenset(was)))
    mine = (head, Unit((1, 1), ("A bank", f"{FILLER} 105"), "A bank", frozenset(now)))
    assert pair_rows(base, mine, edited=True) == ({0: 0, 1: 1} if paired else {0: 0})


def test_a_paragraph_that_was_kept_is_not_the_deleted_one_beside_it() -> None:
    """Somebody deletes one of two that print figures and rewords the other, which the template drops then."""
    gone, kept = (
        printing(*each) for each in (("The office claims", "budget"), ("Steel leans on one supplier", "grant"))
    )
    at = 5
    rest = [*BRIEF.blocks[:at], *BRIEF.blocks[at + 1 :]]
    both, one = (replace(BRIEF, blocks=(*rest[:at], *those, *rest[at:])) for those in ((gone, kept), (gone,)))
    desk = Desk(build(both))
    node = desk.paragraph("The office claims")
    node.getparent().remove(node)  # type: ignore[union-attr]
    desk.type_over("Steel leans on one supplier", "Steel hangs by a thread")
    mine, found = desk.save(), []
    for document_now in (one, one, both, one):
        base = merge.base_in(mine)
        assert base is not None
        made = merge.merge(mine, build(document_now), base, document_now)
        assert_whole(made.data)
        assert "Steel hangs by a thread" in whole(made.data)
        assert made.by_hand == ()
        found.append(sorted(edit.kind for edit in made.edits))
        mine = made.data
    assert found[:2] == [["added", "deleted"]] * 2
    assert "reworded" not in found[3]


def without_label() -> bytes:
    """Somebody takes the label of a key figure into a paragraph of their own below it."""
    desk = Desk(built())
    label = desk.paragraph("for the Harbour, at an early stage")
    label.addnext(paragraph("BodyText", run("Own words "), run(text_of(label))))
    for node in label.iter(_W + "t"):
        node.text = ""
    return desk.save()


def without_head() -> bytes:
    """Somebody deletes the heads of all tables."""
    desk = Desk(built())
    for table in list(desk.body.iter(TBL)):
        if len(table.findall(TR)) > 2:
            table.remove(table.findall(TR)[0])
    return desk.save()


@pytest.mark.parametrize("edit", [without_label, without_head])
def test_a_figure_beside_it_changes_and_changes_back(edit: Callable[[], bytes]) -> None:
    mine = edit()
    first = ""
    for values in ({"grant": "30", "loan": "9"}, {}, {"grant": "31"}, {}):
        new = changed(sample.document(), **values)
        base = merge.base_in(mine)
        assert base is not None
        made = merge.merge(mine, build(new), base, new)
        if edit is not without_head:
            assert_whole(made.data)
        again = merge.base_in(made.data)
        assert again is not None
        assert merge.merge(made.data, build(new), again, new).data == made.data
        first = first or whole(mine)
        mine = made.data
    assert whole(mine) == first


# ── Whatever is done ─────────────────────────────────────────────────────────────────────────────


def other(seed: int) -> list[str]:
    """Return what is lost, or other when it is joined again, after random edits; the head of a table is deleted too."""
    rolls = random.Random(seed)
    state = begin(rolls)
    judge = Judge([state])
    person = Person(rolls, built_rows(state), judge, "a")
    mine = person.work(quiet=seed % 3 == 0)
    if seed % 2:
        table = rolls.choice(person.tables(strip=False))
        table.remove(table.findall(TR)[0])
        mine = person.desk.save()
    for number in range(3):
        state = later(rolls, state, 60 + 10 * number)
        made = joined(mine, state)
        before, after = (text_of(Desk(each).body) for each in (mine, made.data))
        found = [f"lost: {word}" for word in judge.typed if before.count(word) != after.count(word)]
        if joined(made.data, state).data != made.data:
            found.append(f"joined again in round {number} it is another file")
        if found:
            return found
        mine = made.data
    return []


@pytest.mark.parametrize("seed", [1, 59, 73001])
def test_random_edits_join_to_the_same_bytes_again(seed: int) -> None:
    assert other(seed) == []


@pytest.mark.parametrize("start", batches(1000, 1300, 20))
def test_random_edits_join_to_the_same_bytes_again_in_hundreds_of_files(start: int) -> None:
    found = {seed: other(seed) for seed in range(start, start + 20)}
    assert {seed: each for seed, each in found.items() if each} == {}


def test_joined_with_what_came_since_it_is_another_file() -> None:
    """Or the tests above would show nothing."""
    mine = joined(built_rows(BEFORE), BEFORE).data
    assert joined(mine, BEFORE).data == mine
    assert joined(mine, WITHOUT).data != mine
    assert document(WITHOUT) != document(BEFORE)
