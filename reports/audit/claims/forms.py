"""What a word of a sentence is: a verb or a noun, past or present, finite or not."""

from __future__ import annotations

from collections.abc import Sequence, Set

from reports.audit.claims.counted_plurals import counted_plural
from reports.audit.claims.phrase_matching import SIGNS
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.audit.claims.verb_subjects import (
    article_before,
    plural_auxiliary,
    plural_before,
    relative_before,
    several_named,
    subject_before,
)
from reports.languages.claim_words import ClaimWords

OPENING = 3
"""Words of a sentence among which its verb may stand that looks like a noun."""


class Forms:
    """The words of one sentence, and what each of them is."""

    def __init__(
        self, row: Sequence[Token], words: ClaimWords, *, fragment: bool = False, owned: Set[int] = frozenset()
    ) -> None:
        """Take the words of one sentence, or of a fragment, in which what may be a noun is one.

        Those `owned` stand behind a name in the genitive, and are nouns: EXIM’s loans.
        """
        self.owned = owned
        self.row, self.words, self.fragment = row, words, fragment
        self.lemmas = frozenset(token.lemma for token in row)
        signs = {sign for sign, lemma in SIGNS.items() if lemma in self.lemmas}
        self.here = self.lemmas | {token.text for token in row} | signs

    def has(self, words: Set[str]) -> bool:
        """Return whether one of `words` stands in the sentence; for most lists none does, and this is quick."""
        return not words.isdisjoint(self.lemmas)

    def may_claim(self, n: int) -> bool:
        """Return whether the token can begin a claim at all: most words cannot, and this is quick."""
        token, words = self.row[n], self.words
        return (
            token.lemma in words.claiming
            or token.text in words.claiming
            or token.text.endswith(words.past)
            or (n > 0 and (self.row[n - 1].lemma == NAME or self.row[n - 1].lemma in words.negating))
        )

    def may_tell(self, n: int) -> bool:
        """Return whether the token can be a finite verb at all."""
        token, words = self.row[n], self.words
        known = token.lemma in words.claiming or token.lemma in words.soft or token.lemma in words.auxiliaries
        if known and (token.lemma in words.prepositions or (words.bare and token.lemma in words.adverbs)):
            return False  # it begins a phrase that claims something, such as 'on its way' and s’achever
        return known or token.text.endswith(words.past) or (n > 0 and self.row[n - 1].lemma == NAME)

    def verb(self, n: int) -> bool:
        """Return whether the token `n` can be a verb here."""
        token, words = self.row[n], self.words
        if (token.capital and n > 0 and not self.opens(n)) or token.lemma not in words.verbs.by_first:
            return False
        before = self.before(n)
        if (words.bare and self.base(n)) or self.gerund(n):
            return True
        if self.past(n):
            return not self._named(n, before)
        if before is not None and (
            before.lemma in words.to
            or before.lemma in words.modals
            or before.lemma in words.negating
            or before.text in words.supports
        ):
            return True
        if (
            before is None
            or (before.lemma in words.determiners and not relative_before(self.row, n, words))
            or before.lemma in words.prepositions | {"’s"}
        ):
            return before is None and self.imperative(n)
        return self._present(n, before)

    def coming(self, n: int) -> bool:
        """Return whether the token only says that what follows is to come: going to pay."""
        words, row = self.words, self.row
        if row[n].text not in words.coming or n + 2 >= len(row) or row[n + 1].lemma not in words.to:
            return False
        return self.base(n + 2) and (row[n + 2].lemma in words.verbs.by_first or row[n + 2].lemma in words.soft)

    def imperative(self, n: int) -> bool:
        """Return whether a sentence may open with the verb `n`; what is asked for is not done."""
        return False

    def _named(self, n: int, before: Token | None) -> bool:
        """Return whether a form that is a noun as well stands where a noun does."""
        token, words = self.row[n], self.words
        if before is None:  # in French, no sentence opens with a verb that tells
            return words.bare and token.lemma in words.nouny and not token.text.endswith(words.past)
        small = words.determiners | words.prepositions
        if token.text.endswith(words.past):  # les employés
            return words.bare and n > 0 and self.row[n - 1].lemma in small
        if article_before(self.row, n, words):
            return True
        return token.lemma in words.nouny and before.lemma in small and not relative_before(self.row, n, words)

    def _present(self, n: int, before: Token) -> bool:
        """Return whether the present form `n` is a verb and no noun."""
        token, words = self.row[n], self.words
        if n in self.owned or counted_plural(self.row, n, words):
            return False
        after, later = (self.row[k] if k < len(self.row) else None for k in (n + 1, n + 2))
        if after is not None and after.text in words.hedging and later is not None and later.lemma == FIGURE:
            after = later
        if before.is_stop and before.text != ")":  # pay, not training, keeps nurses away
            return before.text == "," and not self.base(n) and token.lemma not in words.nouny
        plural = before.lemma in (NAME, FIGURE) or self._like_name(before) or plural_before(self.row, n, self.words)
        if self.base(n) and not (plural or before.text in words.subjects or before.lemma in words.joins):
            return False
        return token.lemma not in words.nouny or self._tells_not_names(n, before, after)

    def _tells_not_names(self, n: int, before: Token, after: Token | None) -> bool:
        """Return whether the present form `n`, which may be a noun as well, is a verb: ships now pass through a canal."""
        words = self.words
        if self.row[n - 1].text in words.present and not self.fragment:
            return True
        if self.fragment or after is None or after.is_stop:
            return False
        if after.lemma in words.prepositions:
            return self.base(n) and n < OPENING and self.row[n - 1].text.endswith(words.plural) and self._alone(n)
        if after.lemma in words.modals or (after.lemma in words.auxiliaries and after.text not in words.participles):
            return False  # the plan has, guarantees can: a verb of its own has no auxiliary behind it
        object_next = (
            after.lemma in words.determiners or after.lemma in (FIGURE, NAME) or after.lemma in words.adverbs
        ) or (not self.base(n) and after.text.endswith(words.plural) and after.lemma not in words.claiming)
        adjective = self.base(n) and n > 1 and self.row[n - 2].lemma in words.determiners  # the coastal plant
        named = (before.lemma == NAME or self._like_name(before)) and not adjective
        return object_next or named or before.text in words.subjects

    def _like_name(self, token: Token) -> bool:
        """Return whether the token has the capital of a name, and not that of a sentence that opens."""
        return token.capital and token.start != self.row[0].start

    def _alone(self, n: int) -> bool:
        """Return whether no other word can be the verb of the sentence: medicines flow under the agreements."""
        helping = self.words.auxiliaries | self.words.modals.keys() | self.words.soft
        others = (each for k, each in enumerate(self.row) if k != n)
        return not any(each.lemma in helping or each.text.endswith(self.words.past) for each in others)

    def present_of_name(self, n: int) -> bool:
        """Return whether the token is a verb that no table knows, right behind a name: the Forum coordinates policy."""
        row, words = self.row, self.words
        if (
            n == 0
            or n + 1 >= len(row)
            or row[n - 1].lemma != NAME
            or not (row[n].text.endswith(words.plural) or several_named(row, n, words))
            or row[n].capital
            or n in self.owned
        ):
            return False
        known = row[n].lemma in words.plain or row[n].lemma in words.verbs.by_first or row[n].lemma in words.nouny
        after = row[n + 1]
        if (
            known
            or len(row[n].text) < 4
            or after.is_stop
            or after.lemma in words.auxiliaries | words.adverbs
            or after.lemma in words.modals
        ):
            return False
        return not (after.text == "of" or after.lemma in words.soft or self.past(n + 1))

    def noun(self, n: int) -> bool:
        """Return whether the token `n` may be a noun."""
        table = self.words.nouns.by_first
        return (self.row[n].lemma in table or self.row[n].text in table) and not (
            self.row[n].capital and n > 0 and not self.opens(n)
        )

    def past(self, n: int) -> bool:
        """Return whether the token has the form of a past or a participle."""
        token = self.row[n]
        if token.text == token.lemma:
            return token.lemma in self.words.unchanged
        return bool(self.words.past_shape.fullmatch(token.text))

    def present(self, n: int) -> bool:
        """Return whether the finite verb `n` tells of the present, with no auxiliary before it where one makes a past."""
        words = self.words
        if not words.bare:
            return not (self.past(n) or self.row[n].text in words.was)
        helped = any(each.lemma in words.auxiliaries for each in self.row[max(0, n - OPENING) : n])
        return not (helped or words.narrated.fullmatch(self.row[n].text))

    def gerund(self, n: int) -> bool:
        """Return whether the token has the form of a gerund or present participle."""
        token = self.row[n]
        return token.text != token.lemma and token.text.endswith(self.words.gerund)

    def unknown(self, n: int) -> bool:
        """Return whether the token is a verb in the past, or with an auxiliary, that no table knows."""
        token, words = self.row[n], self.words
        asked = self.before(n)
        if self._bare_after_support(n, asked):
            return True
        if token.capital or not token.text.endswith(words.past) or len(token.text) < 5 or token.lemma in words.plain:
            return False
        if words.bare and not any(each.lemma in words.auxiliaries for each in self.row[max(0, n - 3) : n]):
            return False
        before, after = self.before(n), self.row[n + 1] if n + 1 < len(self.row) else None
        if words.bare and before is not None and before.lemma in words.determiners:
            return False  # une possibilité pour la ville
        attributive = (
            before is None or before.lemma in words.determiners or before.lemma in words.prepositions or before.is_stop
        )
        names = (
            after is not None and not after.is_stop and after.lemma not in words.prepositions and after.lemma != FIGURE
        )
        return not (attributive and names)

    def _bare_after_support(self, n: int, before: Token | None) -> bool:
        """Return whether an unknown word is a verb since a denied auxiliary stands before it: does not represent."""
        token, words = self.row[n], self.words
        denied = before is not None and (before.lemma in words.negating or before.text in words.negating)
        helped = denied and any(each.text in words.supports for each in self.row[max(0, n - 4) : n])
        known = token.lemma in words.plain or token.lemma in words.verbs.by_first
        return helped and not known and token.text.isalpha()

    def base(self, n: int) -> bool:
        """Return whether the token has the form of its lemma; a participle that no table knows has not."""
        token = self.row[n]
        strange = self.words.bare and token.text.endswith(self.words.past) and len(token.text) > 3
        return token.text == token.lemma and not strange

    def finite(self, n: int) -> bool:
        """Return whether the token is a verb that tells: no infinitive, no gerund."""
        token = self.row[n]
        if token.lemma in self.words.auxiliaries:
            told = token.text != token.lemma and not (self.gerund(n) or self.past_only(n))
            return told or plural_auxiliary(self.row, n, self.before(n), self.words)
        if self.gerund(n):
            return any(each.lemma == "be" for each in self.row[max(0, n - 3) : n])
        before = self.before(n)
        if (before is not None and before.lemma in self.words.to) or (self.words.bare and self.base(n)):
            return False
        if self.words.bare and token.text.endswith(self.words.past):
            return any(each.lemma in self.words.auxiliaries for each in self.row[max(0, n - 4) : n])
        known = token.lemma in self.words.verbs.by_first or token.lemma in self.words.soft
        if known:
            noun = (
                self.base(n) and token.lemma in self.words.nouny and not subject_before(self.row, n, before, self.words)
            )
            told = (self.past(n) and not self.words.bare) or self.verb(n)
            return told or (token.lemma in self.words.soft and not noun)
        return self.unknown(n) or self.present_of_name(n)

    def ends(self, n: int) -> bool:
        """Return whether the token is of a verb that ends something: close, stop."""
        known = self.words.verbs.by_first.get(self.row[n].lemma, ())
        return any(group.kind == "ended" and len(pattern) == 1 for pattern, group in known)

    def ended_before(self, n: int) -> bool:
        """Return whether what the token names has been ended: closed the gap."""
        return any(self.ends(at) for at in range(max(0, n - 3), n))

    def past_only(self, n: int) -> bool:
        """Return whether the token is a participle of an auxiliary: been, had."""
        return self.row[n].text in self.words.participles

    def of_figure(self, n: int) -> bool:
        """Return whether the gerund `n` speaks of a figure, or of what came after it: lending {…}, after having paid."""
        before = self.before(n)
        after = (self.row[k].lemma for k in range(n + 1, min(n + 3, len(self.row))))
        return FIGURE in after or (before is not None and before.lemma in self.words.after | self.words.realis)

    def before(self, n: int) -> Token | None:
        """Return the word before the token `n`, adverbs aside."""
        at = n - 1
        while at >= 0 and self.row[at].lemma in self.words.adverbs and self.row[at].lemma not in self.words.negating:
            at -= 1
        return self.row[at] if at >= 0 else None

    def opens(self, n: int) -> bool:
        """Return whether the token opens the sentence or what follows a mark."""
        return n == 0 or self.row[n - 1].is_stop
