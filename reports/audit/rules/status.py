"""The rule on status: a text says no more than its facts license, and does not deny what they say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reports.audit.claims.licence import Licence
from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.spoken import AROUND_FACTS, Spoken, Subject
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.stated_as_so import stated
from reports.audit.rules.statements import licensed_by, quoted
from reports.audit.rules.things_to_come import not_before, still_to_come, takes_up, used_already
from reports.audit.waivers import waive
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.languages.claim_words import RANKS

WHOLE = 3
"""Words of its own with which a sentence has a verb."""
UNSAID = frozenset({"gap"})
"""Boxes that say what is not known."""


def upgrades(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words that say more than the facts that they speak of, or the opposite; words within others once."""
    taken: list[tuple[int, int]] = []
    for finding in _upgrades(passage, bench):
        if not any(finding.start < end and start < finding.end for start, end in taken):
            taken.append((finding.start, finding.end))
            yield finding


def _upgrades(passage: Passage, bench: Bench) -> Iterator[Finding]:
    if bench.unread(passage) or passage.panel in UNSAID:
        return
    if not (passage.facts or bench.names.actors(passage.text)):
        return
    spoken = bench.spoken(passage)
    before: tuple[Sentence, Subject] | None = None
    for sentence in spoken.sentences:
        last = Subject((), each=False)
        for claim in sentence.claims:
            subject = spoken.subject(sentence, claim)
            if not subject.facts and before and _goes_on(passage, sentence, before[1].facts, bench):
                subject = Subject(before[1].facts, each=False)
            if subject.facts:
                yield from _against(passage, sentence, claim, subject, bench)
            else:
                yield from _loose(passage, spoken, sentence, claim, bench)
            last = subject if subject.facts else last
        yield from stated(passage, spoken, sentence, before[0] if before else None, bench)
        facts = bench.facts_of(spoken, sentence)
        if before and not facts and _follows(sentence):
            yield from used_already(passage, sentence, licensed_by(before[1].facts, bench), bench)
        earlier = before[1].facts if before else ()
        before = (sentence, Subject(tuple(dict.fromkeys((*earlier, *facts, *last.facts))), each=False))


def _follows(sentence: Sentence) -> bool:
    """Return whether a sentence goes on about what was said before it, or about what is done there."""
    opening = sentence.tokens[0].lemma if sentence.tokens else ""
    return sentence.goes_on or sentence.brief or opening == "there"


def _goes_on(passage: Passage, sentence: Sentence, ids: tuple[str, ...], bench: Bench) -> bool:
    """Return whether a sentence goes on about the facts before it, and so names nobody or somebody of whom they speak."""
    if not (_follows(sentence) or takes_up(sentence, licensed_by(ids, bench))):
        return False
    named = _named(passage, sentence, bench)
    facts = (bench.book.facts[id] for id in ids if id in bench.book.facts)
    return not named or any(not named.isdisjoint(bench.names.of(fact)) for fact in facts)


def _named(passage: Passage, sentence: Sentence, bench: Bench) -> frozenset[str]:
    """Return the actors that a sentence names."""
    start, end = sentence.span
    return frozenset(id for each in bench.names.actors(passage.text) if start <= each.start < end for id in each.ids)


def _against(passage: Passage, sentence: Sentence, claim: Claim, subject: Subject, bench: Bench) -> Iterator[Finding]:
    """Yield `claim` where the facts it speaks of do not license it."""
    licences = licensed_by(subject.facts, bench)
    if not licences or claim.open or _counted(passage, sentence, claim, licences):
        return
    if claim.denied:
        yield from _denial(passage, sentence, claim, licences, bench)
        if claim.lapsed and not any(one.allows(claim.as_ended) for each in licences for one in bench.with_parts(each)):
            yield _finding(passage, claim, licences[0].fact, bench)
        return
    wrong = [each for each in licences if not any(one.allows(claim) for one in bench.with_parts(each))]
    wrong = [each for each in wrong if not still_to_come(passage, sentence, claim, each, bench)] if wrong else wrong
    others = (bench.licence(id) for id in passage.facts if id in bench.book.facts)
    if wrong and any(each.says(claim) for each in chain(licences, others)):
        wrong = [each for each in wrong if each.fact.status.standing.ordered]
    if wrong and (subject.each or len(wrong) == len(licences)):
        yield _finding(passage, claim, wrong[0].fact, bench)
    elif subject.each:
        mixed = [each for each in licences if each.fact.status is Status.MIXED and each.says(claim)]
        if half := next((each for each in mixed if each.halves(sentence.claims)), None):
            yield _finding(passage, claim, half.fact, bench)


