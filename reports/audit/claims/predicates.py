"""What a sentence says that somebody or something is, or is not: its copulas, each with its subject and what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import ClaimWords

SHORTEST = 4
"""Letters of a word that says what something is."""
SHARED = 2
"""Words that two predicates share where they say the same, or its opposite."""


class Predicate(NamedTuple):
    """One copula and what it says."""

    start: int
    end: int
    """Offsets of the copula."""
    denied: bool
    subjects: frozenset[str]
    """Names before it, in lower case."""
    words: frozenset[str]
    """Lemmas of what it says, without the small words."""

    def like(self, other: Predicate) -> bool:
        """Return whether both say the same of the same, or one the opposite of the other."""
        if self.subjects.isdisjoint(other.subjects):
            return False
        return len(self.words & other.words) >= SHARED


def predicates(sentence: Sentence, words: ClaimWords) -> Iterator[Predicate]:
    """Yield what `sentence` says with a copula."""
    row = sentence.tokens
    for n, token in enumerate(row):
        if token.lemma not in words.copulas or token.start not in sentence.verbs:
            continue
        after = _since_stop(row, n) if words.final else _until_stop(row, n)
        near = (*row[max(0, n - 1) : n], *row[n + 1 : n + 2]) if words.final else (*row[max(0, n - 1) : n], *after[:2])
        subjects = frozenset(each.text for each in row[:n] if each.lemma == NAME)
        denied = any(each.lemma in words.negating or each.lemma in words.denying for each in near)
        yield Predicate(token.start, token.end, denied, subjects, frozenset(_content(after, words)))


def _until_stop(row: tuple[Token, ...], n: int) -> tuple[Token, ...]:
    end = next((k for k in range(n + 1, len(row)) if row[k].is_stop), len(row))
    return row[n + 1 : end]


def _since_stop(row: tuple[Token, ...], n: int) -> tuple[Token, ...]:
    """Return what stands before the copula `n`, which ends the clause."""
    start = next((k + 1 for k in range(n - 1, -1, -1) if row[k].is_stop), 0)
    return row[start:n]


def _content(row: tuple[Token, ...], words: ClaimWords) -> Iterator[str]:
    small = words.determiners | words.prepositions | words.adverbs | words.auxiliaries | words.negators
    return (
        each.lemma
        for each in row
        if each.lemma not in (FIGURE, NAME) and len(each.text) >= SHORTEST and each.lemma not in small
    )
