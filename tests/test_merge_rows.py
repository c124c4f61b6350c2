"""Rows gained, lost, swapped and reworded under a person's edits: no figure, label or typed word ever stands in another row."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pytest

from reports.errors import InternalError
from reports.formats.docx import merge, write
from reports.formats.docx.merge import certainty
from reports.formats.docx.merge import file_merge as merging
from reports.formats.docx.merge.base import put_base
from reports.merge import pairing as matching
from reports.merge import row_pairing, table_units
from reports.merge.records import Record
from reports.merge.row_pairing import Unit
from reports.ooxml.wordprocessingml import W
from tests import sample
from tests.long_runs import batches
from tests.merge_desk import Desk, assert_whole, text_of
from tests.merge_judge import Judge
from tests.merge_rows import STAMP, TYPED, State, begin, document, later
from tests.merge_rows_desk import Person, stamps, units

_W = f"{{{W}}}"
TR, TC, P, TBL = (_W + tag for tag in ("tr", "tc", "p", "tbl"))


@lru_cache(maxsize=8)
def built(state: State) -> bytes:
    """Return a report as a build makes it."""
    made = document(state)
    return merge.based(write(made, sample.theme()), made)[0]


def aged(data: bytes) -> bytes:
    """Return a file as the program wrote it before rows had bookmarks and bases said what each row is about."""
    desk = Desk(data)
    for node in [each for each in desk.body.iter(_W + "bookmarkStart") if "_row" in each.get(_W + "name", "")]:
        ends = [each for each in desk.body.iter(_W + "bookmarkEnd") if each.get(_W + "id") == node.get(_W + "id")]
        for each in (node, *ends):
            each.getparent().remove(each)  # type: ignore[union-attr]
    base = merge.base_in(data)
    assert base is not None
    records = (replace(each, about=(), key="" if "_row" in each.key else each.key) for each in base.records)
    put_base(desk.package, replace(base, records=tuple(records)))
    return desk.save()


def unmarked(data: bytes) -> bytes:
    """Return a file without bookmarks."""
    desk = Desk(data)
    for each in list(desk.body.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
        each.getparent().remove(each)  # type: ignore[union-attr]
    return desk.save()


def joined(mine: bytes, state: State) -> merge.Merged:
    """Return a person's file after a build of `state`."""
    base = merge.base_in(mine)
    assert base is not None
    return merge.merge(mine, built(state), base, document(state))


# ── What must hold ───────────────────────────────────────────────────────────────────────────────


def missed(person: Person, state: State, made: bytes) -> Iterator[str]:
    """Yield generated rows that a person left alone and that are not as they are generated, or not in order."""
    found, fresh = units(made), units(built(state))
    hands = person.touched | person.deleted
    text = " ".join(" ".join(unit) for unit in found)
    hands |= {told for unit in found if TYPED.search(" ".join(unit)) for told in STAMP.findall(" ".join(unit))}
    there = {*stamps(found), *(told for word, told in person.judge.typed.items() if word in text)}
    for unit in fresh:
        told = next(iter(STAMP.findall(" ".join(unit))), "")
        if told and told not in hands and not person.reshaped and unit not in found:
            yield f"not as generated: {unit}"
        if told and told not in person.deleted | there and not person.reshaped:
            yield f"not there: {unit}"
    now = {*stamps(fresh)}
    for told in stamps(found):
        if told not in now and told not in hands | person.copied:
            yield f"left over: {told}"
    if not person.moved and not person.copied:
        order = [told for told in stamps(found) if told in now and told not in hands]
        kept = {*order}
        if order != [told for told in stamps(fresh) if told in kept]:
            yield f"out of order: {order}, generated {stamps(fresh)}"


def wrong(seed: int) -> list[str]:
    """Return what is wrong after two rounds of edits and builds of a random report."""
    rolls = random.Random(seed)
    state = begin(rolls)
    judge = Judge([state])
    data = aged(built(state)) if seed % 4 == 1 else built(state)
    hands: Person | None = None
    for number, letter in enumerate("ab"):
        person = Person(rolls, data, judge, letter)
        if hands is not None:
            person.touched, person.deleted, person.copied = hands.touched, hands.deleted, hands.copied
            person.moved, person.reshaped = hands.moved, hands.reshaped
        hands = person
        mine = person.work(quiet=seed % 3 == 0)
        if seed % 8 == 6:  # some programs drop bookmarks
            mine = unmarked(mine)
        state = later(rolls, state, 60 + 20 * number)
        judge.versions.append(state)
        made = joined(mine, state)
        assert_whole(made.data)
        found = judge.wrong(units(made.data)) + list(missed(person, state, made.data))
        before, after = (text_of(Desk(each).body) for each in (mine, made.data))
        found += [f"lost: {word}" for word in judge.typed if before.count(word) != after.count(word)]
        if units(joined(made.data, state).data) != units(made.data):
            found.append("a second build changes something")
        if found:
            return found
        data = made.data
    return []


