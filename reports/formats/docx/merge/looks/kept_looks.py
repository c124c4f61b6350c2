"""What a person restyled or resized without touching the words: it stays as it is, and is told, one act in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import sub
from typing import TypeVar

from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.comparison import Comparison, Group, said
from reports.formats.docx.merge.edit_list import Edit, EditKind, section_of
from reports.formats.docx.merge.looks.look_reading import Look, column_widths, looks_of
from reports.formats.docx.merge.picture_sizes import size_of
from reports.formats.docx.merge.tables.table_acts import text_of
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import Element

TWIPS = 15
"""Twentieths of a point by which lengths may differ: programs round them."""
SHARE = 0.02
"""Of a table's or a picture's size, by which it may differ."""
MOST = 3
"""Paragraphs of one style that differ alike, from which a program or the style has done it and no hand."""
EMU_PER_CM = 360_000
Kind = TypeVar("Kind", bound=Hashable)


def look_edits(base: Base, package: Package, comparison: Comparison) -> Iterator[tuple[int, Edit]]:
    """Yield what a person restyled or resized beside the words, each with the number of its paragraph in the file."""
    yield from _resized(base, comparison)
    yield from _table_widths(base, comparison)
    yield from _runs(comparison, list(_restyled(base, package, comparison)))


# ── Paragraphs and words ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Pair:
    """A paragraph whose words nobody touched, as it was and as it is."""

    group: Group
    was: Look
    now: Look
    step: tuple[int, ...]
    """By how much its lengths differ."""


def _pair(group: Group, was: Look, now: Look) -> _Pair:
    return _Pair(group, was, now, tuple(map(sub, now.lengths, was.lengths)))


def _restyled(base: Base, package: Package, comparison: Comparison) -> Iterator[tuple[Group, EditKind, Hashable]]:
    """Yield the paragraphs to which a person gave other lengths or effects than those of their style have in this file."""
    if len(base.looks) != len(base.records):  # a base of an earlier version
        return
    now = list(looks_of(package, comparison.lines))
    groups = [group for group in comparison.groups if comparison.untouched(group)]
    pairs = [_pair(group, base.looks[group.base[0]], now[group.mine[0]]) for group in groups]
    by_style: dict[tuple[str, str], list[_Pair]] = {}
    for pair in pairs:
        record = comparison.records(pair.group)[0]
        if record.kind in ("p", "c", "x") and record.text.strip():
            by_style.setdefault((record.kind, record.style), []).append(pair)
    for alike in by_style.values():
        common = _common([pair.step for pair in alike], (0,) * len(alike[0].step))
        always = _common([pair.was.effects != pair.now.effects for pair in alike], False)
        for pair in alike:
            if pair.step != common and any(abs(a - b) > TWIPS for a, b in zip(pair.step, common, strict=True)):
                yield pair.group, "restyled", pair.step
            if (pair.was.effects != pair.now.effects) is not always and not always:
                yield pair.group, "formatted", pair.now.effects if pair.now.effects else "none"


def _common(found: Sequence[Kind], usual: Kind) -> Kind:
    """Return what more than half of at least `MOST` have in common, else what is `usual`."""
    [(most, count)] = Counter(found).most_common(1)
    return most if count >= MOST and 2 * count > len(found) else usual


def _runs(comparison: Comparison, found: Sequence[tuple[Group, EditKind, Hashable]]) -> Iterator[tuple[int, Edit]]:
    """Yield one edit for paragraphs one behind the other to which the same was done."""
    last: tuple[Hashable, int] | None = None
    made: list[tuple[int, Edit]] = []
    for group, kind, way in sorted(found, key=lambda each: (each[1], each[0].mine[0])):
        record, n = comparison.records(group)[0], group.mine[0]
        text = said(comparison.lines[n].record)
        if last == ((kind, way), n - 1) and kind == "restyled":
            at, edit = made[-1]
            made[-1] = at, replace(edit, before=f"{edit.before}\n{text}", after=f"{edit.after}\n{text}")
        else:
            made.append((n, Edit(kind, text, text, section_of(comparison, n), record.where, record.key)))
        last = (kind, way), n
    yield from made


# ── Pictures, charts, tables ─────────────────────────────────────────────────────────────────────


def _resized(base: Base, comparison: Comparison) -> Iterator[tuple[int, Edit]]:
    """Yield the pictures and charts that a person made larger or smaller."""
    for group in comparison.groups:
        record, line = comparison.records(group)[0], comparison.mine(group)[0]
        was, now = _size(base, record.key), size_of(line.element)
        if was[0] and now[0] and _differs(was, now):
            name = "chart" if "chart" in record.things else "picture"
            before, after = (f"({name}, {_shown(size[: 1 + bool(was[1])])})" for size in (was, now))
            n = group.mine[0]
            yield n, Edit("resized", before, after, section_of(comparison, n), record.where, record.key)


def _size(base: Base, key: str) -> tuple[int, int]:
    """Return width and height in EMU of the chart or picture of a paragraph as generated; 0 for what is not known."""
    plot = base.plots.get(key)
    if plot is not None:
        sizes = [int(each) for each in plot.size.split() if each.isdecimal()]
        return (sizes[0], sizes[1]) if len(sizes) == 2 else (0, 0)
    return base.widths.get(key, 0), 0


def _differs(was: tuple[int, int], now: tuple[int, int]) -> bool:
    return any(one and abs(one - other) > SHARE * one for one, other in zip(was, now, strict=True))


def _shown(size: Sequence[int]) -> str:
    return " × ".join(f"{each / EMU_PER_CM:.1f} cm" for each in size)


def _table_widths(base: Base, comparison: Comparison) -> Iterator[tuple[int, Edit]]:
    """Yield the tables whose columns a person made wider or narrower."""
    records = [line.record for line in comparison.lines]
    for number in resized_tables(base, comparison):
        inside = [n for n, record in enumerate(records) if record.kind == "c" and record.at[:1] == (number,)]
        head = text_of([n for n in inside if records[n].at[1] == 0], records)
        yield inside[0], Edit("resized", head, head, section_of(comparison, inside[0]))


def resized_tables(base: Base, comparison: Comparison) -> Iterator[int]:
    """Yield the numbers of the tables in the file whose columns are not as wide as they were generated."""
    now = column_widths(comparison.lines)
    for ours, theirs in comparison.rows.tables.items():
        was, wide = base.columns.get(ours, ()), now.get(theirs, ())
        steps = [abs(one - other) for one, other in zip(was, wide, strict=False)]
        if len(was) == len(wide) and any(step > SHARE * sum(was) for step in steps):
            yield theirs


# ── Remembering ──────────────────────────────────────────────────────────────────────────────────


def looked_after(base: Base, package: Package, comparison: Comparison) -> frozenset[Element]:
    """Return the paragraphs that a person restyled, and all in the tables that they resized."""
    tables = {*resized_tables(base, comparison)}
    found = {line.element for line in comparison.lines if line.record.kind == "c" and {*line.record.at[:1]} & tables}
    done = (comparison.mine(group)[0].element for group, _, _ in _restyled(base, package, comparison))
    return frozenset(found.union(done))


def remember_looks(fresh: Base, package: Package, left: Comparison, theirs: Container[Element]) -> Base:
    """Return the base of a merged file with how it looks where nobody restyled it: what the merge leaves is no edit.

    Args:
        fresh: what is generated now.
        package: the merged file.
        left: `fresh` and that file, compared.
        theirs: paragraphs that a person restyled, from `looked_after`.
    """
    now, looks, columns = list(looks_of(package, left.lines)), list(fresh.looks), dict(fresh.columns)
    for group in left.groups if len(looks) == len(left.base) else ():
        if len(group.base) == len(group.mine) == 1 and left.lines[group.mine[0]].element not in theirs:
            looks[group.base[0]] = now[group.mine[0]]
    wide, resized = column_widths(left.lines), {line.record.at[:1] for line in left.lines if line.element in theirs}
    for ours, number in left.rows.tables.items():
        if (number,) not in resized:
            columns[ours] = wide.get(number, ())
    return replace(fresh, looks=tuple(looks), columns=columns)


__all__ = ["look_edits", "looked_after", "remember_looks", "resized_tables"]
