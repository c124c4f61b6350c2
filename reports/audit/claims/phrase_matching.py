"""Where a phrase of several words ends in a sentence: its words in order, with a few others between them."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.phrases import TIGHT, Pattern

BETWEEN = 3
"""Words that may stand between the words of a phrase."""
SHORT = frozenset({"not", "also", "still", "now", "ne", "pas", "نہیں", "نہ", "بھی", "ہی"})
"""Words that may stand between two words of a pattern that stand right behind each other."""
SIGNS = {"#": FIGURE, "@": NAME}
"""How a pattern writes a figure and a name."""


def phrase_end(pattern: Pattern, row: Sequence[Token], n: int) -> int | None:
    """Return the last token of `pattern`, whose first word is the token `n`; None where the rest does not follow."""
    at = n
    for lemma in pattern[1:]:
        reach = BETWEEN if lemma[0] != TIGHT else sum(1 for each in row[at + 1 : at + 2] if each.lemma in SHORT)
        sought = lemma.removeprefix(TIGHT)
        near = range(at + 1, min(at + 2 + reach, len(row)))
        at = next((k for k in near if _fits(row[k], sought)), -1)
        if at < 0 or any(row[k].is_stop for k in range(n, at)):
            return None
    return at


def _fits(token: Token, lemma: str) -> bool:
    return token.lemma == lemma or token.text == lemma or SIGNS.get(lemma) == token.lemma
