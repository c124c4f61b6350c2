"""Whether a word that may be a verb is the plural of what a figure counts."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import ClaimWords


def counted_plural(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token `n` is the plural of what a figure counts, behind an adjective: three electric ferries."""
    if n < 2 or not row[n].text.endswith(words.plural) or row[n - 2].lemma != FIGURE:
        return False
    between = row[n - 1]
    if between.is_stop or between.lemma in (FIGURE, NAME) or between.text.endswith(words.plural):
        return False
    small = (words.adverbs, words.prepositions, words.auxiliaries, words.joins, words.negating, words.subjects)
    return not any(between.lemma in each for each in (*small, words.modals, words.claiming))
