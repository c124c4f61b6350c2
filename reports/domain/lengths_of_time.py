"""Periods as ISO 8601 writes them: two dates, one side open, or a length of time that ends or begins at a date.

'Over the six months to the meeting' is `P6M/2031-02-04` (ISO 8601-1:2019, 5.5.2.4): six months that end on that day. As
`2030-08/2031-02` it would be seven whole months, of which the last runs on past the meeting.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["year", "month", "week", "day"]
UNITS: dict[str, Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
DEPTH: dict[Unit, int] = {"year": 0, "month": 1, "week": 2, "day": 2}
"""How many parts after the year a date must have, so that so long a time can be counted from it."""
MONTHS: dict[Unit, int] = {"year": 12, "month": 1}
DAYS: dict[Unit, int] = {"week": 7, "day": 1}
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LENGTH = re.compile(r"P([1-9][0-9]{0,3})([YMWD])")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, such as six months."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """When something lasted, as a file writes it."""

    start: str
    """A date or another period; empty or '..' where open."""
    end: str
    length: Length | None = None
    """Where one side was counted from the other: how long it lasted."""
    counted: Literal["", "start", "end"] = ""
    """The side that was counted."""


def length_of(text: str) -> Length | None:
    """Return the length that `text` is, such as 'P6M'; None where it is none."""
    match = _LENGTH.fullmatch(text)
    return Length(int(match[1]), UNITS[match[2]]) if match else None


def stretch_of(text: str) -> Stretch:
    """Return the period `text`, with a side that is a length worked out.

    Both sides belong to the period: `P6M/2031-02-04` begins on 5 August, `P6M/2031-02` with September.

    Raises:
        ValueError: the length cannot be counted from its date; the message says why.
    """
    first, _, last = text.partition("/")
    before, after = length_of(first), length_of(last)
    if before and after:
        raise ValueError("must have a date beside its length, such as P6M/2026-02-04")
    if before:
        return Stretch(_counted(last, before, -1), last, before, "start")
    if after:
        return Stretch(first, _counted(first, after, 1), after, "end")
    return Stretch(first, last)


def _counted(near: str, length: Length, way: int) -> str:
    """Return the other end of a period of `length` that has its end, or its start, at `near`."""
    depth = near.count("-")
    if not _DATE.fullmatch(near) or depth < DEPTH[length.unit]:
        raise ValueError(f"must count {length.unit}s from a date to the {('year', 'month', 'day')[DEPTH[length.unit]]}")
    months, days = MONTHS.get(length.unit, 0) * length.count * way, DAYS.get(length.unit, 0) * length.count * way
    try:
        if depth == 2:
            far = _moved(date.fromisoformat(near), months) + timedelta(days=days - way)
            return far.isoformat()
        at = _moved(date.fromisoformat(near + "-01" * (2 - depth)), months - way * (12 if depth == 0 else 1))
    except (ValueError, OverflowError):
        raise ValueError("must stay within the years 1 to 9999") from None
    return at.isoformat()[: len(near)]


def _moved(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
