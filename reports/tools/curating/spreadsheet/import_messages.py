"""What an import changes, in plain words: which entry, which field, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.tools.curating.spreadsheet.cell_comparison import Changed
from reports.tools.curating.spreadsheet.row_merge import Gone, Merged
from reports.tools.curating.spreadsheet.sheet_columns import Form, Table

IN_PARTS = (Form.CITATIONS, Form.LINES, Form.NAMES, Form.LABELS, Form.IDS)
"""Forms of which the added and removed parts are told, not the whole."""


def told(parts: Mapping[str, Merged], *, delete: bool) -> Iterator[str]:
    """Yield what changes, entry by entry, and what has no row."""
    for part in parts.values():
        for altered in part.altered:
            yield f"{one(altered.table)} {altered.record.id} ({altered.record.place})"
            yield from _cells(altered.cells)
        for new in part.new:
            yield f"new {one(new.table)} {new.id}"
            yield from _cells([cell for cell in new.cells if cell.column.key not in new.table.names])
        if delete:
            yield from (f"delete {one(gone.table)} {gone.record.id} ({gone.record.place})" for gone in part.gone)


def kept(parts: Mapping[str, Merged], *, delete: bool) -> Iterator[str]:
    """Yield what has no row and stays."""
    for part in parts.values():
        if not delete:
            yield from _without(part.gone, "stays in the fact file; --delete deletes it", "--delete deletes them")
        if part.gone or part.unknown:
            late = "it was added or changed since the export, and stays"
            yield from _without(part.unknown, late, "they were added or changed since the export, and stay")


def _without(missing: Sequence[Gone], single: str, several: str) -> Iterator[str]:
    if len(missing) == 1:
        yield f"{one(missing[0].table)} {missing[0].record.id} has no row: {single}"
    elif missing:
        ids = ", ".join(each.record.id for each in missing[:8]) + (" …" if len(missing) > 8 else "")
        yield f"{len(missing)} {missing[0].table.kind} have no row ({ids}): {several}"


def summary(parts: Mapping[str, Merged], *, delete: bool) -> str:
    """Return how much changes, on one line; empty where nothing does."""
    altered = sum(len(part.altered) for part in parts.values())
    new = sum(len(part.new) for part in parts.values())
    gone = sum(len(part.gone) for part in parts.values()) if delete else 0
    counts = ((altered, "changed"), (new, "new"), (gone, "deleted"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def one(table: Table) -> str:
    """Return the word for an entry of a table."""
    return table.kind.removesuffix("s")


def _cells(cells: Sequence[Changed]) -> Iterator[str]:
    for cell in cells:
        if cell.column.form in IN_PARTS:
            yield f"  {cell.column.heading}:"
            was, now = _parts(cell.column.form, cell.was), _parts(cell.column.form, cell.now)
            yield from (f"    - {part}" for part in was if part not in now)
            yield from (f"    + {part}" for part in now if part not in was)
            if sorted(was) == sorted(now):
                yield f"    in another order: {'; '.join(now)}"
        elif cell.was:
            yield f"  {cell.column.heading}: {cell.was} → {cell.now or '(empty)'}"
        else:
            yield f"  {cell.column.heading}: {cell.now}"


def _parts(form: Form, text: str) -> list[str]:
    return [part.strip() for part in text.split("," if form is Form.IDS else "\n") if part.strip()]
