"""What a sentence leaves open: it asks, says that something is not known, speaks under a condition, or only seems to deny."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from reports.audit.claims.forms import Forms
from reports.audit.claims.phrase_matching import phrase_end
from reports.audit.claims.prospects import conditions
from reports.languages.claim_words import RANKS
from reports.languages.phrases import Phrases

REFUSED = 5
"""Words before a phrase of saying or thinking among which what denies it is looked for."""
LAPSE = 3
"""Words before a verb among which one is looked for that says that it has ended: no longer, it seems, pay."""


class Openness(Forms):
    """The words of one sentence, and which of them claim nothing since it leaves them open."""

    @cached_property
    def inert(self) -> frozenset[int]:
        """Return the tokens of phrases that deny nothing: without doubt, no later than."""
        return frozenset((*self._covered(self.words.inert), *self._restricted()))

    def _restricted(self) -> Iterator[int]:
        """Yield both words of a phrase that looks like a denial and has a verb between: n’a écrit qu’une lettre."""
        words = self.words
        for n, token in enumerate(self.row if words.bare and self.has(words.negating) else ()):
            for pattern, _ in words.inert.starting(token.lemma, self.here) if token.lemma in words.negating else ():
                last = phrase_end(pattern, self.row, n)
                if last is not None and not any(each.lemma in words.negating for each in self.row[n + 1 : last]):
                    yield from (n, last)

    def _covered(self, phrases: Phrases) -> Iterator[int]:
        if not self.has(phrases.by_first.keys()):
            return
        firsts = phrases.by_first.keys() & self.lemmas
        for n, token in enumerate(self.row):
            for pattern, _ in phrases.starting(token.lemma, self.here) if token.lemma in firsts else ():
                if (last := phrase_end(pattern, self.row, n)) is not None and last - n < len(pattern) + 1:
                    yield from range(n, last + 1)

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
        found = {*conditions(self), *self._unasserted(), *self._bargained()}
        if not (self.has(self.words.questions) or self.gap):
            return frozenset(found)
        on = False
        for n, token in enumerate(self.row):
            if token.text in (";", ":", "?", "؛", "؟"):
                on = False
            on = on or token.lemma in self.words.questions or (self.gap and token.lemma in self.words.asking)
            on = on or (n - 1 in self.unsaid and token.text in self.words.subjects)  # nothing suggests that
            if on:
                found.add(n)
        return frozenset(found)

    def _unasserted(self) -> Iterator[int]:
        """Yield the tokens of the clauses that refused phrases open, up to the next mark."""
        for last in self.refused.values():
            for n in range(last + 1, len(self.row)):
                if self.row[n].is_stop:
                    break
                yield n

    @cached_property
    def refused(self) -> dict[int, int]:
        """Return the phrases of which the sentence says that nobody should say or think so, or that it does not follow.

        First and last token of each: do not say that it is paid, this does not mean that, it would be wrong to claim that.
        """
        found: dict[int, int] = {}
        words = self.words.asserting
        for n, token in enumerate(self.row if self.has(words.by_first.keys()) else ()):
            ends = (phrase_end(pattern, self.row, n) for pattern, _ in words.starting(token.lemma, self.here))
            last = next((each for each in ends if each is not None), None)
            if last is not None and self._is_refused(n, last):
                found[n] = last
        return found

    def _is_refused(self, first: int, last: int) -> bool:
        """Return whether what a phrase of saying or thinking asserts is denied or called wrong, within its own clause."""
        words, near = self.words, self.row[max(0, first - REFUSED) : last]
        start = next((n + 1 for n in range(len(near) - 1, -1, -1) if near[n].is_stop), 0)
        return (
            sum(each.lemma in words.negators | words.misleading for each in near[start:]) % 2 == 1
        )  # not wrong to say

    def _bargained(self) -> Iterator[int]:
        """Yield the tokens that name, at the start, what was talked about or agreed: what farmers pay was negotiated."""
        words, row = self.words, self.row
        if words.final or not row or row[0].lemma not in words.asking:
            return
        for n in range(2, len(row)):
            known = words.verbs.by_first.get(row[n].lemma, ()) if row[n - 1].lemma in words.copulas else ()
            if any(group.kind == "stage" and group.rank <= RANKS["agreed"] for _, group in known):
                yield from (at for at in range(n) if not self.past(at))
                return

    def lapsed(self, n: int) -> bool:
        """Return whether a word before the verb `n` says that it was so and has ended: no longer pay."""
        if self.words.lapsing.isdisjoint(self.here):
            return False
        near = self.row[max(0, n - LAPSE) : n + 2] if self.words.bare else self.row[max(0, n - LAPSE) : n]
        return any(token.text in self.words.lapsing for token in near)
