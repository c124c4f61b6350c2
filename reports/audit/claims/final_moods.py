"""The moods of a language whose verbs end the clause, as in Urdu: what governs a verb stands behind it.

A claim is mostly a noun with a light verb ("dastakhat kiye", signatures made); the light verb and the auxiliaries behind it say
whether it is done, meant, possible or denied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from reports.audit.claims.moods import INTENDED, POSSIBLE, Mood, Moods
from reports.audit.claims.phrase_matching import phrase_end
from reports.audit.claims.tokens import FIGURE, Token
from reports.languages.claim_words import ClaimWords
from reports.languages.phrases import Phrases

REACH = 6
"""Words behind an infinitive or a noun among which what governs it is looked for."""
NEAR = 6
"""Words before a verb of giving among which the figure is looked for that makes a claim of it."""


def settled(row: Sequence[Token], words: ClaimWords) -> tuple[Token, ...]:
    """Return the words with the lemma of a verb for those that are one only where a clause ends: 'ki', of or made."""
    return tuple(
        token._replace(lemma=words.ending[token.text]) if token.text in words.ending and _ends(row, n, words) else token
        for n, token in enumerate(row)
    )


def _ends(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether a clause ends behind the token `n`, but for auxiliaries."""
    after = row[n + 1] if n + 1 < len(row) else None
    return after is None or after.is_stop or after.lemma in words.auxiliaries | words.negators


