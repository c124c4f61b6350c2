"""What the record held on a day: facts recorded by then, and which of them had taken the place of older ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reports.domain.facts import Fact, Source
from reports.errors import Problem
from reports.load.definition_files import ChartFile
from reports.load.template_files import Templates

if TYPE_CHECKING:
    from reports.load.fact_entries import Found


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts as they stood on a day."""

    facts: Mapping[str, Fact]
    """In force: recorded by then, and superseded by none recorded by then."""
    superseded: Mapping[str, Fact]
    """Recorded by then, and superseded."""
    aliases: Mapping[str, str]
    """Every other id of a fact in force: those it supersedes, and those that were to supersede it later."""
    later: Mapping[str, str]
    """Ids that stood for nothing yet, to the day they were recorded."""


def standing(everything: Mapping[str, Fact], until: str) -> Standing:
    """Return `everything` as it stood on the day `until` (ISO 8601)."""
    recorded = {id: fact for id, fact in everything.items() if fact.recorded <= until}
    newer = {fact.supersedes: id for id, fact in everything.items() if fact.supersedes}
    ended = {fact.supersedes for fact in recorded.values() if fact.supersedes}
    current = {id: fact for id, fact in recorded.items() if id not in ended}
    older = {id: fact.supersedes for id, fact in everything.items() if fact.supersedes}
    aliases = {other: id for id in current for other in (*_chain(id, older), *_chain(id, newer))}
    facts = {id: _within(fact, current, aliases) for id, fact in current.items()}
    later = {id: fact.recorded for id, fact in everything.items() if id not in facts and id not in aliases}
    return Standing(facts, {id: fact for id, fact in recorded.items() if id in ended}, aliases, later)


def _within(fact: Fact, current: Mapping[str, Fact], aliases: Mapping[str, str]) -> Fact:
    """Return `fact` as part of the whole that was in force, or of none where that was recorded later."""
    whole = aliases.get(fact.part_of or "", fact.part_of or "")
    part_of = whole if whole in current else None
    return fact if part_of == fact.part_of else fact.model_copy(update={"part_of": part_of})


def _chain(id: str, step: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids that `step` leads to from `id`, without `id`; a circle, a problem already, ends it."""
    seen = {id}
    while (id := step.get(id, "")) and id not in seen:
        seen.add(id)
        yield id


def sources_then(
    sources: Mapping[str, Source], standing: Standing, until: str, also: Set[str] = frozenset()
) -> Mapping[str, Source]:
    """Return the sources accessed by `until`, cited by a fact that stood then, or among those of datasets (`also`)."""
    every = (*standing.facts.values(), *standing.superseded.values())
    cited = also | {ref.source for fact in every for ref in fact.all_refs}
    return {id: source for id, source in sources.items() if source.accessed <= until or id in cited}


def misrecorded(found: Mapping[str, Found]) -> Iterator[tuple[str, Problem]]:
    """Yield (fact id, problem) where days and successions do not agree.

    A fact may not be superseded twice or by one recorded before it, nor be recorded before those it is derived from;
    and where one of those is superseded, whatever is derived from it must be, too.
    """
    facts = {id: each.entry for id, each in found.items() if isinstance(each.entry, Fact)}
    newer: dict[str, str] = {}
    for id, fact in facts.items():
        yield from ((id, problem) for problem in _succession(fact, found[id], facts, newer))
    for id, fact in facts.items():
        yield from ((id, problem) for problem in _derivation(fact, found[id], facts, newer))


def _succession(fact: Fact, found: Found, facts: Mapping[str, Fact], newer: dict[str, str]) -> Iterator[Problem]:
    if fact.supersedes is None or fact.supersedes not in facts:
        return
    place, old = partial(found.tree.place, (*found.route, "supersedes")), facts[fact.supersedes]
    if old.id in newer:
        what = f"the fact {old.id!r} is superseded by {newer[old.id]!r} already"
        yield Problem(place(), what, f"supersede {newer[old.id]!r}, which is the newest, or leave it out")
    newer.setdefault(old.id, fact.id)
    if fact.recorded < old.recorded:
        what = f"the fact {fact.id!r} supersedes {old.id!r}, which was recorded later ({old.recorded})"
        yield Problem(place(), what, "correct 'recorded:' of one of them, or turn 'supersedes:' round")


def _derivation(fact: Fact, found: Found, facts: Mapping[str, Fact], newer: Mapping[str, str]) -> Iterator[Problem]:
    for n, id in enumerate(fact.derived_from):
        if id not in facts:
            continue
        place = partial(found.tree.place, (*found.route, "derived_from", n))
        if fact.recorded < facts[id].recorded:
            what = f"the fact {fact.id!r} was recorded before {id!r} ({facts[id].recorded}), from which it is derived"
            yield Problem(place(), what, "correct 'recorded:' of one of them")
        if id in newer and fact.id not in newer:
            what = f"the fact {fact.id!r} is derived from {id!r}, which {newer[id]!r} supersedes"
            yield Problem(place(), what, f"derive a new fact from {newer[id]!r} that supersedes {fact.id!r}")


def renamed(templates: Templates, aliases: Mapping[str, str]) -> Templates:
    """Return `templates` with charts that name each fact by the id of the one in force; sections do so when rendered."""
    if not aliases:
        return templates
    charts = {id: (_renamed(file, aliases), tree) for id, (file, tree) in templates.charts.items()}
    return replace(templates, charts=charts)


def _renamed(file: ChartFile, aliases: Mapping[str, str]) -> ChartFile:
    def known(*ids: str) -> tuple[str, ...]:
        return tuple(aliases.get(id, id) for id in ids)

    points = tuple(
        point.model_copy(update=dict(zip(("fact", "named", "x"), known(point.fact, point.named, point.x), strict=True)))
        for point in file.points
    )
    columns = tuple(
        column.model_copy(
            update={"done": known(*column.done), "open": known(*column.open), "list": known(column.list)[0]}
        )
        for column in file.columns
    )
    return file.model_copy(update={"points": points, "columns": columns})
