"""Which row of a table is which row of another version: a row with its label is one thing, and so is a key figure.

Rows are paired by what they are about (the facts that they print and cite), by their label and by their words together,
never cell by cell, so that no figure can come to stand beside another label. Pure; Word tables and those on slides alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

LIKE = 0.55
"""Likeness of words, from 0 to 1, from which two rows without a common label or fact may be one."""
LABEL_LIKE = 0.8
"""Likeness from which one label is another one reworded."""
HALF = 0.5
"""Share of common facts that makes rows one whatever their labels say."""
SAME_LABEL = 2.0
"""How much a common label speaks for two units being one; a common fact up to three, common words up to one."""
MARGIN = 0.01
"""What one row must be likelier than another to count as likelier."""
MOST_PAIRS = 40_000
"""Pairs of rows that are compared in likeness; in longer tables rows are told by label and facts alone."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What belongs together: a row of a table, a key figure with its label, or a paragraph."""

    place: tuple[int, ...]
    """Where it stands in its file."""
    cells: tuple[str, ...]
    """Its words by column, in one kind of space; of a key figure or paragraph, the whole."""
    label: str = ""
    """What a reader knows it by; empty for a paragraph."""
    facts: frozenset[str] = frozenset()
    """Ids of the facts that it prints or cites, as far as known."""
    marks: frozenset[str] = frozenset()
    """Names of the bookmarks in it."""

    @property
    def text(self) -> str:
        """Return its words as one text."""
        return " | ".join(self.cells)

    @property
    def said(self) -> tuple[str, ...]:
        """Return its cells that are not empty."""
        return tuple(filter(None, self.cells))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its rows."""

    number: int
    """Which table of the file."""
    rows: tuple[Unit, ...]
    """From the head down; one a key figure in a strip of these."""
    strip: bool = False
    """Its units stand side by side."""

    @property
    def columns(self) -> int:
        """Return the number of its columns."""
        return max((len(row.cells) for row in self.rows), default=0)

    def column(self, number: int) -> list[str]:
        """Return the words of a column, row by row."""
        return [row.cells[number] if number < len(row.cells) else "" for row in self.rows]


def common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of `one` and `other` that both have, from 0 to 1; 0 where either is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0


def likeness(one: Unit, other: Unit) -> float:
    """Return how alike the words of two units are, from 0 to 1."""
    return 1.0 if one.cells == other.cells else fuzz.ratio(one.text, other.text) / 100


def evidence(one: Unit, other: Unit) -> float:
    """Return how much speaks for two units being one: common label, facts, bookmarks and words."""
    return ties(one, other) + likeness(one, other)


def ties(one: Unit, other: Unit) -> float:
    """Return how much speaks for two units being one beside their words."""
    same_label = bool(one.label) and one.label == other.label
    return SAME_LABEL * same_label + tie(one.facts, other.facts) + 4 * common(one.marks, other.marks)


def tie(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much the facts of two units speak for their being one."""
    return 3 * common(one, other)


def labels_alike(one: Unit, other: Unit) -> bool:
    """Return whether two labels are one, perhaps reworded; units without any are told by their words."""
    if not one.label and not other.label:
        return likeness(one, other) >= LIKE
    return one.label == other.label or fuzz.ratio(one.label, other.label) >= 100 * LABEL_LIKE


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────


def pair_rows(base: Sequence[Unit], other: Sequence[Unit], *, edited: bool) -> dict[int, int]:
    """Return index in `other` by index in `base`.

    Args:
        base: rows as generated last.
        other: those of another version of the same table, without bookmarks where it is generated.
        edited: `other` is a person's file, where bookmarks are those of the base, and a row that nothing but some of its
            words ties to one of the base is the person's own.
    """
    there = _equal(base, other)
    taken = set(there.values())
    found = sorted(_candidates(base, other, there, taken, edited=edited))
    for _, _, b, x in found:
        if b not in there and x not in taken:
            there[b] = x
            taken.add(x)
    if edited:
        there |= _in_place(base, other, there)
    return there


def _equal(base: Sequence[Unit], other: Sequence[Unit]) -> dict[int, int]:
    """Pair rows that read the same; of several, those with the same bookmarks, then in their order."""
    waiting: dict[tuple[str, ...], list[int]] = {}
    for x, row in enumerate(other):
        waiting.setdefault(row.cells, []).append(x)
    there: dict[int, int] = {}
    for marked in (True, False):
        for b, row in enumerate(base):
            free = [] if b in there else waiting.get(row.cells, [])
            same = next((x for x in free if not marked or row.marks & other[x].marks), None)
            if same is not None:
                there[b] = same
                free.remove(same)
    return there


