"""What a sentence leaves open: it asks, says that something is not known, or speaks under a condition."""

from __future__ import annotations

from functools import cached_property

from reports.audit.claims.forms import Forms
from reports.audit.claims.prospects import conditions

LAPSE = 3
"""Words before a verb among which one is looked for that says that it has ended: no longer, it seems, pay."""


class Openness(Forms):
    """The words of one sentence, and which of them claim nothing since it leaves them open."""

    @cached_property
    def asks(self) -> bool:
        """Return whether the sentence is a question."""
        return any(token.text in ("?", "؟") for token in self.row[-3:])

    @cached_property
    def gap(self) -> bool:
        """Return whether the sentence says that something is not known, or asks."""
        return self.asks or bool(self.unsaid)

    @cached_property
    def unsaid(self) -> frozenset[int]:
        """Return the tokens of the phrases that say what is not known; a gap that is closed is none of them."""
        return frozenset(n for n in self._covered(self.words.gaps) if not self.ended_before(n))

    @cached_property
    def opened(self) -> frozenset[int]:
        """Return the tokens after whether, if, and, where the sentence asks, after who, which, how."""
        if self.asks:
            return frozenset(range(len(self.row)))
        found = set(conditions(self))
        if not (self.has(self.words.questions) or self.gap):
            return frozenset(found)
        on = False
        for n, token in enumerate(self.row):
            if token.text in (";", ":", "?", "؛", "؟"):
                on = False
            on = on or token.lemma in self.words.questions or (self.gap and token.lemma in self.words.asking)
            if on:
                found.add(n)
        return frozenset(found)

    def lapsed(self, n: int) -> bool:
        """Return whether a word before the verb `n` says that it was so and has ended: no longer pay."""
        if self.words.lapsing.isdisjoint(self.here):
            return False
        near = self.row[max(0, n - LAPSE) : n + 2] if self.words.bare else self.row[max(0, n - LAPSE) : n]
        return any(token.text in self.words.lapsing for token in near)
