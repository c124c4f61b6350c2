"""What a fact lets a text claim: what its status allows, and what its own words say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reports.audit.claims.own_words import OwnWords
from reports.audit.claims.sentence import Claim
from reports.audit.sentences import Span
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.domain.wording import unit_of
from reports.languages.claim_words import RANKS, ClaimWords

KIN = 4
"""Letters that a verb and the noun made of it share at least."""
LADDER = (Status.NEGOTIATED, Status.CONCLUDED, Status.SIGNED, Status.APPROVED, Status.FINANCED)
"""Statuses of which each takes in what stands before it."""


def reached(status: Status) -> int:
    """Return how far `status` lets a text say that a thing has come, as an index of STAGES; -1 for not at all."""
    return RANKS.get(status.standing.stage, -1)


@dataclass(frozen=True)
class Licence(OwnWords):
    """What one fact licenses."""

    def turns(self, claim: Claim) -> bool:
        """Return whether its own words only deny what `claim` says: it has not received an application."""
        alike = tuple(self._alike(claim))
        reported = self.fact.status is Status.REPORTED  # there 'not published' leaves nothing open
        return bool(alike) and all(each.denied and (reported or not each.open) for each in alike)

    def says(self, claim: Claim) -> bool:
        """Return whether the fact's own words claim the same, as far and with the same sign."""
        if self.fact.status is Status.NOT_STATED:
            return False
        return any(
            each.denied == claim.denied and (each.open <= claim.open) and each.rank >= claim.rank
            for each in self._alike(claim)
            if each.finite or not (self.words.final and claim.finite)  # there a noun makes the verb: talks on treaties
            if not self._already(each, claim)
        )

    def _already(self, own: Claim, claim: Claim) -> bool:
        """Return whether `claim` tells in the past what its own words tell in the present of a thing to come."""
        return own.present and claim.finite and not claim.present and self.fact.status.standing.ahead

    def claims_as_much(self, claim: Claim) -> bool:
        """Return whether somebody is cited in it as saying that as much was done, in other words than those of `claim`."""
        deeds = (each for each in self.own if each.finite and each.group and each.group.kind == "stage")
        told = all(each.real and not each.denied and each.rank >= claim.rank for each in deeds)
        return self.fact.status.standing.voice in ("argued", "claimed") and told

    def looks_ahead(self, claim: Claim) -> bool:
        """Return whether somebody only hopes or expects it, and `claim` says no more than that it may come."""
        return self.fact.status.standing.voice in ("hoped", "expected") and claim.rank <= RANKS["planned"]

    def _alike(self, claim: Claim) -> Iterator[Claim]:
        return (each for each in self.own if _same(each, claim) or self._passes(each, claim))

    def _passes(self, own: Claim, claim: Claim) -> bool:
        """Return whether both tell of one thing that changes hands, seen from either side: collected, flowed in, arrived."""
        if not (own.finite and claim.finite and own.group and claim.group):
            return False
        return own.group.name in self.words.passing and claim.group.name in self.words.passing

    def allows(self, claim: Claim) -> bool:
        """Return whether a text about the fact may make `claim`."""
        status = self.fact.status
        if claim.open or claim.rank <= reached(status) or self.measures(claim):
            return True
        if status is Status.LAUNCHED and claim.group and claim.group.name in self.words.launching:
            return True
        if (
            claim.present
            and claim.lemma in self.words.talks
            and any(self.words.talks & each.words for each in self.sentences)
        ):
            return True  # talks, as in its own words
        named = not claim.finite and not status.standing.ordered and status is not Status.MIXED
        slight = (
            (self._slight(claim) and not self._named_deed(claim)) or named or self.owed(claim) or self._told_done(claim)
        )
        return (slight and status.standing.happened) or self.says(claim)

    def means(self, claim: Claim) -> bool:
        """Return whether the noun `claim` only names the deed that the fact's own words mean: the merger that is planned."""
        named = not claim.finite and claim.group is not None and claim.group.kind == "stage"
        return named and not self.fact.status.standing.happened and self.speaks_of(claim)

    def speaks_of(self, claim: Claim) -> bool:
        """Return whether the fact's own words speak of the same deed, however far they say that it has come."""
        opening = {each.group.name for each in (*self.own, claim) if each.group} & self.words.launching
        both = len(opening) > 1 and claim.group is not None and claim.group.name in opening  # begins, where it opens
        return both or any(_same(each, claim) or _akin(each.lemma, claim.lemma) for each in self.own)

    def _light(self, claim: Claim) -> bool:
        """Return whether `claim` tells of something on the way and of no further stage: they met; solar power supplies {…}."""
        standing, group = self.fact.status.standing, claim.group
        if group is not None and group.kind == "event":
            return self.opened or not (standing.ordered and group.name in self.words.using)
        priced = self.fact.status is Status.REPORTED and group is not None and group.name in self.words.costing
        return priced or (self.counts and group is not None and group.name in self.words.measuring)

    def _told_done(self, claim: Claim) -> bool:
        """Return whether `claim` tells of a deed, as the fact's own words do, which are reported: exported, and so sold."""
        opening = claim.group is not None and claim.group.name in self.words.launching
        if self.fact.status is not Status.REPORTED or opening or not self._is_deed(claim):
            return False
        return any(each.finite and each.real and not each.denied and self._is_deed(each) for each in self.own)

    @staticmethod
    def _is_deed(claim: Claim) -> bool:
        return claim.group is not None and claim.group.kind == "stage" and claim.group.rank == RANKS["done"]

    def _slight(self, claim: Claim) -> bool:
        return claim.group is None or self._light(claim)

    def _named_deed(self, claim: Claim) -> bool:
        """Return whether `claim` tells of the deed that is only agreed or talked about: scanned, of talks on the scanning."""
        if not (claim.finite and claim.real and self.fact.status in (Status.NEGOTIATED, Status.CONCLUDED)):
            return False
        told = {t.start for each in self.sentences for t in each.tokens if t.start in each.verbs}
        said = (t for each in self.sentences for t in each.tokens if t.start not in told)
        deed = _stem(claim.lemma)
        return claim.lemma not in self.words.talks and any(
            _stem(t.lemma) == deed or _akin(t.lemma, claim.lemma) for t in said
        )

    def owed(self, claim: Claim) -> bool:
        """Return whether `claim` says of things under contract that they are owed; of money it would say that it was lent."""
        owing = claim.group is not None and claim.group.name in self.words.owing
        return owing and reached(self.fact.status) >= RANKS["signed"] and not unit_of(self.fact.unit).currency

    @property
    def counts(self) -> bool:
        """Return whether it tells how much or how many of something there is, and not of money: 14 plants, 62 µg/L."""
        return self.fact.status is Status.REPORTED and not unit_of(self.fact.unit).currency

    def measures(self, claim: Claim) -> bool:
        """Return whether `claim` tells of what an observation counts: that it was, began, ended, was made or carried.

        A table of what was promised, approved or paid says so in its words, and then counts no more than that.
        """
        if not self.fact.is_observation or not self.fact.status.standing.happened:
            return False
        if claim.group is None or claim.group.kind != "stage":
            return True
        stages = [each.rank for each in self.own if each.group and each.group.kind == "stage"]
        return claim.rank == RANKS["done"] and all(rank == RANKS["done"] for rank in stages)

    def halves(self, claims: Iterable[Claim]) -> bool:
        """Return whether a fact of mixed status loses, in the `claims` of a text, the lower half of what it says."""
        own = [each for each in self.own if each.group and each.group.kind == "stage" and not each.open]
        lowest = min((each.rank for each in own), default=0)
        lower = [each for each in own if each.rank == lowest]
        higher = [each for each in own if each.rank > lowest]
        said = list(claims)
        return any(_same(a, b) for a in higher for b in said) and not any(_same(a, b) for a in lower for b in said)

    def another(self, claim: Claim) -> bool:
        """Return whether the fact tells of something else than `claim`: it has deeds of its own, and this is none of them."""
        own = [each for each in self.own if each.group is None or each.group.rank > RANKS["planned"]]
        deed = claim.group is not None and claim.group.rank > RANKS["planned"]
        return deed and bool(own) and not any(_same(each, claim) or _of_one_stage(each, claim) for each in own)

    def asserts(self, claim: Claim) -> bool:
        """Return whether `claim`, which a text denies, is what the fact says."""
        said = [each for each in self._alike(claim) if not each.open]
        if any(each.denied for each in said):
            return False
        if claim.rank == RANKS["planned"] and any(each.rank == claim.rank for each in said):
            return True  # the plan itself is denied
        if any(each.real or self._done(each) for each in said):
            return True
        if claim.group and claim.group.name in self.words.backing:
            return reached(self.fact.status) >= RANKS["committed"]
        return bool(claim.group) and claim.group is not None and self._reached(claim)

    def _done(self, claim: Claim) -> bool:
        """Return whether the fact's own words tell of a deed that its status takes in: it issued letters of interest."""
        stage = claim.group is not None and claim.group.kind == "stage" and claim.group.rank == claim.rank
        return (
            stage
            and claim.finite
            and claim.rank == reached(self.fact.status)
            and self.fact.status.standing.voice == "none"
        )

    def _reached(self, claim: Claim) -> bool:
        stage = claim.group is not None and claim.group.kind == "stage"
        status = self.fact.status
        return (
            stage
            and status in LADDER
            and claim.group is not None
            and RANKS["negotiated"] <= claim.group.rank <= reached(status)
        )


