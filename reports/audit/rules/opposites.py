"""What a text says that is the opposite of a fact: a denial of what it tells, or what it only denies told as so."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.claims.licence import Licence
from reports.audit.claims.predicates import predicates
from reports.audit.claims.sentence import Sentence
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.statements import quoted


def opposite(
    passage: Passage, sentence: Sentence, unit: tuple[int, int], licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a verb that is denied though a fact tells so with it, and 'is' where a fact says 'is not', or the other way."""
    cure = "say what the record says or leaves open, such as 'no report says whether'"
    for verb in sentence.negated:
        said = next((each for each in licences if each.tells(verb.lemma)), None)
        if unit[0] <= verb.start < unit[1] and said is not None:
            what = f"“{passage.text[verb.start : verb.end]}” is denied, which the fact {said.fact.id!r} does not say"
            yield Finding(passage, verb.start, verb.end, what, cure)
    for no, thing in sentence.withheld:
        said = next((each for each in licences if thing.lemma in each.asserted), None)
        if unit[0] <= no.start < unit[1] and said is not None:
            what = f"“{passage.text[no.start : thing.end]}” denies what the fact {said.fact.id!r} says"
            yield Finding(passage, no.start, thing.end, what, cure)
    yield from _affirmed(passage, sentence, unit, licences, bench)
    here = [one for one in predicates(sentence, bench.claims) if unit[0] <= one.start < unit[1]]
    known = [(each, own) for each in licences for own in each.predicates] if here else []
    for one in here:
        like = [(each, own) for each, own in known if one.like(own)]
        if like and all(own.denied is not one.denied for _, own in like):
            words = passage.text[one.start : one.end]
            what = f"“{words}” says the opposite of the fact {like[0][0].fact.id!r}"
            yield Finding(passage, one.start, one.end, what, f"use {quoted(like[0][0].fact, bench)}")


def _affirmed(
    passage: Passage, sentence: Sentence, unit: tuple[int, int], licences: tuple[Licence, ...], bench: Bench
) -> Iterator[Finding]:
    """Yield a verb that a fact only denies of the same thing: it has received an application, issued a permit."""
    for claim in sentence.claims:
        if not (claim.denied or claim.open) and claim.finite and unit[0] <= claim.start < unit[1]:
            denying = (each for each in licences if each.turns(claim))
            yield from _told(passage, sentence, (claim.start, claim.end, claim.lemma), denying, bench)
    unsaid = [each for each in licences if each.denied_verbs]
    for verb in sentence.tokens if unsaid and not (sentence.gap or sentence.meant) else ():
        if unit[0] <= verb.start < unit[1] and verb.start in sentence.verbs and verb not in sentence.negated:
            denying = (each for each in unsaid if verb.lemma in each.denied_verbs)
            yield from _told(passage, sentence, (verb.start, verb.end, verb.lemma), denying, bench)


def _told(
    passage: Passage, sentence: Sentence, verb: tuple[int, int, str], denying: Iterator[Licence], bench: Bench
) -> Iterator[Finding]:
    """Yield the `verb` (its offsets and lemma) that one of the facts `denying` it denies of the same thing."""
    start, end, lemma = verb
    said = next((each for each in denying if _same_thing(sentence, start, lemma, each)), None)
    if said is not None:
        what = f"“{passage.text[start:end]}” says so, which the fact {said.fact.id!r} denies"
        yield Finding(passage, start, end, what, f"use {quoted(said.fact, bench)}")


def _same_thing(sentence: Sentence, start: int, lemma: str, licence: Licence) -> bool:
    """Return whether a thing of which the verb at `start` speaks stands in what the fact's own words deny: an application."""
    words = licence.words
    small = words.determiners | words.adverbs | words.prepositions | words.auxiliaries | words.copulas | words.joins
    near = {each.lemma for each in sentence.tokens if each.start != start and not each.is_stop} - small
    return not near.isdisjoint(licence.denied_things - small - {lemma})
