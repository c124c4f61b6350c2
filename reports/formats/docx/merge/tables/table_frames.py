"""Tables whose rows or columns changed, in the file of a person who worked on it.

Rows follow the template's order. A table that has other columns now, and a strip that has other key figures, is set anew:
the new one takes the place of the person's, whose paragraphs, up to date by then, are put into its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from reports.formats.docx.merge.file_reading import TBL, TC, TR, P
from reports.formats.docx.merge.looks.kept_looks import resized_tables
from reports.formats.docx.merge.merge_state import Merging
from reports.formats.docx.merge.structure_merge import Frame, emptied, nearest
from reports.formats.docx.merge.tables.kept_widths import keep_widths
from reports.merge.element_order import in_new_order
from reports.merge.row_pairing import Grid
from reports.merge.table_units import Place, reshaped
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
PROPERTIES = _W + "tcPr"


def table_of(cells: Mapping[Place, Element], number: int) -> Element | None:
    """Return the table with this number, by its `cells`, of which some may have been taken out."""
    found = (nearest(cell, TBL) for place, cell in cells.items() if place[0] == number)
    return next((table for table in found if table is not None), None)


def _tables(work: Merging) -> Iterator[tuple[Grid, Grid, int]]:
    """Yield the tables of the base with those of the new file, and their numbers in the person's."""
    grids = {grid.number: grid for grid in work.rows.theirs.grids}
    for grid in work.rows.ours.grids:
        new, mine = work.rows.tables.get(grid.number), work.comparison.rows.tables.get(grid.number)
        if new is not None and mine is not None:
            yield grid, grids[new], mine


def _is_reshaped(work: Merging, ours: Grid, theirs: Grid) -> bool:
    return reshaped(ours, theirs, work.rows.columns[ours.number], work.rows.there)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────


def own_columns(work: Merging) -> dict[Element, Sequence[int | None]]:
    """Return, by table of the new file, the columns of the person's where they added or deleted some."""
    found: dict[Element, Sequence[int | None]] = {}
    grids = {grid.number: grid for grid in work.comparison.rows.theirs.grids}
    for ours, theirs, number in _tables(work):
        mine, columns = grids[number], work.comparison.rows.columns[ours.number]
        back = {m: c for c, m in columns.items()}
        table = table_of(work.new_cells, theirs.number)
        changed = mine.columns != ours.columns or any(c != m for c, m in columns.items())
        if not ours.strip and changed and table is not None and not _is_reshaped(work, ours, theirs):
            found[table] = [back.get(m) for m in range(mine.columns)]
    return found


def reorder_rows(work: Merging, frame: Frame) -> None:
    """Put the rows of each table into the template's new order; what a person added or moved follows the row above it."""
    lines = work.comparison.lines
    rows = {nearest(lines[n].element, TR) for n in work.comparison.moved if lines[n].record.at}
    for ours, theirs, number in _tables(work):
        table = table_of(work.cells, number)
        new = table_of(work.new_cells, theirs.number)
        if table is None or new is None or table.getparent() is None or ours.strip:
            continue
        there = ((frame.of(row), n) for n, row in enumerate(new.iterchildren(TR)))
        ranks = {row: n for row, n in there if row is not None and row.getparent() is table}
        first = next(iter(table.iterchildren(TR)), None)  # of a table that was moved, the first cell says so
        in_new_order(table, {row: n for row, n in ranks.items() if row not in rows or row is first})


# ── Tables set anew ──────────────────────────────────────────────────────────────────────────────


