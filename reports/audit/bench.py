"""What every rule of the first audit has at hand, and what a rule finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reports.audit.lexicon import Lexicon, lexicon
from reports.audit.names import Names
from reports.audit.passages import UNREAD, Passage
from reports.facts import Fact, FactBook
from reports.load import language
from reports.model import Cite, Document
from reports.quote import Speech, unit_noun, unit_of


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True)
class Bench:
    """One document with its language, names and units, worked out once."""

    document: Document
    names: Names

    @property
    def book(self) -> FactBook:
        """Return the facts that the document stands on."""
        return self.document.book

    @cached_property
    def words(self) -> Lexicon:
        """Return what to look for in the language of the document."""
        return lexicon(self.document.info.language)

    @cached_property
    def speech(self) -> Speech:
        """Return how the language writes figures."""
        return language(self.document.info.language)

    @property
    def slides(self) -> bool:
        """Return whether the document is a talk, whose slides carry a source line each."""
        return "pptx" in self.document.info.formats

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
    def small(self) -> re.Pattern[str]:
        """Return the pattern of one, first, single … before the unit of a declared fact."""
        spelled = "|".join(sorted(map(re.escape, self.nouns), key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"\b{self.words.small}{self.words.small_link}(?:{spelled})\b", re.IGNORECASE)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return what facts count, in plural and singular."""
        return frozenset(noun for fact in self.book.facts.values() for noun in self.nouns_of(fact))

    def nouns_of(self, fact: Fact) -> Iterator[str]:
        """Yield what `fact` counts, in plural and singular; money and percent count nothing."""
        labels = (label.unit for label in fact.labels.values())
        for unit in filter(None, (fact.unit, *labels)):
            parsed = unit_of(unit)
            if parsed.currency or parsed.is_percent:
                continue
            for noun in (parsed.noun, *re.split(r"\s+(?:and|et|or)\s+|\s*[,/]\s*", parsed.noun)):
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
        money = {
            word
            for code, each in self.speech.currencies.items()
            for word in (code, each["name"], each["name"].split()[-1], each["symbol"])
        }
        scaled = {unit_noun(fact, self.speech) for fact in self.book.facts.values() if unit_of(fact.unit).scale}
        spelled = "|".join(sorted(map(re.escape, money | scaled), key=len, reverse=True))
        return re.compile(self.words.unit_phrase.replace("{money}", spelled), re.IGNORECASE)


def covers(cite: Cite, fact: Fact, numbers: tuple[int, ...]) -> bool:
    """Return whether the marks of `cite` stand for `fact`, whose sources have these numbers."""
    return fact.id in cite.fact_ids or set(numbers) <= set(cite.numbers)
