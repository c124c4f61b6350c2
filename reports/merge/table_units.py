"""The tables of a Word file as rows and key figures, and which of them is which in another version of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.merge.records import MARK, Record, lettered, plain
from reports.merge.row_pairing import MOST_PAIRS, Grid, Unit, pair_columns, pair_rows
from reports.merge.text_tokens import ROOM, core, tail

Place = tuple[int, ...]
"""Number of the table and row; for a key figure the column too."""
LIKE, LIKE_KEYED = 0.45, 0.12
"""Share of common words from which two tables are one: by words alone, and with the same bookmark."""
STRIP = "tile "
"""How the styles of key figures begin, which stand side by side."""
STRIP_LABEL = "tile label"


@dataclass(frozen=True)
class Tables:
    """The tables of one file in which what stands side by side belongs together."""

    grids: tuple[Grid, ...]
    unit_of: Mapping[int, Place]
    """By index of the record; boxes of one column are no units, their paragraphs stand for themselves."""
    cells: Mapping[Place, tuple[int, ...]]
    """Indices of the records of each cell, by table, row and column."""
    keys: Mapping[int, frozenset[str]]
    """The bookmarks of each table and its rows."""


def tables_of(records: Sequence[Record], *, marked: bool = True) -> Tables:
    """Return the tables that `records` hold; with `marked` false, without bookmarks, which each new file numbers anew."""
    cells: dict[Place, list[int]] = {}
    for n, record in enumerate(records):
        if record.kind == "c" and len(record.at) == 3:
            cells.setdefault(record.at, []).append(n)
    by_table: dict[int, list[Place]] = {}
    for at in cells:
        by_table.setdefault(at[0], []).append(at)
    grids: list[Grid] = []
    unit_of: dict[int, Place] = {}
    keys: dict[int, frozenset[str]] = {}
    for number, places in by_table.items():
        styles = [records[n].style for at in places for n in cells[at]]
        strip = any(style.startswith(STRIP) for style in styles)
        if not strip and all(at[2] == 0 for at in places):
            continue
        grids.append(_grid(number, records, {at: cells[at] for at in places}, strip=strip, marked=marked))
        units = {row.place for row in grids[-1].rows}  # the gaps between key figures are none
        for at in places:
            place = at if strip else at[:2]
            unit_of |= dict.fromkeys(cells[at], place) if place in units else {}
        keys[number] = frozenset(records[n].key for at in places for n in cells[at] if records[n].key)
    return Tables(tuple(grids), unit_of, {at: tuple(found) for at, found in cells.items()}, keys)


def _grid(
    number: int, records: Sequence[Record], cells: Mapping[Place, list[int]], *, strip: bool, marked: bool
) -> Grid:
    rows: dict[Place, dict[int, list[int]]] = {}
    for at, found in cells.items():
        rows.setdefault(at if strip else at[:2], {})[0 if strip else at[2]] = found
    units = (_unit(place, columns, records, marked=marked) for place, columns in rows.items())
    return Grid(number, tuple(each for each in units if each.said or not strip), strip)


def _unit(place: Place, columns: Mapping[int, list[int]], records: Sequence[Record], *, marked: bool) -> Unit:
    cells = tuple(
        plain(" ".join(words(records[n]) for n in columns.get(c, ()))) for c in range(max(columns, default=-1) + 1)
    )
    inside = [records[n] for found in columns.values() for n in found]
    labels = [words(each) for each in inside if each.style == STRIP_LABEL] if len(place) == 3 else cells
    label = next((each for each in labels if each), "")
    return Unit(place, cells, plain(label), facts_of(inside), marks_of(inside if marked else ()))


def words(record: Record) -> str:
    """Return the words of a paragraph in one kind of space, without what fields show."""
    return plain(lettered(record.text))


def facts_of(records: Sequence[Record]) -> frozenset[str]:
    """Return what `records` are about: facts whose figures they print, and what the base says of their row."""
    printed = {tail(span.name) for record in records for span in record.spans if span.name != MARK}
    return frozenset(printed | {core(id, filled=len(id) == ROOM) for record in records for id in record.about})


def marks_of(records: Sequence[Record]) -> frozenset[str]:
    """Return the bookmarks in `records`, which are the base's own in a person's file."""
    keys = {key for record in records for key in (record.key, *record.extra_keys) if key}
    return frozenset(keys | {span.name for record in records for span in record.spans if span.name != MARK})


# ── Pairing ──────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Rows:
    """Which table, row and column of one file is which of another."""

    ours: Tables
    theirs: Tables
    tables: dict[int, int] = field(default_factory=dict)
    there: dict[Place, Place] = field(default_factory=dict)
    """Row or key figure in the other file by the one in the base."""
    columns: dict[int, dict[int, int]] = field(default_factory=dict)
    """By table of the base: column in the other file by column in the base."""

    def allows(self, b: int, x: int) -> bool:
        """Return whether two records may be one: what stands in a row stays in that row."""
        mine, other = self.ours.unit_of.get(b), self.theirs.unit_of.get(x)
        if mine is None or other is None:
            return mine is other
        return self.there.get(mine) == other

    def cells(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Yield the records of each cell of the base, and those of the same cell in the other file."""
        for was, now in self.there.items():
            if len(was) == 3:
                yield self.ours.cells[was], self.theirs.cells[now]
                continue
            for c, d in self.columns[was[0]].items():
                ours, theirs = self.ours.cells.get((*was, c), ()), self.theirs.cells.get((*now, d), ())
                if ours and theirs:
                    yield ours, theirs


