"""A table on a slide, row by row: rows that a person left alone follow the new table, the others are merged cell by cell.

A table that has other columns now, and a strip that has other key figures, is set anew: the new one takes the place of the
person's, and what they worked on is put into its cells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from reports.formats.pptx.merge.merge_state import Kept
from reports.formats.pptx.merge.slide_records import Shape
from reports.formats.pptx.merge.table_columns import columns_of, keep_widths
from reports.formats.pptx.merge.table_rows import TableRows, rows_of
from reports.formats.pptx.merge.text_merge import carry_out, plan
from reports.merge.element_order import in_new_order
from reports.merge.pairing import rising
from reports.merge.row_pairing import pair_columns, pair_rows
from reports.merge.unit_pool import generations, sure
from reports.ooxml.part_xml import remove
from reports.ooxml.presentationml import A
from reports.ooxml.wordprocessingml import Element

TR, TC, P = (f"{A}{tag}" for tag in ("tr", "tc", "p"))


def merge_table(
    was: Shape, mine: tuple[Shape, Element], now: tuple[Shape, Element], origins: dict[Element, Element]
) -> Kept:
    """Bring a table that a person worked on up to date; return what was kept of theirs against what is new.

    Args:
        was: as generated last.
        mine: the person's, and its frame.
        now: as generated now, and its frame, made at home in the person's file.
        origins: takes the person's row, or cell of a key figure, behind each new one that holds words of theirs.
    """
    known = rows_of(was, others=(mine[0], now[0])), rows_of(mine[0]), rows_of(now[0])
    base, ours, new = known
    if base is None or ours is None or new is None or not base.grid.strip == ours.grid.strip == new.grid.strip:
        return _whole(was, mine[0], now[0])
    merging = _Merging(base, ours, new, mine[1], now[1])
    if merging.fits:
        return merging.merged()
    if not merging.has_room:
        return _whole(was, mine[0], now[0])
    if not base.grid.strip:
        keep_widths(was, mine[0], columns_of(mine[1]), now[1], merging.columns, merging.shift)
    return merging.set_anew(origins)


def _whole(was: Shape, mine: Shape, now: Shape) -> Kept:
    """Keep a table whose rows cannot be told as the person left it."""
    return ((mine.words, now.words),) if now.texts != was.texts else ()


@dataclass
class _Merging:
    """One table, being merged."""

    base: TableRows
    mine: TableRows
    new: TableRows
    old: Element
    fresh: Element

    def __post_init__(self) -> None:
        self.here = pair_rows(self.base.grid.rows, self.mine.grid.rows, edited=True)
        self.later = pair_rows(self.base.grid.rows, self.new.grid.rows, edited=False)
        grids = self.base.grid, self.mine.grid, self.new.grid
        self.columns = pair_columns(grids[0], grids[1], self.here)
        self.shift = pair_columns(grids[0], grids[2], self.later)
        self.rows, self.sources = list(self.old.iter(TR)), list(self.fresh.iter(TR))
        self.kept: list[tuple[str, str]] = []

    @property
    def fits(self) -> bool:
        """Return whether the new table has the columns of the base, or the same key figures in the same order."""
        if self.base.grid.strip:
            same = [self.later.get(b) for b in range(len(self.base.grid.rows))] == [*range(len(self.new.grid.rows))]
            same = same and len(self.base.cells[0]) == len(self.new.cells[0])  # earlier ones have cells between
            return same and [*self.here] == [*self.here.values()] == [*range(len(self.mine.grid.rows))]
        return self.base.grid.columns == self.new.grid.columns and all(c == d for c, d in self.shift.items())

    @property
    def has_room(self) -> bool:
        """Return whether all that a person worked on has a place in the new table; a strip takes no key figure of theirs."""
        rows = self.base.grid.rows
        if not self.base.grid.strip:
            return True
        lost = (b for b, x in self.here.items() if self._certain(b) is None and self._touched(b, x))
        return len(self.here) == len(rows) == len(self.mine.grid.rows) and not any(True for _ in lost)

    def set_anew(self, origins: dict[Element, Element]) -> Kept:
        """Put the new table in the place of the person's, with what they worked on in its cells; return what was kept."""
        if self.base.grid.strip:
            self._tiles_anew(origins)
        else:
            self._rows_anew(origins)
        old, made = (next(frame.iter(f"{A}tbl")) for frame in (self.old, self.fresh))
        parent = old.getparent()
        if parent is not None:
            parent.replace(old, made)
        return tuple(self.kept)

    def _tiles_anew(self, origins: dict[Element, Element]) -> None:
        for b, x in self.here.items():
            n = self._certain(b)
            if n is not None and self._touched(b, x):
                self._row(b, x, n)
                places = self.mine.grid.rows[x].place[2], self.new.grid.rows[n].place[2]
                ours, theirs = self.rows[0].findall(TC)[places[0]], self.sources[0].findall(TC)[places[1]]
                origins[theirs] = ours
                _put(theirs, ours)

    def _rows_anew(self, origins: dict[Element, Element]) -> None:
        back, above = {x: b for b, x in self.here.items()}, self.sources[0]
        for x, row in enumerate(self.rows):
            b = back.get(x)
            n = self._certain(b) if b is not None else None
            touched = b is None or self._touched(b, x)
            if n is not None:
                above = self.sources[n]
            elif touched:
                made = deepcopy(above)
                for cell in made.findall(TC):
                    made.replace(cell, _emptied(cell))
                above.addnext(made)
                above = made
                self.kept += [(self.mine.grid.rows[x].text, "")] if b is not None else []
            if touched:
                origins[above] = row
                self._fill(above, b, x, n)
        for b in (b for b in range(len(self.base.grid.rows)) if b not in self.here):
            if (n := self._certain(b)) is not None:
                remove(self.sources[n])

    def _fill(self, target: Element, b: int | None, x: int, n: int | None) -> None:
        """Put into a row of the new table what the person wrote in one of theirs; what has no column goes below the last."""
        cells, back = target.findall(TC), {d: c for c, d in self.columns.items()}
        theirs = list(enumerate(zip(self.rows[x].findall(TC), self.mine.cells[x], strict=True)))
        for d, (cell, texts) in sorted(theirs, key=lambda each: back.get(each[0]) not in self.shift):
            c = back.get(d)
            e = self.shift.get(c) if c is not None else None
            if c is None or e is None:
                _add(cells[-1], cell if any(texts) else None)
            elif b is None or n is None:
                _put(cells[e], cell)
            elif self.base.cells[b][c] != texts:
                self._cell((b, c), (x, d), (n, e))
                _put(cells[e], cell)

    def merged(self) -> Kept:
        """Merge the rows; return what was kept."""
        if self.base.grid.strip:
            for b in self.here:
                self._row(b, self.here[b], self.later[b])
            return tuple(self.kept)
        stays = {b: self._certain(b) for b in range(len(self.base.grid.rows))}
        counterpart: dict[int, Element] = {}
        for b, n in stays.items():
            x = self.here.get(b)
            if n is not None and x is not None:
                self._row(b, x, n)
                counterpart[n] = self.rows[x]
            elif x is not None and self._touched(b, x):
                self.kept.append((self.mine.grid.rows[x].text, ""))
            elif x is not None:
                remove(self.rows[x])
        known = {n for n in stays.values() if n is not None}
        self._insert([n for n in range(len(self.new.grid.rows)) if n not in known], counterpart)
        self._reorder(counterpart)
        self._say_head(counterpart)
        return tuple(self.kept)

    def _say_head(self, counterpart: Mapping[int, Element]) -> None:
        """Say that the first row is a head where it is that of the new table, which says so (21.1.3.13, `firstRow`)."""
        mine, new = (next(frame.iter(f"{A}tblPr"), None) for frame in (self.old, self.fresh))
        first = next(self.old.iter(TR), None)
        if mine is not None and new is not None and first is not None and first is counterpart.get(0):
            mine.attrib.update({key: value for key, value in new.attrib.items() if key == "firstRow"})

    def _certain(self, b: int) -> int | None:
        """Return the new row that a row of the base is now; none for one worked on or deleted that may be another."""
        n, x = self.later.get(b), self.here.get(b)
        if n is None or (x is not None and not self._touched(b, x)):
            return n
        rows, fresh = self.base.grid.rows, self.new.grid.rows
        return n if sure(rows[b], fresh[n], generations(rows, fresh)) else None

    def _touched(self, b: int, x: int) -> bool:
        """Return whether a person changed a row, or wrote in a column of their own."""
        if self.base.grid.strip:
            return self.base.grid.rows[b].cells != self.mine.grid.rows[x].cells
        was, now = self.base.cells[b], self.mine.cells[x]
        own = [cell for d, cell in enumerate(now) if d not in self.columns.values()]
        same = all(was[c] == now[d] for c, d in self.columns.items())
        return not same or len(self.columns) < len(was) or any(any(cell) for cell in own)

    def _row(self, b: int, x: int, n: int) -> None:
        """Merge a row cell by cell, or a key figure."""
        if self.base.grid.strip:
            places = [unit.place[2] for unit in (self.base.grid.rows[b], self.mine.grid.rows[x], self.new.grid.rows[n])]
            self._cell((0, places[0]), (0, places[1]), (0, places[2]))
            return
        for c, d in self.columns.items():
            self._cell((b, c), (x, d), (n, c))

    def _cell(self, was: tuple[int, int], mine: tuple[int, int], now: tuple[int, int]) -> None:
        texts = [rows.cells[r][c] for rows, (r, c) in ((self.base, was), (self.mine, mine), (self.new, now))]
        made = plan(*texts)
        carry_out(made, _paragraphs(self.rows, *mine), _paragraphs(self.sources, *now))
        self.kept += made.kept

    def _insert(self, come: Sequence[int], counterpart: dict[int, Element]) -> None:
        """Put new rows behind those that they stand behind in the new table."""
        for n in come:
            made = self._fitted(self.sources[n])
            above = next((counterpart[m] for m in range(n - 1, -1, -1) if m in counterpart), None)
            if above is not None:
                above.addnext(made)
            else:
                next(each for each in self.rows if each.getparent() is not None).addprevious(made)
            counterpart[n] = made

    def _fitted(self, row: Element) -> Element:
        """Return a copy of a new row with the columns that the person's table has."""
        made = deepcopy(row)
        cells, back = made.findall(TC), {d: c for c, d in self.columns.items()}
        wanted = [back.get(d) for d in range(self.mine.grid.columns)]
        if wanted == [*range(len(cells))]:
            return made
        for each in cells:
            made.remove(each)
        for place, c in enumerate(wanted):
            made.insert(place, cells[c] if c is not None else _emptied(cells[-1]))
        return made

    def _reorder(self, counterpart: Mapping[int, Element]) -> None:
        """Follow the order of the new table, unless the person moved a row."""
        pairs = sorted(self.here.items())
        table = next(self.old.iter(f"{A}tbl"), None)
        if len(rising(pairs)) == len(pairs) and table is not None:
            in_new_order(table, {row: n for n, row in counterpart.items() if row.getparent() is table})


def _paragraphs(rows: Sequence[Element], row: int, column: int) -> list[Element]:
    return list(rows[row].findall(TC)[column].iter(P))


def _add(target: Element, cell: Element | None) -> None:
    """Put the paragraphs of a cell below those of another one."""
    text = target.find(f"{A}txBody")
    if text is not None and cell is not None:
        text.extend([deepcopy(each) for each in cell.iter(P)])


def _put(target: Element, cell: Element) -> None:
    """Put the paragraphs of a cell into another one in place of its own."""
    text = target.find(f"{A}txBody")
    if text is not None:
        for each in text.findall(P):
            text.remove(each)
        text.extend([deepcopy(each) for each in cell.iter(P)])


def _emptied(cell: Element) -> Element:
    """Return a copy of a cell without words."""
    made = deepcopy(cell)
    paragraphs = list(made.iter(P))
    for each in paragraphs[1:]:
        remove(each)
    for each in [node for node in paragraphs[0] if node.tag in (f"{A}r", f"{A}br", f"{A}fld")]:
        remove(each)
    return made
