"""Days of the calendar, and as spreadsheets count them."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


def first_day(text: str) -> date:
    """Return the first day of a year, month, day or time of day, ISO 8601."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """Return the last day of a year, month, day or time of day, ISO 8601."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def minutes(text: str) -> int:
    """Return the minutes since midnight of a time of day such as 2031-03-04T09:30; 0 where there is none."""
    hour, _, minute = text.partition("T")[2].partition(":")
    return int(hour or 0) * 60 + int(minute or 0)


def days_of_year(year: int) -> int:
    """Return 365, or 366 of a leap year."""
    return 366 if isleap(year) else 365


def serial(day: date) -> int:
    """Return the number of a day in spreadsheets."""
    return (day - EPOCH) // timedelta(days=1)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in text.partition("T")[0].split("-")), 0, 0)[:3]
    return year, month, day
