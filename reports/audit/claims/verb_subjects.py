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


def article_before(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether an article stands before the token `n` and makes it a noun: voit la récolte, not: la banque la finance."""
    if not words.bare or n < 1 or row[n - 1].lemma not in words.determiners:
        return False
    if n < 2 or row[n - 2].is_stop:
        return True
    small = (words.prepositions, words.joins, words.auxiliaries, words.soft, words.verbs.by_first, words.determiners)
    return row[n - 2].text not in words.subjects and any(row[n - 2].lemma in each for each in small)


def plural_auxiliary(row: Sequence[Token], n: int, before: Token | None, words: ClaimWords) -> bool:
    """Return whether an auxiliary in its bare form, behind the word `before`, tells of several or of a person: buyers have."""
    if words.bare or before is None or before.is_stop or before.lemma in words.auxiliaries | words.negating:
        return False
    return before.text in words.subjects or plural_before(row, n, words)


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


def own_verb(row: Sequence[Token], n: int, last: int, words: ClaimWords) -> int:
    """Return the verb of a phrase from the token `n` to `last` that a reflexive pronoun may open: s’achèvera, se sont mises."""
    if not words.bare or row[n].lemma not in words.adverbs:
        return n
    small = words.adverbs | words.auxiliaries
    return next((k for k in range(n + 1, last + 1) if row[k].lemma not in small), n)


def reflexive(token: Token, words: ClaimWords) -> bool:
    """Return whether the token is the pronoun that may open the phrase of a verb, in a language of bare infinitives: se."""
    return words.bare and token.lemma in words.adverbs and token.lemma in words.verbs.by_first


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
