"""What the fact files hold, entry by entry, as texts of cells; and the base by which a workbook knows what it held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.errors import Place
from reports.load.entry_places import fact_places
from reports.notation.yaml_tree import Value
from reports.tools.curating.entry_additions import Facts, whole_book
from reports.tools.curating.spreadsheet.cell_notation import cell_text
from reports.tools.curating.spreadsheet.sheet_columns import BASE, READINGS, TABLES, Table

MOST_LISTED = 4000
"""Entries of a sheet that its list of records has room for in one cell."""
DIGITS = 8
"""Hex digits of a fingerprint."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of the fact files."""

    id: str
    """Of a reading: fact/name."""
    value: Mapping[str, Value]
    texts: Mapping[str, str]
    """Text of its cell by key; keys that it lacks have an empty one."""
    path: str
    """Name of its file."""
    number: int
    """Its place in the list, from 0; of a reading: in the list of its fact."""
    place: Place


Records = Mapping[str, Mapping[str, Record]]
"""Kind to id to record, in the order of the files."""


def records(facts: Facts) -> Records:
    """Return every entry of the fact files.

    Raises:
        InputError: they have problems.
    """
    whole_book(facts)
    found: dict[str, dict[str, Record]] = {table.kind: {} for table in TABLES}
    for (kind, id), (tree, route) in fact_places(facts.folder, facts.shown).entries.items():
        items = tree.value[kind] if isinstance(tree.value, dict) else None
        value = items[int(route[1])] if isinstance(items, list) else None
        if isinstance(value, dict):
            table = next(each for each in TABLES if each.kind == kind)
            path = tree.path.rpartition("/")[2]
            found[kind][id] = Record(id, value, texts(table, value), path, int(route[1]), tree.place((*route, "id")))
    for fact in found["facts"].values():
        found["readings"] |= {record.id: record for record in _readings(fact)}
    return found


def _readings(fact: Record) -> Iterator[Record]:
    for number, value in enumerate(listed(fact.value, "readings")):
        id = f"{fact.id}/{value.get('name')}"
        yield Record(id, value, texts(READINGS, {"fact": fact.id, **value}), fact.path, number, fact.place)


def listed(value: Mapping[str, Value], key: str) -> list[dict[str, Value]]:
    """Return the mappings that stand as a list at `key`."""
    items = value.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def texts(table: Table, value: Mapping[str, Value]) -> dict[str, str]:
    """Return the text of each cell of an entry, in the order of the columns."""
    return {column.key: cell_text(column.form, value.get(column.key)) for column in table.columns}


# ── The base ─────────────────────────────────────────────────────────────────────────────────────


def fingerprint(text: str) -> str:
    """Return eight hex digits that change with `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def base_text(record: Record) -> str:
    """Return what the hidden cell of a row holds: the id, and a fingerprint of each cell that is not empty."""
    marks = (f"{key}={fingerprint(text)}" for key, text in record.texts.items() if text)
    return " ".join((record.id, *marks))


def base_heading(records: Mapping[str, Record]) -> str:
    """Return the heading of the hidden column: the word, and a fingerprint of each record, where there is room."""
    marks = [fingerprint(base_text(record)) for record in records.values()] if len(records) <= MOST_LISTED else []
    return " ".join((BASE, *marks))


@dataclass(frozen=True, slots=True)
class Base:
    """What a row held when it was exported."""

    id: str
    marks: Mapping[str, str]

    def had(self, key: str, text: str) -> bool:
        """Return whether the cell of `key` held `text`."""
        return self.marks.get(key, "") == (fingerprint(text) if text else "")


def read_base(text: str) -> Base | None:
    """Return the base that a hidden cell holds; None where it is empty or no base."""
    id, *marks = text.split() or [""]
    pairs = dict(mark.partition("=")[::2] for mark in marks)
    return Base(id, pairs) if id and pairs and all(len(mark) == DIGITS for mark in pairs.values()) else None
