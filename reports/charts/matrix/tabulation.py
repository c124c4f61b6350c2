"""Who is named in which role: one row an actor, one column a role, a mark where a fact of the role names the actor."""

from __future__ import annotations

from reports.charts.table_exhibit import TableColumn, TableRequest
from reports.document import Column, Focus, Inlines, Row, Table, Text
from reports.domain.wording import actor_name

DONE, PURSUED, SILENT = "●", "○", "–"


def matrix_table(request: TableRequest) -> Table:
    """Return the table: ● reported as done, ○ pursued, planned or potential, – not named, which is not absent."""
    columns = (Column((Text(""),), width=3), *(Column(column.head, "center", 2) for column in request.columns))
    rows = []
    for actor in request.actors:
        focus = actor.id == request.focus
        name = actor_name(actor, "", request.speech)
        cells: list[Inlines] = [(Focus((Text(name),)),) if focus else (Text(name),)]
        for column in request.columns:
            mark = _mark(actor.id, column)
            cells.append((Focus((Text(mark),)),) if focus and mark != SILENT else (Text(mark),))
        rows.append(Row(tuple(cells), focus))
    return request.table(columns, tuple(rows))


def _mark(actor: str, column: TableColumn) -> str:
    """Return the mark of an actor in a column; what was done outranks what is pursued.

    A fact whose status is of nothing done gives no disc, wherever the author lists it.
    """
    if any(actor in (*fact.countries, *fact.actors) and fact.status.standing.sure for fact in column.done):
        return DONE
    about = any(actor in (*fact.countries, *fact.actors) for fact in (*column.done, *column.open))
    return PURSUED if about else SILENT
