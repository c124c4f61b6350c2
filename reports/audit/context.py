"""What every rule of the first audit has at hand, the fact book in the language of a document, and what a rule finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

from reports.audit.capitals import Vocabulary
from reports.audit.claims.licence import Licence, licence_of
from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken, spoken_of
from reports.audit.counted_nouns import own_units
from reports.audit.declared_names import Names
from reports.audit.neighbours import Neighbours, neighbours
from reports.audit.passages import UNREAD, Passage
from reports.audit.terms import Terms, terms
from reports.document import Cite
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.wording import SCALES, FormatError, Speech, unit_of
from reports.domain.wording.fact_details import moment
from reports.domain.wording.unit_names import unit_noun
from reports.languages.claim_tables import claim_words
from reports.languages.claim_words import ClaimWords
from reports.languages.currencies import spellings
from reports.languages.lexicon import Lexicon, lexicon
from reports.languages.registry import language


class Finding(NamedTuple):
    """A stretch of a passage that breaks a rule."""

    passage: Passage
    start: int
    end: int
    what: str
    cure: str

    @property
    def words(self) -> str:
        """Return the offending words."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, eq=False)  # each is asked for by itself
class Bench:
    """One fact book in one language, with its names and units, worked out once for all documents in that language."""

    book: FactBook
    """The facts that the documents stand on."""
    names: Names
    tag: str
    """Of the language (BCP 47)."""
    asked: set[frozenset[str]] = field(default_factory=set, repr=False)
    """Actors about whom rules have asked; whoever wants to know of one passage empties it before."""
    _read: list[Spoken] = field(default_factory=list, repr=False)
    """The passage that was asked for last."""
    _licences: dict[str, Licence] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> Lexicon:
        """Return what to look for in the language."""
        return lexicon(self.tag)

    @cached_property
    def beside(self) -> Neighbours:
        """Return what stands beside figures in the language and changes them."""
        return neighbours(self.tag)

    @cached_property
    def terms(self) -> Terms:
        """Return the names with figures that are no figures."""
        return terms(self.tag, (word for term in self.book.terms.values() for word in term.words))

    @cached_property
    def speech(self) -> Speech:
        """Return how the language writes figures."""
        return language(self.tag)

    def facts(self, passage: Passage) -> Iterator[Fact]:
        """Yield the facts printed or cited in the paragraph, row, chart or slide of `passage`."""
        return (self.book.facts[id] for id in passage.facts if id in self.book.facts)

    def unread(self, passage: Passage) -> bool:
        """Return whether a fact of `passage`, or one it derives from, could not be read, so that less is known than is said.

        That is a problem already, told where the fact stands; whatever follows from it is none of its own.
        """
        return UNREAD in passage.facts or (
            bool(self.book.broken) and any(self._incomplete(fact) for fact in self.facts(passage))
        )

    def _incomplete(self, fact: Fact) -> bool:
        parts = (self.book.facts.get(id) for id in fact.derived_from)
        named = (*fact.derived_from, *fact.actors, *fact.countries)
        return not self.book.broken.isdisjoint(named) or any(part and self._incomplete(part) for part in parts)

    @cached_property
    def claims(self) -> ClaimWords:
        """Return how the language says how far things have come."""
        return claim_words(self.tag)

    def spoken(self, passage: Passage) -> Spoken:
        """Return a passage as it is read; the rules ask for the same one in turn."""
        if not self._read or self._read[0].passage is not passage:
            self._read[:] = [spoken_of(passage, self.claims, self.names)]
        return self._read[0]

    def licence(self, id: str) -> Licence:
        """Return what a fact licenses, by its id."""
        if id not in self._licences:
            self._licences[id] = licence_of(self.book.facts[id], self.claims, self.tag, self.names.spans)
        return self._licences[id]

    def with_parts(self, licence: Licence) -> Iterator[Licence]:
        """Yield a licence and those of the facts from which its fact derives, whose words it may use."""
        yield licence
        for part in licence.fact.derived_from:
            if part in self.book.facts:
                yield from self.with_parts(self.licence(part))

    def about(self, ids: frozenset[str]) -> tuple[Licence, ...]:
        """Return what the facts license that name one of some actors."""
        self.asked.add(ids)
        return self._about(ids)

    @cached_property
    def _about(self) -> Callable[[frozenset[str]], tuple[Licence, ...]]:
        every = tuple((fact.id, frozenset((*fact.actors, *fact.countries))) for fact in self.book.facts.values())
        return cache(lambda ids: tuple(self.licence(id) for id, named in every if not ids.isdisjoint(named)))

    def facts_of(self, spoken: Spoken, sentence: Sentence) -> tuple[str, ...]:
        """Return the facts that a sentence prints or cites."""
        start, end = sentence.span
        printed = [node.fact_id for place, node in spoken.refs if start <= place < end]
        cited = [id for piece in spoken.cites if start <= piece.start <= end for id in _cited(piece.node)]
        return tuple(dict.fromkeys((*printed, *cited)))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the capitalised words that need no declaration."""
        return Vocabulary(self.book, self.tag)

    def behind(self, fact: Fact) -> Iterator[Fact]:
        """Yield a fact and those from which it derives."""
        yield fact
        for id in fact.derived_from:
            if id in self.book.facts:
                yield from self.behind(self.book.facts[id])

    @cached_property
    def calendar(self) -> frozenset[str]:
        """Return the names of days, months, seasons and times of day, in lower case."""
        return self.beside.words("calendar-words")

    @cached_property
    def calendar_hints(self) -> frozenset[str]:
        """Return the words without one of which a sentence names no day."""
        return self.calendar | self.beside.words("calendar-hints")

    @cached_property
    def distances(self) -> Mapping[str, int]:
        """Return words for a length of time, and how many days it has."""
        return {word: int(days) for word, _, days in (each.partition(":") for each in self.beside.words("distances"))}

    @cached_property
    def calendar_words(self) -> Callable[[tuple[str, ...]], frozenset[str]]:
        """Return which days, months and times of day some facts name or are dated by."""

        def named(ids: tuple[str, ...]) -> frozenset[str]:
            found: set[str] = set()
            for fact in (self.book.facts[id] for id in ids if id in self.book.facts):
                texts = [self.own_text(fact), fact.note or "", *(ref.anchor for ref in fact.all_refs)]
                with suppress(FormatError):
                    texts.append(moment(fact, self.speech))
                found.update(re.findall(r"[^\W\d_]+", " ".join(texts).lower()))
            return frozenset(found)

        return cache(named)

    @cached_property
    def small(self) -> re.Pattern[str]:
        """Return the pattern of one, first, single … before the unit of a declared fact."""
        spelled = "|".join(sorted(map(re.escape, self.nouns), key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"\b{self.words.small}{self.words.small_link}(?:{spelled})\b", re.IGNORECASE)

    @cached_property
    def valued(self) -> Mapping[Decimal, tuple[Fact, ...]]:
        """Return the facts by their values, as written and multiplied out."""
        found: dict[Decimal, dict[str, Fact]] = {}
        for fact in self.book.facts.values():
            for value in (each for each in (fact.value, fact.low, fact.high) if each is not None):
                for said in (value, value.scaleb(SCALES[unit_of(fact.unit).scale])):
                    found.setdefault(said, {})[fact.id] = fact
        return {value: tuple(facts.values()) for value, facts in found.items()}

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return what facts count, in plural and singular."""
        units = {unit for fact in self.book.facts.values() for unit in own_units(fact)}
        return frozenset(noun for unit in units for noun in self._nouns_of(unit))

    def understood(self, fact: Fact) -> bool:
        """Return whether the words of `fact` are in the language of the bench, so that its nouns can be compared."""
        words = self.claims
        small = words.determiners | words.prepositions | words.auxiliaries
        tokens = re.findall(r"[^\W\d_]+", self.own_text(fact))
        return any(token in small or words.lemmas.of(token) in small for token in tokens)

    @cached_property
    def spoken_words(self) -> frozenset[str]:
        """Return every word in the statements of the facts, in lower case."""
        texts = (" ".join(_texts(fact)).lower() for fact in self.book.facts.values())
        return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text))

    @cached_property
    def own_text(self) -> Callable[[Fact], str]:
        """Return the words of a fact and of those from which it derives or of which it is a part, in lower case."""
        texts: dict[str, str] = {}

        def own_text(fact: Fact) -> str:
            if fact.id not in texts:
                texts[fact.id] = ""  # facts may name one another in a circle
                near = (*fact.derived_from, *filter(None, [fact.part_of]))
                others = (own_text(self.book.facts[id]) for id in near if id in self.book.facts)
                texts[fact.id] = " ".join((*_texts(fact), *others)).lower()
            return texts[fact.id]

        return own_text

    def nouns_of(self, fact: Fact) -> Iterator[str]:
        """Yield what `fact` counts, in plural and singular; money and percent count nothing."""
        for unit in own_units(fact):
            yield from self._nouns_of(unit)

    def _nouns_of(self, unit: str) -> Iterator[str]:
        parsed = unit_of(unit)
        if parsed.currency or parsed.is_percent:
            return
        for noun in (parsed.noun, *re.split(r"\s+(?:and|et|or|اور|یا)\s+|\s*[,/،]\s*", parsed.noun)):
            yield noun
            yield self._singular(noun)

    def _singular(self, noun: str) -> str:
        for ending, single in self.words.singulars.items():
            if noun.endswith(ending):
                return noun[: len(noun) - len(ending)] + single
        return noun

    @cached_property
    def unit_phrase(self) -> re.Pattern[str]:
        """Return the pattern of a unit in words, as in a subtitle: ', billions of US dollars', ', thousand jobs'."""
        known = self.speech.currencies
        codes = {*known, *(unit_of(fact.unit).currency for fact in self.book.facts.values())} - {""}
        money = {word for code in codes for word in spellings(code, known[code])}
        scaled = {unit_noun(fact, self.speech) for fact in self.book.facts.values() if unit_of(fact.unit).scale}
        spelled = "|".join(sorted(map(re.escape, money | scaled), key=lambda each: (-len(each), each)))
        return re.compile(self.words.unit_phrase.replace("{money}", spelled), re.IGNORECASE)


def covers(cite: Cite, fact: Fact, numbers: tuple[int, ...]) -> bool:
    """Return whether the marks of `cite` stand for `fact`, whose sources have these numbers."""
    return fact.id in cite.fact_ids or set(numbers) <= set(cite.numbers)


def _cited(node: object) -> tuple[str, ...]:
    return node.fact_ids if isinstance(node, Cite) else ()


def _texts(fact: Fact) -> Iterator[str]:
    """Yield every text of a fact that reports may print."""
    yield fact.statement
    yield from filter(None, (fact.label, fact.quotation, fact.attribution, fact.unit, fact.date_note))
    yield from (reading.text for reading in fact.readings)
    for label in fact.labels.values():
        yield from filter(None, (label.statement, label.label, label.unit))
