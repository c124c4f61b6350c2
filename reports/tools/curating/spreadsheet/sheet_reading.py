"""A workbook or a CSV file as sheets of cells, each with its place; what a spreadsheet program made of it is kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from reports.errors import InputError, Place, Problem, collect
from reports.notation.nearest_name import nearest
from reports.tools.curating.spreadsheet.file_guard import is_workbook, read_spreadsheet
from reports.tools.curating.spreadsheet.sheet_columns import BASE, FACTS, HELP, LISTS, TABLES, Table

MAX_ROWS = 50_000


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    TYPED = "text of a CSV file, which a program may have converted"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth value"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place."""

    text: str
    """Without space at the ends of its lines."""
    kind: Kind
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings that is not empty."""

    cells: Mapping[str, Cell]
    """By key; only columns that the sheet has."""
    base: str
    place: Place

    def text(self, key: str) -> str:
        """Return the text of a cell; empty where there is none."""
        return self.cells[key].text if key in self.cells else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read."""

    table: Table
    rows: tuple[Row, ...]
    listed: frozenset[str]
    """Fingerprints of the records that it was written with."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A sheet as the program read it."""

    title: str
    """How messages name it: the file, and the sheet where there are several."""
    rows: Sequence[Sequence[tuple[object, Kind]]]
    named: bool
    """Whether its columns are named by letters (a workbook) or by headings (a CSV file)."""


def sheets(path: Path, shown: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the sheets of the file at `path`, and notes on what of it was left aside.

    Raises:
        InputError: it cannot be used; every problem found.
    """
    data = read_spreadsheet(path, shown)
    if not is_workbook(data):
        from reports.tools.curating.spreadsheet.csv_file import csv_rows

        raw = Raw(shown, csv_rows(data, shown), named=False)
        return (_sheet(raw, _table(raw)),), ()
    from reports.tools.curating.spreadsheet.excel_file import excel_rows

    found = excel_rows(data, shown)
    names = {table.sheet: table for table in TABLES}
    if not names.keys() & found.keys():
        title = next(iter(found), "")
        what = f"has no sheet {FACTS.sheet!r}; its sheets are {', '.join(map(repr, found)) or 'none'}"
        raise (
            InputError([Problem(Place(shown), what, f"rename the sheet with the facts to {FACTS.sheet!r}")])
            if title
            else (InputError([Problem(Place(shown), "has no sheets", "export the facts again")]))
        )
    others = [name for name in found if name not in (*names, HELP, LISTS)]
    notes = tuple(
        f"the sheet {name!r} is none of this program{nearest(name, names)}; it was left aside" for name in others
    )
    return tuple(
        _sheet(Raw(f"{shown}, {name}", rows, named=True), names[name]) for name, rows in found.items() if name in names
    ), notes


# ── Headings ─────────────────────────────────────────────────────────────────────────────────────


def key_of(heading: str) -> str:
    """Return the key that a heading stands for."""
    return "_".join(heading.lower().replace("_", " ").split())


def _table(raw: Raw) -> Table:
    """Return the table whose headings a CSV file has."""
    keys = {key_of(str(value)) for value, _ in (raw.rows[0] if raw.rows else ())}

    def fitting(table: Table) -> int:
        return len(keys & {column.key for column in table.columns}) - 100 * len(set(table.names) - keys)

    best = max(TABLES, key=fitting)
    if fitting(best) < 2:
        needed = " or ".join(f"'{', '.join(table.names)}'" for table in TABLES[:2])
        what = f"has none of the headings that are expected in its first row (such as {needed} and 'statement')"
        raise InputError([Problem(Place(raw.title), what, "keep the row of headings that 'invoke export-facts' wrote")])
    return best


def _sheet(raw: Raw, table: Table) -> Sheet:
    """Return the rows of a sheet under its headings.

    Raises:
        InputError: headings are missing, doubled or not known, or a filled column has none.
    """
    heads = [str(value or "").strip() for value, _ in raw.rows[0]] if raw.rows else []
    keys = [BASE if key_of(head).split("_")[0] == BASE else key_of(head) for head in heads]
    collect(_headings(raw, table, heads, keys))
    rows = tuple(_row(raw, keys, number) for number in range(1, len(raw.rows)))
    base = next((head for head, key in zip(heads, keys, strict=True) if key == BASE), "")
    kept = tuple(row for row in rows if any(cell.text for cell in row.cells.values()))
    return Sheet(table, kept, frozenset(base.split()[1:]))


def _headings(raw: Raw, table: Table, heads: Sequence[str], keys: Sequence[str]) -> Iterator[Problem]:
    known = {column.key: column.heading for column in table.columns}
    for name in table.names:
        if name not in keys:
            yield Problem(Place(raw.title), f"has no column {known[name]!r} in its first row", "put the heading back")
    for at, (head, key) in enumerate(zip(heads, keys, strict=True)):
        place = _place(raw, 0, at, "")
        if key and key in keys[:at]:
            yield Problem(place, f"the heading {head!r} stands twice", "delete one of the columns")
        elif head and key not in known and key != BASE:
            cure = "correct the heading or delete the column"
            yield Problem(place, f"the heading {head!r} is not known{nearest(head, known.values())}", cure)
        elif not head and any(len(row) > at and row[at][0] not in (None, "") for row in raw.rows[1:]):
            yield Problem(place, "the column has no heading", "put the heading back or delete the column")


def _row(raw: Raw, keys: Sequence[str], number: int) -> Row:
    values = raw.rows[number]
    cells = {
        key: Cell(_clean(values[at][0]), values[at][1], _place(raw, number, at, key)) if at < len(values) else
        Cell("", Kind.TEXT, _place(raw, number, at, key))
        for at, key in enumerate(keys) if key
    }  # fmt: skip
    base = cells.pop(BASE, None)
    where = f"{raw.title}, row {number + 1}"
    return Row(cells, base.text if base else "", Place(where))


def _clean(value: object) -> str:
    if value is None:
        return ""
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip("\n")


def _place(raw: Raw, row: int, column: int, key: str) -> Place:
    if not raw.named:
        return Place(f"{raw.title}, row {row + 1}" + (f", column {key.replace('_', ' ')!r}" if key else ""))
    letters, n = "", column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(65 + rest) + letters
    return Place(f"{raw.title}!{letters}{row + 1}")
