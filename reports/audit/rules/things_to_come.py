"""What the rule on status lets pass of things to come, and how it tells that one of them is in use already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.claims.licence import Licence, reached
from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.things_in_use import in_use
from reports.audit.claims.tokens import FIGURE, Token
from reports.audit.claims.told_as_done import awaits, in_relative, is_past, names_only
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.statements import quoted
from reports.domain.facts import Fact
from reports.languages.claim_words import RANKS


def still_to_come(passage: Passage, sentence: Sentence, claim: Claim, licence: Licence, bench: Bench) -> bool:
    """Return whether `claim` tells of a thing meant as of one to come: opens on 5 May, the merger is set for 2033."""
    if sentence.voice >= 0 and (licence.claims_as_much(claim) or licence.looks_ahead(claim)):
        return True
    if claim.group and claim.group.kind == "ended" and awaits(sentence, licence.fact, bench.claims):
        return True
    if claim.present:
        if sentence.meant and in_relative(sentence, claim, bench.claims):
            return not licence.fact.status.standing.happened
        return due_on(passage, sentence, claim, licence, bench) and _dated(passage, sentence, licence.fact, bench)
    return licence.means(claim) and names_only(sentence, claim, bench.claims)


def due_on(passage: Passage, sentence: Sentence, claim: Claim, licence: Licence, bench: Bench) -> bool:
    """Return whether the present `claim` may be what is due on the day of the fact: goes up then, where it is to lift off.

    A deed that its own words do not speak of may be another one, where a figure stands beside it.
    """
    if not (claim.present and licence.fact.status.standing.ahead):
        return False
    start, end = sentence.span
    forms = {ref.form for place, ref in bench.spoken(passage).refs if start <= place < end}
    event = claim.group is not None and claim.group.kind == "event"
    return event or forms <= {"date"} or licence.speaks_of(claim)


def due_then(passage: Passage, sentence: Sentence, verb: Token, licences: tuple[Licence, ...], bench: Bench) -> bool:
    """Return whether a verb in the present stands beside the day on which all of it is due: takes up work on 5 May."""
    if is_past(verb, bench.claims):
        return False
    return all(each.fact.status.standing.ahead and _dated(passage, sentence, each.fact, bench) for each in licences)


def not_before(passage: Passage, claim: Claim, licences: tuple[Licence, ...], bench: Bench) -> bool:
    """Return whether what is denied is only denied before the day on which it is due: not to begin before September."""
    earlier = re.compile(rf"[^.;:]*\b(?:{bench.beside.text('relations', 'earlier')})\s*", re.IGNORECASE)
    due = {each.fact.id for each in licences if each.fact.status.standing.ahead and each.speaks_of(claim)}
    return any(
        ref.form == "date" and ref.fact_id in due and earlier.fullmatch(passage.text, claim.end, max(claim.end, place))
        for place, ref in bench.spoken(passage).refs
    )


def _dated(passage: Passage, sentence: Sentence, fact: Fact, bench: Bench) -> bool:
    """Return whether `sentence` prints the date of `fact`."""
    start, end = sentence.span
    refs = (ref for place, ref in bench.spoken(passage).refs if start <= place < end)
    return any(ref.fact_id == fact.id and ref.form.startswith("date") for ref in refs)


def takes_up(sentence: Sentence, licences: tuple[Licence, ...]) -> bool:
    """Return whether a sentence tells in the past of a thing of the facts before it, none of which has happened."""
    if sentence.meant or sentence.voice >= 0 or any(each.fact.status.standing.happened for each in licences):
        return False
    told = [each.start for each in sentence.claims if each.finite and each.real and not (each.present or each.denied)]
    if not told or any(token.lemma == FIGURE for token in sentence.tokens):
        return False
    return any(token.start < told[-1] and token.lemma in each.nouns for token in sentence.tokens for each in licences)


def used_already(
    passage: Passage, sentence: Sentence, licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a sentence of a thing not done that tells how others use it, and says nothing of how far it has come."""
    if not all(
        each.fact.status.standing.ordered and reached(each.fact.status) < RANKS["financed"] for each in licences
    ):
        return
    if any(each.opened for each in licences):
        return
    if any(each.group and each.group.kind != "event" and each.finite and not each.denied for each in sentence.claims):
        return
    own = frozenset().union(*(each.nouns for each in licences))
    verb = in_use(sentence, bench.claims, own)
    if verb and not due_then(passage, sentence, verb, licences, bench):
        fact = licences[0].fact
        said = bench.speech.word("statuses", fact.status)
        what = f"“{verb.text}” tells of a thing in use, and {fact.id!r} is {said}"
        yield Finding(passage, verb.start, verb.end, what, f"say {said!r}, or use {quoted(fact, bench)}")