def _candidates(
    base: Sequence[Unit], other: Sequence[Unit], there: Mapping[int, int], taken: set[int], *, edited: bool
) -> Iterator[tuple[float, int, int, int]]:
    """Yield pairs of what is left that may be one, as (minus evidence, distance, base, other)."""
    ours = [b for b in range(len(base)) if b not in there]
    theirs = [x for x in range(len(other)) if x not in taken]
    ones = labels_once(base), labels_once(other)
    full = len(ours) * len(theirs) <= MOST_PAIRS
    for x in theirs:
        now = other[x]
        most = _most(now, base) if edited and full else 0.0
        for b in ours:
            was = base[b]
            once = was.label in ones[0] and now.label in ones[1]
            if (full or was.label == now.label or was.facts & now.facts) and _may_be(was, now, once, edited=edited):
                told = evidence(was, now)
                if was.marks & now.marks or told >= most - MARGIN:
                    yield -told, abs(b - x), b, x


def _most(row: Unit, others: Iterable[Unit]) -> float:
    """Return how much speaks for the likeliest of `others`: a copied row is like the one that it was copied from."""
    return max((evidence(each, row) for each in others), default=0.0)


def labels_once(rows: Iterable[Unit]) -> frozenset[str]:
    """Return the labels that only one row has."""
    return frozenset(label for label, count in Counter(row.label for row in rows).items() if label and count == 1)


def _may_be(was: Unit, now: Unit, once: bool, *, edited: bool) -> bool:
    """Return whether two rows may be one; `once` says that no other row of either table has the label of each."""
    if edited and was.marks & now.marks:
        return True
    if edited and about_others(was.facts, now.facts):
        return False
    if was.label and was.label == now.label:
        return once or bool(was.facts & now.facts) or likeness(was, now) >= HALF
    if edited:
        return labels_alike(was, now) and likeness(was, now) >= LIKE
    return common(was.facts, now.facts) >= HALF or likeness(was, now) >= LIKE


def about_others(was: frozenset[str], now: frozenset[str]) -> bool:
    """Return whether two things print figures, none of them of a fact of the other: no place makes them one."""
    return bool(was and now) and not was & now


def _in_place(base: Sequence[Unit], other: Sequence[Unit], there: Mapping[int, int]) -> dict[int, int]:
    """Return the rows that a person changed so much that only their place and some words tell them."""
    taken, found = set(there.values()), {}
    for b, row in enumerate(base):
        x = there.get(b - 1, -1 if b == 0 else -2) + 1
        last = there.get(b + 1, len(other) if b == len(base) - 1 else -1)
        alone = b not in there and 0 <= x < len(other) and x not in taken and last == x + 1
        if not alone or about_others(row.facts, other[x].facts) or likeness(row, other[x]) < LIKE:
            continue
        if evidence(row, other[x]) >= _most(other[x], base) - MARGIN:
            found[b] = x
    return found


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────


def pair_columns(base: Grid, other: Grid, rows: Mapping[int, int]) -> dict[int, int]:
    """Return index of a column in `other` by its index in `base`, told by what stands in it, row by row.

    Columns stay in their order unless more cells say otherwise.
    """
    votes: Counter[tuple[int, int]] = Counter()
    for b, x in rows.items():
        ours, theirs = base.rows[b].cells, other.rows[x].cells
        weight = 3 if b == 0 and x == 0 else 1  # the head says most of a column
        for c, words in enumerate(ours):
            for d, said in enumerate(theirs):
                votes[c, d] += weight * bool(words and words == said)
    found: dict[int, int] = {}
    for (c, d), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][0] != vote[0][1], vote[0])):
        if count and c not in found and d not in found.values():
            found[c] = d
    return found | _columns_in_place(found, base.columns, other.columns)


def _columns_in_place(found: Mapping[int, int], ours: int, theirs: int) -> dict[int, int]:
    """Return the columns between known neighbours of which as many are left on both sides."""
    made: dict[int, int] = {}
    edges = [(-1, -1), *sorted(found.items()), (ours, theirs)]
    for (c, d), (e, f) in pairwise(edges):
        if f - d == e - c > 1:
            made |= {c + n: d + n for n in range(1, e - c)}
    return {c: d for c, d in made.items() if c not in found and d not in found.values()}