def _counted(passage: Passage, sentence: Sentence, claim: Claim, licences: tuple[Licence, ...]) -> bool:
    """Return whether what looks like a verb is a plural of a fact: three ferries at NOK 1.4 billion."""
    word, words = passage.text[claim.start : claim.end].partition(" ")[0], licences[0].words
    plural = claim.finite and word != claim.lemma and word.endswith(words.plural) and not words.final
    if not plural or claim.lemma in words.auxiliaries:
        return False
    before = [each.text for each in sentence.tokens if each.start < claim.start]
    return any(each.counts_them(word, before[-1] if before else "") for each in licences)


def _denial(
    passage: Passage, sentence: Sentence, claim: Claim, licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a claim that is denied where a fact asserts it, or where the record does not deny it itself."""
    if not_before(passage, claim, licences, bench):
        return
    if any(each.fact.set_claim and "none" in each.fact.set_claim.words for each in licences):
        return  # that nobody did is what the fact has computed
    said = next((each for each in licences if each.asserts(claim)), None)
    if (
        said is None
        and claim.group
        and claim.group.kind == "stage"
        and claim.finite
        and not _by_nature(sentence, claim)
    ):
        open_ended = [each for each in licences if not each.fact.status.standing.ordered]
        unsaid = sentence.gap and all(each.fact.status is Status.NOT_STATED for each in licences)
        absent = any(thing.lemma in each.denied_things for _, thing in sentence.withheld for each in licences)
        known = unsaid or absent or any(each.says(claim) for each in licences)
        if len(open_ended) == len(licences) and not known:
            said = licences[0]
    if said is not None:
        what = f"“{passage.text[claim.start : claim.end]}” is denied, which the fact {said.fact.id!r} does not say"
        cure = "say what the record says or leaves open, such as 'no report says whether'"
        yield Finding(passage, claim.start, claim.end, what, cure)


def _by_nature(sentence: Sentence, claim: Claim) -> bool:
    """Return whether what is denied is said of a letter of interest, which does no more by its nature: it binds nobody."""
    before = (each for each in sentence.claims if each.end <= claim.start and each.group and not each.finite)
    return any(each.group and each.group.kind == "stage" and each.rank == RANKS["considered"] for each in before)


def _finding(passage: Passage, claim: Claim, fact: Fact, bench: Bench) -> Finding:
    words = passage.text[claim.start : claim.end]
    said = bench.speech.word("statuses", fact.status)
    what = f"“{words}” says more than the status of {fact.id!r}, which is {said}"
    cure = f"say {said!r}, or use {quoted(fact, bench)}, or correct the status of the fact"
    return Finding(passage, claim.start, claim.end, what, f"{cure}; a false alarm: {waive(words)}")


def _loose(passage: Passage, spoken: Spoken, sentence: Sentence, claim: Claim, bench: Bench) -> Iterator[Finding]:
    """Yield a claim that stands beside no fact, where no fact about whom it names, or of its row or chart, licenses it."""
    strong = claim.group is not None and (claim.group.kind == "ended" or claim.group.rank >= RANKS["agreed"])
    if bench.book.broken or not strong or claim.group is None or claim.open or claim.denied:
        return
    if claim.group.kind in ("event", "state"):
        return
    near = _near(passage, sentence, bench)
    if near and not claim.finite and passage.kind not in AROUND_FACTS:
        return
    if near and not any(one.allows(claim) for each in near for one in bench.with_parts(each)):
        words = passage.text[claim.start : claim.end]
        what = f"“{words}” is carried by no fact that names whom it speaks of, or that is shown here"
        cure = f"cite the fact that says so, or say what the record says; a false alarm: {waive(words)}"
        yield Finding(passage, claim.start, claim.end, what, cure)


def _near(passage: Passage, sentence: Sentence, bench: Bench) -> tuple[Licence, ...]:
    """Return what the facts license of which a sentence may speak that prints and cites none."""
    if passage.kind in AROUND_FACTS:
        return licensed_by(passage.facts, bench)
    actors = _named(passage, sentence, bench)
    if not actors:
        return ()
    here = [each for each in licensed_by(passage.facts, bench) if not actors.isdisjoint(bench.names.of(each.fact))]
    return tuple(here) or bench.about(actors)
