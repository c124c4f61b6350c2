"""The rule on sums and shares: only figures of one status and unit add up, or parts of a declared whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken
from reports.audit.context import Bench, Finding
from reports.audit.declared_wholes import related
from reports.audit.passages import Passage
from reports.domain.facts import Fact
from reports.domain.statuses import Status

_WORD = re.compile(r"\s+[^\W\d_]+\b")
CURE = "name them one by one, or declare the whole with 'part_of:' in the facts"


def sums(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words that add up, or share out, figures of different status or unit that declare no whole."""
    spoken = bench.spoken(passage)
    if len({ref.fact_id for _, ref in spoken.refs}) < 2:
        return
    for sentence in spoken.sentences:
        found = next(chain(_added(passage, spoken, sentence, bench), _shared(passage, spoken, sentence, bench)), None)
        if found is not None:
            yield found


def _figures(spoken: Spoken, start: int, end: int, bench: Bench) -> list[tuple[int, Fact]]:
    """Return the figures between `start` and `end` with their facts; lengths of time, dates and readings are none."""
    return [
        (place, fact)
        for place, ref in spoken.refs
        if start <= place < end
        and (fact := bench.book.facts.get(ref.fact_id))
        and fact.value is not None
        and ref.form != "date"
        and not ref.form.startswith("reading")
        and fact.unit not in bench.words.time_units
    ]


def _added(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    start, end = sentence.span
    facts = [fact for _, fact in _figures(spoken, start, end, bench)]
    pair = _apart(list({fact.id: fact for fact in facts}.values()))
    for match in bench.beside.pattern("adding").finditer(spoken.text, start, end) if pair else ():
        denied = bench.beside.pattern("denied-adding").search(spoken.text, start, match.start())
        if _of_a_thing(spoken, match.start(), match.end(), facts, bench):
            continue
        if pair and not denied and _around(spoken, sentence, match.start(), match.end(), bench):
            what = f"“{match[0]}” adds up {pair[0].id!r} ({pair[0].status}) and {pair[1].id!r} ({pair[1].status})"
            yield Finding(passage, *match.span(), what, CURE)


def _of_a_thing(spoken: Spoken, start: int, end: int, facts: Sequence[Fact], bench: Bench) -> bool:
    """Return whether the word is part of the name that a fact gives its thing: total phosphorus."""
    behind = _WORD.match(spoken.text, end)
    phrase = spoken.text[start : behind.end()].lower() if behind else ""
    return bool(phrase) and any(phrase in bench.own_text(fact) for fact in facts)


def _around(spoken: Spoken, sentence: Sentence, start: int, end: int, bench: Bench) -> bool:
    """Return whether figures that do not add up stand in the clause of the word: no semicolon lies between."""
    text = spoken.text
    first = max(text.rfind(";", sentence.span[0], start) + 1, sentence.span[0])
    last = text.find(";", end, sentence.span[1])
    near = _figures(spoken, first, last if last >= 0 else sentence.span[1], bench)
    return _apart(list({fact.id: fact for _, fact in near}.values())) is not None


def _shared(passage: Passage, spoken: Spoken, sentence: Sentence, bench: Bench) -> Iterator[Finding]:
    """Yield '11 of the 54': a share of what is no declared whole."""
    for match in bench.beside.pattern("share").finditer(spoken.text, *sentence.span):
        first = max((each for each in _before(spoken, match.start(), bench)), default=None)
        inside = _figures(spoken, match.start(), match.end() + 1, bench)
        facts = [fact for _, fact in ([first] if first and first not in inside else []) + inside]
        if len(facts) > 1 and not related(facts[0], facts[-1]) and facts[0].id != facts[-1].id:
            said = passage.text[match.start() : match.end() + 1].strip()
            what = f"“{said}” makes a share of {facts[0].id!r} and {facts[-1].id!r}"
            yield Finding(passage, match.start(), match.end(), what, CURE)


def _before(spoken: Spoken, place: int, bench: Bench) -> Iterator[tuple[int, Fact]]:
    """Yield the figure whose last character stands at `place`."""
    for piece, ref in spoken.passage.refs:
        if piece.start <= place < piece.end and (fact := bench.book.facts.get(ref.fact_id)) and fact.value is not None:
            yield piece.start, fact


def _apart(facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """Return two facts that differ in status or unit and are no parts of one whole."""
    for n, one in enumerate(facts):
        for other in facts[n + 1 :]:
            alike = one.unit == other.unit and one.status is other.status and one.status is not Status.MIXED
            if not alike and not related(one, other):
                return one, other
    return None
