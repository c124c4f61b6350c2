"""A heat table: a row a category, a column a series, the figure in each cell on a ground that is darker the higher it is.

The figure says it all; the ground only leads the eye, so that nothing is lost in grey or to those who do not see it.
"""

from __future__ import annotations

from decimal import Decimal

from reports.charts.table_exhibit import ExhibitError, TablePoint, TableRequest
from reports.document import Column, Inlines, Row, Table, Text, plain
from reports.domain.facts import Fact

DARKEST = 45
"""Per cent of the colour on the ground of the highest figure: letters stay legible (WCAG 2.2, 1.4.3)."""
STEPS = 5


def heat_table(request: TableRequest) -> Table:
    """Return the table; a place without a point is a dash, never a zero.

    Raises:
        ExhibitError: two points stand in one place, or their units differ.
    """
    columns = dict.fromkeys(plain(point.series) for point in request.points)
    rows: dict[str, dict[str, TablePoint]] = {}
    for n, point in enumerate(request.points):
        row = rows.setdefault(plain(point.label), {})
        if plain(point.series) in row:
            raise ExhibitError(
                ("points", n), f"{point.fact.id!r} stands where another does", "give it another 'series:'"
            )
        if point.fact.unit != request.points[0].fact.unit:
            what = f"{point.fact.id!r} is in {point.fact.unit or 'no unit'}, and other cells in {request.points[0].fact.unit}"
            raise ExhibitError(("points", n), what, "put facts of one unit into one table")
        row[plain(point.series)] = point
    values = [value for point in request.points if (value := _value(point.fact)) is not None]
    ends = (min(values), max(values)) if values else (Decimal(0), Decimal(0))
    heads = {plain(point.series): point.series for point in request.points}
    made = tuple(_row(row, tuple(columns), ends, request) for row in rows.values())
    key = (Text(" "), *request.word("heat-key")) if request.note else request.word("heat-key")
    first = Column((Text(request.row_head),), width=3)
    table = request.table((first, *(Column(heads[name], "center", 2) for name in columns)), made)
    return Table(
        table.columns, table.rows, table.caption, table.id,
        subtitle=table.subtitle, note=(*table.note, *key), alt=table.alt,
    )  # fmt: skip


def _value(fact: Fact) -> Decimal | None:
    return fact.value if fact.value is not None else fact.high


def _row(
    row: dict[str, TablePoint], names: tuple[str, ...], ends: tuple[Decimal, Decimal], request: TableRequest
) -> Row:
    first = next(iter(row.values()))
    cells: list[Inlines] = [first.label]
    tints = [0]
    for name in names:
        point = row.get(name)
        cells.append(_cell(point, request))
        tints.append(_tint(point, ends))
    return Row(tuple(cells), any(point.focus for point in row.values()), tuple(tints))


def _cell(point: TablePoint | None, request: TableRequest) -> Inlines:
    if point is None or not point.fact.has_value:
        return (Text("–"),)
    return (request.figure(point.fact, "symbol" if point.fact.unit == "percent" else "number"),)


def _tint(point: TablePoint | None, ends: tuple[Decimal, Decimal]) -> int:
    """Return how dark the ground of a cell is, in per cent of the colour, in five steps."""
    value = None if point is None else _value(point.fact)
    if value is None or ends[0] == ends[1]:
        return 0
    share = (value - ends[0]) / (ends[1] - ends[0])
    return round(DARKEST * min(int(share * STEPS), STEPS - 1) / (STEPS - 1))
