"""Passages that need not be judged again: found without fault before, where all that a judgement rests on is still the same.

A judgement rests on the passage, the facts that it prints, cites or stands beside with those behind them, and on what rules
ask of the fact book as a whole. Each of these goes into a digest by its content; what a rule asks beyond that, about actors
that a passage names, is noted beside it. Only that nothing was found is kept: what is wrong is always found anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from operator import attrgetter
from typing import get_args

from reports.audit.context import Bench
from reports.audit.fact_gathering import facts_in
from reports.audit.inline_pieces import Leaf
from reports.audit.passages import Passage
from reports.document import Cite, Equation, FactRef, Lowered, Raised, Text
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact

DIGITS = 32
"""Hex digits of a digest, of which a SHA-256 has twice as many."""
Asked = Mapping[str, str]
"""Actors about whom a rule asked, by their ids with commas between, and the digest of the facts that name them."""


@dataclass(frozen=True)
class BookDigests:
    """Digests of what a fact book says."""

    book: FactBook

    @cached_property
    def facts(self) -> Callable[[tuple[str, ...], tuple[str, ...]], str]:
        """Return what gives the digest of some facts and of those behind them, and of the order in which a passage has them.

        Cells of a row, lines of a chart and all that stands on a slide share their facts.
        """

        def facts(ids: tuple[str, ...], order: tuple[str, ...]) -> str:
            return _digest((repr(order), *(f"{id} {self._content(id)}" for id in sorted(self._behind(ids)))))

        return cache(facts)

    def _behind(self, ids: Iterable[str]) -> set[str]:
        """Return the ids of facts, of those from which they derive, and of those of which they are a part."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            id = self.book.known_as(waiting.pop())
            if id not in found:
                found.add(id)
                fact = self.book.facts.get(id)
                waiting += (*fact.derived_from, *filter(None, [fact.part_of])) if fact else ()
        return found

    @cached_property
    def _content(self) -> Callable[[str], str]:
        """Return what gives the digest of a fact, empty where there is none; most books have many that nobody prints."""

        def content(id: str) -> str:
            fact = self.book.facts.get(id)
            return _digest(_fields(fact)) if fact else ""

        return cache(content)

    @cached_property
    def about(self) -> Callable[[str], str]:
        """Return what gives the digest of the facts that name one of some actors, in their order."""

        def about(actors: str) -> str:
            named = tuple(fact.id for fact in self.book.naming({*actors.split(",")}))
            return self.facts(named, named)

        return cache(about)

    @cached_property
    def entries(self) -> tuple[str, ...]:
        """Return all that is no fact, and what rules look up among all facts: their days and labels."""
        book = self.book
        dated = [(fact.id, fact.date, fact.actors, fact.label) for fact in book.facts.values() if fact.date]
        every = (*book.sources.values(), *book.actors.values(), *book.terms.values())
        return (repr(dated), repr(sorted(book.broken)), *map(repr, every))


@dataclass(slots=True)
class Verdicts:
    """Passages without fault, by the digest of what their judgement rests on."""

    before: Mapping[str, Asked] = field(default_factory=dict)
    """What an earlier run found without fault."""
    clean: dict[str, Asked] = field(default_factory=dict)
    """What this run found so, or need not look at: all that is to be kept."""
    books: list[BookDigests] = field(default_factory=list)
    """That of the book which was asked for last."""
    grounds: dict[Bench, Grounds] = field(default_factory=dict)

    def on(self, bench: Bench) -> Grounds:
        """Return what judgements rest on that are given with a bench; documents in one language share it."""
        if bench not in self.grounds:
            self.grounds[bench] = Grounds(bench, self)
        return self.grounds[bench]

    def of(self, book: FactBook) -> BookDigests:
        """Return the digests of a book; documents share one."""
        if not self.books or self.books[-1].book is not book:
            self.books[:] = [BookDigests(book)]
        return self.books[-1]


@dataclass(frozen=True)
class Grounds:
    """What judgements rest on that are given with one bench."""

    bench: Bench
    verdicts: Verdicts

    def known(self, key: str) -> bool:
        """Return whether the passage with this key was found without fault before, on the same grounds."""
        asked = self.verdicts.clean.get(key)
        if asked is None:
            asked = self.verdicts.before.get(key)
        if asked is None or any(self._book.about(actors) != said for actors, said in asked.items()):
            return False
        self.verdicts.clean[key] = asked
        return True

    def keep(self, key: str) -> None:
        """Note that the passage with this key, which was judged just now, is without fault."""
        asked = sorted(",".join(sorted(ids)) for ids in self.bench.asked)
        self.verdicts.clean[key] = {actors: self._book.about(actors) for actors in asked}

    def key(self, passage: Passage) -> str:
        """Return the digest of all that a judgement on `passage` rests on, but for what is asked about actors."""
        printed = tuple(dict.fromkeys((*passage.facts, *_printed(passage))))
        pieces = [(piece.start, piece.end, *_content(piece.node)) for piece in passage.pieces]
        cites = [_content(cite) for cite in passage.cites]
        own = (passage.kind, passage.text, pieces, cites, passage.panel, passage.chart, passage.route)
        shown = sorted(passage.counts(0, len(passage.text)))
        about = (passage.info.subjects, passage.info.focus, shown)
        return _digest((self._common, repr((about, own)), self._book.facts(printed, passage.facts)))

    @cached_property
    def _book(self) -> BookDigests:
        return self.verdicts.of(self.bench.book)

    @cached_property
    def _common(self) -> str:
        """Return the digest of what every judgement rests on: language, and what rules ask of all facts at once."""
        bench = self.bench
        words = (bench.nouns, bench.spoken_words, bench.vocabulary.known, bench.names.unstated)
        told = (bench.tag, bench.names.currencies, bench.unit_phrase.pattern)
        return _digest((repr(told), *(repr(sorted(each)) for each in words), *self._book.entries))


def _printed(passage: Passage) -> Iterator[str]:
    """Yield the facts that the pieces of a passage print or cite, and those that its marks stand for."""
    for node in (*(piece.node for piece in passage.pieces if type(piece.node) is not Text), *passage.cites):
        match node:
            case FactRef(fact_id=id):
                yield id
            case Cite(fact_ids=ids):
                yield from ids
            case Equation() | Lowered() | Raised():
                yield from facts_in(node)
            case _:
                pass


def _content(node: Leaf) -> tuple[object, ...]:
    """Return what a piece of a passage is and holds; the words of plain text stand in the text of the passage."""
    kind = type(node)
    return (kind.__name__, () if kind is Text else _HELD[kind](node))


_HELD: Mapping[type, Callable[[Leaf], object]] = {
    kind: attrgetter(*(each.name for each in fields(kind))) for kind in get_args(Leaf)
}
"""What takes every field of an inline of each kind; its own `repr` says the same and takes far longer."""


def _fields(fact: Fact) -> Iterator[str]:
    """Yield everything that a fact holds; what its set formula has found out too."""
    yield type(fact).__name__
    yield repr(fact.__dict__)
    if claim := fact.set_claim:
        yield repr(
            (sorted(claim.words), claim.partial, claim.members, claim.among, claim.facts, sorted(claim.days.items()))
        )


def _digest(texts: Iterable[str]) -> str:
    whole = "".join([f"{len(text)}:{text}" for text in texts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
