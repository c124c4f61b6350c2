"""The rows of a spreadsheet against the fact files: what is new, changed and gone; every problem is collected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.errors import Problem
from reports.tools.curating.spreadsheet.cell_comparison import Changed, Wrong, compared
from reports.tools.curating.spreadsheet.entry_records import Base, Record, base_text, fingerprint, read_base
from reports.tools.curating.spreadsheet.sheet_columns import FACTS, Table
from reports.tools.curating.spreadsheet.sheet_reading import Row, Sheet

FILLED_IN = ("recorded",)
"""Keys that a new row may leave empty: they are filled in."""


@dataclass(frozen=True, slots=True)
class Altered:
    """An entry of which cells were changed."""

    table: Table
    record: Record
    cells: tuple[Changed, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class New:
    """A row that stands for no entry yet."""

    table: Table
    id: str
    """Empty where none was given."""
    cells: tuple[Changed, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was exported and whose row was deleted."""

    table: Table
    record: Record


@dataclass(frozen=True, slots=True)
class Merged:
    """What a sheet asks for."""

    altered: tuple[Altered, ...] = ()
    new: tuple[New, ...] = ()
    gone: tuple[Gone, ...] = ()
    unknown: tuple[Gone, ...] = ()
    """Entries without a row of which it cannot be told whether they were exported as they are."""
    problems: tuple[Problem, ...] = ()


def merged(sheet: Sheet, filed: Mapping[str, Record]) -> Merged:
    """Return what `sheet` asks for, against the entries of its kind in the fact files, by id."""
    known: dict[str, Row] = {}
    altered: list[Altered] = []
    new: list[New] = []
    problems: list[Problem] = []
    by_statement = {record.texts["statement"]: id for id, record in filed.items() if sheet.table is FACTS}
    names = {_name(sheet.table, row) for row in sheet.rows}
    for row in sheet.rows:
        id = _name(sheet.table, row) or by_statement.get(row.text("statement"), "")
        base = read_base(row.base)
        found = list(_misnamed(sheet.table, id, row, base, filed, known, names))
        if not found and id not in filed:
            cells = _cells(sheet.table, row, {}, None, problems)
            new.append(New(sheet.table, id, cells, row))
            found = list(_incomplete(sheet.table, row, cells))
        elif not found and base is not None:
            cells = _cells(sheet.table, row, filed[id].texts, base, problems)
            altered += [Altered(sheet.table, filed[id], cells, row)] if cells else []
        problems += found
        known[id] = row
    missing = [Gone(sheet.table, record) for id, record in filed.items() if id not in known]
    gone = tuple(each for each in missing if fingerprint(base_text(each.record)) in sheet.listed)
    unknown = tuple(each for each in missing if each not in gone)
    return Merged(tuple(altered), tuple(new), gone, unknown, tuple(problems))


def _name(table: Table, row: Row) -> str:
    parts = [row.text(name) for name in table.names]
    return "/".join(parts) if any(parts) else ""


def _misnamed(
    table: Table,
    id: str,
    row: Row,
    base: Base | None,
    filed: Mapping[str, Record],
    known: Mapping[str, Row],
    names: set[str],
) -> Iterator[Problem]:
    """Yield why a row cannot be told to be an entry, or a new one."""
    what = "/".join(table.column(name).heading for name in table.names)
    if id and id in known:
        yield Problem(
            row.place, f"the {what} {id!r} stands twice (first in {known[id].place})", "delete one of the rows"
        )
    elif id in filed and (base is None or base.id != id):
        if base is None and _agrees(row, filed[id]):
            return  # a new row that was imported before
        whose = f"is that of {base.id!r}" if base else "is missing"
        text = (
            f"{id!r} stands in the fact file, but the hidden last cell of this row {whose}: its changes cannot be told"
        )
        cure = "export the facts again and make the changes there; sort whole rows only"
        yield Problem(row.place, text, cure if base else f"{cure}; for a new entry, choose another {what}")
    elif id not in filed and base is not None:
        yield from _renamed(row, id, base, filed, names, what)


def _agrees(row: Row, record: Record) -> bool:
    """Return whether every filled cell says what the entry says."""
    return all(cell.text in ("", record.texts.get(key)) for key, cell in row.cells.items())


def _renamed(
    row: Row, id: str, base: Base, filed: Mapping[str, Record], names: set[str], what: str
) -> Iterator[Problem]:
    """Yield why a row with a base is no new entry: its id was changed, or its entry was deleted from the fact files."""
    if base.id == id:
        text = f"{id!r} was deleted from the fact files since the export"
        yield Problem(row.place, text, f"delete the row; or give it another {what} to add it as new")
    elif base.id in filed and base.id not in names:
        text = f"the {what} was changed from {base.id!r} to {id or 'nothing'!r}; it never changes"
        yield Problem(row.place, text, f"put {base.id!r} back")


def _cells(
    table: Table, row: Row, filed: Mapping[str, str], base: Base | None, problems: list[Problem]
) -> tuple[Changed, ...]:
    """Return the changed cells of a row; what cannot be taken over goes to `problems`."""
    changed: list[Changed] = []
    for column in table.columns:
        cell = row.cells.get(column.key)
        if cell is None:
            continue
        try:
            found = compared(column, cell, filed.get(column.key, ""), base)
        except Wrong as wrong:
            problems.append(wrong.problem)
            continue
        if found is not None and base is not None and not found.now and _required(table, column.key):
            what = f"is empty, but every one of the {table.kind} needs its {column.heading} (was {found.was[:60]!r})"
            problems.append(Problem(cell.place, what, "fill it"))
        elif found is not None:
            changed.append(found)
    return tuple(changed)


def _required(table: Table, key: str) -> bool:
    field = table.model.model_fields.get(key)
    return key in table.names or (field is not None and field.is_required())


def _incomplete(table: Table, row: Row, cells: Sequence[Changed]) -> Iterator[Problem]:
    """Yield what a new row lacks; a fact without an id gets one, and the day."""
    given = {cell.column.key for cell in cells if cell.now} | {key for key, cell in row.cells.items() if cell.text}
    for column in table.columns:
        if not _required(table, column.key) or column.key in given:
            continue
        if table is FACTS and column.key in (*FILLED_IN, "id"):
            continue
        where = row.cells[column.key].place if column.key in row.cells else row.place
        yield Problem(where, f"the new row has no {column.heading}", f"fill it: {column.says}")
