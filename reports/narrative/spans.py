"""When something stands on a timeline: from the date or period of its fact, done or planned, stated or derived."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from reports.charts.timeline.days import first_day, last_day
from reports.charts.timeline.time_axis import TimeAxis
from reports.document import Span
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.lengths_of_time import stretch_of
from reports.domain.periods import plain_months
from reports.domain.wording import Speech, date_text, derived_text, period_text
from reports.load.definition_files import ChartFile


def span_of(fact: Fact, *, planned: bool, clock: bool = False) -> Span | None:
    """Return where `fact` lies in time; None where it has no date. What its status calls not yet done is planned.

    Times of day count with `clock`, on an axis of hours; else their days do.
    """
    planned, derived = planned or fact.status.standing.ahead, fact.date_basis == "derived"
    if fact.period:
        period = stretch_of(fact.period)
        start, _, end = plain_months(fact.period, clock=clock).partition("/")
        # one fading end says that a bar is derived; where a side was counted from the other, it is that one
        at_end = derived and period.counted == "end"
        return Span(start, end, derived and not at_end, at_end, planned)
    moment = fact.date or fact.as_of
    if not moment:
        return None
    start, slash, end = plain_months(moment, clock=clock).partition("/")
    return Span(start, end if slash else start, derived, derived and not slash, planned)


SHORTEST_SILENCE = timedelta(days=28)
"""A shorter time without a record is not worth a mark."""


def silent_from(book: FactBook, planned: Collection[str]) -> str:
    """Return the first day, ISO 8601, from which on up to the as-of date no fact of the book has a date; empty for none.

    What was still to come when it was reported tells nothing of that time, as the facts `planned` do not; what may or may not
    have come about, and what is dated to the year alone, tells of the day that it began.
    """
    until, latest = last_day(book.as_of), date.min
    for fact in book.facts.values():
        span = span_of(fact, planned=fact.id in planned)
        if span is None or span.planned:
            continue
        days = [first_day(span.start)] if span.start else []
        if fact.status.standing.happened and not (span.is_moment and len(span.end) == len("2026")):
            days.append(last_day(span.end) if span.end else until)
        latest = max((latest, *(min(day, until) for day in days)))
    return (latest + timedelta(days=1)).isoformat() if date.min < latest <= until - SHORTEST_SILENCE else ""


def outside(span: Span, file: ChartFile) -> bool:
    """Return whether a span leaves the axis; sides that are open, or coarser than its marks, never do."""
    return not TimeAxis(file.start, file.stop).holds(span)


def when(fact: Fact, speech: Speech) -> str:
    """Return the date or period of `fact` in words, marked where no source states it."""
    said = period_text(fact.period, speech) if fact.period else date_text(fact.date or fact.as_of or "", speech)
    return derived_text(said, speech) if fact.date_basis == "derived" else said
