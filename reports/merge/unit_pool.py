"""Many rows or paragraphs, and which of them another one most likely is.

Bookmarks, facts and labels name the few that can be meant; words are compared where nothing else tells, or where they can
still decide. So what is asked of a long file grows with its length only. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from reports.merge.row_pairing import (
    HALF,
    LABEL_LIKE,
    LIKE,
    MARGIN,
    SAME_LABEL,
    Unit,
    common,
    evidence,
    labels_alike,
    labels_once,
    likeness,
    tie,
)

WORDS = 1.0
"""What words alone can say at most."""
ROUNDING = 0.01
"""Of a likeness of 100, by which a bound may be off."""


class Pool:
    """Units of one file."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)

    @cached_property
    def labels_once(self) -> frozenset[str]:
        """Return the labels that only one of them has."""
        return labels_once(self.units)

    @cached_property
    def said(self) -> frozenset[tuple[str, ...]]:
        """Return what they say, cell by cell."""
        return frozenset(unit.cells for unit in self.units)

    @cached_property
    def _marked(self) -> Mapping[str, Sequence[int]]:
        """Return the places of units by their bookmarks."""
        found: dict[str, list[int]] = {}
        for n, unit in enumerate(self.units):
            for mark in unit.marks:
                found.setdefault(mark, []).append(n)
        return found

    @cached_property
    def _kinds(self) -> Mapping[Kind, tuple[Sequence[int], Sequence[str]]]:
        """Return the places and the texts of units with the same label and the same facts."""
        found: dict[Kind, tuple[list[int], list[str]]] = {}
        for n, unit in enumerate(self.units):
            places, texts = found.setdefault((unit.label, unit.facts), ([], []))
            places.append(n)
            texts.append(unit.text)
        return found

    @cached_property
    def _labelled(self) -> Mapping[str, Mapping[Facts, Kind]]:
        """Return the kinds of units by label and by all their facts."""
        found: dict[str, dict[Facts, Kind]] = {}
        for label, facts in self._kinds:
            found.setdefault(label, {})[facts] = label, facts
        return found

    @cached_property
    def _about(self) -> Mapping[Facts, Sequence[Kind]]:
        """Return the kinds of units by all their facts."""
        found: dict[Facts, list[Kind]] = {}
        for label, facts in self._kinds:
            found.setdefault(facts, []).append((label, facts))
        return found

    @cached_property
    def _printing(self) -> Mapping[str, Sequence[Facts]]:
        """Return what units are about by each fact in it."""
        found: dict[str, list[Facts]] = {}
        for facts in self._about:
            for fact in facts:
                found.setdefault(fact, []).append(facts)
        return found

    def without(self, other: Pool) -> Pool:
        """Return those that say what none of the `other` says."""
        return Pool(unit for unit in self.units if unit.cells not in other.said)

    def likeliest(self, unit: Unit) -> list[Unit]:
        """Return those for which most speaks to be `unit`; bookmarks count where both have some of the same file."""
        marked = {n for mark in unit.marks for n in self._marked.get(mark, ())}
        found = {n: evidence(unit, self.units[n]) for n in marked}
        most = max(found.values(), default=0.0)
        for kind, known in self._by_ties(unit):
            if known + WORDS < most - MARGIN:
                break
            places, texts = self._kinds[kind]
            alike = _alike(unit.text, texts, most - known)
            most = max(most, known + alike)
            for _, score, at in _all_alike(unit.text, texts, most - MARGIN - known):
                found.setdefault(places[at], known + score / 100)
        return [self.units[n] for n in sorted(found) if found[n] >= most - MARGIN]

    def any_above(self, unit: Unit, most: float) -> bool:
        """Return whether more than `most` speaks for one of them to be `unit`, bookmarks apart."""
        for kind, known in self._by_ties(unit):
            if known + WORDS <= most:
                return False
            if known + _alike(unit.text, self._kinds[kind][1], most - known) > most:
                return True
        return False

    def sharing(self, facts: Facts) -> int:
        """Return how many of them are about at least half of what `facts` are."""
        about = dict.fromkeys(each for fact in facts for each in self._printing.get(fact, ()))
        near = (each for each in about if common(facts, each) >= HALF)
        return sum(len(self._kinds[kind][0]) for each in near for kind in self._about[each])

    def _by_ties(self, unit: Unit) -> Iterator[tuple[Kind, float]]:
        """Yield the kinds of units with what ties them to `unit` beside words and bookmarks, the closest first."""
        about = dict.fromkeys(facts for fact in unit.facts for facts in self._printing.get(fact, ()))
        shares = {facts: tie(unit.facts, facts) for facts in about}
        labelled = self._labelled.get(unit.label, {}) if unit.label else {}
        named = {kind: SAME_LABEL + shares.get(facts, 0.0) for facts, kind in labelled.items()}
        found = [
            *((value, (kind,)) for kind, value in named.items()),
            *((value, self._about[f]) for f, value in shares.items()),
        ]
        for value, kinds in sorted(found, key=lambda each: -each[0]):
            yield from ((kind, value) for kind in kinds if named.get(kind, value) == value)
        yield from ((kind, 0.0) for kind in self._kinds if kind not in named and kind[1] not in shares)


