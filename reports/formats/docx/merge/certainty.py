"""What of a person's may be put together with what is generated now: only what is beyond doubt the same row or block.

An untouched row becomes the new one whatever it is paired with. One that a person worked on does not: a wrong pair would
put their words beside figures of another body, and leave out a row that they never deleted. So a doubtful pair is parted:
theirs stays as it is and is told, and what is generated now comes beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.formats.docx.merge.comparison import Comparison
from reports.merge.pairing import Pairing
from reports.merge.records import Record
from reports.merge.row_pairing import Unit
from reports.merge.table_units import Tables, facts_of, words
from reports.merge.unit_pool import Generations, generations, sure


def part_doubtful_rows(comparison: Comparison, later: Pairing) -> None:
    """Take out of `later` the rows that a person worked on or deleted and that may be others now, with all in them."""
    theirs = {grid.number: grid.rows for grid in later.rows.theirs.grids}
    for grid in later.rows.ours.grids:
        among: dict[int, Generations] = {}
        for row in grid.rows:
            mine, now = comparison.rows.there.get(row.place), later.rows.there.get(row.place)
            if now is None or (mine is not None and mine not in comparison.touched):
                continue
            rows = theirs[now[0]]
            fresh = next(each for each in rows if each.place == now)
            if now[0] not in among:
                among[now[0]] = generations(grid.rows, rows)
            if not sure(row, fresh, among[now[0]]):
                later.part(row.place)


def doubtful_blocks(comparison: Comparison, later: Pairing) -> frozenset[int]:
    """Return the paragraphs outside rows, by index in the base, that a person worked on or deleted and may be others now.

    Those that print other facts certainly are; they are taken out of `later`.
    """
    found = set()
    asked = [*_worked_on(comparison), *comparison.deleted]
    among = _generations(later) if asked else {}
    for b in asked:
        if b in later.there and b not in later.rows.ours.unit_of and not later.base[b].entry:
            was, fresh = block(later.base[b], b), block(later.other[later.there[b]], later.there[b])
            if not sure(was, fresh, among[later.base[b].kind]):
                found.add(b)
                if was.facts and fresh.facts and not was.facts & fresh.facts:
                    later.part_block(b)
    return frozenset(found)


def _worked_on(comparison: Comparison) -> Iterator[int]:
    """Yield the paragraphs of the base that a person worked on, but for those that they split or joined."""
    for group in comparison.groups:
        if len(group.base) == len(group.mine) == 1 and not comparison.left(group):
            yield group.base[0]


def _generations(later: Pairing) -> dict[str, Generations]:
    """Return the paragraphs outside rows that were generated last and now, by their kind."""
    ours, theirs = _blocks(later.base, later.rows.ours), _blocks(later.other, later.rows.theirs)
    return {kind: generations(ours.get(kind, ()), theirs.get(kind, ())) for kind in {*_kinds(later)}}


def _kinds(later: Pairing) -> Iterator[str]:
    yield from (record.kind for record in (*later.base, *later.other))


def _blocks(records: Sequence[Record], tables: Tables) -> dict[str, list[Unit]]:
    """Return the paragraphs outside rows that have words, by their kind."""
    found: dict[str, list[Unit]] = {}
    for n, record in enumerate(records):
        if n not in tables.unit_of and record.text.strip():
            found.setdefault(record.kind, []).append(block(record, n))
    return found


def block(record: Record, n: int, marks: frozenset[str] = frozenset()) -> Unit:
    """Return a paragraph as a unit by itself, with its bookmarks where they are asked for."""
    return Unit((n,), (words(record),), "", facts_of((record,)), marks)


def without_facts(records: Sequence[Record], base: Sequence[Record]) -> Sequence[Record]:
    """Return `records` without what rows are about, where `base` is of a format that did not say so."""
    known = any(record.about for record in base)
    return records if known else [replace(record, about=()) if record.about else record for record in records]
