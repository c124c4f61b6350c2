"""Verbs that say no more than the noun that is their object: won a contract, obtained approval, holds a letter of interest."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.moods import Moods
from reports.audit.claims.phrase_matching import phrase_end
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import RANKS, ClaimWords
from reports.languages.phrases import Group

REACH = 4
"""Words behind the verb among which its object stands."""


def of_object(group: Group, row: Sequence[Token], last: int, moods: Moods, words: ClaimWords) -> Group:
    """Return the group of the noun that a light verb, which ends at the token `last`, takes as its object; else its own.

    Only where the noun is no money: who won a contract has signed one, and who received a loan has it.
    """
    if group.name not in words.light:
        return group
    for n in range(last + 1, min(last + 1 + REACH, len(row))):
        token = row[n]
        if token.is_stop or token.lemma in (FIGURE, NAME) or token.lemma in words.prepositions:
            return group
        named = (*words.nouns.starting(token.lemma, moods.here), *words.nouns.starting(token.text, moods.here))
        found = [each for pattern, each in named if phrase_end(pattern, row, n) is not None]
        if found:
            noun = min(found, key=lambda each: each.rank)
            return noun if noun.kind == "stage" and noun.rank < RANKS["financed"] else group
    return group
