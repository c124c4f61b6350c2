"""The part of the rule on status on whole sentences: none states as so what is only said, hoped, meant, or not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.audit.claims.licence import Licence
from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import FRAGMENTS, Spoken
from reports.audit.claims.tokens import FIGURE, NAME, Token, is_meant
from reports.audit.claims.told_as_done import asked_before, by_now, tells_as_done
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.opposites import opposite
from reports.audit.rules.speakers import of_speaker
from reports.audit.rules.statements import licensed_by, quoted
from reports.audit.rules.things_to_come import due_then, used_already
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.languages.claim_words import RANKS

WHOLE = 3
"""Words of its own with which a sentence has a verb."""


def stated(
    passage: Passage, spoken: Spoken, sentence: Sentence, before: Sentence | None, bench: Bench
) -> Iterator[Finding]:
    """Yield a sentence that states as a fact what somebody only says, argues or hopes, or what is not stated at all."""
    if any(ref.form.startswith("place:") for _, ref in passage.refs):
        return  # a list of where each figure stands
    for unit in spoken.units(sentence):
        ids = tuple(
            dict.fromkeys(
                [node.fact_id for place, node in spoken.refs if unit[0] <= place < unit[1]] or spoken.cited(unit)
            )
        )
        if here := licensed_by(ids, bench):
            yield from _sentence(passage, sentence, before, unit, here, bench)


def _sentence(
    passage: Passage,
    sentence: Sentence,
    before: Sentence | None,
    unit: tuple[int, int],
    licences: tuple[Licence, ...],
    bench: Bench,
) -> Iterator[Finding]:
    facts = [each.fact for each in licences]
    asked = sentence.gap or any(each.open for each in sentence.claims)
    yield from _turned(passage, sentence, facts, bench)
    yield from opposite(passage, sentence, unit, licences, bench)
    yield from _supposed(passage, sentence, unit, licences, bench)
    if not (asked or any(fact.status.standing.happened for fact in facts)):
        yield from _unmeant(passage, sentence, unit, licences, bench)
    view = not asked and all(fact.status.standing.voice != "none" for fact in facts)
    viewed = view and of_speaker(passage, sentence, facts, bench)
    if passage.kind not in FRAGMENTS and not viewed:
        yield from used_already(passage, sentence, licences, bench)
    told = [each for each in sentence.tokens if unit[0] <= each.start < unit[1] and not each.is_stop]
    verbs = any(unit[0] <= verb < unit[1] for verb in sentence.verbs)
    if not told or passage.kind in FRAGMENTS or not (verbs or _is_whole(passage, sentence, told)):
        return
    span = told[0].start, told[-1].end
    if all(fact.status is Status.NOT_STATED for fact in facts) and not asked:
        what = f"“{passage.text[slice(*span)].strip()}” states what the fact {facts[0].id!r} says is not stated"
        yield Finding(passage, *span, what, "say that it is not known")
    elif view and sentence.voice < 0:
        if viewed or (before is not None and before.voice >= 0) or _only_meant(sentence, bench) or _plain(licences):
            return
        said = bench.speech.word("statuses", facts[0].status)
        what = f"“{passage.text[slice(*span)].strip()}” states as a fact what is {said} ({facts[0].id!r})"
        yield Finding(passage, *span, what, f"say who says so, or use {quoted(facts[0], bench)}")


def _supposed(
    passage: Passage, sentence: Sentence, unit: tuple[int, int], licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a verb that tells as so what a fact says only would be: they use it, where they said that they would."""
    if sentence.voice >= 0 or sentence.meant or sentence.gap or bench.claims.final:
        return
    if any(each.fact.status is not Status.REPORTED for each in licences):
        return
    only = frozenset[str].intersection(*(each.supposed for each in licences))
    for token in sentence.tokens if not only.isdisjoint(sentence.words) else ():
        if token.lemma in only and token.start in sentence.verbs and unit[0] <= token.start < unit[1]:
            fact = licences[0].fact
            what = f"“{token.text}” tells as so what {fact.id!r} says only would be"
            yield Finding(passage, token.start, token.end, what, f"say 'would', or use {quoted(fact, bench)}")
            return


def _only_meant(sentence: Sentence, bench: Bench) -> bool:
    """Return whether a sentence says that something is only meant or possible; that it will be so says more than a hope."""
    words, row = bench.claims, sentence.tokens
    if not sentence.meant or words.foretelling.isdisjoint(sentence.words):
        return sentence.meant
    meant = (each for n, each in enumerate(row) if is_meant(row, n, words))
    return any(each.lemma not in words.foretelling for each in meant) or not words.softening.isdisjoint(sentence.words)


def _is_whole(passage: Passage, sentence: Sentence, told: Sequence[Token]) -> bool:
    """Return whether a sentence of a paragraph must have a verb, though none is known, in the part that is `told`."""
    words = sum(each.lemma not in (FIGURE, NAME) for each in told)
    return passage.kind == "paragraph" and words >= WHOLE and sentence.tokens[-1].text == "."


def _plain(licences: tuple[Licence, ...]) -> bool:
    """Return whether every fact tells of the thing itself; most sentences are judged without looking so closely."""
    return all(each.plain for each in licences)


def _turned(passage: Passage, sentence: Sentence, facts: list[Fact], bench: Bench) -> Iterator[Finding]:
    """Yield words that make a fact of a view, or the opposite of a fact."""
    unsure = [fact for fact in facts if fact.status.standing.voice != "none" or not fact.status.standing.happened]
    if sentence.factive and not sentence.gap and unsure and len(unsure) == len(facts):
        words = passage.text[slice(*sentence.factive)]
        said = bench.speech.word("statuses", unsure[0].status)
        what = f"“{words}” makes a fact of {unsure[0].id!r}, which is {said}"
        yield Finding(passage, *sentence.factive, what, f"say {said!r}, or who says so")
    if sentence.denial and not all(fact.status is Status.NOT_STATED for fact in facts):
        words = passage.text[slice(*sentence.denial)]
        what = f"“{words}” denies what the fact {facts[0].id!r} says"
        yield Finding(passage, *sentence.denial, what, "say what the record says")


def _unmeant(
    passage: Passage, sentence: Sentence, unit: tuple[int, int], licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a sentence that tells of a thing meant or hoped for as if it were so, without a word that says which."""
    if passage.kind in FRAGMENTS or sentence.voice >= 0 or sentence.gap:
        return
    inside = [each for each in sentence.tokens if unit[0] <= each.start < unit[1]]
    told = [each for each in inside if by_now(each, sentence, bench.claims, title=passage.kind in ("heading", "title"))]
    meant = sentence.meant or any(each.rank <= RANKS["planned"] or each.real for each in sentence.claims)
    if not (told or meant or _plain(licences)):
        lax = all(each.fact.status in (Status.ANNOUNCED, Status.LETTER_OF_INTEREST) for each in licences)
        told = [
            each
            for each in inside
            if each.start in sentence.verbs
            and (each not in sentence.negated or not bench.claims.lapsing.isdisjoint(sentence.words))
            and tells_as_done(each, sentence, bench.claims, lax=lax)
        ]
    told = [
        each
        for each in told
        if not (asked_before(sentence, each, bench.claims) or due_then(passage, sentence, each, licences, bench))
    ]
    if told:
        fact = licences[0].fact
        said = bench.speech.word("statuses", fact.status)
        what = f"“{told[0].text}” tells as done what is {said} ({fact.id!r})"
        yield Finding(passage, told[0].start, told[0].end, what, f"say {said!r}, or use {quoted(fact, bench)}")
