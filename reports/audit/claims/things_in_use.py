"""Whether a sentence tells that a thing is in use, by what others than named actors do: passengers take the train."""

from __future__ import annotations

from collections.abc import Sequence

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.languages.claim_words import ClaimWords

SHORTEST = 3
"""Letters that a plural has more than."""


def in_use(sentence: Sentence, words: ClaimWords) -> Token | None:
    """Return a verb by which somebody does something with a thing: passengers take the train, the Post drives {…} vans."""
    if not words.acting or sentence.meant or sentence.voice >= 0 or sentence.gap:
        return None
    row = sentence.tokens
    for claim in sentence.claims:
        event = claim.group is not None and claim.group.kind == "event" and claim.group.name not in words.gathering
        if event and claim.finite and claim.real and not claim.denied:
            at = next(n for n, token in enumerate(row) if token.end >= claim.end)
            behind = (
                row[at + 2 : at + 3] if at + 1 < len(row) and row[at + 1].lemma in words.instruments else row[at + 1 :]
            )
            if behind and behind[0].lemma == FIGURE:
                return row[at]
    for n, verb in enumerate(row[:-1]):
        if n and not verb.capital and _does(row, n, words) and not any(one.is_stop for one in (row[n - 1], verb)):
            return verb
    return None


def _does(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token `n` is a verb of somebody else than named actors and those who only tell: nurses clock off."""
    verb, after = row[n], row[n + 1]
    if words.third_plural:
        return _in_third_plural(row, n, words)
    subject = _head(row, n, words)
    small = (
        words.determiners | words.prepositions | words.auxiliaries | words.modals.keys() | words.soft | words.tellers
    )
    if subject is None or subject.lemma in small | {NAME} or subject.text in words.subjects or after.is_stop:
        return False
    if not (subject.lemma == FIGURE or (len(subject.text) > SHORTEST and subject.text.endswith(words.plural))):
        single = verb.text != verb.lemma and verb.text.endswith(words.plural)
        return single and verb.lemma in words.acting and subject is row[n - 1]
    if verb.text != verb.lemma or (verb.lemma in words.nouny and subject.lemma != FIGURE):
        return False
    event = any(
        group.kind == "event" and len(pattern) == 1 for pattern, group in words.verbs.by_first.get(verb.lemma, ())
    )
    if verb.lemma in words.acting or event:
        return True
    known = (
        verb.lemma in words.claiming or verb.lemma in words.plain | small | words.adverbs | words.joins | words.negating
    )
    behind = after.lemma in words.determiners | {NAME, FIGURE} or after.text in words.particles
    return behind and not known and subject is row[n - 1]


def _head(row: Sequence[Token], n: int, words: ClaimWords) -> Token | None:
    """Return the noun before the verb `n`; where a name stands there, the one to which a preposition links it."""
    at = n - 1
    while at > 0 and row[at].lemma in words.adverbs:
        at -= 1
    while at > 1 and (row[at].lemma == NAME or row[at].lemma in words.joins | words.determiners):
        at -= 1
    linked = at > 0 and at < n - 1 and row[at].lemma in words.prepositions
    return row[at - 1] if linked else row[n - 1] if row[n - 1].lemma != NAME else None


def _in_third_plural(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token `n` is an unknown verb by its ending, behind a plural: des caméras filment les chalutiers."""
    verb, at = row[n], n - 1
    small = words.adverbs | words.joins | words.determiners | words.prepositions | {NAME}
    while at > 0 and row[at].lemma in small:
        at -= 1
    denied = any(each.lemma in words.negating for each in row[at:n])
    if denied or not (verb.text.endswith(words.third_plural) and row[at].text.endswith(words.plural)):
        return False
    known = words.claiming | words.soft | words.plain | words.intended | words.possible
    subjects = (each.lemma for each in row[:n])
    return verb.lemma not in known - words.acting and words.tellers.isdisjoint(subjects)
