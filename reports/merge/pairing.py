"""Which paragraph of the base is which paragraph of another version: by bookmark, likeness and order together.

No single carrier survives every edit: a retyped paragraph keeps its bookmark on the first word, a copied one gives it
another name, a new paragraph in a template shifts the numbers of those below it. Rows of tables are paired first, and
a cell is only ever paired within its row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TypeVar

from rapidfuzz import fuzz

from reports.merge.records import THINGS, Record
from reports.merge.row_pairing import about_others, common
from reports.merge.table_units import Place, Rows, facts_of, pair_tables

Order = TypeVar("Order", int, tuple[int, ...])
LIKE = 55
"""Likeness, of 100, from which two paragraphs between the same neighbours are one."""
LIKE_MOVED = 82
"""Likeness from which a paragraph is found again in another place."""
SHORTEST_MOVED = 20
"""Characters below which a text is found again in another place by its bookmark only."""
SAME_FACTS = 30
"""What printing the same facts adds to a likeness of 100."""
MOST_PAIRS = 40_000
"""Pairs of paragraphs between two anchors that are compared in likeness; a longer stretch is taken in order."""


class Pairing:
    """One-to-one pairs of two lists of records, as they grow."""

    def __init__(self, base: Sequence[Record], other: Sequence[Record], rows: Rows, *, edited: bool) -> None:
        self.base, self.other, self.rows, self.edited = base, other, rows, edited
        self.there: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.keys = _unique((record.key, n) for n, record in enumerate(other) if record.key)
        """Place in the other by bookmark, of those that stand there once."""

    def add(self, b: int, x: int) -> None:
        """Take `b` of the base and `x` of the other for one, unless either is taken."""
        free = b not in self.there and x not in self.back
        if free and _kin(self.base[b], self.other[x]) and self.rows.allows(b, x):
            self.there[b], self.back[x] = x, b

    def apart(self, b: int, x: int) -> bool:
        """Return whether a paragraph of a person's prints figures of other facts, so that words and place make it none."""
        return self.edited and about_others(*(facts_of((each,)) for each in (self.base[b], self.other[x])))

    def part(self, row: Place) -> None:
        """Take apart what stands in a row of the base, and the row itself, from what it was taken for."""
        self.rows.there.pop(row, None)
        for b in [n for n, place in self.rows.ours.unit_of.items() if place == row]:
            self.part_block(b)

    def part_block(self, b: int) -> None:
        """Take apart a paragraph of the base from what it was taken for."""
        self.back.pop(self.there.pop(b, -1), None)

    def free(self, first: tuple[int, int], last: tuple[int, int]) -> tuple[list[int], list[int]]:
        """Return what is not paired yet between two anchors."""
        return (
            [b for b in range(first[0] + 1, last[0]) if b not in self.there],
            [x for x in range(first[1] + 1, last[1]) if x not in self.back],
        )


def _kin(base: Record, other: Record) -> bool:
    """Return whether both may be one: a note stays a note, a header its kind; body and table may change places."""
    return base.kind == other.kind or {base.kind, other.kind} <= {"p", "c", "x"}


def pair(base: Sequence[Record], other: Sequence[Record], *, edited: bool) -> Pairing:
    """Return which of `other` is which of `base`, by index.

    Args:
        base: paragraphs as generated last.
        other: those of another version.
        edited: `other` is a person's file, where a bookmark is better evidence than a likeness; in a file that is
            generated, bookmarks are numbered anew and only likeness tells.
    """
    pairs = Pairing(base, other, pair_tables(base, other, edited=edited), edited=edited)
    for ours, theirs in pairs.rows.cells():
        _in_cell(pairs, ours, theirs)
    _by_key(pairs, 100)
    _by_text(pairs)
    _furniture(pairs)
    if edited:
        _by_key(pairs, 0)
    for _ in range(2):  # what is found in gaps makes better anchors
        for first, last in _gaps(pairs):
            _fill(pairs, first, last)
    if not edited:
        _by_key(pairs, LIKE)
    _moved(pairs)
    _by_key(pairs, 0)
    return pairs