@dataclass
class _Setting:
    """A table that is set anew, and the person's that it replaces."""

    work: Merging
    ours: Grid
    mine: int
    """Number of the person's table."""
    copies: Mapping[Element, Element]
    """Paragraph of the table that is put in, by paragraph of the new file."""
    rows: dict[Place, Place] = field(default_factory=dict)
    """Row of the new file by row of the person's."""
    columns: dict[int, int] = field(default_factory=dict)
    """Column of the new file by column of the person's."""
    behind: list[Element] = field(default_factory=list)
    """What goes behind the table, for want of a place in it."""

    def __post_init__(self) -> None:
        there, now = self.work.comparison.rows.there, self.work.rows.there
        places = (row.place for row in self.ours.rows)
        self.rows = {there[place]: now[place] for place in places if place in there and place in now}
        mine, new = (rows.columns[self.ours.number] for rows in (self.work.comparison.rows, self.work.rows))
        self.columns = {m: new[c] for c, m in mine.items() if c in new}

    def fill(self, made: Element) -> set[Element]:
        """Put the person's paragraphs into the table `made`; of those without a place, what they worked on. Return them."""
        worked, cells = _worked_on(self.work), self.work.comparison.rows.theirs.cells
        rows: dict[Place, list[Place]] = {}
        for place in sorted(at for at in cells if at[0] == self.mine):
            rows.setdefault(place if self.ours.strip else place[:2], []).append(place)
        above, came = made.findall(TR)[0], set[Element]()
        for row, places in rows.items():
            busy = [place for place in places if any(n in worked for n in cells[place])]
            if row in self.rows:
                above = self._row(self.rows[row])
                came |= self._put(above, [each for each in places if each in busy or self._column(each) >= 0], cells)
            elif busy and self.ours.strip:
                self.behind += _content(self.work.cells[row])
            elif busy:
                own = _empty_row(above)
                above.addnext(own)
                above = own
                came |= self._put(above, places, cells)
        return came

    def _row(self, place: Place) -> Element:
        """Return the row of the new table that stands for a row of the new file."""
        tables = self.work.rows.theirs
        first = next(n for at, found in tables.cells.items() if at[: len(place)] == place for n in found)
        row = nearest(self.copies[self.work.new.lines[first].element], TR)
        assert row is not None
        return row

    def _column(self, place: Place) -> int:
        """Return the cell of a row of the new table that stands for a cell of the person's; -1 where none does."""
        return self.rows.get(place, (0, 0, -1))[2] if self.ours.strip else self.columns.get(place[2], -1)

    def _put(self, row: Element, places: Sequence[Place], cells: Mapping[Place, Sequence[int]]) -> set[Element]:
        """Put the cells `places` of the person's into a row; what has no column goes below its last cell."""
        came: set[Element] = set()
        new = row.findall(TC)
        known = {place: self._column(place) for place in places}
        for place in sorted(places, key=lambda place: known[place] < 0):
            blocks, column = _content(self.work.cells[place]), known[place]
            if 0 <= column < len(new):
                for each in _content(new[column]):
                    new[column].remove(each)
                new[column].extend(blocks)
            elif any(self.work.comparison.lines[n].record.text.strip() for n in cells[place]):
                new[-1].extend(blocks)
            came |= {node for each in blocks for node in each.iter(P)}
        return came


def follow_columns(work: Merging) -> frozenset[int]:
    """Set anew the tables that have other columns or key figures now; return the paragraphs of the new file in them."""
    done: set[int] = set()
    resized = {*resized_tables(work.base, work.comparison)}
    inside = {line.element: n for n, line in enumerate(work.new.lines)}
    for ours, theirs, number in _tables(work):
        old = table_of(work.cells, number)
        new = table_of(work.new_cells, theirs.number)
        parent = old.getparent() if old is not None else None
        if old is None or new is None or parent is None or not _is_reshaped(work, ours, theirs):
            continue
        made = work.adopter.adopt(new, work.new.lines[0].part, work.mine.package.main)
        setting = _Setting(work, ours, number, dict(zip(new.iter(P), made.iter(P), strict=True)))
        came = setting.fill(made)
        for source in (each for each in setting.copies if each in inside):
            done.add(inside[source])
            if work.counterpart.get(inside[source]) not in came:
                work.counterpart[inside[source]] = setting.copies[source]
        if number in resized and not ours.strip:
            keep_widths(made, old, setting.columns)
        parent.replace(old, made)
        for each in reversed(setting.behind):
            made.addnext(each)
    return frozenset(done)


def _empty_row(row: Element) -> Element:
    made = deepcopy(row)
    for cell in made.findall(TC):
        made.replace(cell, emptied(cell))
    return made


def _worked_on(work: Merging) -> set[int]:
    """Return the paragraphs of the person's file in which they did something."""
    groups = (group for group in work.comparison.groups if not work.comparison.left(group))
    own = (n for n in work.comparison.own if work.comparison.lines[n].record.text.strip())
    return {*(n for group in groups for n in group.mine), *own}


def _content(cell: Element) -> list[Element]:
    return [each for each in cell if each.tag != PROPERTIES]
