"""Whether a sentence tells that a thing is in use, by what others than named actors do: passengers take the train."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from reports.audit.claims.sentence import Claim, Sentence
from reports.audit.claims.tokens import FIGURE, NAME, Token
from reports.audit.claims.told_as_done import by_now
from reports.audit.claims.verb_subjects import before_adverbs, reflexive
from reports.languages.claim_words import ClaimWords

REACH = 3
"""Words behind an article among which its noun stands."""
SHORTEST = 3
"""Letters that a plural has more than."""


def in_use(sentence: Sentence, words: ClaimWords, own: Set[str]) -> Token | None:
    """Return a verb by which somebody does something with a thing: passengers take the train, the Post drives {…} vans.

    Args:
        sentence: what is said beside facts of things that are not done.
        words: the language.
        own: lemmas of the words of these facts.
    """
    if not words.acting or sentence.meant or sentence.voice >= 0 or sentence.gap:
        return None
    row = sentence.tokens
    if handled := next(_handled(sentence, words), None):
        return handled
    if now := next((each for each in row if each.lemma not in words.copulas and by_now(each, sentence, words)), None):
        return now
    lone = not sentence.verbs and row[-1].text == "."
    for n, verb in enumerate(row[:-1]):
        if not n or verb.capital or row[n - 1].is_stop or verb.is_stop:
            continue
        if _does(row, n, words, lone=lone) or _is_there(row, n, words, own):
            return verb
    return None


def _handled(sentence: Sentence, words: ClaimWords) -> Iterator[Token]:
    """Yield the verbs of events whose object or instrument is a figure: drives {…} vans, planted with {…}.

    So is one of which a figure before it is the instrument, though no table knows the verb: thanks to {…}, it shines.
    """
    given = _given(sentence.tokens, words)
    row = sentence.tokens
    for claim in sentence.claims:
        known = claim.group is not None
        if (known and not _event(claim, words)) or not (claim.finite and claim.real) or claim.denied:
            continue
        at = next(n for n, token in enumerate(row) if token.end >= claim.end)
        behind = [each for each in row[at + 1 : at + 3] if each.lemma not in words.instruments]
        if (known and behind and behind[0].lemma == FIGURE) or (given and row[at].start > given):
            yield row[at]


def _given(row: Sequence[Token], words: ClaimWords) -> int:
    """Return where a figure begins that words such as 'thanks to' take for something given; 0 for none."""
    taken = (n for n, token in enumerate(row) if token.lemma in words.instruments and token.lemma in words.presupposing)
    return next((each.start for n in taken for each in row[n + 1 : n + 3] if each.lemma == FIGURE), 0)


def _event(claim: Claim, words: ClaimWords) -> bool:
    return claim.group is not None and claim.group.kind == "event" and claim.group.name not in words.gathering


def _is_there(row: Sequence[Token], n: int, words: ClaimWords, own: Set[str]) -> bool:
    """Return whether a thing of the facts is said to be there: lockers stand at all stations, the reserve calms the market."""
    verb, after = row[n], row[n + 1]
    if verb.lemma in words.copulas and row[n - 1].lemma == NAME:  # Mount Ode is a national park
        named = after.text in words.articles and any(each.lemma in own for each in row[n + 2 : n + 2 + REACH])
        return named and verb.text not in words.was
    at = before_adverbs(row, n, words)
    if row[at].lemma not in own and not _linked_to(row, at, words, own):
        return False
    if verb.lemma in words.standing:
        return after.lemma in words.prepositions
    known = verb.lemma in words.nouny or verb.lemma in own or not _unknown(verb, words)
    single = words.third_singular.fullmatch(verb.text) and not row[at].text.endswith(words.plural)
    return bool(single) and not known and after.lemma in words.determiners | {NAME, FIGURE}


def _linked_to(row: Sequence[Token], at: int, words: ClaimWords, own: Set[str]) -> bool:
    """Return whether a preposition links the noun `at` to a thing of the facts: the park of the city."""
    link = at - 2 if words.bare and at > 1 and row[at - 1].lemma in words.determiners else at - 1
    return link > 0 and row[link].lemma in words.prepositions and row[link - 1].lemma in own


def _does(row: Sequence[Token], n: int, words: ClaimWords, *, lone: bool) -> bool:
    """Return whether the token `n` is a verb of somebody else than named actors and those who only tell: nurses clock off.

    A word that may be a noun is one where another verb tells; where the token is `lone`, none does.
    """
    verb, after = row[n], row[n + 1]
    if words.third_plural:
        return _in_third_plural(row, n, words) or (lone and _in_third_singular(row, n, words))
    subject = _head(row, n, words)
    if subject is None or not _acts(subject, words) or after.is_stop:
        return False
    single = verb.text != verb.lemma and verb.text.endswith(words.plural) and subject is row[n - 1]
    if single and subject.text in words.several and _unknown(verb, words):
        return True  # everyone downloads it
    if not (subject.lemma == FIGURE or subject.text in words.several or subject.text.endswith(words.plural)):
        return single and verb.lemma in words.acting
    if verb.text != verb.lemma or (verb.lemma in words.nouny and not (lone or subject.lemma == FIGURE)):
        return False
    known = words.verbs.by_first.get(verb.lemma, ())
    if verb.lemma in words.acting or any(group.kind == "event" and len(pattern) == 1 for pattern, group in known):
        return True
    within = after.lemma in words.prepositions and n + 2 < len(row) and row[n + 2].lemma == FIGURE
    if within and subject is row[n - 1]:
        return verb.lemma in words.standing or (lone and _unknown(verb, words))  # readers crowd into {…} branches
    behind = after.lemma in words.determiners | {NAME, FIGURE} or after.text in words.particles
    return (behind or subject.text in words.several) and subject is row[n - 1] and _unknown(verb, words)


def _acts(subject: Token, words: ClaimWords) -> bool:
    """Return whether the noun can be somebody who acts: no short word, no name, nobody who only tells."""
    if subject.text in words.several:
        return True
    if subject.lemma == NAME or not (subject.lemma == FIGURE or len(subject.text) > SHORTEST):
        return False
    small = (words.determiners, words.prepositions, words.auxiliaries, words.soft, words.tellers, words.modals)
    deed = any(len(pattern) == 1 for pattern, _ in words.nouns.by_first.get(subject.lemma, ()))
    return not (deed or subject.lemma in words.talks or any(subject.lemma in each for each in small))


def _unknown(verb: Token, words: ClaimWords) -> bool:
    small = (words.determiners, words.prepositions, words.auxiliaries, words.soft, words.adverbs, words.joins)
    known = (words.claiming, words.plain, words.negating, words.intended, words.possible, words.modals, words.copulas)
    return not any(verb.lemma in each for each in (*known, *small))


def _head(row: Sequence[Token], n: int, words: ClaimWords) -> Token | None:
    """Return the noun before the verb `n`; where a name stands there, the one to which a preposition links it."""
    at = before_adverbs(row, n, words)
    nearest = row[at]
    while at > 1 and (row[at].lemma == NAME or row[at].lemma in words.joins | words.determiners):
        at -= 1
    linked = at > 0 and row[at] is not nearest and row[at].lemma in words.prepositions
    return row[at - 1] if linked else nearest if nearest.lemma != NAME else None


def _in_third_singular(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token `n` is an unknown verb between a single noun and its object: le visiteur découvre les salles."""
    verb, at = row[n], before_adverbs(row, n, words)
    if not words.third_singular.fullmatch(verb.text) or not _unknown(verb, words):
        return False
    if row[at].text in words.several or reflexive(row[n - 1], words):  # on danse, s’impose
        return True
    noun = at > 0 and row[at - 1].lemma in words.determiners and _acts(row[at], words)
    single = noun and not row[at].text.endswith(words.plural) and verb.lemma not in words.nouny
    return single and row[n + 1].lemma in words.determiners | {NAME, FIGURE}


def _in_third_plural(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token `n` is an unknown verb by its ending, behind a plural: des caméras filment les chalutiers."""
    verb, at = row[n], n - 1
    if not verb.text.endswith(words.third_plural):
        return False
    small = words.adverbs | words.joins | words.determiners | words.prepositions | {NAME}
    while at > 0 and row[at].lemma in small:
        at -= 1
    lapsed = n + 1 < len(row) and row[n + 1].text in words.lapsing  # n’épandent plus
    denied = not lapsed and any(each.lemma in words.negating for each in row[at:n])
    if (
        denied
        or not row[at].text.endswith(words.plural)
        or not words.tellers.isdisjoint(each.lemma for each in row[:n])
    ):
        return False
    return verb.lemma in words.acting or _unknown(verb, words)
