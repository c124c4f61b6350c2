"""What each row of a table is about: the facts that it prints and cites, which stay when its words change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reports.document.blocks import Definitions, Paragraph, Table, Tiles
from reports.document.inlines import Cite, FactRef
from reports.document.report import Document
from reports.document.traversal import plain as words_of
from reports.document.traversal import walk
from reports.merge.records import Record, plain
from reports.merge.table_units import tables_of

Naming = Callable[[str], str]
"""Gives the id of a fact as a file can hold it."""


def with_rows(records: Sequence[Record], document: Document, name: Naming) -> Iterator[Record]:
    """Yield `records` of a file written from `document`, the first of each row with what the row is about."""
    about = RowFacts(document, name)
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
    """The facts behind each row, statement and key figure of a document, by what its cells say."""

    def __init__(self, document: Document, name: Naming) -> None:
        self.waiting: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for block in walk(document.blocks):
            for said, inside in _rows(block):
                self.waiting.setdefault(tuple(map(unmarked, said)), []).append(
                    tuple(sorted({name(id) for id in _facts_in(inside)}))
                )

    def take(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """Return the facts of the next row that says this; none where no row does."""
        found = self.waiting.get(said)
        return found.pop(0) if found else ()


def _rows(block: object) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield what each row of a block says, cell by cell, and what it is made of."""
    match block:
        case Table(rows=rows):
            yield from ((tuple(words_of(cell) for cell in row.cells), row.cells) for row in rows)
        case Definitions(items=items):
            for item in items:
                said = " ".join(words_of(each.inlines) for each in walk(item.blocks) if isinstance(each, Paragraph))
                yield (words_of(item.term), said), item
        case Tiles(tiles=tiles):
            for tile in tiles:
                status = " · ".join(filter(None, (tile.status, tile.hedge)))
                yield (f"{status} {tile.value.text} {words_of(tile.label)}",), tile
        case _:
            return


def unmarked(text: str) -> str:
    """Return the words of a cell without marks of sources, which each format prints in its own way."""
    return plain(_MARKS.sub(" ", text))


def _facts_in(part: object) -> set[str]:
    """Return the ids of the facts that a part of a document prints or cites."""
    ids: set[str] = set()
    for node in walk(part):
        match node:
            case FactRef(fact_id=id):
                ids.add(id)
            case Cite(fact_ids=cited):
                ids.update(cited)
            case _:
                pass
    return ids