class FinalMoods(Moods):
    """The moods of the words of one sentence, in a language whose verbs end the clause."""

    @cached_property
    def opened(self) -> frozenset[int]:
        """Return the tokens that are asked or unknown: also those of the clause behind 'it is not known that'."""
        said = max(self.unsaid, default=-1)
        clause = any(each.lemma in self.words.to for each in self.row[said + 1 : said + 3]) if said >= 0 else False
        return super().opened | frozenset(range(said + 1, len(self.row)) if clause else ())

    def may_claim(self, n: int) -> bool:
        """Return whether the token can begin a claim at all."""
        return self.row[n].lemma in self.words.claiming or self.row[n].text in self.words.claiming

    def may_tell(self, n: int) -> bool:
        """Return whether the token can be a finite verb at all."""
        return self.may_claim(n) or self.row[n].lemma in self.words.auxiliaries | self.words.soft

    def last(self, n: int) -> int | None:
        """Return the last token of the longest phrase of a verb that begins at `n`; None where none does."""
        return self._end(self.words.verbs, n)

    def _end(self, phrases: Phrases, n: int) -> int | None:
        row = self.row
        patterns = (*phrases.starting(row[n].text, self.here), *phrases.starting(row[n].lemma, self.here))
        ends = [(len(pattern), end) for pattern, _ in patterns if (end := phrase_end(pattern, row, n)) is not None]
        return max(ends)[1] if ends else None

    def verb(self, n: int) -> bool:
        """Return whether a verb begins at the token `n`; one that only gives or gets needs a figure before it."""
        if self.last(n) is None:
            return False
        if self.row[n].lemma not in self.words.giving or self.last(n) != n:
            return True
        after = self.row[n + 1] if n + 1 < len(self.row) else None
        helped = after is not None and after.lemma in self.words.auxiliaries
        if self.row[n].text not in self.words.giving or (self.row[n].text in self.words.stems and not helped):
            return False
        before = self.row[max(0, n - NEAR) : n]
        return any(each.lemma == FIGURE for each in before) and not any(each.is_stop for each in before)

    def finite(self, n: int) -> bool:
        """Return whether the token begins a verb that tells: no infinitive, nor an auxiliary behind one, 'was to be'."""
        if n > 0 and self._infinite(n - 1):
            return False
        end = self.last(n)
        at = n if end is None else end
        known = end is not None or self.row[n].lemma in self.words.auxiliaries | self.words.soft
        return known and not self.row[at].text.endswith(self.words.gerund)

    def present(self, n: int) -> bool:
        """Return whether the verb that begins at `n` tells of the present: opens, is opening; not: has been opened."""
        end = self.last(n)
        return any(
            self.words.third_singular.fullmatch(each.text) for each in self.row[n : (n if end is None else end) + 2]
        )

    def gerund(self, n: int) -> bool:
        """Return False: an infinitive that somebody governs is judged by that."""
        return False

    def unknown(self, n: int) -> bool:
        """Return False: a verb that no table knows shows nothing of itself in its form."""
        return False

    def present_of_name(self, n: int) -> bool:
        """Return False, as for `unknown`."""
        return False

    def of_verb(self, n: int) -> Mood:
        """Return the mood of the verb that begins at `n`."""
        end = self.last(n)
        at = n if end is None else end
        mood = self._complex(at)
        if n in self.governed and mood.cap is None:
            mood = replace(mood, cap=self.governed[n])
        between = any(each.lemma in self.words.negators for each in self.row[max(0, n - 1) : at])
        denied = mood.denied or between or self.subject_denied(n)
        return replace(mood, denied=denied, open=mood.open or n in self.opened)

    def _complex(self, at: int) -> Mood:
        """Return the mood of the light verb at `at` with the auxiliaries, modals and negators behind it."""
        words, denied, cap = self.words, False, None
        last = at
        for k in range(at + 1, len(self.row)):
            token = self.row[k]
            if (
                token.is_stop
                or token.lemma not in words.auxiliaries | words.negators | words.adverbs | words.modals.keys()
            ):
                break
            denied = denied or token.lemma in words.negators
            if token.lemma in words.modals:
                cap = words.modals[token.lemma] if cap is None else min(cap, words.modals[token.lemma])
            last = k
        if self._infinite(at):
            return self._led_by(at, denied=denied)
        tail = self.row[at : last + 1]
        if cap is None and any(words.future.fullmatch(each.text) for each in tail):
            cap = INTENDED
        verbal = [each for each in tail if each.lemma not in words.negators | words.adverbs]
        if cap is None and verbal and words.conditional.fullmatch(verbal[-1].text):
            cap = POSSIBLE
        return Mood(cap, denied)

    def _infinite(self, at: int) -> bool:
        return self.row[at].text.endswith(self.words.gerund)

    def _led_by(self, at: int, *, denied: bool) -> Mood:
        """Return the mood of an infinitive: that of what governs it behind."""
        words = self.words
        for token in self.row[at + 1 : at + 1 + REACH]:
            if token.is_stop:
                break
            if token.lemma in words.after or token.lemma in words.realis:
                return Mood(None, denied)
            if (group := words.verbs.by_first.get(token.lemma)) and group[0][1].kind == "ended":
                return Mood(POSSIBLE, denied, open=True)
            if token.lemma in words.possible:
                return Mood(POSSIBLE, denied)
            if token.lemma in words.intended:
                break
        return Mood(INTENDED, denied)

    def of_state(self, n: int) -> Mood | None:
        """Return the mood of what is said of something with 'is' right behind it; None where it stands before a noun."""
        for at in range(n + 1, min(n + 4, len(self.row))):
            token = self.row[at]
            if token.lemma in self.words.copulas:
                mood = self._complex(at)
                denied = mood.denied or any(each.lemma in self.words.negators for each in self.row[max(0, n - 1) : at])
                return replace(mood, denied=denied, open=n in self.opened)
            if token.is_stop or token.lemma not in self.words.negators | self.words.adverbs | self.words.nouny:
                return None
        return Mood(open=n in self.opened) if self._headline(n) else None

    def _headline(self, n: int) -> bool:
        """Return whether the state at `n` ends a heading, whose copula is left out: new line complete."""
        told = any(self.may_tell(k) and self.finite(k) for k in range(n))
        return not (self.fragment or told) and n == len(self.row) - 1

    def of_noun(self, n: int) -> Mood:
        """Return the mood of the noun `n`: that of a word before it, or of what it depends on behind it."""
        words, is_open = self.words, n in self.opened
        if n in self.governed:
            return Mood(self.governed[n], open=is_open)
        end = self._end(words.nouns, n)
        end = n if end is None else end
        if any(each.lemma in words.negators for each in (*self.row[max(0, n - 1) : n], *self.row[end + 1 : end + 2])):
            return Mood(None, denied=True, open=is_open)
        before = takewhile(lambda each: not each.is_stop, reversed(self.row[max(0, n - 2) : n]))
        behind = takewhile(lambda each: not each.is_stop, self.row[end + 1 : end + 1 + REACH])
        near = [each.lemma for each in (*before, *behind) if each.lemma not in words.things]
        caps = (POSSIBLE if each in words.possible else INTENDED if each in words.intended else None for each in near)
        return Mood(next((cap for cap in caps if cap is not None), None), open=is_open)

    def subject_denied(self, n: int) -> bool:
        """Return False: nobody and nothing take a negator beside the verb as well."""
        return False

    def _foresees(self, n: int) -> bool:
        """Return whether the token hopes or expects of a clause that follows: 'is that'."""
        return any(each.lemma in self.words.to for each in self.row[n + 1 : n + 1 + REACH])