def _same(one: Claim, other: Claim) -> bool:
    """Return whether the claim `other` of a text is the claim `one` of a fact."""
    if one.group is None or other.group is None:
        return one.lemma == other.lemma or _stem(one.lemma) == _stem(other.lemma)
    if one.group.name == other.group.name or one.lemma == other.lemma:
        return True
    noun = one.finite and not other.finite and one.group.kind == other.group.kind == "stage"
    return noun and one.group.rank == other.group.rank < RANKS["done"]  # a commitment, where the fact says committed


def _of_one_stage(one: Claim, other: Claim) -> bool:
    """Return whether two claims say that a thing came as far, and not that it was done: signed a contract, ordered."""
    if one.group is None or other.group is None or not one.group.kind == other.group.kind == "stage":
        return False
    return RANKS["planned"] < one.group.rank == other.group.rank < RANKS["done"]


def _akin(one: str, other: str) -> bool:
    """Return whether two words are a deed and its noun: merge and merger, deliver and delivery."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= KIN and shared >= min(len(one), len(other)) - 1


def _stem(word: str) -> str:
    """Return a word that no table knows without its ending."""
    return _ENDING.sub("", word)


_ENDING = re.compile(r"(?<=\w{3})(?:ed|es|ing|s|e)$")


def licence_of(
    fact: Fact, words: ClaimWords, tag: str, named: Callable[[str], tuple[Span, ...]] = lambda text: ()
) -> Licence:
    """Return what `fact` licenses in a text of the language `tag` (BCP 47); `named` finds actors in its words."""
    label = fact.labels.get(tag) or fact.labels.get(tag.split("-")[0])
    statement = (label and label.statement) or fact.statement
    short = (label and label.label) or fact.label
    readings = (each.labels.get(tag.split("-")[0], each.text) for each in fact.readings)
    texts = (
        statement,
        fact.quotation,
        *readings,
        short if fact.status.standing.happened and fact.status.standing.voice == "none" else None,
    )
    return Licence(fact, tuple(filter(None, texts)), words, named)
