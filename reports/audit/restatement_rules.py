"""Whether the words of a fact give its value: one changed without the other would make a report contradict itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from reports.audit.counted_nouns import Nouns, another_noun, counted_nouns, names_another, own_stems, stems_of, units_of
from reports.audit.figure_search import Figure, figures
from reports.document import Document, facts_behind
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.wording import SCALES, Unit, unit_of
from reports.errors import Place, Problem
from reports.languages.registry import code_of, language, languages

MOTHER = "en"
"""Language of the words beside those of the reports."""
SMALL = Decimal(2)
"""Up to which a count may hide in words that are no figures: a single, both."""
_GROUPED = re.compile(r"(?<=\d)[,\s'’](?=\d{3}(?!\d))")
_NUMBER_ENDS, _NUMBER_GOES_ON = re.compile(r"\d[.,]?\Z"), re.compile(r"[.,]?\d")
_YEAR = re.compile(r"[12]\d{3}")
_LOWER = r"\s*(?:[^\W\d_A-Z]+[\s-]+){0,3}"
"""What may stand between a count and its noun; no name and no month, which begin with a capital."""


class Wording(NamedTuple):
    """A text that gives a value in words, and the numbers that it should give."""

    name: str
    """As messages name it, such as 'the statement'."""
    text: str
    numbers: tuple[tuple[str, Decimal], ...]
    """value, low or high, and its number."""
    measure: str
    """Its unit, as the fact file has it."""
    tag: str = MOTHER
    """The language of the text, BCP 47."""

    @property
    def unit(self) -> Unit:
        """Return the unit taken apart."""
        return unit_of(self.measure)

    @property
    def counts(self) -> bool:
        """Return whether the value counts what the unit names."""
        return bool(self.unit.noun) and not self.unit.is_percent

    @property
    def scaled(self) -> bool:
        """Return whether the text names the scale of the unit, or the unit has none."""
        scale = self.unit.scale
        if not scale:
            return True
        text = self.text.lower()
        if scale in text or code_of(self.tag) not in languages():
            return scale in text
        speech = language(self.tag)
        return any(speech.word(table, scale).lower() in text for table in ("scales", "scales-one"))


def contradictions(book: FactBook, documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each value that the words of its fact contradict, where a final report rests on the fact.

    A text contradicts a value where it gives a figure of the same kind (money, percent, the same noun) and not the value:
    the statement, the preferred reading, an anchor. In a draft the same is a doubt: whoever changes a value wants to see it
    in the reports first. A reading that counts something else than its fact is a problem in any case, since the evidence
    page prints it.
    """
    read = tuple(documents)
    final = _behind_finals(read)
    yield from _restated((fact for id, fact in book.facts.items() if id in final), book, read)
    if any(each.info.edition for each in read):
        return  # of the same facts as the report itself, with which they are told
    recorded = [fact for fact in book.facts.values() if not fact.is_observation]
    nouns = counted_nouns(book) if recorded else {}
    for fact in recorded:
        yield from _mispaired(fact, book, _tags(read), nouns)


