"""Rows gained, lost, swapped and reworded under a person's edits: no figure, label or typed word ever stands in another row."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest

from reports.errors import InternalError
from reports.formats.docx import merge, write
from reports.formats.docx.merge import certainty, file_merge
from reports.formats.docx.merge.base import put_base
from reports.merge import pairing, row_pairing, table_units
from reports.merge.records import Record
from reports.merge.row_pairing import Unit
from reports.ooxml.wordprocessingml import Element, W, paragraph, run
from tests import sample
from tests.merge_desk import Desk, assert_whole, text_of
from tests.merge_rows import STAMP, TYPED, Judge, State, begin, document, later

_W = f"{{{W}}}"
TR, TC, P, TBL = (_W + tag for tag in ("tr", "tc", "p", "tbl"))


@cache
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


# ── A file as rows ───────────────────────────────────────────────────────────────────────────────


def is_strip(table: Element) -> bool:
    return len(table.findall(TR)) == 1 and len(table.findall(f"{TR}/{TC}")) > 2


def words_in(node: Element) -> str:
    return " ".join(" ".join(map(text_of, node.iter(P))).split())


def units(data: bytes) -> list[tuple[str, ...]]:
    """Return rows, key figures and other paragraphs of a file as their cells."""
    body = Desk(data).body
    found: list[tuple[str, ...]] = []
    for each in body:
        if each.tag == P:
            found.append((words_in(each),))
        elif each.tag == TBL and is_strip(each):
            found += [(words_in(cell),) for cell in each.iter(TC)]
        elif each.tag == TBL:
            found += [tuple(words_in(cell) for cell in row.iterchildren(TC)) for row in each.iterchildren(TR)]
    return [unit for unit in found if any(unit)]


def stamps(found: list[tuple[str, ...]]) -> list[str]:
    """Return the stamps in the order of the file."""
    return [next(iter(STAMP.findall(" ".join(unit))), "") for unit in found if STAMP.search(" ".join(unit))]


# ── A person ─────────────────────────────────────────────────────────────────────────────────────


class Person:
    """Somebody who edits a file at random, and remembers what they typed where."""

    def __init__(self, rolls: random.Random, data: bytes, judge: Judge, letter: str) -> None:
        self.rolls, self.desk, self.judge, self.letter = rolls, Desk(data), judge, letter
        self.touched: set[str] = set()
        self.deleted: set[str] = set()
        self.copied: set[str] = set()
        self.moved = False
        self.reshaped = False

    def word(self, told: str) -> str:
        """Return a word that stands nowhere else, typed in what has this stamp."""
        made = f"zebra{self.letter}{chr(97 + len(self.judge.typed) // 26)}{chr(97 + len(self.judge.typed) % 26)}"
        self.judge.typed[made] = told
        self.touched.add(told)
        return made

    def work(self, quiet: bool) -> bytes:
        """Make a few edits and save; `quiet` leaves tables alone."""
        deeds: list[Callable[[], None]] = [self.paragraph, self.item, self.own]
        weights = [3, 3, 1]
        if not quiet:
            deeds += [self.cell, self.retype, self.tile, self.drop, self.own_row, self.copy, self.move, self.column]
            weights += [6, 2, 3, 2, 2, 1, 1, 1]
        for deed in self.rolls.choices(deeds, weights=weights, k=self.rolls.randint(1, 5)):
            deed()
        return self.desk.save()

    def tables(self, *, strip: bool) -> list[Element]:
        return [each for each in self.desk.body.iter(TBL) if is_strip(each) == strip]

    def row(self) -> Element:
        """Return a row below a head."""
        rows = [
            row for table in self.tables(strip=False) for row in table.iterchildren(TR) if STAMP.search(words_in(row))
        ]
        return self.rolls.choice(rows)

    def stamp(self, node: Element) -> str:
        return next(iter(STAMP.findall(words_in(node))), "")

    def type_into(self, node: Element, told: str) -> None:
        made = run(f" {self.word(told)} ")
        if self.rolls.random() < 0.5:
            node.append(made)
        else:
            node.insert(1, made)

    def paragraph(self) -> None:
        found = [
            each for each in self.desk.body if each.tag == P and words_in(each) and not STAMP.search(words_in(each))
        ]
        self.type_into(self.rolls.choice(found), "")

    def item(self) -> None:
        found = [each for each in self.desk.body if each.tag == P and STAMP.search(words_in(each))]
        if found:
            node = self.rolls.choice(found)
            self.type_into(node, self.stamp(node))

    def own(self) -> None:
        found = [each for each in self.desk.body if each.tag == P and words_in(each)]
        self.rolls.choice(found).addnext(paragraph("BodyText", run(self.word(""))))

    def cell(self) -> None:
        row = self.row()
        self.type_into(self.rolls.choice(list(row.iter(P))), self.stamp(row))

    def retype(self) -> None:
        row = self.row()
        told, node = self.stamp(row), self.rolls.choice(list(row.iter(P)))
        if len(STAMP.findall(words_in(row))) < 2 and STAMP.search(words_in(node)):
            return  # the judge would not know it again
        for each in list(node)[1:]:
            node.remove(each)
        node.append(run(self.word(told)))

    def tile(self) -> None:
        cells = [cell for table in self.tables(strip=True) for cell in table.iter(TC) if STAMP.search(words_in(cell))]
        cell = self.rolls.choice(cells)
        self.type_into(self.rolls.choice(list(cell.iter(P))), self.stamp(cell))

    def drop(self) -> None:
        row = self.row()
        table = row.getparent()
        if table is not None and len(table.findall(TR)) > 3:
            self.deleted.add(self.stamp(row))
            table.remove(row)

    def own_row(self) -> None:
        row = self.row()
        made = bare(row)
        for node in made.iter(P):
            node.append(run(self.word("")))
        row.addnext(made)

    def copy(self) -> None:
        """Copy a row: Word leaves the bookmarks where they were."""
        row = self.row()
        made = deepcopy(row)
        for each in list(made.iter(_W + "bookmarkStart", _W + "bookmarkEnd")):
            each.getparent().remove(each)  # type: ignore[union-attr]
        self.copied.add(self.stamp(row))
        row.addnext(made)

    def move(self) -> None:
        row, other = self.row(), self.row()
        if row is not other and row.getparent() is other.getparent():
            other.addnext(row)
            self.moved = True

    def column(self) -> None:
        """Add a column of one's own, or delete one."""
        table = self.tables(strip=False)[0]
        rows = table.findall(TR)
        at = self.rolls.randint(1, len(rows[0].findall(TC)) - 1)
        stamped = all(len(STAMP.findall(words_in(row))) != 1 for row in rows)
        added = not stamped or self.rolls.random() < 0.6 or len(rows[0].findall(TC)) < 4
        grid = next(table.iter(_W + "tblGrid"))
        if added:
            grid[at].addprevious(deepcopy(grid[at]))
        else:
            grid.remove(grid[at])
        for row in rows:
            cell = row.findall(TC)[at]
            if added:
                told = self.stamp(row)
                cell.addprevious(made := bare(cell))
                next(made.iter(P)).append(run(self.word(told)))
            else:
                row.remove(cell)
            self.touched.add(self.stamp(row))
        self.reshaped = True


def bare(node: Element) -> Element:
    """Return a copy of a row or cell without words."""
    made = deepcopy(node)
    for each in made.iter(P):
        for child in list(each)[1:]:
            each.remove(child)
    return made


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


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 1500, 50))
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


def blocks_shuffled(seed: int) -> Callable[..., pairing.Pairing]:
    """Return a pairing of paragraphs at random, those of rows too, cell for cell with other rows."""
    true = pairing.pair

    def pair(base: Sequence[Record], other: Sequence[Record], **how: bool) -> pairing.Pairing:
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
    "paragraphs and cells": lambda patch, seed: patch.setattr(file_merge, "pair", blocks_shuffled(seed)),
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
def test_without_the_audit_wrong_pairings_do_print_mixed_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above would show nothing."""
    monkeypatch.setattr(certainty, "sure", lambda *_: True)
    monkeypatch.setattr(file_merge, "nothing_mixed", lambda *_: None)
    found = []
    for seed in range(24):
        with monkeypatch.context() as patch:
            MIXED_UP[name](patch, seed)
            found.append(outcome(seed))
    assert not set(found) <= {"refused", "right"}
