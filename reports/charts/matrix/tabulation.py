"""Who is named in which role: one row an actor, one column a role, a mark where a fact of the role names the actor."""

from __future__ import annotations

from reports.charts.table_exhibit import TableColumn, TableRequest
from reports.document import Column, Focus, Inlines, Row, Table, Text
from reports.document.marked_cells import SIGNS, marked
from reports.domain.wording import actor_name

DONE, PURSUED, SILENT = "●", "○", "–"


def matrix_table(request: TableRequest) -> Table:
    """Return the table: ● reported as done, ○ pursued, planned or potential, – not named, which is not absent.

    Each sign stands before its word, since converters drop signs and few voices read them.
    """
    columns = (Column((Text(""),), width=3), *(Column(column.head, "center", 2) for column in request.columns))
    rows = []
    for actor in request.actors:
        focus = actor.id == request.focus
        name = actor_name(actor, "", request.speech)
        cells: list[Inlines] = [(Focus((Text(name),)),) if focus else (Text(name),)]
        for column in request.columns:
            sign = _sign(actor.id, column)
            cell = marked(sign, request.speech.word("exhibits", SIGNS[sign]))
            cells.append((Focus(cell),) if focus and sign != SILENT else cell)
        rows.append(Row(tuple(cells), focus))
    return request.table(columns, tuple(rows))


def _sign(actor: str, column: TableColumn) -> str:
    """Return the sign of an actor in a column; what was done outranks what is pursued.

    A fact whose status is of nothing done gives no disc, wherever the author lists it.
    """
    if any(actor in (*fact.countries, *fact.actors) and fact.status.standing.sure for fact in column.done):
        return DONE
    about = any(actor in (*fact.countries, *fact.actors) for fact in (*column.done, *column.open))
    return PURSUED if about else SILENT
