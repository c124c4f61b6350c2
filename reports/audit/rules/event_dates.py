"""The rule on events: what a text puts before or after an event in words is worked out from the dates of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from reports.audit.claims.sentence import Sentence
from reports.audit.claims.spoken import Spoken
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.domain.facts import Fact
from reports.domain.periods import read_period

DAY = timedelta(days=1)
_WORD = re.compile(r"[^\W\d_]+")


class _Span(NamedTuple):
    """When something was, at the latest and at the earliest."""

    first: date
    last: date

    @property
    def one_day(self) -> bool:
        return self.first == self.last


def event_dates(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield 'after the summit' of a fact whose date is before that of the summit, and the other way round."""
    if not passage.is_marked:
        return
    spoken = bench.spoken(passage)
    for sentence in spoken.sentences:
        facts = [bench.book.facts[id] for id in bench.facts_of(spoken, sentence) if id in bench.book.facts]
        if any(fact.date for fact in facts) and not sentence.gap:
            yield from _misplaced(passage, spoken, sentence, facts, bench)


def _misplaced(
    passage: Passage, spoken: Spoken, sentence: Sentence, facts: list[Fact], bench: Bench
) -> Iterator[Finding]:
    for relation in ("eve", "morrow", "before", "after"):
        words = bench.beside.text("event-relations", relation)
        pattern = rf"\b(?:{words})[\s\u00a0]+{bench.beside.text('event-lead')}(?=[^\W\d_])"
        for match in re.finditer(pattern, spoken.text[slice(*sentence.span)], re.IGNORECASE):
            at = sentence.span[0] + match.end()
            events = _events(passage.text, at, bench)
            dated = [(fact, _span(fact)) for fact in facts if fact.date and fact not in events]
            event = _hull(events)
            if event is None or not dated or any(_fits(relation, span, event) for _, span in dated):
                continue
            if not any(match[0].strip().lower() in bench.own_text(fact) for fact, _ in dated):
                start = sentence.span[0] + match.start()
                what = f"“{match[0].strip()}” puts {dated[0][0].id!r} ({dated[0][0].date}) where its date does not"
                yield Finding(
                    passage, start, at, f"{what} ({events[0].date})", "say which came first as their dates do"
                )
                return


def _events(text: str, at: int, bench: Bench) -> list[Fact]:
    """Return the dated facts about the event that `text` names at `at`: by an actor, or by the word in their labels."""
    ids = {id for found in bench.names.actors(text) if found.start == at for id in found.ids}
    word = _WORD.match(text, at)
    said = word[0].lower() if word else ""
    for actor in bench.book.actors.values():
        if not ids and len(said) > 4 and said == actor.name.lower().split()[-1] and actor.kind == "event":
            ids = {actor.id}
    dated = [fact for fact in bench.book.facts.values() if fact.date]
    named = [fact for fact in dated if not ids.isdisjoint(fact.actors)]
    labelled = [fact for fact in dated if len(said) > 4 and said in _WORD.findall((fact.label or "").lower())]
    return _finest(named or ([] if ids else labelled))


def _finest(facts: list[Fact]) -> list[Fact]:
    """Return the facts that are dated to the shortest length of time, such as the day."""
    spans = {fact.id: _span(fact) for fact in facts}
    shortest = min((span.last - span.first for span in spans.values()), default=None)
    return [fact for fact in facts if spans[fact.id].last - spans[fact.id].first == shortest]


def _hull(facts: list[Fact]) -> _Span | None:
    spans = [_span(fact) for fact in facts]
    return _Span(min(s.first for s in spans), max(s.last for s in spans)) if spans else None


def _span(fact: Fact) -> _Span:
    period = read_period(str(fact.date))
    return _Span(period.first, period.last)


def _fits(relation: str, deed: _Span, event: _Span) -> bool:
    """Return whether a deed may stand in a relation to an event, as far as both are dated."""
    match relation:
        case "before":
            return deed.first < event.last or (not deed.one_day and deed.first <= event.last)
        case "after":
            return deed.last > event.first or (not deed.one_day and deed.last >= event.first)
        case "eve":
            return deed.first <= event.first - DAY <= deed.last
        case _:
            return deed.first <= event.last + DAY <= deed.last
