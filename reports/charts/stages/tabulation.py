"""Things by stage: a row a thing, a column a stage, a word in the cell of the stage that the fact's status licenses."""

from __future__ import annotations

from reports.charts.stage_order import stage_of
from reports.charts.table_exhibit import TablePoint, TableRequest
from reports.document import Column, Inlines, Row, Table, Text, plain


def stages_table(request: TableRequest) -> Table:
    """Return the table; points of one label share a row, stages come in the order of the definition.

    Raises:
        ExhibitError: no stage holds the status of a fact.
    """
    columns = (
        Column(request.word("stages-thing"), width=4),
        *(Column(stage.head, width=3) for stage in request.stages),
    )
    found: dict[str, list[tuple[int, TablePoint]]] = {}
    for n, point in enumerate(request.points):
        found.setdefault(plain(point.label), []).append((stage_of(point.fact, request.stages, n), point))
    return request.table(columns, tuple(_row(members, request) for members in found.values()))


def _row(members: list[tuple[int, TablePoint]], request: TableRequest) -> Row:
    cells: list[Inlines] = [() for _ in request.stages]
    for stage, point in members:
        words = point.words or (Text(request.speech.word("statuses", point.fact.status)),)
        between = (Text(request.speech.word("exhibits", "separator")),) if cells[stage] else ()
        cells[stage] = (*cells[stage], *between, *words, Text("\N{NO-BREAK SPACE}"), request.marks(point.fact))
    return Row((members[0][1].label, *cells), any(point.focus for _, point in members))
