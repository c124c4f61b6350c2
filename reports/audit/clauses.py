"""Sentences and clauses of a passage, with the facts that stand in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reports.audit.passages import Passage
from reports.audit.sentences import SENTENCE
from reports.document import Cite, FactRef
from reports.languages.lexicon import Lexicon

Span = tuple[int, int]


class Clause(NamedTuple):
    """A clause, its sentence, and the facts in it."""

    span: Span
    sentence: Span
    refs: tuple[FactRef, ...]
    cites: tuple[Cite, ...]


def clauses(passage: Passage, words: Lexicon) -> Iterator[Clause]:
    """Yield every clause of `passage`, in order."""
    for sentence in _cut(passage.masked, SENTENCE, (0, len(passage.masked))):
        for span in _cut(passage.masked, words.clause, sentence):
            inside = [piece.node for piece in passage.pieces if span[0] <= piece.start < max(span[1], span[0] + 1)]
            yield Clause(
                span,
                sentence,
                tuple(node for node in inside if isinstance(node, FactRef)),
                tuple(node for node in inside if isinstance(node, Cite)),
            )


def _cut(text: str, pattern: re.Pattern[str], whole: Span) -> Iterator[Span]:
    start = whole[0]
    for match in pattern.finditer(text, *whole):
        yield start, match.end()
        start = match.end()
    if start < whole[1]:
        yield start, whole[1]
