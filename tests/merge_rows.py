"""Reports of rows, key figures, statements and list items that change at random.

Every row has a stamp: a short word that stands in two of its cells, and a fact of its own with a value that no other has.
Labels repeat, and so do all other words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.document.blocks import (
    Blocks,
    Column,
    Definition,
    Definitions,
    Heading,
    List,
    Panel,
    Paragraph,
    Row,
    Table,
    Tile,
    Tiles,
)
from reports.document.inlines import Cite, FactRef, Inlines, Text
from reports.document.report import Document
from reports.domain.fact_book import FactBook
from reports.domain.wording.fact_formats import quote
from tests import sample
from tests.sample import words

LABELS = ("The bank", "The office", "The bank", "Harbour", "The council and the office", "Ferry line")
FILLERS = (
    "loans and letters of interest for new lines",
    "loans and letters of interest for old lines",
    "a depot",
    "said to be the largest of its kind",
)
STATES = ("planned", "approved", "signed", "planned; also announced")
COLUMNS = ("what", "amount", "state", "source")
STAMP = re.compile(r"\bq[a-z]{2}\b")
NUMBER = re.compile(r"\b\d{3}\b")
TYPED = re.compile(r"\bzebra[a-z]+\b")


def stamp(n: int) -> str:
    """Return the word that tells the row number `n`."""
    return "q" + chr(97 + n // 26) + chr(97 + n % 26)


@dataclass(frozen=True)
class Entry:
    """A row, key figure, statement or item: what all versions of it have in common, and what one says."""

    number: int
    label: str
    filler: str
    state: str
    figured: bool = True
    """It prints the value of its fact; else it says that none is stated."""

    @property
    def stamp(self) -> str:
        """Return the word that tells it."""
        return stamp(self.number)


@dataclass(frozen=True)
class State:
    """One version of a report."""

    rows: tuple[Entry, ...]
    statements: tuple[Entry, ...]
    tiles: tuple[Entry, ...]
    items: tuple[Entry, ...]
    columns: tuple[str, ...] = COLUMNS
    changed: frozenset[int] = frozenset()
    """Numbers of the entries whose facts have another value now."""

    def entries(self) -> Iterator[Entry]:
        """Yield all entries."""
        yield from (*self.rows, *self.statements, *self.tiles, *self.items)

    def value(self, number: int) -> str:
        """Return the value of the fact of an entry."""
        return str(number + (500 if number in self.changed else 100))


PARTS = ("rows", "statements", "tiles", "items")


def begin(rolls: random.Random) -> State:
    """Return a report to begin with."""
    numbers = iter(range(60))

    def some(count: int) -> tuple[Entry, ...]:
        return tuple(entry(rolls, next(numbers)) for _ in range(count))

    rows = tuple(replace(each, figured=rolls.random() < 0.7) for each in some(rolls.randint(3, 7)))
    return State(rows, some(rolls.randint(2, 4)), some(rolls.randint(2, 4)), some(rolls.randint(2, 5)))


def entry(rolls: random.Random, number: int) -> Entry:
    """Return an entry that prints its value; one that prints and cites nothing could be any other with its label."""
    return Entry(number, rolls.choice(LABELS), rolls.choice(FILLERS), rolls.choice(STATES))


def later(rolls: random.Random, state: State, first: int = 60) -> State:
    """Return the report after a few changes of its templates and facts; new entries are numbered from `first`."""
    numbers = iter(range(first, first + 40))
    for _ in range(rolls.randint(1, 4)):
        part = rolls.choice(("rows", "rows", *PARTS))
        changed: dict[str, Any] = {part: _changed(rolls, getattr(state, part), numbers, bare=part == "rows")}
        state = replace(state, **changed)
    if rolls.random() < 0.15:
        columns = list(state.columns)
        rolls.choice((columns.reverse, columns.pop, lambda: columns.insert(1, "more")))()
        state = replace(state, columns=tuple(columns))
    known = [each.number for each in state.entries()]
    return replace(state, changed=frozenset(rolls.sample(known, rolls.randint(0, min(5, len(known))))))


def _changed(
    rolls: random.Random, entries: Sequence[Entry], numbers: Iterator[int], *, bare: bool
) -> tuple[Entry, ...]:
    """Return entries after one change; those of which some are `bare` may lose their figure, since they cite a fact."""
    made = list(entries)
    at = rolls.randrange(len(made))
    match rolls.choice(("gain", "gain", "lose", "swap", "swap", "reword", "relabel", "figure")):
        case "gain":
            made.insert(rolls.randint(0, len(made)), entry(rolls, next(numbers)))
        case "lose" if len(made) > 2:
            made.pop(at)
        case "swap":
            made.insert(rolls.randrange(len(made)), made.pop(at))
        case "reword":
            made[at] = replace(made[at], filler=rolls.choice(FILLERS), state=rolls.choice(STATES))
        case "relabel":
            made[at] = replace(made[at], label=rolls.choice(LABELS))
        case "figure" if bare:
            made[at] = replace(made[at], figured=not made[at].figured)
        case _:
            pass
    return tuple(made)


# ── Documents ────────────────────────────────────────────────────────────────────────────────────


def book(state: State) -> FactBook:
    """Return the facts of a report."""
    known = {
        f"fact-{stamp(n)}": sample.fact(f"fact-{stamp(n)}", state.value(n), "lines", "exactly", "reported", 1)
        for n in range(100)
    }
    return replace(sample.BOOK, facts=known, version="rows")


def document(state: State, kind: str = "brief") -> Document:
    """Return a report as a document; `kind` is brief or deck."""
    facts = book(state)
    made = sample.document(kind)
    return replace(
        made, book=facts, blocks=_Blocks(state, facts).slides() if kind == "deck" else _Blocks(state, facts).pages()
    )


@dataclass
class _Blocks:
    state: State
    facts: FactBook

    def figure(self, each: Entry, form: str = "figure") -> FactRef:
        id = f"fact-{each.stamp}"
        return FactRef(id, form, quote(self.facts.facts[id], form, sample.SPEECH))

    def amount(self, each: Entry) -> Inlines:
        return (self.figure(each),) if each.figured else words("not stated")

    def cell(self, each: Entry, column: str) -> Inlines:
        match column:
            case "what":
                return words(f"{each.filler} {each.stamp}")
            case "amount":
                return self.amount(each)
            case "state":
                return words(f"{each.state} {each.stamp}")
            case "source":
                return (Cite((f"fact-{each.stamp}",), (1,)),)
            case _:
                return words("more of it")

    def table(self) -> Table:
        heads = (Column(words("Body"), width=4), *(Column(words(name.title()), width=4) for name in self.state.columns))
        rows = (
            Row((words(each.label), *(self.cell(each, name) for name in self.state.columns)))
            for each in self.state.rows
        )
        return Table(heads, tuple(rows), words("What each body did"), "register", 1, alt="A table.")

    def statements(self) -> Definitions:
        return Definitions(
            tuple(
                Definition(
                    words(each.label),
                    (Paragraph((Text(f"It has {each.filler} {each.stamp}: "), *self.amount(each), Text("."))),),
                )
                for each in self.state.statements
            )
        )

    def tiles(self) -> Tiles:
        return Tiles(
            tuple(
                Tile(
                    each.state,
                    "",
                    self.figure(each, "bare-short"),
                    words(f"{each.filler} {each.stamp}"),
                    Cite((f"fact-{each.stamp}",), (1,)),
                )
                for each in self.state.tiles
            )
        )

    def items(self) -> List:
        return List(
            tuple(
                (Paragraph((Text(f"{each.label}: {each.filler} {each.stamp}, "), *self.amount(each), Text("."))),)
                for each in self.state.items
            )
        )

    def pages(self) -> Blocks:
        return (
            Heading(1, words("What each body did"), "bodies"),
            Paragraph(words("The table lists what is known. It says no more than its sources.")),
            self.table(),
            Paragraph(words("Key figures follow below the table.")),
            self.tiles(),
            Heading(1, words("What follows from it"), "follows"),
            Paragraph(words("Three things follow.")),
            self.items(),
            Panel("bottom-line", (), (self.statements(),)),
            Paragraph(words("The end of the matter.")),
        )

    def slides(self) -> Blocks:
        def head(title: str, id: str, layout: str) -> Heading:
            return Heading(1, words(title), id, (("layout", layout), ("seconds", "60")))

        return (
            head("What each body did, as far as it is known", "bodies", "table"),
            Paragraph(words("As each source reports it")),
            self.table(),
            head("What follows from it for the harbour", "follows", "whole-story"),
            Paragraph(words("Key figures and statements")),
            self.tiles(),
            self.statements(),
        )