def _in_cell(pairs: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> None:
    """Pair the paragraphs of one cell: one with one, key figures by their styles, others as in running text."""
    styles = [[records[n].style for n in found] for records, found in ((pairs.base, ours), (pairs.other, theirs))]
    if len(ours) == len(theirs) and (len(ours) == 1 or (styles[0] == styles[1] and len({*styles[0]}) == len(ours))):
        for b, x in zip(ours, theirs, strict=True):
            pairs.add(b, x)
        return
    _match(pairs, ours, theirs)
    ours, theirs = ([n for n in ours if n not in pairs.there], [n for n in theirs if n not in pairs.back])
    if len(ours) == len(theirs) == 1:
        pairs.add(ours[0], theirs[0])


def _by_key(pairs: Pairing, least: float) -> None:
    """Pair what has the same bookmark, and at least this likeness."""
    theirs = pairs.keys
    for b, record in enumerate(pairs.base):
        if b not in pairs.there and record.key in theirs and _like(record, pairs.other[theirs[record.key]]) >= least:
            pairs.add(b, theirs[record.key])


def _unique(items: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, n in items:
        found[key].append(n)
    return {key: places[0] for key, places in found.items() if len(places) == 1}


def _by_text(pairs: Pairing) -> None:
    """Pair what reads the same and stands once in both."""
    theirs = _unique((f"{r.kind}|{r.spaced}", n) for n, r in enumerate(pairs.other) if r.text.strip(THINGS + " "))
    ours = _unique((f"{r.kind}|{r.spaced}", n) for n, r in enumerate(pairs.base) if r.text.strip(THINGS + " "))
    for text, b in ours.items():
        if text in theirs:
            pairs.add(b, theirs[text])


def _furniture(pairs: Pairing) -> None:
    """Pair headers and footers of one paragraph each, whatever they say: that of a first page may be empty in one of them."""
    ours = _unique((record.kind, n) for n, record in enumerate(pairs.base) if ":" in record.kind)
    theirs = _unique((record.kind, n) for n, record in enumerate(pairs.other) if ":" in record.kind)
    for kind in (each for each in ours if each in theirs):
        pairs.add(ours[kind], theirs[kind])


def _like(base: Record, other: Record) -> float:
    if base.text == other.text:
        return 100
    return fuzz.ratio(base.plain, other.plain)


def _gaps(pairs: Pairing) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches between anchors that are in the same order on both sides."""
    backbone = rising(sorted(pairs.there.items()))
    anchors = [(-1, -1), *backbone, (len(pairs.base), len(pairs.other))]
    yield from (gap for gap in pairwise(anchors) if gap[1][0] - gap[0][0] > 1 and gap[1][1] - gap[0][1] > 1)


def rising(pairs: Sequence[tuple[Order, Order]]) -> list[tuple[Order, Order]]:
    """Return the longest run of pairs, sorted by the first, whose second rises too: what has not been moved."""
    tails: list[Order] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, x) in enumerate(pairs):
        place = bisect_left(tails, x)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [x]
        ends[place : place + 1] = [n]
    made, n = [], ends[-1] if ends else -1
    while n >= 0:
        made.append(pairs[n])
        n = before[n]
    return made[::-1]


def _fill(pairs: Pairing, first: tuple[int, int], last: tuple[int, int]) -> None:
    _match(pairs, *pairs.free(first, last))
    _only_ones(pairs, *pairs.free(first, last))


def _match(pairs: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> None:
    """Pair what reads the same in the same order, then what is most alike."""
    if not ours or not theirs:
        return
    a, b = [_sign(pairs.base[n]) for n in ours], [_sign(pairs.other[n]) for n in theirs]
    for at, to, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        for step in range(size):
            pairs.add(ours[at + step], theirs[to + step])
    ours, theirs = [n for n in ours if n not in pairs.there], [n for n in theirs if n not in pairs.back]
    if len(ours) * len(theirs) <= MOST_PAIRS:
        _likest(pairs, ours, theirs, LIKE)


def _only_ones(pairs: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> None:
    """Pair the only paragraph with words that is left on each side of the same neighbours: it was written anew."""
    ours = [n for n in ours if pairs.base[n].text.strip()]
    theirs = [n for n in theirs if pairs.other[n].text.strip()]
    if not len(ours) == len(theirs) == 1 or pairs.apart(ours[0], theirs[0]):
        return
    if pairs.base[ours[0]].style == pairs.other[theirs[0]].style:
        pairs.add(ours[0], theirs[0])


def _sign(record: Record) -> str:
    return f"{record.kind}|{record.style if not record.text else ''}|{record.spaced}"


def _likest(pairs: Pairing, ours: Sequence[int], theirs: Sequence[int], least: float) -> None:
    found = []
    facts = {b: facts_of((pairs.base[b],)) for b in ours}
    for b in ours:
        for x in theirs:
            base, other = pairs.base[b], pairs.other[x]
            if not base.text or not other.text or not _kin(base, other):
                continue
            score = fuzz.ratio(base.plain, other.plain, score_cutoff=least)
            if score:
                found.append((-score - SAME_FACTS * common(facts[b], facts_of((other,))), b, x))
    for _, b, x in sorted(found):
        if not pairs.apart(b, x):
            pairs.add(b, x)


def _moved(pairs: Pairing) -> None:
    """Pair what stands in another place with little changed."""
    ours = [n for n, r in enumerate(pairs.base) if n not in pairs.there and len(r.text) >= SHORTEST_MOVED]
    theirs = [n for n, r in enumerate(pairs.other) if n not in pairs.back and len(r.text) >= SHORTEST_MOVED]
    if len(ours) * len(theirs) <= MOST_PAIRS:
        _likest(pairs, ours, theirs, LIKE_MOVED)
