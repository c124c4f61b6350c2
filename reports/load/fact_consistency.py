"""What must agree across entries: references, hedges, readings, derived values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, TypeGuard

from reports.domain.datasets.dataset_opening import opened
from reports.domain.facts import Actor, Fact, Reading, SourceRef
from reports.domain.qualifiers import Qualifier
from reports.domain.wording import mistyped_currency, unit_of
from reports.errors import Problem
from reports.load.datasets.dataset_consistency import operand_problems
from reports.load.derivations import derived
from reports.load.reference_cycles import circular
from reports.notation.nearest_name import nearest, suggester
from reports.notation.yaml_tree import Route

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue
    from reports.load.fact_entries import Found

UNDECLARED = "is not declared"
"""Said of an id that no entry has."""
MAX_ANCHOR_WORDS = 8
MAX_QUOTED_WORDS = 20

Tables = Mapping[str, Mapping[str, "Found"]]
Near = Callable[[str, str], str]
"""Kind and mistyped id to a suggestion."""


def disagreements(
    tables: Tables, broken: Collection[str] = (), catalogue: Catalogue | None = None
) -> Iterator[tuple[str, Problem]]:
    """Yield (entry id, problem) for whatever does not agree between entries.

    Dangling and circular references, hedges without value, readings, formulas. References to `broken` ids, which are
    problems already, raise no further ones. Facts may be derived from the observations in `catalogue`.
    """
    near = suggester(tables)
    for id, found in tables["actors"].items():
        assert isinstance(found.entry, Actor)
        if found.entry.country and found.entry.country not in broken:
            yield from ((id, p) for p in _known(found, ("country",), found.entry.country, tables, "actors", near))
    facts = {id: found.entry for id, found in tables["facts"].items() if isinstance(found.entry, Fact)}
    every = opened(facts, catalogue)
    for id, fact in facts.items():
        found = tables["facts"][id]
        yield from ((id, problem) for problem in _references(found, fact, tables, broken, near))
        yield from ((id, problem) for problem in operand_problems(found, fact, catalogue, broken))
        yield from ((id, problem) for problem in _of_fact(found, fact, every))
    yield from _circles(facts, tables)


def _of_fact(found: Found, fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for check in (_value, _words, _readings):
        yield from check(found, fact)
    if all(id in facts for id in fact.derived_from):
        yield from derived(found, fact, facts)


def _known(found: Found, route: Route, id: str, tables: Tables, kind: str, near: Near) -> Iterator[Problem]:
    if id not in tables[kind]:
        meant = near(kind, id)
        what = f"the {kind.removesuffix('s')} {id!r} {UNDECLARED}{meant}"
        cure = f"correct the id, or {_declared('…' if meant else id, kind, tables)}"
        yield Problem(found.tree.place(found.route + route), what, cure)


def _declared(id: str, kind: str, tables: Tables) -> str:
    """Return how and where to declare the entry `id`."""
    if kind == "facts":
        return "add the fact with 'invoke new-fact'"
    home = next((found.tree.path for found in tables[kind].values()), "") or f"a file with '{kind}:'"
    keys = {"actors": "'name: …' and 'kind: …'", "sources": "'number: …', 'title: …', 'short: …' and 'accessed: …'"}
    return f"declare it in {home} with the lines '- id: {id}', {keys[kind]}"


def _references(found: Found, fact: Fact, tables: Tables, broken: Collection[str], near: Near) -> Iterator[Problem]:
    for route, id, kind in _named(fact):
        if id not in broken:
            yield from _known(found, route, id, tables, kind, near)


def _named(fact: Fact) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield (route, id, kind) for every entry that `fact` names."""
    lists = (
        ("actors", fact.actors, "actors"),
        ("countries", fact.countries, "actors"),
        ("derived_from", fact.derived_from, "facts"),
    )
    for key, ids, kind in lists:
        yield from (((key, n), id, kind) for n, id in enumerate(ids) if "." not in id)
    for key, single in (("part_of", fact.part_of), ("supersedes", fact.supersedes)):
        if single:
            yield (key,), single, "facts"
    yield from (((*route, "source"), ref.source, "sources") for route, ref in _refs(fact))


def _refs(fact: Fact) -> Iterator[tuple[tuple[str | int, ...], SourceRef]]:
    for n, ref in enumerate(fact.sources):
        yield ("sources", n), ref
    for m, reading in enumerate(fact.readings):
        for n, ref in enumerate(reading.sources):
            yield ("readings", m, "sources", n), ref


def _value(found: Found, fact: Fact) -> Iterator[Problem]:
    """Yield what is wrong with the value; the place, which takes a while to find, only where something is."""
    for what, cure in (*_amiss(fact), *_interval(fact)):
        yield Problem(found.tree.place((*found.route, "qualifier" if fact.qualifier else "id")), what, cure)
    if code := mistyped_currency(fact.unit):
        what = f"{code!r} in the unit {fact.unit!r} of {fact.id!r} is no code of a currency (ISO 4217)"
        yield Problem(found.tree.place((*found.route, "unit")), what, "correct it")


