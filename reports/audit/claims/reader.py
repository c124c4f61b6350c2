"""What a sentence claims: each verb, noun and state that says how far a thing has come, and whether it is done or denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from reports.audit.claims.final_moods import FinalMoods, settled
from reports.audit.claims.light_verbs import of_object
from reports.audit.claims.moods import Mood, Moods
from reports.audit.claims.phrase_matching import BETWEEN, phrase_end
from reports.audit.claims.prospects import ends_talks
from reports.audit.claims.sentence import Claim, Sentence, Span
from reports.audit.claims.tokens import FIGURE, NAME, Token, is_meant, tokens, unelided
from reports.audit.claims.verb_subjects import figure_before, own_verb
from reports.languages.claim_words import RANKS, ClaimWords
from reports.languages.phrases import Group, Phrases

_TALKED = Group(RANKS["negotiated"], "stage", "complete+negotiation")
_FLOWED = Group(RANKS["done"], "stage", "flow")
ASKED = 5
"""Words behind 'if' and 'whether' among which nothing is said to be so."""
NEGATED = 3
"""Words before a denial among which a modal makes it no more than thought of."""


def read(text: str, span: Span, names: Sequence[Span], words: ClaimWords, *, fragment: bool = False) -> Sentence:
    """Return what the sentence of `text` at `span` claims; figures in it are blotted out, source marks are blanks.

    Documents and editions share many a passage, and each is read once.
    """
    return _read(text, span, tuple(names), words, fragment)


@lru_cache(maxsize=1 << 13)
def _read(text: str, span: Span, names: tuple[Span, ...], words: ClaimWords, fragment: bool) -> Sentence:
    row = tokens(text, *span, names, words)
    row = settled(row, words) if words.final else unelided(row, words)
    moods = (FinalMoods if words.final else Moods)(row, words, fragment=fragment, owned=_owned(text, row))
    claims = tuple(_claims(row, moods, words))
    gap = moods.gap
    asked = (
        {row[n].start for n, token in enumerate(row) if _asked(row, n, words)} if moods.has(words.questions) else set()
    ) | {row[n].start for n in moods.refused}
    factive = next((each for each in _found(words.factive, row, moods) if each[0] not in asked), None)
    denial = next(_found(words.denials, row, moods), None)
    claims = tuple(_unsaid(claims, row, moods)) if gap else claims
    finite = [n for n in range(len(row)) if moods.may_tell(n) and moods.finite(n)]
    denying = moods.has(words.negating) or moods.has(words.denying)
    return Sentence(
        span,
        claims,
        _voice(row, moods, words),
        factive,
        gap,
        denial,
        any(each.lemma in words.goes_on for each in row[:4]) or _goes_back(row, claims, words),
        tuple(row[n].start for n in finite),
        _meant(row, moods, words),
        row,
        moods.here | {part for word in moods.here if "-" in word for part in word.split("-")},
        tuple(_negated(row, finite, moods, words)) if denying and not gap else (),
        tuple(_withheld(row, moods, words)) if denying and not gap else (),
    )


def _unsaid(claims: Iterable[Claim], row: Sequence[Token], moods: Moods) -> Iterator[Claim]:
    """Yield the claims of a sentence that says what is not known: it leaves open what it names, but not what it takes as so."""
    unsaid = [(row[n].start, row[n].end) for n in moods.unsaid]
    taken_as_so = {row[n].start for n in moods.owned}  # that there is EXIM’s loan
    for each in claims:
        named = not (each.finite or each.start in taken_as_so)
        within = any(start <= each.start < end or each.end == start - 1 for start, end in unsaid)
        denied = each.denied and each.start not in taken_as_so
        yield replace(each, open=each.open or named or within, denied=denied)


def _meant(row: Sequence[Token], moods: Moods, words: ClaimWords) -> bool:
    """Return whether a word or a phrase says that something is only meant, expected or possible."""
    said = any(n not in moods.inert and is_meant(row, n, words) for n in range(len(row)))
    return said or any(_found(words.meant, row, moods))


def _owned(text: str, row: Sequence[Token]) -> frozenset[int]:
    """Return the tokens right behind a name in the genitive: EXIM’s loans, the States’ mines."""
    pairs = enumerate(pairwise(row), start=1)
    return frozenset(n for n, (name, _) in pairs if name.lemma == NAME and text[name.end : name.end + 1] in ("’", "'"))


def _goes_back(row: Sequence[Token], claims: Sequence[Claim], words: ClaimWords) -> bool:
    """Return whether a sentence that names nobody tells of a deed by what was named before: borrowers have drawn all of it."""
    back = any(each.text in words.goes_back or each.text in words.present for each in row)
    if not back or any(each.lemma in (FIGURE, NAME) for each in row):
        return False
    if any(each.text in words.goes_back for each in row) and any(each.text in words.present for each in row):
        return True  # nurses already rely on them
    other = (*words.plural, *words.gerund)
    past = {
        each.start
        for each in row
        if each.lemma in words.copulas or (each.text != each.lemma and not each.text.endswith(other))
    }
    return any(each.real and (_is_state(each) or (each.finite and each.start in past)) for each in claims)


def _is_state(claim: Claim) -> bool:
    return claim.group is not None and claim.group.kind == "state"


def _asked(row: Sequence[Token], n: int, words: ClaimWords) -> bool:
    """Return whether the token stands close behind a word that asks: if he is right, whether it is true."""
    return any(each.lemma in words.questions for each in row[max(0, n - ASKED) : n])


def _voice(row: Sequence[Token], moods: Moods, words: ClaimWords) -> int:
    firsts = words.voices.by_first
    ranks = (
        group.rank
        for n, token in enumerate(row if NAME in moods.lemmas or moods.has(firsts.keys()) else ())
        if token.lemma in firsts or token.lemma == NAME
        for pattern, group in words.voices.starting("@" if token.lemma == NAME else token.lemma, moods.here)
        if phrase_end(pattern, row, n) is not None
    )
    return max(ranks, default=-1)


def _negated(row: Sequence[Token], finite: Sequence[int], moods: Moods, words: ClaimWords) -> Iterator[Token]:
    plain = words.soft - words.copulas - words.auxiliaries - words.naming
    for n in (n for n in finite if row[n].lemma in plain):
        mood = moods.of_verb(n)
        if mood.denied and not mood.open:
            yield row[n]


def _withheld(row: Sequence[Token], moods: Moods, words: ClaimWords) -> Iterator[tuple[Token, Token]]:
    small = words.determiners | words.adverbs
    for n, token in enumerate(row):
        if token.lemma in words.denying and token.lemma in words.determiners and n not in moods.inert:
            thing = next((each for each in row[n + 1 :] if each.lemma not in small), None)
            led = any(each.lemma in words.modals for each in row[max(0, n - BETWEEN) : n])  # there would be no tower
            if thing is not None and not (led or thing.is_stop or thing.lemma in (FIGURE, NAME)):
                yield token, thing


def _found(phrases: Phrases, row: Sequence[Token], moods: Moods) -> Iterator[Span]:
    for n, token in enumerate(row if moods.has(phrases.by_first.keys()) else ()):
        for pattern, _ in phrases.starting(token.lemma, moods.here) if token.lemma in phrases.by_first else ():
            if (last := phrase_end(pattern, row, n)) is not None and n not in moods.inert:
                yield token.start, row[last].end
                break


def _claims(row: Sequence[Token], moods: Moods, words: ClaimWords) -> Iterator[Claim]:
    done = -1
    for n, token in enumerate(row):
        if n <= done or n in moods.inert or token.lemma in (FIGURE, NAME) or token.is_stop:
            continue
        found = _at(row, n, moods, words)
        if found is not None:
            claim, done = found
            yield claim


def _at(row: Sequence[Token], n: int, moods: Moods, words: ClaimWords) -> tuple[Claim, int] | None:
    """Return the claim that begins at the token `n`, and its last token."""
    if not moods.may_claim(n):
        return None
    return _verb(row, n, moods, words) or _state(row, n, moods, words) or _noun(row, n, moods, words)


def _verb(row: Sequence[Token], n: int, moods: Moods, words: ClaimWords) -> tuple[Claim, int] | None:
    told = moods.verb(n) and not moods.coming(n) and (moods.finite(n) or not moods.gerund(n) or moods.of_figure(n))
    best = _longest(words.verbs, row, n, moods.here) if told else None
    if best is None and row[n].lemma in words.moving and moods.past(n) and figure_before(row, n, words):
        best = _FLOWED, n
    if best is None:
        return None
    group, last = best
    group = _TALKED if group.rank > _TALKED.rank and ends_talks(row, n, last, words) else group
    group = of_object(group, row, last, moods, words)
    head = own_verb(row, n, last, words)
    mood = moods.of_verb(head)
    made = _made(row[n : last + 1], words, group, mood, finite=moods.finite(head))
    made = made if head == n else replace(made, lemma=row[head].lemma)
    if mood.denied and moods.lapsed(head):
        talked = group.rank == _TALKED.rank  # who no longer negotiates has negotiated
        return replace(made, lapsed=not talked, denied=not talked), last
    return (replace(made, present=True) if made.finite and moods.present(head) else made), last


def _state(row: Sequence[Token], n: int, moods: Moods, words: ClaimWords) -> tuple[Claim, int] | None:
    named = moods.gerund(n) and row[n].text not in words.states.by_first  # the living of many
    best = None if named else _longest(words.states, row, n, moods.here)
    mood = moods.of_state(n) if best else None
    if best is None or mood is None:
        return None
    group, last = best
    group = _TALKED if ends_talks(row, n, last, words) else group  # the talks are complete
    return _made(row[n : last + 1], words, group, mood, finite=True), last


def _noun(row: Sequence[Token], n: int, moods: Moods, words: ClaimWords) -> tuple[Claim, int] | None:
    """Return the noun that begins at `n`, or else the verb that no table knows."""
    best = _longest(words.nouns, row, n, moods.here) if moods.noun(n) else None
    if best is not None:
        group, last = best
        return _made(row[n : last + 1], words, group, moods.of_noun(n), finite=False), last
    if moods.unknown(n) or moods.present_of_name(n):
        return _made(row[n : n + 1], words, None, moods.of_verb(n), finite=True), n
    return None


def _longest(phrases: Phrases, row: Sequence[Token], n: int, here: Set[str]) -> tuple[Group, int] | None:
    """Return the group of the longest pattern that begins at the token `n`, and its last token; the closest of several."""
    if row[n].text not in phrases.by_first and row[n].lemma not in phrases.by_first:
        return None
    found = [
        (-len(pattern), last, group)
        for pattern, group in (*phrases.starting(row[n].text, here), *phrases.starting(row[n].lemma, here))
        if (last := phrase_end(pattern, row, n)) is not None
    ]
    best = min(found, key=lambda each: each[:2], default=None)
    return None if best is None else (best[2], best[1])


def _made(between: Sequence[Token], words: ClaimWords, group: Group | None, mood: Mood, *, finite: bool) -> Claim:
    first, last = between[0], between[-1]
    rank = group.rank if group else RANKS["done"]
    within = any(each.lemma in words.negators for each in between)
    capped = rank if mood.cap is None else min(rank, mood.cap)
    return Claim(first.start, last.end, first.lemma, group, capped, mood.denied or within, mood.open, finite)
