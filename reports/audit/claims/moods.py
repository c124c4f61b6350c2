"""Whether what a word says is done, meant, possible, denied or open: auxiliaries, infinitives, negators, what governs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from reports.audit.claims.conditionals import conditioned
from reports.audit.claims.denials import Denials
from reports.audit.claims.prospects import bare_state, by_plan, set_apart, thought_of, unreached
from reports.audit.claims.tokens import FIGURE
from reports.languages.claim_words import RANKS
from reports.languages.phrases import Phrases

SHARED = 16
"""Words before a verb among which the one is looked for whose auxiliaries it shares."""
CHAIN = 8
"""Words before a verb among which its auxiliaries are looked for."""
NEAR = 3
"""Words between a verb and the deed that is its object."""
POSSIBLE, INTENDED = RANKS["considered"], RANKS["planned"]


@dataclass(frozen=True, slots=True)
class Mood:
    """How real a word is."""

    cap: int | None = None
    """The stage that it can have at most; None where it is as real as it says."""
    denied: bool = False
    open: bool = False


class Moods(Denials):
    """The moods of the words of one sentence."""

    def verb(self, n: int) -> bool:
        """Return whether the token `n` can be a verb here; a bare one is after 'and' where it shares what governs another."""
        if self.row[n].lemma not in self.words.verbs.by_first:
            return False
        before, token = self.before(n), self.row[n]
        joined = before is not None and (before.text == "," or before.lemma in self.words.joins) and self.base(n)
        return (joined and not token.capital and self._chain(n).cap is not None) or super().verb(n)

    def of_verb(self, n: int) -> Mood:
        """Return the mood of the verb `n`."""
        mood = self._chain(n)
        if mood.cap is None and (tense := self._tense(n)) is not None:
            mood = replace(mood, cap=tense)
        if mood.cap is None:
            mood = replace(mood, cap=self.governed.get(n, INTENDED if n in self.conditioned else None))
        denied = mood.denied or self.subject_denied(n) or self.object_denied(n)
        return replace(mood, denied=denied, open=mood.open or n in self.opened)

    def _chain(self, n: int) -> Mood:
        """Return the mood that auxiliaries and what governs an infinitive give the verb `n`."""
        words, row = self.words, self.row
        if words.bare and self.base(n) and row[n].lemma not in words.auxiliaries:
            before = row[n - 1].lemma if n else ""  # ne rien promettre, sans promettre
            return self._infinitive(n, denied=before in words.negating or before in words.negators & words.prepositions)
        denied, helped = False, False
        for at in range(n - 1, max(-1, n - CHAIN - 1), -1):
            token = row[at]
            if at in self.inert or token.lemma in words.adverbs - words.negating or self._clitic(at):
                continue
            if token.lemma in words.negating or token.text in words.negating:
                denied = True
            elif token.lemma in words.auxiliaries:
                helped = True
            elif (led := self._led(n, at, denied=denied, helped=helped)) is not None:
                return led
            else:
                break
        return self._gerund(n, denied=denied) if self.gerund(n) and not helped else Mood(None, denied)

    def _clitic(self, n: int) -> bool:
        """Return whether the token `n` is a pronoun between a negator and its verb: ne l’engage à rien."""
        return (
            self.words.bare
            and n > 0
            and self.row[n].lemma in self.words.determiners
            and self.row[n - 1].lemma in self.words.negating
        )

    def _led(self, n: int, at: int, *, denied: bool, helped: bool) -> Mood | None:
        """Return the mood that the token `at` before the verb `n` gives it: a modal, 'to', or 'and' after another verb."""
        token, words = self.row[at], self.words
        if token.lemma in words.modals:
            return Mood(words.modals[token.lemma], denied)
        if token.lemma in words.to:
            yet = at > 0 and self.row[at - 1].lemma in words.unfulfilled
            return Mood(None, denied=True) if yet else self._infinitive(at, denied=denied)
        if (token.lemma in words.joins or token.text == ",") and not helped and at > 0:
            return self._shared(n, at, denied=denied)
        return None

    def _tense(self, n: int) -> int | None:
        """Return the stage that a future or a conditional can have at most: of the verb, or of its auxiliary."""
        for at in range(n, max(-1, n - 4), -1):
            token = self.row[at]
            if at < n and token.lemma not in self.words.auxiliaries | self.words.adverbs | self.words.negating:
                return None
            if self.words.conditional.fullmatch(token.text):
                return POSSIBLE
            if self.words.future.fullmatch(token.text):
                return INTENDED
        return None

    def _shared(self, n: int, join: int, *, denied: bool) -> Mood:
        """Return the mood of a verb after a comma or 'and', which shares auxiliaries: to build and operate."""
        for at in range(join - 1, max(-1, join - SHARED), -1):
            token = self.row[at]
            if token.is_stop and token.text != ",":
                break
            known = token.lemma in self.words.verbs.by_first or token.lemma in self.words.soft
            if known and token.lemma not in self.words.auxiliaries and self.base(at) == self.base(n):
                mood = self._chain(at)
                if mood.cap is not None:
                    return replace(mood, denied=denied)
                if self.base(n):
                    continue
                break
        return Mood(None, denied)

    def _infinitive(self, to: int, *, denied: bool) -> Mood:
        """Return the mood of the infinitive after the token `to`: that of what governs it."""
        words = self.words
        for at in range(to - 1, max(-1, to - 7), -1):
            token = self.row[at]
            if token.is_stop:
                break
            if token.lemma in words.realis and at >= to - 2:
                mood = self._chain(at)
                return replace(mood, denied=denied or mood.denied)
            if self.ends(at) and self.verb(at):
                return Mood(POSSIBLE, denied, open=True)
            if words.bare and token.lemma in words.modals:
                return Mood(words.modals[token.lemma], denied)
            if token.lemma in words.possible or words.conditional.fullmatch(token.text):
                return Mood(POSSIBLE, denied)
            if token.lemma in words.intended or (token.lemma == "be" and not words.bare):
                return Mood(INTENDED, denied or any(each.lemma in words.negating for each in self.row[at:to]))
        return Mood(INTENDED, denied)

    def _gerund(self, n: int, *, denied: bool) -> Mood:
        """Return the mood of a gerund: after having, after or since it is as real as a past, else that of a noun."""
        before = self.before(n)
        if before is not None and before.lemma in self.words.after:
            return Mood(None, denied)
        if before is not None and before.lemma in self.words.realis:
            return Mood(None, denied)
        mood = self.of_noun(n)
        return replace(mood, denied=mood.denied or denied)

    @cached_property
    def governed(self) -> dict[int, int]:
        """Return the tokens in a clause of hope, expectation or purpose, and the stage that they can have at most."""
        found = dict.fromkeys(self._behind(self.words.purposes), INTENDED)
        found |= dict.fromkeys(self._behind(self.words.wishes), POSSIBLE)
        found |= dict.fromkeys(by_plan(self), INTENDED)
        if not self.has(self.words.foreseeing):
            return found
        for n, token in enumerate(self.row):
            if token.lemma not in self.words.foreseeing or not self._foresees(n):
                continue
            cap = POSSIBLE if token.lemma in self.words.possible else INTENDED
            for at in range(n + 1, len(self.row)):
                if self.row[at].is_stop or (self.row[at].lemma in self.words.joins and self._finite_next(at)):
                    break
                found[at] = min(cap, found.get(at, cap))
        return found

    @cached_property
    def conditioned(self) -> frozenset[int]:
        """Return the verbs of a sentence that holds only under a condition."""
        return frozenset(conditioned(self))

    def _behind(self, phrases: Phrases) -> Iterator[int]:
        """Yield the tokens of a clause that words of purpose or of a wish open: so that chains become secure."""
        on = False
        covered = frozenset(self._covered(phrases))
        for n, token in enumerate(self.row):
            on = (on or n in covered) and not token.is_stop
            if on:
                yield n

    def _foresees(self, n: int) -> bool:
        """Return whether the token hopes or expects as a verb, and is no noun or adjective: the plan, the planned plant."""
        before, after = self.before(n), self.row[n + 1] if n + 1 < len(self.row) else None
        if self.base(n) and after is not None and after.lemma in self.words.auxiliaries | self.words.copulas:
            return False
        return before is None or before.lemma not in self.words.determiners | self.words.prepositions

    def _finite_next(self, join: int) -> bool:
        return any(self.past(k) and self.verb(k) for k in range(join + 1, min(join + 3, len(self.row))))

    def of_state(self, n: int) -> Mood | None:
        """Return the mood of what is said of something with 'is'; None where it only stands before a noun."""
        for at in range(n - 1, max(-1, n - 6), -1):
            token = self.row[at]
            if token.lemma in self.words.copulas:
                mood = self._chain(at)
                denied = mood.denied or self.subject_denied(at)
                denied = denied or any(each.lemma in self.words.negators for each in self.row[at:n])
                return replace(mood, denied=denied, open=n in self.opened)
            if token.is_stop or self.past(at):
                break
        return Mood(open=n in self.opened) if bare_state(self, n) else None

    def of_noun(self, n: int) -> Mood:
        """Return the mood of the noun `n`: that of what governs it."""
        is_open = n in self.opened
        if n in self.governed:
            return Mood(self.governed[n], open=is_open)
        if self.has(self.words.prospects.by_first.keys()) and thought_of(self.row, n, self.words, self.here):
            return Mood(POSSIBLE, open=is_open)
        if (later := self._said_of(n)) is not None:
            return replace(later, open=later.open or is_open)
        for at in range(n - 1, -1, -1):
            token = self.row[at]
            if token.is_stop and token.text != ",":
                break
            if (mood := self._governing(at, n)) is not None:
                return replace(mood, open=is_open)
        return Mood(None, open=is_open)

    def _governing(self, at: int, n: int) -> Mood | None:
        """Return the mood that the token `at` gives the noun `n` behind it: a denial, a word for what is meant, a verb."""
        token, words = self.row[at], self.words
        if token.lemma in words.negators and at not in self.inert and at >= n - 4:
            return Mood(None, denied=True)
        if token.lemma in words.possible:
            return Mood(POSSIBLE)
        if token.lemma in words.intended:
            return Mood(INTENDED)
        if token.lemma in words.verbs.by_first and token.lemma not in words.prepositions and self.verb(at):
            mood = self._chain(at)
            caps = [cap for cap in (mood.cap, self._stage_of_object(at, n)) if cap is not None]
            before = self.row[n - 1]  # who has not drawn on the loan does not deny that there is one
            known = before.lemma in words.determiners - words.denying and before.text not in words.articles
            return Mood(min(caps, default=None), not known and (mood.denied or self.subject_denied(at)))
        return None

    def _stage_of_object(self, at: int, n: int) -> int | None:
        """Return the stage that the verb `at` gives the deed that is its object, `n`: approved spending is not spent."""
        words, between = self.words, self.row[at + 1 : n]
        apart = any(each.is_stop or each.lemma in (FIGURE, *words.prepositions, *words.joins) for each in between)
        nouns = chain(*(words.nouns.starting(word, self.here) for word in (self.row[n].text, self.row[n].lemma)))
        deed = any(group.rank == RANKS["done"] for _, group in nouns)
        if apart or len(between) > NEAR or not deed:
            return None
        found = words.verbs.starting(self.row[at].lemma, self.here)
        return next((group.rank for pattern, group in found if len(pattern) == 1 and group.kind == "stage"), None)

    def _said_of(self, n: int) -> Mood | None:
        """Return the mood that 'is planned' or 'is possible' gives the noun before it."""
        for at in range(n + 1, min(n + 8, len(self.row) - 1)):
            if self.row[at].is_stop:
                return None
            if set_apart(self.row, at, self.words, self.here) or unreached(self.row, at, self.words):
                return Mood(POSSIBLE, open=True)
            if self.row[at].lemma in self.words.copulas:
                for token in self.row[at + 1 : at + 4]:
                    if token.lemma in self.words.possible:
                        return Mood(POSSIBLE)
                    if token.lemma in self.words.intended:
                        return Mood(INTENDED)
                return None
        return None