def pair_tables(base: Sequence[Record], other: Sequence[Record], *, edited: bool) -> Rows:
    """Return which rows of the tables in `base` are which in `other`; `edited` as for `pair`."""
    found = Rows(tables_of(base), tables_of(other, marked=edited))
    for ours, theirs in _tables(found, edited=edited):
        rows = pair_rows(ours.rows, theirs.rows, edited=edited)
        found.tables[ours.number] = theirs.number
        found.there |= {ours.rows[b].place: theirs.rows[x].place for b, x in rows.items()}
        found.columns[ours.number] = {} if ours.strip else pair_columns(ours, theirs, rows)
    return found


def _tables(found: Rows, *, edited: bool) -> Iterator[tuple[Grid, Grid]]:
    """Yield the tables that are one: by bookmark where that can be trusted, by what they say, then the likeliest first."""
    ours, theirs = list(found.ours.grids), list(found.theirs.grids)
    rules = (_keyed, _alike) if edited else (lambda *pair: _keyed(*pair) and _alike(*pair), _alike)
    for rule in rules:
        for mine in list(ours):
            one = next((each for each in theirs if rule(found, mine, each)), None)
            if one is not None:
                ours.remove(mine)
                theirs.remove(one)
                yield mine, one
    used: set[int] = set()
    for _, _, a, b in sorted(_likely(found, ours, theirs, edited=edited)):
        if a not in used and -1 - b not in used:
            used |= {a, -1 - b}
            yield ours[a], theirs[b]


def _keyed(found: Rows, mine: Grid, other: Grid) -> bool:
    """Return whether two tables have a bookmark in common."""
    return mine.strip == other.strip and bool(found.ours.keys[mine.number] & found.theirs.keys[other.number])


def _alike(_: Rows, mine: Grid, other: Grid) -> bool:
    """Return whether two tables say the same."""
    return mine.strip == other.strip and [row.cells for row in mine.rows] == [row.cells for row in other.rows]


def _likely(
    found: Rows, ours: Sequence[Grid], theirs: Sequence[Grid], *, edited: bool
) -> Iterator[tuple[float, int, int, int]]:
    """Yield tables that may be one, as (minus likeness, distance, index in ours, index in theirs)."""
    bags = [[_bag(grid) for grid in grids] for grids in (ours, theirs)]
    for a, mine in enumerate(ours):
        for b, grid in enumerate(theirs if len(ours) * len(theirs) <= MOST_PAIRS else ()):
            keyed = _keyed(found, mine, grid)
            like = _likeness(bags[0][a], bags[1][b])
            least = (0.0 if edited else LIKE_KEYED) if keyed else LIKE
            if mine.strip == grid.strip and like >= least:
                yield -like - keyed, abs(a - b), a, b


def _bag(grid: Grid) -> Counter[str]:
    return Counter(word for row in grid.rows for cell in row.cells for word in cell.split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def reshaped(ours: Grid, theirs: Grid, columns: Mapping[int, int], rows: Mapping[Place, Place]) -> bool:
    """Return whether a table has other columns now, or another row of key figures, so that no row fits where it stood.

    Key figures that stand in other cells, such as next to one another where gaps were cells, are another row of them.
    """
    if ours.strip:
        same = [rows.get(each.place) for each in ours.rows] == [each.place for each in theirs.rows]
        return not same or [each.place[2] for each in ours.rows] != [each.place[2] for each in theirs.rows]
    return ours.columns != theirs.columns or any(c != d for c, d in columns.items())
