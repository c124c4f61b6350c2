"""What stands before a verb as its subject: a plural, a pronoun for the noun before it, a figure that has moved."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import ClaimWords

REACH = 3
"""Words before a verb among which its auxiliaries stand."""


def plural_before(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether a plural stands before the token `n`, itself or before 'of' and a noun: tools of influence weaken."""
    at = before_adverbs(row, n, words)
    if row[at].text.endswith(words.plural):
        return row[at].lemma not in words.auxiliaries | words.soft  # he sees pay as …
    while words.bare and at > 1 and row[at - 1].lemma in words.determiners:
        at -= 1
    linked = at > 1 and row[at - 1].lemma in words.prepositions
    return linked and row[at - 2].text.endswith(words.plural)


def subject_before(row: Sequence[Token], n: int, before: Token | None, words: ClaimWords) -> bool:
    """Return whether the word `before` the token `n`, adverbs aside, can be its subject: they list, not the shopping list."""
    if words.bare or before is None or before.is_stop:
        return True
    if before.lemma in (NAME, FIGURE) or before.text in words.subjects | words.supports:
        return True
    led = before.lemma in words.joins | words.negating or before.lemma in words.modals
    return led or plural_before(row, n, words)


def several_named(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether two names, joined, stand before the token `n`: the City and the Archive scan papers."""
    at = n - 2 if row[n].lemma not in words.modals else 0
    while at > 0 and row[at].lemma in words.determiners:
        at -= 1
    return not words.bare and at > 0 and row[at].lemma in words.joins and row[at - 1].lemma == NAME


def before_adverbs(row: Sequence[Token], n: int, words: ClaimWords) -> int:
    """Return the token before the token `n`, adverbs aside."""
    at = n - 1
    while at > 0 and row[at].lemma in words.adverbs:
        at -= 1
    return at


def relative_before(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether a pronoun right before the token `n` stands for the noun before it: a ticket that works."""
    if n < 2 or row[n - 1].text not in words.subjects or row[n - 2].is_stop:
        return False
    other = words.prepositions | words.auxiliaries | words.soft | words.joins | words.adverbs
    return row[n - 2].lemma not in other and row[n - 2].lemma not in words.verbs.by_first


def figure_before(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether a figure stands before the token `n`, or before its auxiliaries: {…} has gone into the wing."""
    before = (each for each in reversed(row[max(0, n - REACH) : n]) if each.lemma not in words.auxiliaries)
    return next((each.lemma == FIGURE for each in before), False)