Facts = frozenset[str]
"""Ids of facts."""
Kind = tuple[str, Facts]
"""A label, and facts."""


def _cutoff(least: float) -> float:
    return max(0.0, 100 * least - ROUNDING)


def _alike(text: str, others: Sequence[str], least: float) -> float:
    """Return how alike the likeliest of `others` is, from 0 to 1; 0 where none is as alike as `least`."""
    found = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=_cutoff(least))
    return float(found[1]) / 100 if found else 0.0


def _all_alike(text: str, others: Sequence[str], least: float) -> list[tuple[str, float, int]]:
    """Return all of `others` that are as alike as `least`, each with its likeness, of 100, and its place."""
    return process.extract(text, others, scorer=fuzz.ratio, score_cutoff=_cutoff(least), limit=None)


# ── Beyond doubt ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Generations:
    """What was generated last and what is generated now, of one table or of the paragraphs of one kind."""

    base: Pool
    fresh: Pool

    @cached_property
    def new(self) -> Pool:
        """Return what is generated now and was not before: what reads as before is taken."""
        return self.fresh.without(self.base)

    @cached_property
    def old(self) -> Pool:
        """Return what was generated last and is not any more."""
        return self.base.without(self.fresh)

    def alone(self, was: Unit, now: Unit) -> bool:
        """Return whether no others are about what these two are, so that facts tell them; what reads as before is another."""
        return self.old.sharing(now.facts) <= 1 and self.new.sharing(was.facts) <= 1


def generations(base: Iterable[Unit], fresh: Iterable[Unit]) -> Generations:
    """Return what was generated last and now, to be asked which is which."""
    return Generations(Pool(base), Pool(fresh))


def sure(was: Unit, now: Unit, among: Generations) -> bool:
    """Return whether two generated units are one beyond doubt, so that what a person wrote in one may be put into the other.

    Args:
        was: as generated last.
        now: as generated now.
        among: everything that was generated last, which `now` may have been as well, and what `was` could be as well.
    """
    if was.cells == now.cells:
        return True
    if not _told(was, now, among):
        return False
    most = evidence(was, now) + MARGIN
    return not among.new.any_above(was, most) and not among.old.any_above(now, most)


def _told(was: Unit, now: Unit, among: Generations) -> bool:
    """Return whether label, facts or words say that two units are one, whatever others there are."""
    same_label = bool(was.label) and was.label == now.label
    if was.facts and now.facts:
        shared = common(was.facts, now.facts)
        if shared >= HALF and among.alone(was, now):
            return True
        return shared > 0 and (same_label or _reworded(was, now))
    if same_label and was.label in among.base.labels_once and was.label in among.fresh.labels_once:
        return True
    return (same_label or labels_alike(was, now)) and likeness(was, now) >= LIKE


def _reworded(was: Unit, now: Unit) -> bool:
    """Return whether two units about the same are one in other words: labels that are only alike name other things."""
    return labels_alike(was, now) and (not was.label or likeness(was, now) >= LABEL_LIKE)


__all__ = ["Generations", "Pool", "generations", "sure"]
