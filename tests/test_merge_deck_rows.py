"""Rows of tables on slides gained, lost, swapped and reworded under a presenter's edits: none is ever mixed up."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import lru_cache

import pytest
from lxml import etree

from reports.errors import InputError, InternalError
from reports.formats.pptx import merge as merge_deck
from reports.formats.pptx import write
from reports.formats.pptx.merge import file_merge as merging
from reports.formats.pptx.merge import shape_merge as shapes
from reports.formats.pptx.merge import slide_pairing
from reports.formats.pptx.merge import table_merge as row_merge
from reports.formats.pptx.merge.file_reading import read, said
from reports.formats.pptx.merge.slide_records import Shape
from reports.formats.pptx.merge.table_rows import rows_of
from reports.merge import row_pairing
from reports.merge.row_pairing import Unit
from reports.ooxml.presentationml import A, opened
from tests import sample
from tests.deck_desk import Desk
from tests.long_runs import batches
from tests.merge_judge import Judge
from tests.merge_rows import STAMP, TYPED, State, begin, document, later

TR, TC, P, R = (f"{A}{tag}" for tag in ("tr", "tc", "p", "r"))
Element = etree._Element


@lru_cache(maxsize=8)
def built(state: State) -> bytes:
    """Return a report as a build makes it."""
    made = document(state, "deck")
    return merge_deck.based(write(made, sample.theme()), made.facts_version, made)[0]


def joined(mine: bytes, state: State) -> merge_deck.Merged:
    """Return a presenter's file after a build of `state`."""
    base = merge_deck.base_in(mine)
    assert base is not None
    return merge_deck.merge(mine, built(state), base, document(state, "deck"))


def tables(data: bytes) -> Iterator[Element]:
    """Yield the tables of a deck."""
    found = read(opened(data))
    for page in found.pages:
        yield from (table for element in page.elements for table in element.iter(f"{A}tbl"))


def is_strip(table: Element) -> bool:
    return len(table.findall(TR)) == 1


def words_in(node: Element) -> str:
    return " ".join(" ".join(map(said, node.iter(P))).split())


def units(data: bytes) -> list[tuple[str, ...]]:
    """Return rows and key figures of a deck as their cells."""
    found: list[tuple[str, ...]] = []
    for table in tables(data):
        if is_strip(table):
            found += [(words_in(cell),) for cell in table.iter(TC)]
        else:
            found += [tuple(words_in(cell) for cell in row.findall(TC)) for row in table.findall(TR)]
    return [unit for unit in found if any(unit)]


def stamps(found: Sequence[Sequence[str]]) -> list[str]:
    """Return the stamps in the order of the file."""
    return [told for unit in found for told in STAMP.findall(" ".join(unit))[:1]]


def everything(data: bytes) -> str:
    """Return every text of a deck, but for what the program says at the top of notes."""
    pages = read(opened(data)).pages
    shapes = (shape for page in pages for shape in page.slide.shapes)
    return "\n".join(
        [*(text for shape in shapes for text in shape.texts), *(text for page in pages for text in page.slide.notes)]
    )


# ── A presenter ──────────────────────────────────────────────────────────────────────────────────


