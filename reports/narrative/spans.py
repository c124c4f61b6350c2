"""When something stands on a timeline: from the date or period of its fact, done or planned, stated or derived."""

from __future__ import annotations

from reports.document import Span
from reports.domain.facts import Fact
from reports.domain.lengths_of_time import stretch_of
from reports.domain.periods import plain_months
from reports.domain.wording import Speech, date_text, derived_text, period_text
from reports.load.definition_files import ChartFile


def span_of(fact: Fact, *, planned: bool) -> Span | None:
    """Return where `fact` lies in time; None where it has no date. What its status calls not yet done is planned."""
    planned, derived = planned or fact.status.standing.ahead, fact.date_basis == "derived"
    if fact.period:
        period = stretch_of(fact.period)
        start, _, end = plain_months(fact.period).partition("/")
        # one fading end says that a bar is derived; where a side was counted from the other, it is that one
        at_end = derived and period.counted == "end"
        return Span(start, end, derived and not at_end, at_end, planned)
    moment = fact.date or fact.as_of
    if not moment:
        return None
    start, slash, end = plain_months(moment).partition("/")
    return Span(start, end if slash else start, derived, derived and not slash, planned)


def outside(span: Span, file: ChartFile) -> bool:
    """Return whether a span to the month or the day leaves the axis; open sides never do."""
    return any(
        len(side) > len("2026") and not file.start <= side[: len("2026-02")] <= file.stop
        for side in (span.start, span.end)
    )


def when(fact: Fact, speech: Speech) -> str:
    """Return the date or period of `fact` in words, marked where no source states it."""
    said = period_text(fact.period, speech) if fact.period else date_text(fact.date or fact.as_of or "", speech)
    return derived_text(said, speech) if fact.date_basis == "derived" else said
