"""A merged Word file as rows and blocks with what each was before, for the audit of where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.errors import InternalError
from reports.formats.docx.merge.certainty import block
from reports.formats.docx.merge.comparison import Comparison
from reports.formats.docx.merge.file_reading import TC, TR, Line
from reports.formats.docx.merge.merge_state import Merging
from reports.formats.docx.merge.structure_merge import nearest
from reports.frozen_classes import dataclass
from reports.merge.joined import shortened
from reports.merge.provenance import Traced, Versions, mixed
from reports.merge.records import Record
from reports.merge.row_pairing import Unit
from reports.merge.table_units import Tables, marks_of, tables_of
from reports.ooxml.wordprocessingml import Element


@dataclass(frozen=True)
class Snapshot:
    """A person's file before the merge."""

    units: Mapping[Element, Unit]
    """Row or block by each paragraph in it, and by the element of the row or cell."""
    own: frozenset[Element]
    """Paragraphs that nothing in the base stands behind."""


def snapshot(comparison: Comparison) -> Snapshot:
    """Return what each row and block of a person's file says, before anything is merged."""
    lines = comparison.lines
    tables = tables_of([line.record for line in lines])
    units: dict[Element, Unit] = {}
    for unit, inside in _units([line.record for line in lines], tables):
        for n in inside:
            units[lines[n].element] = unit
            holder = nearest(lines[n].element, TC if len(unit.place) == 3 else TR) if len(unit.place) > 1 else None
            if holder is not None:
                units[holder] = unit
    return Snapshot(units, frozenset(lines[n].element for n in comparison.own))


def _units(records: Sequence[Record], tables: Tables) -> Iterator[tuple[Unit, Sequence[int]]]:
    """Yield the rows, key figures and other paragraphs of a file, each with its records."""
    inside: dict[tuple[int, ...], list[int]] = {}
    for n, place in tables.unit_of.items():
        inside.setdefault(place, []).append(n)
    for grid in tables.grids:
        yield from ((row, inside[row.place]) for row in grid.rows)
    for n, record in enumerate(records):
        if n not in tables.unit_of and record.kind != "t":
            yield replace(block(record, n), marks=marks_of((record,))), (n,)


def nothing_mixed(work: Merging, before: Snapshot, left: Sequence[Line]) -> None:
    """Refuse a merge that puts words of one row or block with those of another, or that loses a generated one.

    Args:
        work: the merge, all done.
        before: the person's file as it was.
        left: the merged file, read again.

    Raises:
        InternalError: something is mixed up; the person's file stays as it is.
    """
    base, fresh = work.base.records, work.fresh_base.records
    traced = list(_traced(work, before, left))
    for rows in (True, False):
        versions = Versions(*(_said(records, rows=rows, marked=records is base) for records in (base, fresh)))
        found = [each for each in traced if (len(each.now.place) > 1) == rows]
        for unit in mixed(found, versions):
            raise InternalError(f"the merge would mix up what belongs apart: “{shortened(unit.text)}”")
    said = {each.now.said for each in traced}
    for unit, inside in _units(fresh, tables_of(fresh)):
        if unit.said and unit.said not in said and fresh[inside[0]].kind in ("p", "c") and not _told(work, inside):
            raise InternalError(f"the merge would lose what is generated: “{shortened(unit.text)}”")


def _said(records: Sequence[Record], *, rows: bool, marked: bool) -> list[Unit]:
    """Return the rows of a generated file, or its other paragraphs; those of the new file without bookmarks."""
    found = (unit for unit, _ in _units(records, tables_of(records)) if unit.said and (len(unit.place) > 1) == rows)
    return [unit if marked else replace(unit, marks=frozenset()) for unit in found]


def _traced(work: Merging, before: Snapshot, left: Sequence[Line]) -> Iterator[Traced]:
    """Yield the rows and blocks of the merged file, each with what it was in the person's."""
    records = [line.record for line in left]
    for unit, inside in _units(records, tables_of(records)):
        elements = [left[n].element for n in inside]
        was = dict.fromkeys(before.units[each] for each in elements if each in before.units)
        if not was and len(unit.place) > 1:
            holder = nearest(elements[0], TC if len(unit.place) == 3 else TR)
            was = dict.fromkeys(before.units[each] for each in (holder,) if each is not None and each in before.units)
        own = all(each in before.own for each in elements if each in before.units)
        yield Traced(unit, tuple(was), own, any(each in work.kept for each in elements))


def _told(work: Merging, inside: Iterable[int]) -> bool:
    """Return whether a generated row or block stands in the file in a person's words, or is told as left out."""
    roots = set(work.mine.package.trees.values())
    deleted = {work.later[b] for b in work.comparison.deleted if b in work.later}
    for n in inside:
        mine = work.counterpart.get(n)
        if n in deleted | work.left_out | work.put_in or (mine is not None and mine.getroottree().getroot() in roots):
            return True
    return False
