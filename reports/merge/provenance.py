"""The audit of a merged file: every row, key figure, list item and block of it comes from one place, whatever was paired.

Each is held by its words alone against what is generated now. It must be one that is generated now, or what a person left
there, or that with words of the one generated row that it was made from. A label beside the figures of another row, and a
paragraph put together of two, is neither; then the merge is refused and the person's file stays as it is. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from reports.merge.row_pairing import MARGIN, Unit, evidence
from reports.merge.unit_pool import Generations, Pool, generations, sure

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
    printed: Mapping[str, Counter[str]] = field(default_factory=dict)
    """The words of all figures of a fact as they are generated now, by what bookmarks call it."""
    _tables: dict[int, Generations] = field(default_factory=dict)

    @cached_property
    def old(self) -> frozenset[tuple[str, ...]]:
        """Return what was generated last, word for word."""
        return frozenset(unit.said for unit in self.base)

    @cached_property
    def new(self) -> frozenset[tuple[str, ...]]:
        """Return what is generated now, word for word."""
        return frozenset(unit.said for unit in self.fresh)

    @cached_property
    def by_cell(self) -> Mapping[str, Sequence[Counter[str]]]:
        """Return what is generated now, as the cells of each row, by each of its cells."""
        found: dict[str, list[Counter[str]]] = {}
        for said in self.new:
            cells = Counter(said)
            for cell in cells:
                found.setdefault(cell, []).append(cells)
        return found

    @cached_property
    def _pools(self) -> Mapping[bool, Pool]:
        """Return what was generated last: rows with a label, and all others."""
        return {
            labelled: Pool(each for each in self.base if bool(each.label) == labelled) for labelled in (True, False)
        }

    @cached_property
    def _gone(self) -> Pool:
        """Return what was generated last and is not any more, word for word."""
        return Pool(unit for unit in self.base if unit.said not in self.new)

    @cached_property
    def _come(self) -> Pool:
        """Return what is generated now and was not last, word for word."""
        return Pool(unit for unit in self.fresh if unit.said not in self.old)

    @cached_property
    def _saying(self) -> Mapping[tuple[str, ...], Sequence[Unit]]:
        """Return what is generated now, by its words."""
        found: dict[tuple[str, ...], list[Unit]] = {}
        for unit in self.fresh:
            found.setdefault(unit.said, []).append(unit)
        return found

    @cached_property
    def _bags(self) -> Sequence[Mapping[int, Counter[str]]]:
        """Return the words of each table, of those generated last and of those generated now."""
        return _bags(self.base), _bags(self.fresh)

    def _table(self, number: int) -> Generations:
        """Return the rows of a table that was generated last, and of those that it may be now, by what they say."""
        if number not in self._tables:
            bag = self._bags[0][number]
            like = {
                n: 2 * (bag & each).total() / max(bag.total() + each.total(), 1) for n, each in self._bags[1].items()
            }
            least = max(like.values(), default=0.0) - TABLE_MARGIN
            rows = [each for each in self.base if each.place[0] == number]
            self._tables[number] = generations(
                rows, (each for each in self.fresh if like.get(each.place[0], -1.0) >= least)
            )
        return self._tables[number]

    def sources(self, unit: Unit) -> list[Unit]:
        """Return what a unit of a person's file most likely was when it was generated; they may have taken its label away."""
        found = {each: evidence(each, unit) for pool in self._pools.values() for each in pool.likeliest(unit)}
        most = max(found.values(), default=0.0)
        return [each for each, told in found.items() if told >= most - MARGIN]

    def parts(self, unit: Unit) -> list[Unit]:
        """Return the paragraphs that a paragraph of a person's file may have been split off or joined from."""
        return [each for each in self._pools[False].units if _part(unit.text, each.text)]

    def successors(self, unit: Unit) -> list[Unit]:
        """Return what is generated now that a unit of the base may have become."""
        if unit.said in self.new:
            return [*self._saying[unit.said]]
        if not unit.label:
            return [each for each in self._come.likeliest(unit) if unit in self._gone.likeliest(each)]
        among = self._table(unit.place[0])
        return [each for each in among.fresh.units if sure(unit, each, among)]


def mixed(found: Iterable[Traced], versions: Versions) -> Iterator[Unit]:
    """Yield what was put together of things that do not belong together."""
    for each in found:
        if each.now.said and each.now.said not in versions.new and not _explained(each, versions):
            yield each.now


def _explained(each: Traced, versions: Versions) -> bool:
    """Return whether a unit that is not generated so comes from one place all the same."""
    cells = Counter(each.now.said)
    if any(not cells - said for said in versions.by_cell.get(each.now.said[0], ())):
        return True  # a generated row in the columns that a person left
    if not each.was:
        return False
    touched = any(was.said not in versions.old for was in each.was)
    theirs = sum((_words(was) for was in each.was), Counter[str]())
    if len(each.was) == 1 and not _words(each.now) - theirs:
        return touched or each.own or each.kept  # nothing came to what the person left
    if touched and (each.own or each.kept) and not _words(each.now) - theirs - _figures(each, versions):
        return True  # nothing but today's figures of its own facts
    if each.now.label:
        new = _new_words(each, versions, versions.sources)
        return len(each.was) == 1 and any(_made_of(_words(each.now), theirs, now) for now in new)
    found: Counter[str] = Counter()
    for origins in (versions.sources, versions.parts):  # most are what they were, and no part of another
        found += sum(_new_words(each, versions, origins), Counter[str]())
        if _made_of(_words(each.now), theirs, found):
            return True
    return False


def _new_words(each: Traced, versions: Versions, origins: Callable[[Unit], Sequence[Unit]]) -> list[Counter[str]]:
    """Return the words that are generated now of each thing that a unit may have been made from."""
    sources = [unit for was in each.was for unit in origins(was)]
    return [_words(now) for unit in sources for now in versions.successors(unit)]


def _figures(each: Traced, versions: Versions) -> Counter[str]:
    """Return the words of the figures that are generated now of the facts in what the person's file held."""
    facts = {fact for was in each.was for fact in was.facts}
    return sum((versions.printed.get(fact, Counter[str]()) for fact in facts), Counter[str]())


def _made_of(words: Counter[str], theirs: Counter[str], new: Counter[str]) -> bool:
    """Return whether `words` are a person's and new ones; two may have met where something between them was deleted."""
    known = theirs.keys() | new.keys()

    def met(word: str) -> bool:
        return any(word[:at] in known and word[at:] in known for at in range(1, len(word)))

    return all(map(met, words - theirs - new))


def words_in(text: str) -> Counter[str]:
    """Return the words of `text`."""
    return Counter(_WORD.findall(text))


def _words(unit: Unit) -> Counter[str]:
    return words_in(unit.text)


def _bags(units: Iterable[Unit]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for unit in units:
        found.setdefault(unit.place[0], Counter()).update(_words(unit))
    return found


def _part(one: str, other: str) -> bool:
    """Return whether a paragraph stands in another, because a person split or joined them."""
    return bool(one and other) and fuzz.partial_ratio(one, other, score_cutoff=PART) >= PART
