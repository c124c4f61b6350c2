"""What a person did since the last build: paragraphs of the base and of the edited file, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from rapidfuzz import fuzz

from reports.merge.matching import Pairing, pair, rising
from reports.merge.reading import Line
from reports.merge.shape import THINGS, Record, plain
from reports.merge.table_units import Place, Rows
from reports.merge.texts import Text, Token, tokens
from reports.spaces import even_spaces

EditKind = Literal["reworded", "formatted", "restyled", "split", "joined", "moved", "added", "deleted"]
SPLIT_LIKE = 85
"""Likeness, of 100, from which a paragraph is part of the one before it."""
SHORTEST_SPLIT = 4
"""Characters below which a paragraph is no part of another."""


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph of the base and what became of it; more than one where a person split or joined them."""

    base: tuple[int, ...]
    mine: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that a person did."""

    kind: EditKind
    before: str
    """As generated; empty for what was added."""
    after: str
    """As it reads now; empty for what was deleted."""
    section: str
    """Heading above it."""
    where: str = ""
    """Template place of the block, as far as known."""
    key: str = ""
    """Hidden bookmark of the block."""

    def words(self) -> tuple[tuple[Literal["same", "out", "in"], str], ...]:
        """Return the edit word by word, for a diff in colour."""
        return word_diff(self.before, self.after)


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
    """Yield what a person put elsewhere: paragraphs of the running text, and of a row its first cell."""
    rows = pairs.rows
    free = [(b, m) for b, m in sorted(pairs.there.items()) if b not in rows.ours.unit_of]
    kept = {m for _, m in rising(free)}
    yield from (m for _, m in free if m not in kept and records[m].text and records[m].kind in "pc")
    for grid in rows.ours.grids:
        there = [(row.place, rows.there[row.place]) for row in grid.rows if row.place in rows.there]
        still = {now for _, now in rising(there)}
        for _, now in there:
            if now not in still:
                yield min(n for at, cell in rows.theirs.cells.items() if at[: len(now)] == now for n in cell)


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
    if len(text) < SHORTEST_SPLIT or record.kind != first.kind or record.at != first.at or len(text) >= len(whole):
        return False
    if text in first.plain:
        return False
    return text in whole or fuzz.partial_ratio(text, whole) >= SPLIT_LIKE


def edits(comparison: Comparison) -> Iterator[Edit]:
    """Yield what a person did, in the order of the file; deletions last."""
    above = _sections([line.record for line in comparison.lines])
    by_place: list[tuple[int, Edit]] = []
    for group in comparison.groups:
        by_place += [(group.mine[0], edit) for edit in _of_group(comparison, group, above)]
    for n in comparison.own:
        record = comparison.lines[n].record
        if not record.entry and record.text.strip():
            by_place.append((n, Edit("added", "", said(record), above[n])))
    yield from (edit for _, edit in sorted(by_place, key=lambda each: each[0]))
    over = _sections(comparison.base)
    for n in comparison.deleted:
        record = comparison.base[n]
        if record.kind != "t" and record.text.strip():
            yield Edit("deleted", said(record), "", over[n], record.where, record.key)


def _of_group(comparison: Comparison, group: Group, above: Sequence[str]) -> Iterator[Edit]:
    lines, records = comparison.mine(group), comparison.records(group)
    first = records[0]
    if first.kind == "t":
        return
    before, after = "\n".join(map(said, records)), "\n".join(said(line.record) for line in lines)

    def edit(kind: EditKind) -> Edit:
        return Edit(kind, before, after, above[group.mine[0]], first.where, first.key)

    if len(lines) > len(records):
        yield edit("split")
    if len(records) > len(lines):
        yield edit("joined")
    if _words(records) != _words([line.record for line in lines]):
        yield edit("reworded")
    elif len(lines) == len(records) == 1 and not comparison.untouched(group):
        mine = lines[0].record
        yield edit(
            "reworded" if mine.spaced != first.spaced else "formatted" if mine.format != first.format else "restyled"
        )
    if group.mine[0] in comparison.moved:
        yield edit("moved")


def _words(records: Sequence[Record]) -> tuple[list[str], list[str]]:
    """Return what reads the same however it is split into paragraphs, and whatever fields show."""
    things = [even_spaces(thing) for record in records for thing in record.things]
    return " ".join(record.text for record in records).split(), things


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


def _sections(records: Sequence[Record]) -> list[str]:
    above, made = "", []
    for record in records:
        if record.style.startswith("heading") and record.kind == "p":
            above = record.shown
        made.append(above)
    return made


def word_diff(before: str, after: str) -> tuple[tuple[Literal["same", "out", "in"], str], ...]:
    """Return `before` and `after` as one text of words kept, taken out and put in; kinds of spaces are no words."""
    a, b = (tokens(Text(text, (), (), ()), said=False) for text in (before, after))
    found: list[tuple[Literal["same", "out", "in"], str]] = []
    ours, theirs = ([plain(token.key) or " " for token in each] for each in (a, b))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", _text(a[i1:i2])))
            continue
        if i2 > i1:
            found.append(("out", _text(a[i1:i2])))
        if j2 > j1:
            found.append(("in", _text(b[j1:j2])))
    return tuple(found)


def _text(found: Sequence[Token]) -> str:
    return "".join(token.key for token in found)


__all__ = ["Comparison", "Edit", "Group", "compare", "edits", "said", "word_diff"]
