"""The fact book: everything that was loaded from the fact files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reports.domain.facts import Actor, Fact, Source, Term

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue

MOST_WORDS = 3
"""Words of a name that a title never parts; a longer one may have to run over two lines."""


@dataclass(frozen=True)
class FactBook:
    """Everything that was loaded from the fact files, by id, in the order of the files."""

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    facts: Mapping[str, Fact]
    version: str = ""
    """First twelve hex digits of the SHA-256 over the canonical content."""
    as_of: str = ""
    """Date up to which facts are included, ISO 8601; by default the newest `recorded`."""
    broken: frozenset[str] = frozenset()
    """Ids of entries that could not be read; they are problems already and raise no further ones."""
    superseded: Mapping[str, Fact] = field(default_factory=dict)
    """Facts recorded by then whose place a newer one has taken; no report prints them."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other ids under which templates may name a fact: of those it supersedes, and of one that supersedes it later."""
    later: Mapping[str, str] = field(default_factory=dict)
    """Ids of facts that were recorded after `as_of`, to their day."""
    terms: Mapping[str, Term] = field(default_factory=dict)
    """Names with figures that are no figures."""
    where: Mapping[tuple[str, str], object] = field(default_factory=dict, compare=False, repr=False)
    """(kind, id) to the `Place` of the entry, for messages.

    (value, low or high, id) leads to a number of a fact, ('source title', id) and the like to a line of a source.
    """

    signed_off: Mapping[str, tuple[str, str]] = field(default_factory=dict, compare=False, repr=False)
    """Facts that somebody has signed off as they stand, by id: who, and on which day (ISO 8601)."""
    datasets: Catalogue | None = field(default=None, compare=False, repr=False)
    """The tables of observations; None where there are none, and in documents, which hold the cells that they print."""

    @cached_property
    def short_names(self) -> tuple[str, ...]:
        """Return every spelling of an actor that has two or three words, which a title never parts; the longest first."""
        names = {name for actor in self.actors.values() for name in actor.names if 1 <= name.count(" ") < MOST_WORDS}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def known_as(self, id: str) -> str:
        """Return the id of the fact that stands for `id`: itself, or the one that supersedes it or is superseded by it."""
        return self.aliases.get(id, id)

    def behind(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the facts `ids` and all that they are derived from, in the order of the fact file."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found and id in self.facts:
                found.add(id)
                waiting += map(self.known_as, self.facts[id].derived_from)
        return tuple(id for id in self.facts if id in found)

    @property
    def recorded(self) -> Mapping[str, Fact]:
        """Return the facts in force that stand in the fact files: all but observations of datasets."""
        return {id: fact for id, fact in self.facts.items() if "." not in id}

    @property
    def every_fact(self) -> tuple[Fact, ...]:
        """Return the facts in force and those superseded."""
        return (*self.facts.values(), *self.superseded.values())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the mark of each source, by id."""
        return {source.id: source.number for source in self.sources.values()}

    def naming(self, ids: Set[str]) -> tuple[Fact, ...]:
        """Return the facts that name one of some actors, in the order of the file."""
        return tuple(fact for fact in self.facts.values() if not ids.isdisjoint((*fact.actors, *fact.countries)))

    def marks(self, source_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return `source_ids` each once, sorted by their number."""
        return tuple(sorted(set(source_ids), key=self.numbers.__getitem__))

    @property
    def differing(self) -> tuple[Fact, ...]:
        """Return the facts on which sources differ, in the order of the file."""
        return tuple(fact for fact in self.facts.values() if fact.readings)
