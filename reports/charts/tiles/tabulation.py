"""Things counted, each by its name in a tile of its own; those that are counted and not named are one tile."""

from __future__ import annotations

from reports.charts.table_exhibit import ExhibitError, TableRequest, recorded_names
from reports.document import Column, Inlines, Row, Table, Text

ACROSS = 4
"""Tiles in a row."""
INSET = "\N{NO-BREAK SPACE}"
"""Keeps a name off the edge of its tile."""
TINT = 8
"""Per cent of the colour on the ground of a named tile; the focus colour stands out from it by 4.5 to 1."""


def tiles_table(request: TableRequest) -> Table:
    """Return rows of tiles: the names that the first fact lists, then a tile for each further point, figure and label.

    Raises:
        ExhibitError: the first fact names nobody, or counts another number than it names.
    """
    first, *others = request.points
    ids = request.sorted_names(set(recorded_names(first.fact)))
    if not ids:
        what = f"the fact {first.fact.id!r} names nobody"
        raise ExhibitError(("points", 0, "fact"), what, "record its 'countries:' or 'actors:', or use 'kind: units'")
    if first.fact.value is not None and first.fact.value != len(ids):
        what = f"the fact {first.fact.id!r} counts {first.fact.value:f} and names {len(ids)}"
        raise ExhibitError(("points", 0, "fact"), what, "use 'kind: units', which draws squares without names")
    tiles: list[tuple[Inlines, int]] = [((Text(INSET), *request.name(id)), TINT) for id in ids]
    for point in others:
        said = (
            request.figure(point.fact),
            Text(" "),
            *(point.words or point.label),
            Text(" "),
            request.marks(point.fact),
        )
        tiles.append((said, 0))
    tiles += [((), 0)] * (-len(tiles) % ACROSS)
    rows = [tiles[n : n + ACROSS] for n in range(0, len(tiles), ACROSS)]
    head: tuple[Inlines, ...] = ((*first.label, Text(" "), request.marks(first.fact)), *((first.label,) * (ACROSS - 1)))
    return request.table(
        tuple(Column(each) for each in head),
        tuple(Row(tuple(cell for cell, _ in row), tints=tuple(tint for _, tint in row)) for row in rows),
        is_list=True,
    )
