"""What a kind of chart that is a table is made from: the facts, actors and words of its definition, all resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.document import Cite, Column, FactRef, Focus, Inlines, Name, Row, Table, Text
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor, Fact, Source
from reports.domain.statuses import Status
from reports.domain.wording import Speech, actor_name, quote
from reports.errors import ReportError

Way = tuple[str | int, ...]
"""Keys and places that lead to a part of the definition."""


class ExhibitError(ReportError):
    """A definition cannot be shown as it asks; says where in it, and what to do."""

    def __init__(self, way: Way, what: str, cure: str) -> None:
        super().__init__(f"{what}; {cure}")
        self.way, self.what, self.cure = way, what, cure


@dataclass(frozen=True, slots=True)
class TablePoint:
    """A row of the definition that shows a fact."""

    fact: Fact
    label: Inlines
    words: Inlines
    focus: bool
    series: Inlines


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the definition, and the facts that fill it."""

    head: Inlines
    done: tuple[Fact, ...]
    """Facts that name who did it."""
    open: tuple[Fact, ...]
    """Facts that name for whom it is pursued or planned."""
    list: Fact | None
    """The fact whose recorded names are compared with other lists."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, and the statuses of the facts that stand there."""

    head: Inlines
    statuses: tuple[Status, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A region, and who belongs to it."""

    head: Inlines
    actors: tuple[Actor, ...]


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
    row_head: str
    """What the rows are, where they are the codes of a dataset; else empty."""
    stages: tuple[Stage, ...]
    regions: tuple[Region, ...]
    sources: tuple[Source, ...]
    """Sources that are compared."""

    def table(self, columns: tuple[Column, ...], rows: tuple[Row, ...], *, is_list: bool = False) -> Table:
        """Return the table of these columns and rows, with the words of the definition."""
        return Table(
            columns,
            rows,
            self.title,
            self.id,
            subtitle=self.subtitle,
            note=self.note,
            alt=self.alt,
            is_list=is_list,
        )

    def marks(self, *facts: Fact) -> Cite:
        """Return the source marks of these facts, in ascending order."""
        numbers = {self.book.numbers[source] for fact in facts for source in fact.source_ids}
        return Cite(tuple(fact.id for fact in facts), tuple(sorted(numbers)))

    def word(self, key: str) -> Inlines:
        """Return the words of the language that the program prints under `key`."""
        return (Text(self.speech.word("exhibits", key)),)

    def figure(self, fact: Fact, format: str = "figure") -> FactRef:
        """Return the figure of a fact in a format of `quote`."""
        return FactRef(fact.id, format, quote(fact, format, self.speech))

    def name(self, id: str) -> Inlines:
        """Return the name of an actor, in the focus colour where the report is about it."""
        name = Name(id, actor_name(self.book.actors[id], "", self.speech))
        return (Focus((name,)),) if id == self.focus else (name,)

    def names(self, ids: tuple[str, ...]) -> Inlines:
        """Return the names of actors, one after the other."""
        between = Text(self.speech.word("exhibits", "separator"))
        return tuple(each for n, id in enumerate(ids) for each in ((between,) * bool(n) + self.name(id)))

    def sorted_names(self, ids: Mapping[str, object] | set[str]) -> tuple[str, ...]:
        """Return the ids of actors in the order of their names, the focus first."""
        actors = self.book.actors
        return tuple(sorted(ids, key=lambda id: (id != self.focus, actor_name(actors[id], "", self.speech))))


def recorded_names(fact: Fact) -> tuple[str, ...]:
    """Return the actors that a fact lists: its countries, or else its actors."""
    return fact.countries or fact.actors
