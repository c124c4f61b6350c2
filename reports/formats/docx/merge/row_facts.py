"""What each row of a table is about: the facts that it prints and cites, which stay when its words change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.document import Cite, Document, FactRef, Row, Table, walk
from reports.document import plain as words_of
from reports.formats.docx import bookmarks
from reports.merge.records import Record, plain
from reports.merge.table_units import tables_of

LONGEST = bookmarks.LIMIT - len("_f_000_")
"""Characters of a fact's id that its bookmarks hold."""


def with_rows(records: Sequence[Record], document: Document) -> Iterator[Record]:
    """Yield `records` of a file written from `document`, the first of each row with what the row is about."""
    about = RowFacts(document)
    first: dict[int, tuple[str, ...]] = {}
    tables = tables_of(records)
    for grid in tables.grids:
        for row in () if grid.strip else grid.rows:
            cells = [[records[n] for n in tables.cells.get((*row.place, c), ())] for c in range(len(row.cells))]
            said = tuple(unmarked(" ".join(each.shown for each in cell)) for cell in cells)
            first[min(n for c in range(len(cells)) for n in tables.cells.get((*row.place, c), ()))] = about.take(said)
    yield from (replace(record, about=first.get(n, ())) for n, record in enumerate(records))


_MARKS = re.compile(r"\(?\[\d+\]\)?")


class RowFacts:
    """The facts behind each row of a document's tables, by what its cells say."""

    def __init__(self, document: Document) -> None:
        self.waiting: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for table in walk(document.blocks):
            for row in table.rows if isinstance(table, Table) else ():
                said = tuple(unmarked(words_of(cell)) for cell in row.cells)
                self.waiting.setdefault(said, []).append(facts_of_row(row))

    def take(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """Return the facts of the next row that says this; none where no row does."""
        found = self.waiting.get(said)
        return found.pop(0) if found else ()


def unmarked(text: str) -> str:
    """Return the words of a cell without marks of sources, which each format prints in its own way."""
    return plain(_MARKS.sub(" ", text))


def facts_of_row(row: Row) -> tuple[str, ...]:
    """Return the ids of the facts that a row prints or cites, as bookmarks hold them, in order."""
    ids: list[str] = []
    for node in walk(row.cells):
        match node:
            case FactRef(fact_id=id):
                ids.append(id)
            case Cite(fact_ids=cited):
                ids += cited
            case _:
                pass
    return tuple(sorted({bookmarks.shorten(id, LONGEST) for id in ids}))
