"""The time up to the as-of date of which nothing is on record: where it lies, and where its words find room."""

from __future__ import annotations

from reports.charts.timeline.days import DayAxis, first_day, last_day, serial
from reports.document import ChartSpec


def silent_days(spec: ChartSpec) -> tuple[int, int] | None:
    """Return on the mornings of which days it begins and ends, as far as it lies on the axis; None where there is none."""
    if not spec.silent:
        return None
    axis = DayAxis(spec.start, spec.stop)
    start = max(serial(first_day(spec.silent)), axis.first)
    end = min(serial(last_day(spec.today)) + 1 if spec.today else axis.end, axis.end)
    return (start, end) if start < end else None


def silent_rows(spec: ChartSpec) -> tuple[int, ...]:
    """Return the places of the rows that have no mark in that time."""
    band, found = silent_days(spec), []
    for n, point in enumerate(spec.points):
        span = point.span
        begins = serial(first_day(span.start)) if span and span.start else 0
        ends = serial(last_day(span.end)) + 1 if span and span.end else 0
        over = span is not None and band is not None and begins < band[1] and (not ends or ends > band[0])
        if band and not over:
            found.append(n)
    return tuple(found)
