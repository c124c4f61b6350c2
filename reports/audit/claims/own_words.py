"""What the own words of a fact tell, deny and name: its statement, its quotation and its readings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reports.audit.claims.predicates import Predicate, predicates
from reports.audit.claims.reader import read
from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.tokens import FIGURE, NAME, is_meant
from reports.audit.sentences import Span, sentence_spans
from reports.domain.facts import Fact
from reports.domain.wording import unit_of
from reports.languages.claim_words import RANKS, ClaimWords

KIN = 4
"""Letters of a word that is looked for among a fact's nouns, at least."""


@dataclass(frozen=True)
class OwnWords:
    """What the own words of one fact say."""

    fact: Fact
    texts: tuple[str, ...]
    """Its own words: statement, quotation, readings."""
    words: ClaimWords
    named: Callable[[str], tuple[Span, ...]] = lambda text: ()
    """Returns where a text names actors."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return what its own words claim."""
        return tuple(
            read(text, span, self.named(text), self.words) for text in self.texts for span in sentence_spans(text)
        )

    @cached_property
    def own(self) -> tuple[Claim, ...]:
        """Return every claim of its own words; in a fact of something meant, none says that more has been done."""
        return tuple(self._capped(claim, each) for each in self.sentences for claim in each.claims)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Return the longer words of its own words, as lemmas: its nouns, and others that do no harm among them."""
        words = self.words
        small = (words.soft, words.adverbs, words.prepositions, words.determiners, words.claiming)
        longer = {t.lemma for each in self.sentences for t in each.tokens if len(t.text) > KIN}
        return frozenset(lemma for lemma in longer if not any(lemma in each for each in small))

    @cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """Return what its own words say that somebody or something is, or is not."""
        return tuple(found for each in self.sentences for found in predicates(each, self.words))

    def tells(self, lemma: str) -> bool:
        """Return whether its own words tell with the verb `lemma`, and do not deny it."""
        told = any(t.lemma == lemma and t.start in each.verbs for each in self.sentences for t in each.tokens)
        return told and not any(t.lemma == lemma for each in self.sentences for t in each.negated)

    def counts_them(self, word: str, before: str) -> bool:
        """Return whether `word` of a text, which may look like a verb, is a noun of the fact: three ferries, old houses."""
        return word in unit_of(self.fact.unit).noun.split()[-1:] or (before, word) in self._pairs

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Return each word of its own words that claims nothing, with the word before it."""
        claiming = {(n, claim.start) for n, each in enumerate(self.sentences) for claim in each.claims}
        return frozenset(
            (one.text, other.text)
            for n, each in enumerate(self.sentences)
            for one, other in pairwise(each.tokens)
            if (n, other.start) not in claiming
        )

    @cached_property
    def denied_verbs(self) -> frozenset[str]:
        """Return the verbs that its own words only deny, as lemmas: has not issued a permit."""
        if self.words.negating.isdisjoint(" ".join(self.texts).lower().split()):
            return frozenset()  # without reading them: most deny nothing
        return frozenset(t.lemma for each in self.sentences for t in each.negated)

    @cached_property
    def denied_things(self) -> frozenset[str]:
        """Return the lemmas of the sentences of its own words that deny something."""
        denying = (
            each for each in self.sentences if any(c.denied for c in each.claims) or each.negated or each.withheld
        )
        return frozenset(t.lemma for each in denying for t in each.tokens if t.lemma not in (FIGURE, NAME))

    @cached_property
    def asserted(self) -> frozenset[str]:
        """Return the lemmas of its own words where they tell of a thing that is so and deny nothing; none otherwise."""
        standing = self.fact.status.standing
        denied = any(each.gap or any(t.lemma in self.words.negators for t in each.tokens) for each in self.sentences)
        told = standing.happened and standing.voice == "none" and not denied
        return frozenset(t.lemma for each in self.sentences for t in each.tokens) if told else frozenset()

    def _capped(self, claim: Claim, sentence: Sentence) -> Claim:
        """Return a claim as far as a fact of something meant can make it: what follows a word for that is only meant."""
        if self.fact.status.standing.happened:
            return claim
        words = self.words
        meant = (t for n, t in enumerate(sentence.tokens) if is_meant(sentence.tokens, n, words))
        first = next(meant, None)
        later = first is not None and claim.start > first.start
        return replace(claim, rank=min(claim.rank, RANKS["planned"])) if later else claim

    @property
    def plain(self) -> bool:
        """Return whether its own statement tells of the thing itself, with nobody who says so and no word that it is meant."""
        first = next(iter(self.sentences), None)
        return (
            first is not None
            and first.voice < 0
            and not (first.meant or first.gap)
            and any(c.real for c in first.claims)
        )

    @cached_property
    def supposed(self) -> frozenset[str]:
        """Return the lemmas of verbs that its own words have only behind a modal, and so tell of nothing: they would use it."""
        words = self.words
        if words.modals.keys().isdisjoint(" ".join(self.texts).lower().split()):
            return frozenset()  # without reading them
        led = {
            (n, row[at].start): row[at].lemma
            for n, row in enumerate(each.tokens for each in self.sentences)
            for at, before in enumerate(row[:-1], start=1)
            if before.lemma in words.modals and row[at].lemma not in words.copulas | words.auxiliaries
        }
        told = {
            token.lemma for n, each in enumerate(self.sentences) for token in each.tokens if (n, token.start) not in led
        }
        return frozenset(led.values()) - told - words.adverbs - words.negators

    @cached_property
    def opened(self) -> bool:
        """Return whether its own words say that a thing has begun, whatever its status says: the city opened 11 lines."""
        return any(
            each.finite and each.real and not (each.denied or each.present) and each.group.name in self.words.launching
            for each in self.own
            if each.group
        )