def _amiss(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield (what is wrong, what to do) where value, hedge and unit do not agree."""
    has_number = not (fact.value is None and fact.low is None and fact.high is None)
    if has_number and fact.qualifier is None:
        what = f"the fact {fact.id!r} has a value but no qualifier"
        yield what, "add 'qualifier:', such as exactly, about, more-than or up-to"
    if has_number and fact.qualifier and fact.qualifier.indefinite:
        what = f"{fact.qualifier.value!r} stands for an amount without a number, but the fact {fact.id!r} has one"
        yield what, "delete the number or change the qualifier"
    if not has_number and fact.qualifier and not fact.qualifier.indefinite:
        what = f"the fact {fact.id!r} has the qualifier {fact.qualifier.value!r} but no value"
        yield what, "add 'value:' or delete the qualifier"
    if (has_number or fact.qualifier) and not fact.unit:
        what = f"the fact {fact.id!r} has a value but no unit"
        yield what, "add 'unit:', such as 'USD billion', 'percent' or 'countries'"
    if _counts(fact.qualifier) and unit_of(fact.unit).scale:
        what = f"{fact.qualifier.value!r} and {fact.unit!r} both say how large the amount is"
        yield what, f"write 'unit: {unit_of(fact.unit).currency}'"


def _interval(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with `low` and `high`: a range without a value, or an interval around it with its level."""
    around = fact.value is not None and fact.low is not None
    if around and fact.level is None:
        what = f"the fact {fact.id!r} has a value within low and high, but no 'level'"
        yield what, "add 'level:', such as 95, or leave the value out and write 'qualifier: between'"
    if fact.level is not None and not around:
        yield f"the fact {fact.id!r} has a level, but no interval", "add value, low and high"
    if around and not (fact.low or 0) <= (fact.value or 0) <= (fact.high or 0):
        yield f"the value of {fact.id!r} lies outside its interval", "correct one of the three"
    if (fact.low is None) != (fact.high is None) or (
        fact.low is not None and fact.high is not None and fact.low > fact.high
    ):
        yield f"the fact {fact.id!r} needs low and high, low first", "give both in order"
    if not around and (fact.qualifier is Qualifier.BETWEEN) != (fact.low is not None):
        yield f"the fact {fact.id!r} must use 'between' with low and high, and only there", "correct the qualifier"


def _words(found: Found, fact: Fact) -> Iterator[Problem]:
    for route, ref in _refs(fact):
        count = len(ref.anchor.split())
        if count > MAX_ANCHOR_WORDS:
            yield Problem(
                found.tree.place((*found.route, *route, "anchor")),
                f"the anchor has {count} words",
                f"keep at most {MAX_ANCHOR_WORDS}: it locates, it does not quote",
            )
    if fact.quotation and len(fact.quotation.split()) > MAX_QUOTED_WORDS:
        yield Problem(
            found.tree.place((*found.route, "quotation")),
            "the quotation is too long",
            f"keep at most {MAX_QUOTED_WORDS} words",
        )
    if (fact.date or fact.period or fact.as_of) and not fact.date_basis:
        yield Problem(
            found.tree.place((*found.route, "id")),
            f"the fact {fact.id!r} has a date but no 'date_basis'",
            "say whether the source states it (stated) or you derived it (derived)",
        )


def _readings(found: Found, fact: Fact) -> Iterator[Problem]:
    if not fact.readings:
        return
    names = [reading.name for reading in fact.readings]
    for n, reading in enumerate(fact.readings):
        route = (*found.route, "readings", n)
        if reading.name in names[:n]:
            what = f"the reading {reading.name!r} stands twice"
            yield Problem(found.tree.place((*route, "name")), what, "give one of them another name")
        if reading.name == fact.preferred and _differs(reading, fact):
            what = f"the preferred reading {reading.name!r} differs from the value of the fact {fact.id!r}"
            yield Problem(found.tree.place(route), what, "make them the same")
        if reading.name != fact.preferred and fact.preferred in names and not reading.sources:
            yield Problem(found.tree.place(route), f"the reading {reading.name!r} has no source", "add 'sources:'")
    yield from _preferred(found, fact, names)


def _preferred(found: Found, fact: Fact, names: list[str]) -> Iterator[Problem]:
    if not (fact.preferred and fact.reason and fact.difference):
        yield Problem(
            found.tree.place((*found.route, "readings")),
            f"the fact {fact.id!r} has readings that differ but lacks 'preferred', 'reason' or 'difference'",
            "name the reading to print, why, and what they differ on",
        )
    elif fact.preferred not in names:
        yield Problem(
            found.tree.place((*found.route, "preferred")),
            f"there is no reading {fact.preferred!r}{nearest(fact.preferred, names)}",
            f"use one of {', '.join(names)}",
        )


def _differs(reading: Reading, fact: Fact) -> bool:
    """Return whether the reading that is printed has another value or hedge than the fact."""
    own = (reading.value, reading.qualifier or fact.qualifier)
    return reading.value is not None and own != (fact.value, fact.qualifier)


def _circles(facts: Mapping[str, Fact], tables: Tables) -> Iterator[tuple[str, Problem]]:
    """Yield (fact id, problem) for each relation that leads from a fact back to itself.

    Each relation goes by itself: a sum is derived from its parts, and they are parts of it.
    """
    for key in ("derived_from", "part_of", "supersedes"):
        links = {id: before for id, fact in facts.items() if (before := _before(fact, key))}
        for id in circular(links):
            found = tables["facts"][id]
            what = f"the fact {id!r} depends on itself by {key!r}"
            yield id, Problem(found.tree.place((*found.route, key)), what, "break the circle")


def _before(fact: Fact, key: str) -> list[str]:
    """Return the ids that `fact` names under `key`."""
    value = getattr(fact, key)
    return [value] if isinstance(value, str) else list(value or ())


def _counts(qualifier: Qualifier | None) -> TypeGuard[Qualifier]:
    """Return whether a qualifier names an amount without a number, such as dozens."""
    return qualifier is not None and qualifier.indefinite and qualifier is not Qualifier.NOT_STATED
