"""Who is named in which role, by region: a row a region, a column a role, names in the cells; no map, so no borders."""

from __future__ import annotations

from reports.charts.table_exhibit import ExhibitError, TableColumn, TableRequest, recorded_names
from reports.document import Column, Inlines, Row, Table, Text


def places_table(request: TableRequest) -> Table:
    """Return the table; points, such as those that are counted and not named, are rows below with their figure.

    Raises:
        ExhibitError: somebody whom a fact names is in no region, or in two.
    """
    _check(request)
    columns = (
        Column(request.word("places-region"), width=3),
        *(Column((*each.head, Text(" "), request.marks(*each.done, *each.open)), width=4) for each in request.columns),
    )
    rows = [
        Row((region.head, *(_names(column, tuple(a.id for a in region.actors), request) for column in request.columns)))
        for region in request.regions
    ]
    blank: tuple[Inlines, ...] = ((),) * (len(request.columns) - 1)
    for point in request.points:
        said = (request.figure(point.fact), Text(" "), *point.words, Text(" "), request.marks(point.fact))
        rows.append(Row((point.label, said, *blank), point.focus))
    return request.table(columns, tuple(rows))


def _named(column: TableColumn) -> set[str]:
    return {id for fact in (*column.done, *column.open) for id in recorded_names(fact)}


def _names(column: TableColumn, region: tuple[str, ...], request: TableRequest) -> Inlines:
    ids = request.sorted_names(_named(column) & set(region))
    return request.names(ids) if ids else (Text("–"),)


def _check(request: TableRequest) -> None:
    placed: dict[str, int] = {}
    for n, region in enumerate(request.regions):
        for k, actor in enumerate(region.actors):
            if actor.id in placed:
                what = f"the actor {actor.id!r} stands in two regions"
                raise ExhibitError(("regions", n, "actors", k), what, "keep it in one")
            placed[actor.id] = n
    for n, column in enumerate(request.columns):
        if lost := sorted(_named(column) - placed.keys()):
            what = f"no region holds {', '.join(map(repr, lost))}, named by the facts of this column"
            raise ExhibitError(("columns", n), what, "add them to the 'actors:' of a region")