@pytest.mark.parametrize("seed", range(12))
def test_no_row_is_mixed_up(seed: int) -> None:
    assert wrong(seed) == []


@pytest.mark.parametrize("start", batches(1000, 1500, 50))
def test_no_row_is_mixed_up_in_hundreds_of_files(start: int) -> None:
    found = {seed: wrong(seed) for seed in range(start, start + 50)}
    assert {seed: each for seed, each in found.items() if each} == {}


# ── Negative controls ────────────────────────────────────────────────────────────────────────────


def shuffled(seed: int, *, edited: bool) -> Callable[..., dict[int, int]]:
    """Return a pairing of rows at random, in place of that of a person's file or of what is generated."""
    true = row_pairing.pair_rows

    def pair(base: Sequence[Unit], other: Sequence[Unit], **how: bool) -> dict[int, int]:
        if how["edited"] != edited:
            return true(base, other, **how)
        theirs = list(range(len(other)))
        random.Random(seed).shuffle(theirs)
        return dict(zip(range(len(base)), theirs, strict=False))

    return pair


def blocks_shuffled(seed: int) -> Callable[..., matching.Pairing]:
    """Return a pairing of paragraphs at random, those of rows too, cell for cell with other rows."""
    true = matching.pair

    def pair(base: Sequence[Record], other: Sequence[Record], **how: bool) -> matching.Pairing:
        found = true(base, other, **how)
        if how["edited"]:
            return found
        swapped = [b for b in found.there if base[b].text and base[b].kind in "pc" and base[b].style != "heading 1"]
        theirs = [found.there[b] for b in swapped]
        random.Random(seed).shuffle(theirs)
        found.there.update(zip(swapped, theirs, strict=True))
        found.back = {x: b for b, x in found.there.items()}
        return found

    return pair


MIXED_UP: dict[str, Callable[[pytest.MonkeyPatch, int], None]] = {
    "rows of a person": lambda patch, seed: patch.setattr(table_units, "pair_rows", shuffled(seed, edited=True)),
    "rows that are generated": lambda patch, seed: patch.setattr(
        table_units, "pair_rows", shuffled(seed, edited=False)
    ),
    "paragraphs and cells": lambda patch, seed: patch.setattr(merging, "pair", blocks_shuffled(seed)),
}


def outcome(seed: int) -> str:
    """Return what becomes of a file whose parts are paired at random: refused, right, or what is wrong in it."""
    rolls = random.Random(seed)
    state = begin(rolls)
    judge = Judge([state])
    mine = Person(rolls, built(state), judge, "a").work(quiet=False)
    state = later(rolls, state)
    judge.versions.append(state)
    try:
        made = joined(mine, state)
    except InternalError:
        return "refused"
    return "; ".join(judge.wrong(units(made.data))) or "right"


@pytest.mark.parametrize("name", MIXED_UP)
@pytest.mark.slow
def test_a_wrong_pairing_is_refused_and_never_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard before the merge is off, so that the audit of what was merged stands alone."""
    monkeypatch.setattr(certainty, "sure", lambda *_: True)
    found = []
    for seed in range(24):
        with monkeypatch.context() as patch:
            MIXED_UP[name](patch, seed)
            found.append(outcome(seed))
    assert set(found) <= {"refused", "right"}
    assert "refused" in found


@pytest.mark.parametrize("name", MIXED_UP)
@pytest.mark.slow
def test_without_the_audit_wrong_pairings_do_print_mixed_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above would show nothing."""
    monkeypatch.setattr(certainty, "sure", lambda *_: True)
    monkeypatch.setattr(merging, "nothing_mixed", lambda *_: None)
    found = []
    for seed in range(24):
        with monkeypatch.context() as patch:
            MIXED_UP[name](patch, seed)
            found.append(outcome(seed))
    assert not set(found) <= {"refused", "right"}