class Person:
    """Somebody who edits tables on slides at random, and remembers what they typed where."""

    def __init__(self, rolls: random.Random, data: bytes, judge: Judge, letter: str) -> None:
        self.rolls, self.desk, self.judge, self.letter = rolls, Desk(data), judge, letter
        self.touched: set[str] = set()
        self.deleted: set[str] = set()
        self.moved = self.reshaped = False
        self.flagged = ""
        """What earlier builds said was kept of theirs against what is new: it goes on standing in its place."""

    def word(self, told: str) -> str:
        """Return a word that stands nowhere else, typed in what has this stamp."""
        made = f"zebra{self.letter}{chr(97 + len(self.judge.typed) // 26)}{chr(97 + len(self.judge.typed) % 26)}"
        self.judge.typed[made] = told
        self.touched.add(told)
        return made

    def work(self) -> bytes:
        """Make a few edits and save."""
        deeds: tuple[Callable[[], None], ...] = (
            self.cell, self.retype, self.tile, self.title, self.note, self.drop, self.own_row, self.move, self.column,
        )  # fmt: skip
        for deed in self.rolls.choices(deeds, weights=(6, 2, 3, 2, 1, 2, 2, 1, 1), k=self.rolls.randint(1, 5)):
            deed()
        return self.desk.save()

    def tables(self, *, strip: bool) -> list[Element]:
        """Return the tables, or the strips of key figures."""
        found = (table for slide in self.desk.show.slides for table in slide.part._element.iter(f"{A}tbl"))
        return [table for table in found if is_strip(table) == strip]

    def row(self) -> Element:
        """Return a row below a head."""
        rows = (row for table in self.tables(strip=False) for row in table.findall(TR))
        return self.rolls.choice([row for row in rows if STAMP.search(words_in(row))])

    def stamp(self, node: Element) -> str:
        """Return the stamp of a row; empty where it has none."""
        return next(iter(STAMP.findall(words_in(node))), "")

    def type_into(self, node: Element, told: str) -> None:
        """Type a word at the end of a paragraph."""
        runs = node.findall(R)
        if runs:
            made = deepcopy(runs[-1])
            runs[-1].addnext(made)
            made.find(f"{A}t").text = f" {self.word(told)}"  # type: ignore[union-attr]  # a run has a text

    def cell(self) -> None:
        """Type in a cell."""
        row = self.row()
        self.type_into(self.rolls.choice(list(row.iter(P))), self.stamp(row))

    def retype(self) -> None:
        """Type over a whole cell."""
        row = self.row()
        told, node = self.stamp(row), self.rolls.choice(list(row.iter(P)))
        if not node.findall(R) or (len(STAMP.findall(words_in(row))) < 2 and STAMP.search(words_in(node))):
            return
        for each in node.findall(R)[1:]:
            node.remove(each)
        node.find(f"{R}/{A}t").text = self.word(told)  # type: ignore[union-attr]

    def tile(self) -> None:
        """Type in a key figure."""
        cells = [cell for table in self.tables(strip=True) for cell in table.iter(TC) if STAMP.search(words_in(cell))]
        cell = self.rolls.choice(cells)
        self.type_into(self.rolls.choice(list(cell.iter(P))), self.stamp(cell))

    def title(self) -> None:
        """Type in a title."""
        slide = self.rolls.choice(list(self.desk.show.slides))
        self.type_into(next(slide.shapes.title._element.iter(P)), "")

    def note(self) -> None:
        """Write below the notes."""
        slide = self.rolls.choice(list(self.desk.show.slides))
        slide.notes_slide.notes_text_frame.add_paragraph().text = self.word("")

    def drop(self) -> None:
        """Delete a row."""
        row = self.row()
        table = row.getparent()
        if table is not None and len(table.findall(TR)) > 3:
            self.deleted.add(self.stamp(row))
            table.remove(row)

    def own_row(self) -> None:
        """Write a row of one's own."""
        row = self.row()
        made = deepcopy(row)
        for node in made.iter(P):
            for each in node.findall(R)[1:]:
                node.remove(each)
            if node.findall(R):
                node.find(f"{R}/{A}t").text = self.word("")  # type: ignore[union-attr]
        row.addnext(made)

    def move(self) -> None:
        """Put a row elsewhere in its table."""
        row, other = self.row(), self.row()
        if row is not other and row.getparent() is other.getparent():
            other.addnext(row)
            self.moved = True

    def column(self) -> None:
        """Add a column of one's own."""
        table = self.tables(strip=False)[0]
        grid = next(table.iter(f"{A}tblGrid"))
        at = self.rolls.randint(1, len(grid) - 1)
        grid[at].addprevious(deepcopy(grid[at]))
        for row in table.findall(TR):
            told = self.stamp(row)
            made = deepcopy(row.findall(TC)[at])
            row.findall(TC)[at].addprevious(made)
            for node in made.iter(P):
                for each in node.findall(R)[1:]:
                    node.remove(each)
                if node.findall(R):
                    node.find(f"{R}/{A}t").text = self.word(told)  # type: ignore[union-attr]
            self.touched.add(told)
        self.reshaped = True


