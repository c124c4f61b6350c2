"""The words of the fact file that reports print: labels and reasons say no more than the fact, and no two facts disagree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations

from reports.audit.claims.licence import Licence, licence_of
from reports.audit.claims.reader import read
from reports.audit.claims.sentence import Claim
from reports.audit.sentences import sentence_spans
from reports.domain.fact_book import FactBook
from reports.domain.facts import Actor, Fact
from reports.domain.statuses import Status
from reports.errors import Place, Problem
from reports.languages.claim_tables import claim_words
from reports.languages.claim_words import RANKS, ClaimWords

ALIKE = 88
"""How alike, of 100, two statements are at least that give one thing two values (rapidfuzz's ratio, figures left out)."""
FEW = 8
"""Wordings up to which it is worth looking first whether any two of them can be alike."""
_FIGURE = re.compile(r"[$€£]?\d[\d.,]*%?")


def record_problems(book: FactBook, tag: str) -> Iterator[Problem]:
    """Yield what printed fields of facts and names of actors claim beyond their facts, and facts that contradict each other.

    Args:
        book: the facts.
        tag: language of the fact file's own words (BCP 47).
    """
    words = claim_words(tag)
    for fact in book.facts.values():
        if not fact.status.standing.happened and fact.status is not Status.NOT_STATED:
            yield from _fields(fact, book, words, tag)
    for actor in book.actors.values():
        yield from _names(actor, book, words)
    yield from _conflicts(book)


def _place(book: FactBook, kind: str, id: str) -> Place:
    where = book.where.get((kind, id))
    return where if isinstance(where, Place) else Place("facts")


def _fields(fact: Fact, book: FactBook, words: ClaimWords, tag: str) -> Iterator[Problem]:
    """Yield a claim in the label, reason or difference of a fact that is of nothing done."""
    bare = fact.model_copy(update={"label": None, "labels": {}, "readings": ()})
    licence = licence_of(bare, words, tag)
    for key in ("label", "reason", "difference"):
        text = getattr(fact, key)
        claim = next(_beyond(text, licence, words), None) if text else None
        if claim is not None:
            what = (
                f"the {key} of {fact.id!r} says “{text[claim.start : claim.end]}”, more than its status, {fact.status}"
            )
            yield Problem(_place(book, "facts", fact.id), what, "use the words of its statement")


def _beyond(text: str, licence: Licence, words: ClaimWords) -> Iterator[Claim]:
    for span in sentence_spans(text):
        for claim in read(text, span, (), words, fragment=True).claims:
            strong = claim.group is not None and claim.group.kind == "stage" and claim.group.rank >= RANKS["agreed"]
            if claim.finite and strong and not claim.denied and not licence.allows(claim):
                yield claim


def _names(actor: Actor, book: FactBook, words: ClaimWords) -> Iterator[Problem]:
    """Yield names of an actor that tell of deeds instead of naming it: 'Utopia, which signed'."""
    for name in actor.names:
        if len(name.split()) < 3 or not ("," in name or " that " in name or " which " in name):
            continue
        lower = name[:1].lower() + name[1:]
        found = (claim for claim in read(lower, (0, len(lower)), (), words).claims if claim.finite and claim.rank > 0)
        claim = next(found, None)
        if claim is not None:
            what = f"the name “{name}” of the actor {actor.id!r} claims “{name[claim.start : claim.end]}”"
            yield Problem(_place(book, "actors", actor.id), what, "give its name alone")


def _conflicts(book: FactBook) -> Iterator[Problem]:
    """Yield two facts that give one thing two values: the same topic, paragraph, unit and words, another number."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in book.facts.values():
        if fact.value is not None and not (fact.formula or fact.is_observation):
            for ref in fact.sources:
                key = (fact.topic, ref.source, ref.paragraph, fact.unit)
                groups.setdefault(key, []).append(fact)
    seen: set[tuple[str, str]] = set()
    for same in groups.values():
        for one, other in _alike(same) if len({fact.value for fact in same}) > 1 else ():
            if (one.id, other.id) not in seen and not _of_others(one, other):
                seen.add((one.id, other.id))
                what = f"{other.id!r} gives {other.value} where {one.id!r} gives {one.value}, from one paragraph"
                cure = "correct one of them, or record the two versions as 'readings:' of one fact"
                yield Problem(_place(book, "facts", other.id), what, cure)


def _of_others(one: Fact, other: Fact) -> bool:
    """Return whether two facts speak of different bodies, places or times: each names somebody whom the other does not."""
    here, there = {*one.actors, *one.countries}, {*other.actors, *other.countries}
    times = zip(_times(one), _times(other), strict=True)
    return any(a is not None and b is not None and a != b for a, b in times) or bool(here - there and there - here)


def _times(fact: Fact) -> tuple[object, ...]:
    return fact.date, fact.period, fact.as_of


def _other_figures(fact: Fact) -> tuple[str, ...]:
    """Return the figures of its words besides its value, such as a year or the number of a line; none if those lack the value.

    Two versions of one thing have them in common.
    """
    found = tuple(each.strip("$€£%.,").replace(",", "") for each in _FIGURE.findall(fact.statement))
    value = next((n for n, each in enumerate(found) if _is(each, fact.value)), None)
    return () if value is None else (*found[:value], *found[value + 1 :])


def _is(figure: str, value: Decimal | None) -> bool:
    try:
        return value is not None and Decimal(figure) == abs(value)
    except InvalidOperation:
        return False


Places = dict[tuple[str, ...], dict[str | None, dict[Decimal | None, list[int]]]]
"""Where facts of one wording stand in a row, by their other figures, the whole of which they are a part, and value."""


def _alike(same: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of other value whose words are alike, and which are no parts of one whole with a value each.

    Facts of one wording, one value or one whole are looked at together, so that thousands of them take no longer each.
    """
    worded: dict[str, Places] = {}
    for n, fact in enumerate(same):
        places = worded.setdefault(_FIGURE.sub("", fact.statement).lower(), {})
        parts = places.setdefault(_other_figures(fact), {})
        parts.setdefault(fact.part_of, {}).setdefault(fact.value, []).append(n)
    found: set[tuple[int, int]] = set()
    for here, there in _near(worded):
        for figures in here.keys() & there.keys():
            for whole, valued in here[figures].items():
                for facing in (each for part, each in there[figures].items() if part != whole or part is None):
                    found.update(_crossed(valued, facing))
    yield from ((same[one], same[other]) for one, other in sorted(found))


def _near(worded: Mapping[str, Places]) -> Iterator[tuple[Places, Places]]:
    """Yield where two facts stand whose wordings are alike, each wording with itself and with those behind it."""
    texts = list(worded)
    if len(texts) < FEW and not any(_may_be_alike(one, other) for one, other in combinations(texts, 2)):
        yield from ((each, each) for each in worded.values())
        return
    from rapidfuzz import fuzz, process  # seldom needed: few paragraphs give two figures of a unit in like words

    for n, text in enumerate(texts):
        for other, _, _ in process.extract(text, texts[n:], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            yield worded[text], worded[other]


def _may_be_alike(one: str, other: str) -> bool:
    """Return whether two texts share so many characters that they can be alike; the ratio counts those in the same order."""
    return 200 * (Counter(one) & Counter(other)).total() >= ALIKE * (len(one) + len(other))


def _crossed(
    one: Mapping[Decimal | None, list[int]], other: Mapping[Decimal | None, list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of each pair of other value, in their order."""
    for value, here in one.items():
        for another, there in other.items():
            if value != another:
                yield from ((min(n, m), max(n, m)) for n in here for m in there)
