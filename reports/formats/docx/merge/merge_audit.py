"""A merged Word file as rows and blocks with what each was before, for the audit of where they come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.errors import InternalError
from reports.formats.docx.merge.certainty import block
from reports.formats.docx.merge.comparison import Comparison
from reports.formats.docx.merge.file_reading import TC, TR
from reports.formats.docx.merge.merge_state import Merging
from reports.formats.docx.merge.structure_merge import nearest
from reports.merge.joined import shortened
from reports.merge.provenance import Traced, Versions, mixed, words_in
from reports.merge.records import Record
from reports.merge.row_pairing import Unit
from reports.merge.table_units import Tables, marks_of, tables_of
from reports.merge.text_tokens import tail
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
    units: dict[Element, Unit] = {}
    for unit, inside in _units([line.record for line in lines], comparison.rows.theirs):
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
            yield block(record, n, marks_of((record,))), (n,)


def nothing_mixed(work: Merging, before: Snapshot, left: Comparison) -> None:
    """Refuse a merge that puts words of one row or block with those of another, or that loses a generated one.

    Args:
        work: the merge, all done.
        before: the person's file as it was.
        left: the merged file, read again and compared with what is generated now.

    Raises:
        InternalError: something is mixed up; the person's file stays as it is.
    """
    base = list(_units(work.base.records, work.comparison.rows.ours))
    fresh = list(_units(work.fresh_base.records, tables_of(work.fresh_base.records, marked=False)))
    traced, printed = list(_traced(work, before, left)), _printed(work.fresh_base.records)
    for rows in (True, False):
        versions = Versions(
            _said(base, rows=rows), [replace(each, marks=_NO_MARKS) for each in _said(fresh, rows=rows)], printed
        )
        found = [each for each in traced if (len(each.now.place) > 1) == rows]
        for unit in mixed(found, versions):
            raise InternalError(f"the merge would mix up what belongs apart: “{shortened(unit.text)}”")
    said, told = {each.now.said for each in traced}, _told(work)
    kinds = [record.kind for record in work.fresh_base.records]
    for unit, inside in fresh:
        if unit.said and unit.said not in said and kinds[inside[0]] in ("p", "c") and told.isdisjoint(inside):
            raise InternalError(f"the merge would lose what is generated: “{shortened(unit.text)}”")


def _printed(records: Iterable[Record]) -> dict[str, Counter[str]]:
    """Return the words of all figures of each fact, by what bookmarks call it."""
    found: dict[str, Counter[str]] = {}
    for record in records:
        for span in record.spans:
            found.setdefault(tail(span.name), Counter()).update(words_in(record.text[span.start : span.end]))
    return found


_NO_MARKS = frozenset[str]()
"""The new file numbers its bookmarks anew."""


def _said(units: Iterable[tuple[Unit, Sequence[int]]], *, rows: bool) -> list[Unit]:
    """Return the rows of a generated file, or its other paragraphs."""
    return [unit for unit, _ in units if unit.said and (len(unit.place) > 1) == rows]


def _traced(work: Merging, before: Snapshot, left: Comparison) -> Iterator[Traced]:
    """Yield the rows and blocks of the merged file, each with what it was in the person's."""
    for unit, inside in _units([line.record for line in left.lines], left.rows.theirs):
        elements = [left.lines[n].element for n in inside]
        was = dict.fromkeys(before.units[each] for each in elements if each in before.units)
        if not was and len(unit.place) > 1:
            holder = nearest(elements[0], TC if len(unit.place) == 3 else TR)
            was = dict.fromkeys(before.units[each] for each in (holder,) if each is not None and each in before.units)
        own = all(each in before.own for each in elements if each in before.units)
        yield Traced(unit, tuple(was), own, any(each in work.kept for each in elements))


def _told(work: Merging) -> frozenset[int]:
    """Return the generated paragraphs that stand in the file in a person's words, or are told as left out."""
    roots = set(work.mine.package.trees.values())
    deleted = {work.later[b] for b in work.comparison.deleted if b in work.later}
    standing = {n for n, mine in work.counterpart.items() if mine.getroottree().getroot() in roots}
    return frozenset(deleted | work.left_out | work.put_in | standing)
