"""The axis of a native timeline: days as spreadsheets count them, so that cells of its workbook are dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from reports.document import Span
from reports.frozen_classes import dataclass

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


@dataclass(frozen=True, slots=True)
class DayAxis:
    """Days from the first of the month `start` to the last of the month `stop`, each written YYYY-MM."""

    start: str
    stop: str

    @property
    def first(self) -> int:
        """Return the day on whose morning it begins."""
        return serial(first_day(self.start))

    @property
    def end(self) -> int:
        """Return the day on whose morning it ends: the first that is no longer on it."""
        return serial(last_day(self.stop)) + 1

    def month(self, number: int) -> int:
        """Return the first day of the month that is `number` months after the start."""
        day = first_day(self.start)
        months = day.month - 1 + number
        return serial(date(day.year + months // 12, months % 12 + 1, 1))


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a span lies on the axis, in days: from the morning of `first` to that of `end`."""

    first: int
    end: int
    early: bool
    """Whether it has begun before the axis, or has no start."""
    open: bool
    """Whether it has no end."""

    @property
    def days(self) -> int:
        """Return how many days of it lie on the axis."""
        return self.end - self.first


def stay(span: Span, axis: DayAxis) -> Stay:
    """Return where `span` lies on `axis`: from the morning of its first day to the evening of its last."""
    first = serial(first_day(span.start)) if span.start else axis.first - 1
    end = serial(last_day(span.end)) + 1 if span.end else axis.end
    return Stay(max(first, axis.first), min(end, axis.end), first < axis.first, not span.end)


def first_day(text: str) -> date:
    """Return the first day of a year, month, day or time of day, ISO 8601."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Return the last day of a year, month, day or time of day, ISO 8601."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def serial(day: date) -> int:
    """Return the number of a day in spreadsheets."""
    return (day - EPOCH) // timedelta(days=1)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in text.partition("T")[0].split("-")), 0, 0)[:3]
    return year, month, day