# ── What must hold ───────────────────────────────────────────────────────────────────────────────


def missed(person: Person, state: State, made: merge_deck.Merged) -> Iterator[str]:
    """Yield generated rows that a person left alone and that are not as they are generated, or not in order."""
    found, fresh = units(made.data), units(built(state))
    hands = person.touched | person.deleted
    hands |= {told for unit in found if TYPED.search(" ".join(unit)) for told in STAMP.findall(" ".join(unit))}
    flagged = person.flagged = " ".join(
        (person.flagged, *map(str, made.flags), *(now for flag in made.flags for _, now in flag.kept))
    )
    whole = any(now.count(" ") > 12 for flag in made.flags for _, now in flag.kept)  # a table that was kept as it was
    for unit in fresh:
        told = next(iter(STAMP.findall(" ".join(unit))), "")
        if (
            told
            and told not in hands
            and unit not in found
            and not person.reshaped
            and not whole
            and told not in flagged
        ):
            yield f"not as generated: {unit}"
    now = {*stamps(fresh)}
    for told in stamps(found):
        if told not in now and told not in hands and not whole:
            yield f"left over: {told}"
    if not person.moved and not whole:
        order = [told for told in stamps(found) if told in now and told not in hands]
        if order != [told for told in stamps(fresh) if told in {*order}]:
            yield f"out of order: {order}, generated {stamps(fresh)}"


def fitting(rolls: random.Random, state: State, first: int) -> State:
    """Return a later version of a report whose slides hold what they say."""
    while True:
        made = later(rolls, state, first)
        try:
            built(made)
        except InputError:
            continue
        return made


def wrong(seed: int) -> list[str]:
    """Return what is wrong after two rounds of edits and builds of a random report."""
    rolls = random.Random(seed)
    state = begin(rolls)
    judge = Judge([state])
    data = built(state)
    hands: Person | None = None
    for number, letter in enumerate("ab"):
        person = Person(rolls, data, judge, letter)
        if hands is not None:
            person.touched, person.deleted = hands.touched, hands.deleted
            person.moved, person.reshaped, person.flagged = hands.moved, hands.reshaped, hands.flagged
        hands = person
        mine = person.work()
        state = fitting(rolls, state, 60 + 20 * number)
        judge.versions.append(state)
        made = joined(mine, state)
        before, after = everything(mine), everything(made.data)
        found = judge.wrong(units(made.data)) + list(missed(person, state, made))
        found += [f"lost: {word}" for word in judge.typed if before.count(word) != after.count(word)]
        again = joined(made.data, state)
        if everything(again.data) != after:
            found.append("a second build changes something")
        if found:
            return found
        data = made.data
    return []


@pytest.mark.parametrize("seed", range(8))
def test_no_row_is_mixed_up(seed: int) -> None:
    assert wrong(seed) == []


@pytest.mark.parametrize("start", batches(1000, 1200, 50))
def test_no_row_is_mixed_up_in_hundreds_of_decks(start: int) -> None:
    found = {seed: wrong(seed) for seed in range(start, start + 50)}
    assert {seed: each for seed, each in found.items() if each} == {}


# ── Negative controls ────────────────────────────────────────────────────────────────────────────


def split(judge: Judge, data: bytes) -> list[str]:
    """Return what is wrong with slides: rows of the table and key figures never stand on one, nor under another's title."""
    rows = {each.stamp for state in judge.versions for each in state.rows}
    found = []
    for page in read(opened(data)).pages:
        text = " ".join(text for shape in page.slide.shapes for text in shape.texts)
        kinds = {told in rows for told in STAMP.findall(text)} | ({True} if "What each body did" in text else set())
        kinds |= {False} if "What follows from it" in text else set()
        found += ["two slides in one"] if len(kinds) > 1 else []
    return found


def shuffled_rows(seed: int, *, edited: bool) -> Callable[..., dict[int, int]]:
    """Return a pairing of rows at random, in place of that of a person's file or of what is generated."""
    true = row_pairing.pair_rows

    def pair(base: Sequence[Unit], other: Sequence[Unit], **how: bool) -> dict[int, int]:
        if how["edited"] != edited:
            return true(base, other, **how)
        theirs = list(range(len(other)))
        random.Random(seed).shuffle(theirs)
        return dict(zip(range(len(base)), theirs, strict=False))

    return pair


