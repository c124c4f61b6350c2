"""Declared names in a text: actors by every spelling, titles and publishers of sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from reports.domain.fact_book import FactBook
from reports.domain.facts import NOT_STATED, Fact
from reports.domain.statuses import Status
from reports.notation.first_letter import with_capital

_WORD = re.compile(r"[^\W_]+")
Table = Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
"""Spellings and whom they name by their first word, longest first."""
Firsts = tuple[tuple[str, int], ...]
"""Words with which a name may begin, and where they stand."""
_BESIDE = re.compile(r"[\w]")


class Found(NamedTuple):
    """A declared name in a text."""

    start: int
    end: int
    ids: frozenset[str]
    """Actors of that name; empty for a source, but where outlets were asked for."""


@dataclass(frozen=True)
class Names:
    """The declared names of a fact book, ready to be found in texts."""

    book: FactBook
    currencies: tuple[str, ...] = ()
    """Names of currencies, which hold names of countries: 'US dollars'."""

    @cached_property
    def _actors(self) -> Table:
        """Return the spellings of actors, and of currencies, which name nobody."""
        spelled: dict[str, set[str]] = {name: set() for name in self.currencies}
        for actor in self.book.actors.values():
            for name in actor.names:
                for spelling in (name, with_capital(name), *_apostrophes(name)):
                    spelled.setdefault(spelling, set()).add(actor.id)
        return _by_first_word(spelled)

    @cached_property
    def _sources(self) -> Table:
        texts: set[str] = set()
        for source in self.book.sources.values():
            texts.update(filter(None, (source.title, source.short, source.publisher, source.author)))
        bare = {text.strip("“”\"'") for text in texts if text != NOT_STATED}
        return _by_first_word({text: set() for text in bare})

    @cached_property
    def _firsts(self) -> Callable[[str], Firsts]:
        """Return what finds where a name may begin in a text; actors, sources and outlets are looked up there in turn."""
        known = self._actors.keys() | self._outlets.keys() | self._sources.keys()

        def firsts(text: str) -> Firsts:
            if known.isdisjoint(_WORD.findall(text)):
                return ()  # as in many texts
            return tuple((word[0], word.start()) for word in _WORD.finditer(text) if word[0] in known)

        return cache(firsts)

    def _search(self, text: str, table: Table) -> tuple[Found, ...]:
        return tuple(_found(text.replace("\N{NO-BREAK SPACE}", " "), self._firsts(text), table))

    @cached_property
    def _find_actors(self) -> Callable[[str], tuple[Found, ...]]:
        """Return what finds actors in a text; several rules ask for the same one."""
        return cache(lambda text: self._search(text, self._actors))

    @cached_property
    def _find_sources(self) -> Callable[[str], tuple[Found, ...]]:
        """Return what finds sources in a text."""
        return cache(lambda text: self._search(text, self._sources))

    def sources(self, text: str) -> tuple[Found, ...]:
        """Return where `text` gives the title, short name, publisher or author of a source."""
        return self._find_sources(text)

    @cached_property
    def _outlets(self) -> Table:
        spelled: dict[str, set[str]] = {}
        for source in self.book.sources.values():
            for text in filter(None, (source.title, source.short, source.publisher, source.author)):
                if text != NOT_STATED:
                    spelled.setdefault(text.strip("“”\"'"), set()).add(source.id)
        return _by_first_word(spelled)

    def outlets(self, text: str) -> tuple[Found, ...]:
        """Return where `text` names sources, with the ids of those that it may mean."""
        return self._find_outlets(text)

    @cached_property
    def _find_outlets(self) -> Callable[[str], tuple[Found, ...]]:
        return cache(lambda text: self._search(text, self._outlets))

    def actors(self, text: str) -> tuple[Found, ...]:
        """Return where `text` names declared actors, longest names first; currencies and sources are left out."""
        return self._find_named(text)

    @cached_property
    def _find_named(self) -> Callable[[str], tuple[Found, ...]]:
        return cache(self._named)

    def _named(self, text: str) -> tuple[Found, ...]:
        named = [found for found in self._find_actors(text) if found.ids]
        held = self.sources(text) if named else ()
        return tuple(
            found
            for found in named
            if not any(source.start <= found.start and found.end <= source.end for source in held)
        )

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the stretches of `text` that are declared names of any kind."""
        return self._find_spans(text)

    @cached_property
    def _find_spans(self) -> Callable[[str], tuple[tuple[int, int], ...]]:
        return cache(
            lambda text: tuple((f.start, f.end) for f in (*self._find_actors(text), *self._find_sources(text)))
        )

    def of(self, fact: Fact) -> frozenset[str]:
        """Return the actors that a sentence about `fact` may name; a figure that a document works out is in no book."""
        if fact.id not in self._belonging:
            self._belonging[fact.id] = frozenset(self._named_by(fact))
        return self._belonging[fact.id]

    def _named_by(self, fact: Fact) -> set[str]:
        ids = {*fact.actors, *fact.countries}
        for text in filter(None, _texts(fact)):
            ids.update(id for found in self.actors(text) for id in found.ids)
        ids |= {country for id in ids if id in self.book.actors and (country := self.book.actors[id].country)}
        for part in fact.derived_from:
            ids |= self.of(self.book.facts[part]) if part in self.book.facts else frozenset()
        return ids

    def publishers_of(self, fact: Fact) -> frozenset[str]:
        """Return the actors that published or wrote the sources of `fact`; it is theirs to say, or not to say."""
        return self._behind_sources(ref.source for ref in fact.all_refs)

    @cached_property
    def publishers(self) -> frozenset[str]:
        """Return the actors that published or wrote a source of any fact."""
        return self._behind_sources({ref.source for fact in self.book.facts.values() for ref in fact.all_refs})

    def _behind_sources(self, ids: Iterable[str]) -> frozenset[str]:
        sources = (self.book.sources[id] for id in ids if id in self.book.sources)
        texts = (text for source in sources for text in (source.publisher, source.author) if text)
        return frozenset(id for text in texts for found in self._find_actors(text) for id in found.ids)

    @cached_property
    def _belonging(self) -> dict[str, frozenset[str]]:
        """Return the actors of each fact that was asked for, by its id."""
        return {}

    @cached_property
    def unstated(self) -> frozenset[str]:
        """Return the actors of all facts that say what the record does not state."""
        return frozenset(
            id for fact in self.book.facts.values() if fact.status is Status.NOT_STATED for id in self.of(fact)
        )


def _texts(fact: Fact) -> Iterator[str | None]:
    yield from (fact.statement, fact.label, fact.attribution, fact.quotation)
    yield from (reading.text for reading in fact.readings)
    for label in fact.labels.values():
        yield from (label.statement, label.label)


def _apostrophes(name: str) -> Iterable[str]:
    return (name.replace("'", "’"), name.replace("’", "'")) if "'" in name or "’" in name else ()


def _by_first_word(spelled: Mapping[str, set[str]]) -> Table:
    table: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, ids in spelled.items():
        if first := _WORD.search(name):
            table.setdefault(first[0], []).append((name, frozenset(ids)))
    return {word: tuple(sorted(names, key=lambda each: (-len(each[0]), each[0]))) for word, names in table.items()}


def _found(plain: str, firsts: Firsts, table: Table) -> Iterator[Found]:
    done = 0
    for word, at in firsts:
        for name, ids in table.get(word, ()) if at >= done else ():
            start = at - name.index(word)
            end = start + len(name)
            if plain.startswith(name, start) and not _BESIDE.match(plain[end : end + 1]):
                yield Found(start, end, ids)
                done = end
                break
