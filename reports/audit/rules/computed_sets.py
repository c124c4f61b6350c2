"""Which claims about sets a fact computes: only, none, first, most, least, all."""

from __future__ import annotations

import re

from reports.audit.context import Bench
from reports.domain.facts import Fact


def computes(words: str, fact: Fact, bench: Bench) -> bool:
    """Return whether the formula of `fact` bears the set claim that `words` make: only, none, first, most, least, all."""
    made = {
        key for key in SET_WORDS if re.search(rf"\b(?:{bench.beside.text('set-words', key)})\b", words, re.IGNORECASE)
    }
    borne = set(fact.set_claim.words) if fact.set_claim else _borne(fact)
    return bool(made) and made <= borne


def _borne(fact: Fact) -> set[str]:
    """Return the claim about its set that a figure worked out from several others bears: an extreme, a first place."""
    called = re.match(r"([a-z-]+)\(", fact.formula or "")
    word = EXTREMES.get(called[1]) if called else None
    if called is None or word is None or (called[1].startswith("rank") and fact.value != 1):
        return set()
    return {word}


SET_WORDS = ("only", "none", "first", "most", "least", "all")
"""What a claim about a set can say."""
EXTREMES = {"highest": "most", "lowest": "least", "rank": "most", "rank-lowest": "least"}
"""Operations whose result is ahead of all others, in the first place where it is a rank."""
