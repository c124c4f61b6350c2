"""The time up to the as-of date of which nothing is on record: where it lies, and where its words find room."""

from __future__ import annotations

from reports.charts.timeline.time_axis import TimeAxis
from reports.document import ChartSpec


def silent_time(spec: ChartSpec) -> tuple[float, float] | None:
    """Return where it begins and ends, as far as it lies on the axis; None where there is none."""
    if not spec.silent:
        return None
    axis = TimeAxis(spec.start, spec.stop)
    start = max(axis.begin(spec.silent), axis.first)
    end = min(axis.finish(spec.today) if spec.today else axis.end, axis.end)
    return (start, end) if start < end else None


def silent_rows(spec: ChartSpec) -> tuple[int, ...]:
    """Return the places of the rows that have no mark in that time."""
    band, axis, found = silent_time(spec), TimeAxis(spec.start, spec.stop), []
    for n, point in enumerate(spec.points):
        span = point.span
        begins = axis.begin(span.start) if span and span.start else axis.first
        ends = axis.finish(span.end) if span and span.end else axis.end + 1
        over = span is not None and band is not None and begins < band[1] and ends > band[0]
        if band and not over:
            found.append(n)
    return tuple(found)
