"""Which facts are parts of one declared whole, and so may be put on top of each other."""

from __future__ import annotations

from reports.domain.datasets.cells import Cell
from reports.domain.datasets.observations import Observations
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact


def stackable(one: Fact, other: Fact, book: FactBook) -> bool:
    """Return whether two facts are parts of one whole that do not overlap: of one fact, or along a dimension of a dataset.

    Codes of a dataset are where the measure may be added over their dimension, and both are declared parts of the same
    code, or of a dimension that is complete and that neither is a part within.
    """
    if one.status is not other.status or one.unit != other.unit:
        return False
    if not (isinstance(one, Cell) and isinstance(other, Cell)):
        return one.part_of is not None and one.part_of == other.part_of
    if book.datasets is None or one.dataset != other.dataset:
        return False
    table = book.datasets.tables[one.dataset]
    apart = [each for each in table.dataset.dimensions if one.coordinates[each.id] != other.coordinates[each.id]]
    if len(apart) != 1 or apart[0].period or not _additive(table, apart[0].id, one):
        return False
    wholes = [table.wholes(apart[0].id, cell.coordinates[apart[0].id])[:1] for cell in (one, other)]
    return wholes[0] == wholes[1] and bool(wholes[0] or apart[0].complete)


def _additive(table: Observations, dimension: str, cell: Cell) -> bool:
    return any(dimension in each.additive and each.unit == cell.unit for each in table.dataset.measures)