def doubts(book: FactBook, documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield what `contradictions` would, for the facts that no final report rests on."""
    read = tuple(documents)
    final = _behind_finals(read)
    return _restated((fact for id, fact in book.facts.items() if id not in final), book, read)


def _behind_finals(documents: Iterable[Document]) -> set[str]:
    return {id for each in documents if each.info.final for id in facts_behind(each)}


def _restated(facts: Iterable[Fact], book: FactBook, documents: Iterable[Document]) -> Iterator[Problem]:
    recorded = [fact for fact in facts if not fact.is_observation]
    tags = _tags(documents)
    for fact in recorded:
        for wording in (*_printed(fact), *_anchors(fact)):
            yield from _against(wording, fact, book, tags)


def _tags(documents: Iterable[Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((MOTHER, *(code_of(each.info.language) for each in documents))))


def _mispaired(fact: Fact, book: FactBook, tags: Collection[str], nouns: Nouns) -> Iterator[Problem]:
    """Yield a problem for each anchor that gives a number of the fact and counts what other facts count."""
    named = stems_of(units_of(fact))  # most anchors name nothing that others count, whatever the words of the fact
    if fact.formula or fact.derived_from or not any(names_another(ref.anchor, named, nouns) for ref in fact.all_refs):
        return
    own = own_stems(fact)
    entries = [(fact.sources, fact), *((reading.sources, reading) for reading in fact.readings)]
    for refs, entry in entries:
        wanted = {value for key in ("value", "low", "high") if (value := getattr(entry, key)) is not None}
        for anchor in dict.fromkeys(ref.anchor for ref in refs):
            if not names_another(anchor, own, nouns):
                continue
            found = [each for tag in tags for each in figures(anchor, tag) if each.value in wanted]
            counted = [another_noun(anchor, each, own, nouns) for each in found]
            if counted and all(counted):
                where = book.where.get(("facts", fact.id))
                what = f"the anchor '{anchor}' of {fact.id!r} counts “{counted[0]}”, and the fact counts {fact.unit}"
                cure = "take the reading out, or name the words that count the same"
                yield Problem(where if isinstance(where, Place) else Place("facts"), what, cure)


def _anchors(fact: Fact) -> Iterator[Wording]:
    """Yield the anchors of `fact`; those of a derived one give its parts."""
    if not (fact.formula or fact.derived_from):
        for anchor in dict.fromkeys(ref.anchor for ref in fact.sources):
            yield Wording(f"the anchor '{anchor}'", anchor, _numbers(fact), fact.unit or "")


def _numbers(fact: Fact) -> tuple[tuple[str, Decimal], ...]:
    rows = (("value", fact.value), ("low", fact.low), ("high", fact.high))
    return tuple((key, number) for key, number in rows if number is not None)


def _printed(fact: Fact) -> Iterator[Wording]:
    """Yield what reports print of `fact` in words: its statement and preferred reading, in every language."""
    own, unit = _numbers(fact), fact.unit or ""
    if not own:
        return
    yield Wording("the statement", fact.statement, own, unit)
    for tag, label in fact.labels.items():
        if label.statement:
            yield Wording(f"the statement in {tag!r}", label.statement, own, unit, tag)
    for reading in fact.readings:
        if reading.name == fact.preferred:
            yield Wording("the text of the preferred reading", reading.text, own, unit)
            for tag, text in reading.labels.items():
                yield Wording(f"the text of the preferred reading in {tag!r}", text, own, unit, tag)


def _against(wording: Wording, fact: Fact, book: FactBook, tags: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each number that the text of `wording` contradicts."""
    parts = {number for id in fact.derived_from if id in book.facts for _, number in _numbers(book.facts[id])}
    for key, number in wording.numbers:
        if _in_digits(wording, number) or (wording.counts and abs(number) <= SMALL):
            continue
        read = {each.value for tag in tags for each in figures(wording.text, tag)}
        sought = _sought(wording, number)
        if read and read.isdisjoint(sought) and (others := _others(wording, sought, parts)):
            said = " and ".join(f"“{each}”" for each in others)
            where = book.where.get((key, fact.id)) or book.where.get(("facts", fact.id))
            what = f"the {key} of {fact.id!r} is {number}, {wording.name} says {said}"
            cure = "change it too; where the world has changed, add a fact that supersedes this one"
            yield Problem(where if isinstance(where, Place) else Place("facts"), what, cure)


def _in_digits(wording: Wording, number: Decimal) -> bool:
    """Return whether the text gives `number` in digits, with its scale; nearly all do, and this is quick."""
    digits = f"{abs(number).normalize():f}"
    text = _GROUPED.sub("", wording.text) if wording.scaled else ""
    return any(_whole(text, each) for each in {digits, digits.replace(".", ",")})


def _whole(text: str, digits: str) -> bool:
    """Return whether `digits` stand in `text` as a number of their own; no pattern, since each would be compiled anew."""
    parts = text.split(digits)
    return any(not (_NUMBER_ENDS.search(one[-2:]) or _NUMBER_GOES_ON.match(two)) for one, two in pairwise(parts))


def _sought(wording: Wording, number: Decimal) -> set[Decimal]:
    """Return the values of figures that give `number`: with its scale, without where it stands elsewhere, as a share of one."""
    unit = wording.unit
    sought = {abs(number).scaleb(SCALES[unit.scale])} | ({abs(number)} if wording.scaled else set())
    return sought | ({abs(number) / 100} if unit.is_percent else set())


def _others(wording: Wording, sought: Collection[Decimal], parts: Collection[Decimal]) -> list[str]:
    """Return the figures of the text that are of the kind of its value, where it gives none of `sought` in any language.

    `parts` are the numbers that it is derived from, which a text may give in its place.
    """
    from reports.audit.sources.source_amounts import (  # where digits do not settle it: a build seldom needs more
        figures_in,
        values,
    )

    text, unit = wording.text, wording.unit
    if not values(text).isdisjoint(sought):
        return []
    known = {each.scaleb(scale) for each in parts for scale in (0, SCALES[unit.scale])}
    alike = [each for each in figures_in(text, wording.measure) if each.value not in known and _fits(text, each, unit)]
    return [each.text.strip() for each in alike if not any(_within(each, other) for other in alike)]


def _fits(text: str, figure: Figure, unit: Unit) -> bool:
    """Return whether `figure` counts the noun of `unit`, which stands behind it; money and percent need none."""
    if figure.value is None or not unit.noun or unit.is_percent:
        return figure.value is not None
    noun = re.escape(unit.noun.split()[-1].lower().rstrip("s"))
    return not _YEAR.fullmatch(figure.text) and bool(re.match(_LOWER + noun, text[figure.end :]))


def _within(one: Figure, other: Figure) -> bool:
    """Return whether `one` is a part of `other`, which another language reads as a whole."""
    return (one.start, one.end) != (other.start, other.end) and other.start <= one.start and one.end <= other.end
