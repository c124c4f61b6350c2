"""Capitalised words of a text that are names, and which of them the fact book does not know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from reports.audit.sentences import MASK, SENTENCE
from reports.domain.fact_book import FactBook
from reports.languages.lexicon import lexicon
from reports.languages.registry import language

if TYPE_CHECKING:
    from reports.domain.datasets.observations import Observations

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_GAP = (" ", "\N{NO-BREAK SPACE}")
_OPENING = re.compile(rf"[\s“‘\"'(\[*{MASK}–-]*")
_FIGURE = re.compile(f"{MASK}+")
_STEM = re.compile(r"(?:[’'](?:s|d|m|ll|re|ve)?|-[a-z].*)$")


class Vocabulary:
    """The capitalised words of the fact book and of the language, which every report may use."""

    def __init__(self, book: FactBook, tag: str) -> None:
        """Take the words of `book` and of the language `tag` (BCP 47)."""
        self.book, self.words = book, lexicon(tag)
        self.currencies = language(tag).currencies

    @cached_property
    def known(self) -> frozenset[str]:
        """Return every capitalised word that needs no declaration, without endings."""
        texts: list[str] = [*self.words.common, *(each["name"] for each in self.currencies.values())]
        for source in self.book.sources.values():
            texts += [source.title, source.short, source.publisher, source.author or "", source.place or ""]
        for actor in self.book.actors.values():
            texts += [*actor.names, actor.title or ""]
        for fact in self.book.facts.values():
            texts += [fact.statement, fact.label or "", fact.quotation or "", fact.attribution or "", fact.note or ""]
            texts += [fact.unit or "", *(reading.text for reading in fact.readings)]
        for table in self.book.datasets.tables.values() if self.book.datasets else ():
            texts += _dataset_texts(table)
        return frozenset(_STEM.sub("", match[0]) for text in texts for match in _capitals(text))

    def unknown(self, text: str, *, behind_figure: bool = False) -> Iterator[tuple[int, int]]:
        """Yield where `text`, with what is traced blotted out, has a name with a word that the fact book does not know.

        Where a label stands behind its figure, as in a tile, its first word has a capital for that reason.
        """
        starts = {0, *(match.end() for match in SENTENCE.finditer(text))}
        starts |= {match.end() for match in _FIGURE.finditer(text)} if behind_figure else set()
        openings = {match.end() for start in starts if (match := _OPENING.match(text, start))}
        return ((start, end) for start, end, strange in self.names(text, openings) if strange)

    def names(self, text: str, openings: Collection[int]) -> Iterator[tuple[int, int, bool]]:
        """Yield runs of capitalised words, and whether one of them is unknown; any word may open a sentence."""
        start, end, strange = -1, -1, False
        for match in _capitals(text):
            if match.start() in openings:
                continue
            if start < 0 or text[end : match.start()] not in _GAP:
                if start >= 0:
                    yield start, end, strange
                start, strange = match.start(), False
            end, strange = match.end(), strange or self.strange(match[0])
        if start >= 0:
            yield start, end, strange

    def strange(self, word: str) -> bool:
        """Return whether a capitalised word is none of the fact book's."""
        plain = _STEM.sub("", word)
        return len(plain) > 1 and plain not in self.known


def _dataset_texts(table: Observations) -> Iterator[str]:
    """Yield what a dataset says in words: of itself, its measures and its codes."""
    dataset = table.dataset
    yield from filter(None, (dataset.statement, dataset.label))
    for measure in dataset.measures:
        yield from filter(None, (measure.label, measure.unit))
    for dimension in dataset.dimensions:
        yield from (each.label for each in dimension.codes if each.label)
    for codes in table.codes.values():
        yield from codes


def _capitals(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of `text` that begin with a capital, in any script."""
    return (match for match in _WORD.finditer(text) if match[0][0].isupper())
