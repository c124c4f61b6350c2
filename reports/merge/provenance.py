"""The audit of a merged file: every row, key figure, list item and block of it comes from one place, whatever was paired.

Each is held by its words alone against what is generated now. It must be one that is generated now, or what a person left
there, or that with words of the one generated row that it was made from. A label beside the figures of another row, and a
paragraph put together of two, is neither; then the merge is refused and the person's file stays as it is. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from reports.frozen_classes import dataclass
from reports.merge.row_pairing import MARGIN, Unit, evidence, sure

_WORD = re.compile(r"\w+")
PART = 85
"""Likeness, of 100, from which a paragraph is part of another one."""
TABLE_MARGIN = 0.05
"""How much less of its words a table may share with another than with the likeliest, to be taken for it too."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A row or block of a merged file."""

    now: Unit
    was: tuple[Unit, ...]
    """What the person's file held in its place; several where it was put together, none where it is generated."""
    own: bool = False
    """Nothing that was generated last stands behind it, and it is told as the person's own."""
    kept: bool = False
    """It stays though it is not generated so any more, and that is told."""


@dataclass(frozen=True)
class Versions:
    """All rows, or all blocks, of what was generated last and of what is generated now."""

    base: Sequence[Unit]
    """With the bookmarks that a person's file has too."""
    fresh: Sequence[Unit]
    """Without bookmarks, which are numbered anew."""

    @cached_property
    def old(self) -> frozenset[tuple[str, ...]]:
        """Return what was generated last, word for word."""
        return frozenset(unit.said for unit in self.base)

    @cached_property
    def new(self) -> frozenset[tuple[str, ...]]:
        """Return what is generated now, word for word."""
        return frozenset(unit.said for unit in self.fresh)

    @cached_property
    def gone(self) -> Sequence[Unit]:
        """Return what was generated last and is not any more, word for word."""
        return [unit for unit in self.base if unit.said not in self.new]

    @cached_property
    def tables(self) -> Mapping[int, frozenset[int]]:
        """Return the tables that are generated now and may be each of those generated last, by what they say."""
        bags = [_bags(self.base), _bags(self.fresh)]
        found: dict[int, frozenset[int]] = {}
        for table, bag in bags[0].items():
            like = {n: 2 * (bag & each).total() / max(bag.total() + each.total(), 1) for n, each in bags[1].items()}
            most = max(like.values(), default=0.0)
            found[table] = frozenset(n for n, value in like.items() if value >= most - TABLE_MARGIN)
        return found

    def sources(self, unit: Unit) -> list[Unit]:
        """Return what a unit of a person's file may have been when it was generated."""
        found = _likeliest(unit, [each for each in self.base if bool(each.label) == bool(unit.label)])
        if unit.label:
            return found
        return [*found, *(each for each in self.base if not each.label and _part(unit.text, each.text))]

    def successors(self, unit: Unit) -> list[Unit]:
        """Return what is generated now that a unit of the base may have become."""
        if unit.said in self.new:
            return [each for each in self.fresh if each.said == unit.said]
        if not unit.label:
            likely = _likeliest(unit, [each for each in self.fresh if each.said not in self.old])
            return [each for each in likely if unit in _likeliest(each, self.gone)]
        table = [each for each in self.base if each.place[0] == unit.place[0]]
        rows = [each for each in self.fresh if each.place[0] in self.tables[unit.place[0]]]
        return [each for each in rows if sure(unit, each, table, rows)]


def mixed(found: Iterable[Traced], versions: Versions) -> Iterator[Unit]:
    """Yield what was put together of things that do not belong together."""
    for each in found:
        if each.now.said and each.now.said not in versions.new and not _explained(each, versions):
            yield each.now


def _explained(each: Traced, versions: Versions) -> bool:
    """Return whether a unit that is not generated so comes from one place all the same."""
    if any(not Counter(each.now.said) - Counter(said) for said in versions.new):
        return True  # a generated row in the columns that a person left
    if not each.was:
        return False
    touched = any(was.said not in versions.old for was in each.was)
    theirs = sum((_words(was) for was in each.was), Counter[str]())
    if len(each.was) == 1 and not _words(each.now) - theirs:
        return touched or each.own or each.kept  # nothing came to what the person left
    sources = [unit for was in each.was for unit in versions.sources(was)]
    new = [_words(now) for unit in sources for now in versions.successors(unit)]
    if each.now.label:
        return len(each.was) == 1 and any(_made_of(_words(each.now), theirs, now) for now in new)
    return _made_of(_words(each.now), theirs, sum(new, Counter[str]()))


def _made_of(words: Counter[str], theirs: Counter[str], new: Counter[str]) -> bool:
    """Return whether `words` are a person's and new ones; two may have met where something between them was deleted."""
    known = theirs.keys() | new.keys()

    def met(word: str) -> bool:
        return any(word[:at] in known and word[at:] in known for at in range(1, len(word)))

    return all(map(met, words - theirs - new))


def _words(unit: Unit) -> Counter[str]:
    return Counter(_WORD.findall(unit.text))


def _bags(units: Iterable[Unit]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for unit in units:
        found.setdefault(unit.place[0], Counter()).update(_words(unit))
    return found


def _part(one: str, other: str) -> bool:
    """Return whether a paragraph stands in another, because a person split or joined them."""
    return bool(one and other) and fuzz.partial_ratio(one, other) >= PART


def _likeliest(unit: Unit, others: Sequence[Unit]) -> list[Unit]:
    """Return those of `others` for which most speaks; bookmarks count where both have some of the same file."""
    found = [(evidence(unit, each), each) for each in others]
    most = max((value for value, _ in found), default=0.0)
    return [each for value, each in found if value >= most - MARGIN]
