"""What a person did since the last build: paragraphs of the base and of the edited file, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from reports.formats.docx.merge.file_reading import Line
from reports.formats.docx.merge.style_reading import DROP_CAP
from reports.merge.pairing import Pairing, pair, rising
from reports.merge.records import THINGS, Record
from reports.merge.table_units import Place, Rows, Tables

SPLIT_LIKE = 85
"""Likeness, of 100, from which a paragraph is part of the one before it."""
SHORTEST_SPLIT = 4
"""Characters below which a paragraph is no part of another."""


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph of the base and what became of it; more than one where a person split or joined them."""

    base: tuple[int, ...]
    mine: tuple[int, ...]


@dataclass(frozen=True)
class Comparison:
    """The base and an edited file, compared."""

    base: Sequence[Record]
    lines: Sequence[Line]
    groups: tuple[Group, ...]
    deleted: tuple[int, ...]
    """Of the base."""
    own: tuple[int, ...]
    """Of the file: written by a person."""
    moved: frozenset[int]
    """Of the file."""
    rows: Rows
    """Which row of a table is which."""

    def mine(self, group: Group) -> list[Line]:
        """Return the paragraphs of a group."""
        return [self.lines[n] for n in group.mine]

    def records(self, group: Group) -> list[Record]:
        """Return the records of the base of a group."""
        return [self.base[n] for n in group.base]

    @cached_property
    def touched(self) -> frozenset[Place]:
        """Return the rows and key figures of the file in which a person did something."""
        rows = self.rows.theirs.unit_of
        found = {rows[n] for group in self.groups if not self.left(group) for n in group.mine if n in rows}
        return frozenset(found | {rows[n] for n in self.own if n in rows and self.lines[n].record.text.strip()})

    def left(self, group: Group) -> bool:
        """Return whether a paragraph is as it was, and nothing of a person's hangs on it."""
        return self.untouched(group) and not self.lines[group.mine[0]].owned

    def untouched(self, group: Group) -> bool:
        """Return whether a person left the paragraph as it was."""
        if len(group.base) != 1 or len(group.mine) != 1:
            return False
        return self.lines[group.mine[0]].record.same(self.base[group.base[0]])


def compare(base: Sequence[Record], lines: Sequence[Line]) -> Comparison:
    """Return what a person did to each paragraph of `base`."""
    records = [line.record for line in lines]
    pairs = pair(base, records, edited=True)
    there = pairs.there
    back = {m: b for b, m in there.items()}
    joined = _joined(base, records, there)
    parts = _parts(base, records, there, back)
    taken = {m for more in parts.values() for m in more}
    groups = tuple(
        Group((b, *joined.get(m, ())), tuple(sorted((m, *parts.get(m, ())))))
        for b, m in sorted(there.items(), key=lambda each: each[1])
    )
    gone = {n for more in joined.values() for n in more}
    return Comparison(
        base,
        lines,
        groups,
        tuple(n for n in range(len(base)) if n not in there and n not in gone),
        tuple(n for n in range(len(lines)) if n not in back and n not in taken),
        frozenset(_moved(records, pairs)),
        pairs.rows,
    )


def _moved(records: Sequence[Record], pairs: Pairing) -> Iterator[int]:
    """Yield what a person put elsewhere: paragraphs of the running text, and of a table or a row its first cell."""
    rows, ours, theirs = pairs.rows, _first(pairs.rows.ours), _first(pairs.rows.theirs)
    free = [(b, m) for b, m in pairs.there.items() if b not in rows.ours.unit_of]
    free = sorted([*free, *((ours[t,], theirs[m,]) for t, m in rows.tables.items())])
    kept = {m for _, m in rising(free)}
    yield from (m for _, m in free if m not in kept and records[m].text and records[m].kind in "pc")
    for grid in rows.ours.grids:
        there = [(row.place, rows.there[row.place]) for row in grid.rows if row.place in rows.there]
        still = {now for _, now in rising(there)}
        for _, now in there:
            if now not in still:
                yield theirs[now]


def _first(tables: Tables) -> dict[Place, int]:
    """Return the first paragraph of each table, row and cell."""
    found: dict[Place, int] = {}
    for at, cell in tables.cells.items():
        for place in (at[:1], at[:2], at):
            found[place] = min(found.get(place, cell[0]), *cell)
    return found


def _joined(base: Sequence[Record], records: Sequence[Record], there: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """Return paragraphs of the base that a person joined to the one before them, by the paragraph they are in now."""
    found: dict[int, tuple[int, ...]] = {}
    keys = {record.key: n for n, record in enumerate(base) if record.key}
    for b, m in there.items():
        extra = [keys[key] for key in records[m].extra_keys if key in keys and keys[key] not in there]
        after = b + 1
        while after < len(base) and after not in there and _inside(base[after], records[m], base[b]):
            extra.append(after)
            after += 1
        if extra:
            found[m] = tuple(dict.fromkeys(extra))
    return found


def _inside(part: Record, whole: Record, other: Record) -> bool:
    """Return whether `part` stands in `whole`, and not already in the `other` paragraph that became it."""
    if len(part.plain) < SHORTEST_SPLIT or part.kind != whole.kind or len(whole.plain) < len(part.plain):
        return False
    if part.at != other.at:  # what stands in another cell was not joined to it
        return False
    return part.plain in whole.plain and part.plain not in other.plain


def _parts(
    base: Sequence[Record], records: Sequence[Record], there: dict[int, int], back: dict[int, int]
) -> dict[int, tuple[int, ...]]:
    """Return the paragraphs that a person split off, by the one that kept the bookmark."""
    found: dict[int, tuple[int, ...]] = {}
    for b, m in there.items():
        whole, parts = base[b].plain, []
        for step in (1, -1):
            n = m + step
            while 0 <= n < len(records) and n not in back and _is_part(records[n], records[m], whole):
                parts.append(n)
                n += step
        if parts:
            found[m] = tuple(parts)
    return found


def _is_part(record: Record, first: Record, whole: str) -> bool:
    text = record.plain
    if drops_cap(record):
        return bool(text) and record.kind == first.kind and whole.startswith(text) and not first.plain.startswith(text)
    if len(text) < SHORTEST_SPLIT or record.kind != first.kind or record.at != first.at or len(text) >= len(whole):
        return False
    if text in first.plain:
        return False
    return text in whole or fuzz.partial_ratio(text, whole) >= SPLIT_LIKE


def drops_cap(record: Record) -> bool:
    """Return whether a paragraph is the first letters of the next one, set large."""
    return DROP_CAP in record.layout.split()


def said(record: Record) -> str:
    """Return a paragraph as it is shown in a list of edits."""
    if not any(sign in record.text for sign in THINGS):
        return record.text
    shown = iter(zip(record.things, record.said, strict=True))
    names = {"note": "", "chart": "(chart)"}
    made = ""
    for character in record.text:
        if character in THINGS:
            thing, text = next(shown, ("", ""))
            made += text or names.get(thing, "(picture)" if thing.startswith("picture") else "")
        else:
            made += character
    return made


__all__ = ["Comparison", "Group", "compare", "drops_cap", "said"]
