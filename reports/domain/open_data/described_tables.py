"""Tables whose columns say what they hold, in the words of Table Schema (https://datapackage.org/standard/table-schema/)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from reports.domain.fact_book import FactBook
from reports.domain.facts import NOT_STATED, Actor, Source
from reports.languages.speech import Speech, of_language
from reports.notation.spaces import even_spaces

T = TypeVar("T")
Kind = Literal["string", "integer", "number", "boolean", "date"]
"""Types of Table Schema; a date is ISO 8601, a number has a point and nothing that groups digits."""
Value = str | int | Decimal | bool | None
"""None where there is none, which a CSV writes as an empty field."""
SEVERAL = "; "
"""Between the parts of a field that holds several."""


@dataclass(frozen=True, slots=True)
class Record:
    """The facts, and the language in which they are told."""

    book: FactBook
    speech: Speech

    def name(self, actor_id: str) -> str:
        """Return the full name of an actor in the language; its id where the book lacks it."""
        actor = self.book.actors.get(actor_id)
        return name_of(actor, self.speech) if actor else actor_id


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column, and where its values come from."""

    name: str
    kind: Kind
    description: str
    of: Callable[[T, Record], Value]
    """Takes what the row is of."""
    choices: tuple[str, ...] = ()
    """All values that it may have; empty for any."""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedTable(Generic[T]):
    """A table: what its rows are of, its columns, and where its ids lead."""

    name: str
    title: str
    description: str
    columns: tuple[Column[T], ...]
    rows: Callable[[Record], Sequence[T]]
    key: tuple[str, ...]
    """Columns that name a row; none where two may be alike."""
    leads: Mapping[str, tuple[str, str]]
    """Column → table and column that hold what it names; a table '' is this one."""

    def values(self, record: Record) -> Iterator[tuple[Value, ...]]:
        """Yield the values of each row, in the order of the columns, with plain spaces."""
        for row in self.rows(record):
            yield tuple(_plain(column.of(row, record)) for column in self.columns)

    def schema(self, there: Collection[str]) -> Mapping[str, object]:
        """Return the Table Schema; ids lead to the tables that are `there`."""
        keys = [
            {"fields": column, "reference": {"resource": table, "fields": named}}
            for column, (table, named) in self.leads.items()
            if not table or table in there
        ]
        schema = {"primaryKey": list(self.key), "foreignKeys": keys}
        return {"fields": [_described(column) for column in self.columns]} | {key: v for key, v in schema.items() if v}


def name_of(actor: Actor, speech: Speech) -> str:
    """Return the full name of an actor in the language."""
    return of_language(actor.labels, speech) or actor.name


def source_words(source: Source, speech: Speech) -> str:
    """Return a source in a line: its mark, title, publisher and date, in words where it states none."""
    words = speech.tables["furniture"]
    publisher = words["no-publisher"] if source.publisher == NOT_STATED else source.publisher
    dated = words["undated"] if source.date == NOT_STATED else source.date
    return f"[{source.number}] {source.title} ({publisher}, {dated})"


def _plain(value: Value) -> Value:
    return even_spaces(value) if isinstance(value, str) else value


def _described(column: Column[T]) -> Mapping[str, object]:
    limits: dict[str, object] = {"required": True} if column.required else {}
    if column.choices:
        limits["enum"] = list(column.choices)
    field = {"name": column.name, "type": column.kind, "description": column.description}
    return field | ({"constraints": limits} if limits else {})
