"""Whether a verb tells of something as done or as so by now, in a sentence on what is only meant."""

from __future__ import annotations

from itertools import islice, takewhile

from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.domain.facts import Fact
from reports.domain.statuses import Status
from reports.languages.claim_words import ClaimWords

AUXILIARY_REACH = 4
"""Words behind an auxiliary among which its verb is looked for."""


def tells_as_done(verb: Token, sentence: Sentence, words: ClaimWords, *, lax: bool) -> bool:
    """Return whether a verb tells of something as done: no future; where facts are `lax`, only a copula in the past."""
    if words.future.fullmatch(verb.text) or words.conditional.fullmatch(verb.text):
        return False
    claiming = not (lax or verb.lemma in words.copulas | words.auxiliaries)
    return verb.text in words.was or claiming or _by_itself(verb, sentence, words)


def by_now(token: Token, sentence: Sentence, words: ClaimWords, *, title: bool = False) -> bool:
    """Return whether a verb tells how things are by now: chains are now secure, trains are cheap now, meadows now filter.

    In a `title` without a verb the word for now does, or one that ends it: the valley, now a national park; a park at last.
    """
    if title and not sentence.verbs:
        last = next((each for each in reversed(sentence.tokens) if not each.is_stop), None)
        return token.text in words.present or (token is last and token.text in words.arriving)
    if words.present.isdisjoint(sentence.words):
        return False
    rest = (each for each in sentence.tokens if each.start > token.start)
    behind = [each.text for each in takewhile(lambda each: not each.is_stop, rest)]
    if token.lemma in words.copulas:
        return any(each in words.present for each in (behind[:1] if sentence.meant else behind))
    if words.bare:  # in French, the adverb stands behind the verb: borde désormais
        if behind[:1] == [] or behind[0] not in words.present:
            return False
        return _in_third_person(token, words) and (token.lemma in words.acting or not _known(token, words))
    subject = token.lemma == FIGURE or token.text.endswith(words.plural)
    return subject and behind[:1] != [] and behind[0] in words.present and _bare_verb(token, sentence, words)


def _bare_verb(subject: Token, sentence: Sentence, words: ClaimWords) -> bool:
    """Return whether a verb in the present that no table knows is the second word behind its subject: wetlands now filter."""
    _, verb = (*(each for each in sentence.tokens if each.start > subject.start), None, None)[:2]
    if verb is None or verb.is_stop or verb.lemma in (FIGURE, NAME) or verb.text != verb.lemma:
        return False
    return not _known(verb, words)


def _known(verb: Token, words: ClaimWords) -> bool:
    """Return whether a table knows the word, as a verb or as a small word, which is none."""
    small = (words.prepositions, words.determiners, words.adverbs, words.joins, words.negators, words.subjects)
    known = (words.copulas, words.auxiliaries, words.modals, words.soft, words.intended, words.possible, words.claiming)
    return any(verb.lemma in each for each in (*small, *known, words.hedging, words.present))


def _by_itself(token: Token, sentence: Sentence, words: ClaimWords) -> bool:
    """Return whether an auxiliary is the verb itself, with no other behind it: has access, get a share."""
    if words.final or token.lemma not in words.auxiliaries - words.copulas:
        return False
    behind = takewhile(lambda each: not each.is_stop, (each for each in sentence.tokens if each.start > token.start))
    near = tuple(islice(behind, AUXILIARY_REACH))
    led = any(each.lemma in words.to or each.lemma in words.negating for each in near[:2])
    return bool(near) and not led and not any(each.start in sentence.verbs or _participle(each, words) for each in near)


def _participle(token: Token, words: ClaimWords) -> bool:
    return token.text.endswith(words.past) or (token.text != token.lemma and token.lemma in words.verbs.by_first)


def names_only(sentence: Sentence, claim: Claim, words: ClaimWords) -> bool:
    """Return whether a sentence only names the deed of the noun `claim`: the merger is set for 2033, not since the merger.

    One that tells of something in the past takes the deed for a fact, unless it says that it is meant.
    """
    row = sentence.tokens
    at = next((n for n, token in enumerate(row) if token.start == claim.start), 0)
    before = row[max(0, at - AUXILIARY_REACH) : at]
    if not sentence.tells or any(token.lemma in words.presupposing for token in before):
        return False
    past = any(token.start in sentence.verbs and is_past(token, words) for token in row)
    return sentence.meant or sentence.voice >= 0 or not past


def is_past(token: Token, words: ClaimWords) -> bool:
    """Return whether the form of a finite verb tells of the past; has and is do not."""
    if token.lemma in words.copulas | words.auxiliaries:
        return token.text in words.was
    if words.bare and not words.narrated.fullmatch(token.text) and _in_third_person(token, words):
        return False
    return token.text != token.lemma and bool(words.past_shape.fullmatch(token.text))


def _in_third_person(token: Token, words: ClaimWords) -> bool:
    """Return whether the token has the form of a verb in the third person of the present."""
    plural = bool(words.third_plural) and token.text.endswith(words.third_plural)
    return plural or bool(words.third_singular.fullmatch(token.text))


def in_relative(sentence: Sentence, claim: Claim, words: ClaimWords) -> bool:
    """Return whether a pronoun right before the verb `claim` makes it say which thing is meant: a firm that sells ore."""
    before = next((token for token in reversed(sentence.tokens) if token.start < claim.start), None)
    return before is not None and before.text in words.subjects and before.lemma in words.determiners | words.asking


def awaits(sentence: Sentence | None, fact: Fact, words: ClaimWords) -> bool:
    """Return whether a sentence says of a thing that is due what is so until then: it stays closed until 3 March."""
    if sentence is None or fact.status is not Status.SCHEDULED or not words.until & sentence.words:
        return False
    ended = any(each.group and each.group.kind == "ended" for each in sentence.claims)
    so_far = not any(each.real for each in sentence.claims)  # out of use until then
    return ended or so_far or not words.negators.isdisjoint(sentence.words)


def asked_before(sentence: Sentence, verb: Token, words: ClaimWords) -> bool:
    """Return whether a word that asks or makes a condition stands before the verb in its clause: if it comes about."""
    before = reversed([each for each in sentence.tokens if each.start < verb.start])
    return any(each.lemma in words.questions for each in takewhile(lambda each: not each.is_stop, before))
