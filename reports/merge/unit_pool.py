"""Many rows or paragraphs, and which of them another one most likely is.

Bookmarks, facts and labels name the few that can be meant; words are compared where nothing else tells, or where they can
still decide. So what is asked of a long file grows with its length only. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from reports.merge.row_pairing import (
    HALF,
    LIKE,
    MARGIN,
    Unit,
    common,
    evidence,
    labels_alike,
    labels_once,
    likeness,
    ties,
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
    def _by_sign(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for n, unit in enumerate(self.units):
            for sign in _signs(unit):
                found.setdefault(sign, []).append(n)
        return found

    def without(self, other: Pool) -> Pool:
        """Return those that say what none of the `other` says."""
        return Pool(unit for unit in self.units if unit.cells not in other.said)

    def likeliest(self, unit: Unit) -> list[Unit]:
        """Return those for which most speaks to be `unit`; bookmarks count where both have some of the same file."""
        tied = self._tied(unit)
        found = {n: evidence(unit, self.units[n]) for n in tied}
        most = max(found.values(), default=0.0)
        if most - MARGIN <= WORDS:
            for n, each in enumerate(self.units):
                if n not in tied:
                    found[n] = _evidence(unit, each, most - MARGIN)
                    most = max(most, found[n])
        return [self.units[n] for n in sorted(found) if found[n] >= most - MARGIN]

    def any_above(self, unit: Unit, most: float) -> bool:
        """Return whether more than `most` speaks for one of them to be `unit`."""
        places: Iterable[int] = self._tied(unit) if most >= WORDS else range(len(self.units))
        return any(_evidence(unit, self.units[n], most) > most for n in places)

    def _tied(self, unit: Unit) -> set[int]:
        """Return the places of those that share a label, a fact or a bookmark with `unit`."""
        return {n for sign in _signs(unit) for n in self._by_sign.get(sign, ())}


def _signs(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.label:
        yield "label", unit.label
    yield from (("fact", fact) for fact in unit.facts)
    yield from (("mark", mark) for mark in unit.marks)


def _evidence(one: Unit, other: Unit, least: float) -> float:
    """Return how much speaks for two units being one; where that is less than `least`, anything less."""
    known = ties(one, other)
    if known + WORDS < least or one.cells == other.cells:
        return known + WORDS
    return known + fuzz.ratio(one.text, other.text, score_cutoff=max(0.0, 100 * (least - known) - ROUNDING)) / 100


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
        return shared >= HALF or (shared > 0 and (same_label or labels_alike(was, now)))
    if same_label and was.label in among.base.labels_once and was.label in among.fresh.labels_once:
        return True
    return (same_label or labels_alike(was, now)) and likeness(was, now) >= LIKE


__all__ = ["Generations", "Pool", "generations", "sure"]
