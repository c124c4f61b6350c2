"""Whether the subject or the object of a verb denies it: nobody paid, they gave nothing."""

from __future__ import annotations

from reports.audit.claims.openness import Openness


class Denials(Openness):
    """The words of one sentence, and which of its verbs nothing and nobody deny."""

    def subject_denied(self, n: int) -> bool:
        """Return whether nothing, nobody or no thing is the subject of the verb `n`."""
        if self.words.bare or not self.has(self.words.denying):
            return False  # in French, 'ne' denies the verb as well
        for at in range(n - 1, -1, -1):
            token = self.row[at]
            if token.is_stop or token.lemma in self.words.joins:
                return False
            if token.lemma in self.words.denying and at not in self.inert:
                return not (self._has_own_verb(at, n) or any(self._verb_between(k) for k in range(at + 1, n)))
        return False

    def _has_own_verb(self, at: int, n: int) -> bool:
        """Return whether what the token `at` denies is a relative clause that ends before `n`: where nobody fishes lives."""
        words = self.words
        if at == 0 or self.row[at - 1].lemma not in words.asking:
            return False
        small = words.determiners | words.adverbs | words.prepositions | words.auxiliaries
        between = sum(each.lemma not in small for each in self.row[at + 1 : n])
        return between > (self.row[at].lemma in words.determiners)  # no boat fishes, nobody fishes

    def _verb_between(self, n: int) -> bool:
        return self.row[n].lemma not in self.words.auxiliaries and self.past(n) and self.verb(n)

    def object_denied(self, n: int) -> bool:
        """Return whether the object of the verb `n` is nothing or nobody: they gave nothing, it obliges to nothing."""
        for at in range(n + 1, min(n + 4, len(self.row))):
            token, small = self.row[at], (self.words.prepositions - self.words.to) | self.words.joins
            if token.is_stop or token.lemma in small or (at == n + 3 and self.row[at - 1].lemma not in self.words.to):
                return False  # it obliges nobody to anything, and nobody to nothing
            if self.row[at].lemma in self.words.denying and at not in self.inert:
                return not (at + 1 < len(self.row) and self.row[at + 1].lemma in self.words.auxiliaries)
        return False
