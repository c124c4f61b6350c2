"""What a figure in a text counts: the noun in the words behind it, among those that the facts count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from reports.audit.figure_search import Figure, figures
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.wording import unit_of
from reports.languages.registry import languages_of

STEM = 6
"""Letters by which words are compared, so that 'visit' and 'visits' are one."""
SHORTEST = 3
"""Letters of a word that names something."""
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.;:!?](?=\s|\Z)")
_PART = re.compile(
    r"\s*(?:out of|of|sur|parmi|des?)(?:\s+(?:the|its|our|their|all|these|les|ses|nos|leurs))*\s*", re.IGNORECASE
)
"""Between the part and the whole: 'five of the 12 branches' counts branches."""
_PHRASE_ENDS = frozenset({
    "and", "or", "but", "of", "in", "on", "for", "to", "with", "by", "from", "at", "as", "than", "that", "which",
    "who", "were", "was", "are", "is", "be", "been", "had", "has", "have", "will", "would", "et", "ou", "mais", "de",
    "des", "du", "dans", "en", "pour", "par", "sur", "à", "au", "aux", "avec", "qui", "que", "sont", "est", "a",
    "ont", "était", "étaient",
})  # fmt: skip
"""Words that end the phrase of a noun, in the languages of sources."""

Nouns = Mapping[str, str]
"""Stem of a word to the noun that facts count, as they have it."""


def stem(word: str) -> str:
    """Return what two forms of a word have in common."""
    return word.lower()[:STEM].rstrip("s")


@lru_cache(maxsize=4096)
def stems_of(units: tuple[str | None, ...]) -> frozenset[str]:
    """Return the stems of the nouns that `units` name; none for money and percent."""
    nouns = (unit_of(unit).noun for unit in units)
    return frozenset(
        stem(word)
        for noun in nouns
        for word in _WORD.findall(noun)
        if len(word) >= SHORTEST and word not in _PHRASE_ENDS
    )


def own_stems(fact: Fact, unit: str | None = None) -> frozenset[str]:
    """Return the stems of what `fact` counts, in every language, and of the words that it is told in: they are its own."""
    told = _WORD.findall(" ".join(filter(None, (fact.statement, fact.label, fact.topic))))
    named = stems_of((unit, *units_of(fact)))
    return named | {stem(word) for word in told if len(word) >= SHORTEST} if named else named


def units_of(fact: Fact) -> tuple[str | None, ...]:
    """Return the units of a fact in every language, those of its readings too."""
    labels = (label.unit for label in fact.labels.values())
    return (fact.unit, *(reading.unit for reading in fact.readings), *labels)


def own_units(fact: Fact) -> Iterator[str]:
    """Yield the unit of a fact in every language, those of its readings aside."""
    return filter(None, (fact.unit, *(label.unit for label in fact.labels.values())))


def counted_nouns(book: FactBook) -> Nouns:
    """Return every noun that a fact of `book` counts."""
    units = dict.fromkeys(unit for fact in book.facts.values() for unit in units_of(fact) if unit)
    return {each: unit for unit in units for each in stems_of((unit,))}


def another_noun(text: str, figure: Figure, own: Collection[str], nouns: Nouns) -> str:
    """Return the noun that `figure` counts in `text` where that is one of other facts, as it stands there; else nothing.

    Args:
        text: of a source.
        figure: in it.
        own: stems of the nouns that it should count.
        nouns: those that facts count.
    """
    if not own:
        return ""
    phrase = list(_phrase(text, figure))
    found = [word for word in phrase if stem(word) in nouns]
    return "" if not found or any(stem(word) in own for word in phrase) else found[-1]


def names_another(text: str, own: Collection[str], nouns: Nouns) -> bool:
    """Return whether `text` has a noun that other facts count; where it has none, no figure in it counts one."""
    return any(each in nouns and each not in own for each in map(stem, _WORD.findall(text)))


def counts(text: str, figure: Figure, own: Collection[str], nouns: Nouns) -> bool:
    """Return whether `figure` counts one of `own`: it stands before the next figure, and nothing else that facts count."""
    behind = _WORD.findall(_stretch(text, figure))
    return any(stem(word) in own for word in behind) and not another_noun(text, figure, own, nouns)


def _phrase(text: str, figure: Figure) -> Iterator[str]:
    words = _WORD.findall(_stretch(text, figure))
    return takewhile(lambda word: word.lower() not in _PHRASE_ENDS, words)


def _stretch(text: str, figure: Figure) -> str:
    """Return the words behind a figure that may say what it counts: up to the next figure, or the end of the sentence."""
    behind = _END.split(text[figure.end :])[0]
    starts = sorted({each.start - figure.end for tag in languages_of(text) for each in figures(text, tag)} - {0})
    ahead = [at for at in starts if 0 < at < len(behind)]
    if ahead and _PART.fullmatch(behind[: ahead[0]]):
        ahead = ahead[1:]
    return behind[: ahead[0]] if ahead else behind
