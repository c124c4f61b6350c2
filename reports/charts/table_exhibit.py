"""What a kind of chart that is a table is made from: the facts, actors and words of its definition, all resolved."""

from __future__ import annotations

from dataclasses import dataclass

from reports.document import Cite, Column, Inlines, Row, Table
from reports.domain.facts import Actor, Fact, FactBook
from reports.domain.wording import Speech


@dataclass(frozen=True, slots=True)
class TablePoint:
    """A row of the definition that shows a fact."""

    fact: Fact
    label: Inlines
    words: Inlines
    focus: bool


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the definition, and the facts that fill it."""

    head: Inlines
    done: tuple[Fact, ...]
    """Facts that name who did it."""
    open: tuple[Fact, ...]
    """Facts that name for whom it is pursued or planned."""


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A definition on its way to a table."""

    id: str
    title: Inlines
    subtitle: Inlines
    note: Inlines
    """The author's own words, then the source line."""
    alt: str
    book: FactBook
    speech: Speech
    focus: str
    """Actor in the focus colour; empty for none."""
    points: tuple[TablePoint, ...]
    actors: tuple[Actor, ...]
    """Actors that are rows, top to bottom."""
    columns: tuple[TableColumn, ...]

    def table(self, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Table:
        """Return the table of these columns and rows, with the words of the definition."""
        return Table(columns, rows, self.title, self.id, subtitle=self.subtitle, note=self.note, alt=self.alt)

    def marks(self, *facts: Fact) -> Cite:
        """Return the source marks of these facts, in ascending order."""
        numbers = {self.book.numbers[source] for fact in facts for source in fact.source_ids}
        return Cite(tuple(fact.id for fact in facts), tuple(sorted(numbers)))

    def word(self, key: str) -> str:
        """Return the words of the language that the program prints under `key`."""
        return self.speech.word("exhibits", key)