def swapped(_: object, other: Sequence[object], **how: bool) -> dict[int, int]:
    """Return a pairing that takes each for another one."""
    return {n: (n + 1) % len(other) for n in range(len(other))}


def shuffled_shapes(seed: int) -> Callable[..., dict[int, int]]:
    """Return a pairing of shapes at random, each with one of its kind."""
    true = slide_pairing.pair_shapes

    def pair(base: Sequence[Shape], other: Sequence[Shape]) -> dict[int, int]:
        found = true(base, other)
        for kind in {each.kind for each in base}:
            mine = [b for b in found if base[b].kind == kind]
            theirs = [found[b] for b in mine]
            random.Random(seed).shuffle(theirs)
            found |= dict(zip(mine, theirs, strict=True))
        return found

    return pair


MIXED_UP: dict[str, Callable[[pytest.MonkeyPatch, int], None]] = {
    "rows of a person": lambda patch, seed: patch.setattr(row_merge, "pair_rows", shuffled_rows(seed, edited=True)),
    "rows that are generated": lambda patch, seed: patch.setattr(
        row_merge, "pair_rows", shuffled_rows(seed, edited=False)
    ),
    "shapes": lambda patch, seed: patch.setattr(shapes, "pair_shapes", shuffled_shapes(seed)),
    "slides": lambda patch, seed: patch.setattr(merging, "pair_slides", swapped),
}


RARE = {"rows of a person": (27, 50, 60), "shapes": (63,)}
"""Seeds by which a wrong pairing does harm where it seldom does."""


def outcome(seed: int) -> str:
    """Return what becomes of a deck whose parts are paired at random: refused, right, or what is wrong in it."""
    rolls = random.Random(seed)
    state = begin(rolls)
    judge = Judge([state])
    mine = Person(rolls, built(state), judge, "a").work()
    state = fitting(rolls, state, 60)
    judge.versions.append(state)
    try:
        made = joined(mine, state)
    except InternalError:
        return "refused"
    return "; ".join(judge.wrong(units(made.data)) + split(judge, made.data)) or "right"


def outcomes(name: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return what becomes of decks that are paired wrongly while the guard before the merge is off."""
    monkeypatch.setattr(row_merge, "sure", lambda *_: True)
    monkeypatch.setattr(merging, "part_doubtful", lambda *_: None)
    found = set()
    for seed in (*range(12), *RARE.get(name, ())):
        with monkeypatch.context() as patch:
            MIXED_UP[name](patch, seed)
            found.add(outcome(seed))
    return found


@pytest.mark.parametrize("name", MIXED_UP)
@pytest.mark.slow
def test_a_wrong_pairing_is_refused_and_never_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcomes(name, monkeypatch)
    assert found <= {"refused", "right"}
    assert "refused" in found


@pytest.mark.parametrize("name", MIXED_UP)
@pytest.mark.slow
def test_without_the_audit_wrong_pairings_do_print_mixed_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the test above would show nothing."""
    monkeypatch.setattr(merging, "nothing_mixed", lambda *_: None)
    assert not outcomes(name, monkeypatch) <= {"refused", "right"}


TILE = ("Signed", "11", "lines", "[1]")


@pytest.mark.parametrize(
    ("cells", "strip"),
    [
        ((TILE, TILE, TILE), True),
        ((TILE, ("",), TILE), True),  # of earlier versions, with an empty cell as a gap
        ((("Point",), ("What is reported",), ("Standing",)), False),  # a head whose rows are gone
        ((TILE,), False),
    ],
)
def test_a_row_of_key_figures_is_told_from_other_rows(cells: tuple[tuple[str, ...], ...], strip: bool) -> None:
    texts = tuple(text for cell in cells for text in cell)
    found = rows_of(Shape("table", "tiles", texts, grid=(1, len(cells)), cells=tuple(map(len, cells))))
    assert found is not None
    assert found.grid.strip is strip
    assert len(found.grid.rows) == (sum(any(cell) for cell in cells) if strip else 1)
