"""Periods of time in EDTF and close to it: read, put in order, stepped through, and said in the words of a language.

EDTF is part of ISO 8601-2 (https://www.loc.gov/standards/datetime/): years, months, days, times of day, decades (`200X`),
quarters (`2008-33`), half-years (`2008-40`), approximate (`~`), uncertain (`?`) and both (`%`). Besides, as statistics
offices write them: `2008-Q3`, `2008-H1`, `2008-W07` (ISO 8601), and `FY2008-07`, the fiscal year that begins in July 2008.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from reports.domain.lengths_of_time import stretch_of

Grain = Literal["decade", "year", "fiscal", "half", "quarter", "month", "week", "day", "minute"]
FORMS = (
    "2026, 2026-02 or 2026-02-04, a time 2026-02-04T09:30, or 2026-Q1, 2026-H1, 2026-W07, FY2026-07, 202X, 2026~, 2026?"
)
"""Said where a text is no period."""
MONTHS_OF: Mapping[Grain, int] = {"year": 12, "fiscal": 12, "half": 6, "quarter": 3, "month": 1}
"""Months in a period of a grain that is made of months."""
OPEN = frozenset({"", ".."})
"""What stands at the open side of an interval: EDTF writes `..`, older files leave it empty."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with a name of its own."""

    first: date
    """First day."""
    last: date
    """Last day."""
    grain: Grain
    clock: str = ""
    """Time of day, HH:MM; empty where none is given."""
    approximate: bool = False
    uncertain: bool = False

    @property
    def months(self) -> int:
        """Return how many months it is long; 0 for weeks, days and decades."""
        return MONTHS_OF.get(self.grain, 0)

    @property
    def text(self) -> str:
        """Return it as files write it, the same for every spelling."""
        year, month = self.first.year, self.first.month
        match self.grain:
            case "decade":
                plain = f"{year // 10:03}X"
            case "year":
                plain = f"{year:04}"
            case "fiscal":
                plain = f"FY{year:04}-{month:02}"
            case "half":
                plain = f"{year:04}-H{(month + 5) // 6}"
            case "quarter":
                plain = f"{year:04}-Q{(month + 2) // 3}"
            case "month":
                plain = f"{year:04}-{month:02}"
            case "week":
                plain = "{:04}-W{:02}".format(*self.first.isocalendar()[:2])
            case _:
                plain = self.first.isoformat() + (f"T{self.clock}" if self.clock else "")
        return plain + ("%" if self.approximate and self.uncertain else "~" * self.approximate + "?" * self.uncertain)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the year, and the month and the day where it names them."""
        depth = {"month": 2, "day": 3, "minute": 3}.get(self.grain, 1)
        return (self.first.year, self.first.month, self.first.day)[:depth]

    def stepped(self, count: int) -> Period:
        """Return the period of the same grain that comes `count` later, or earlier where it is negative."""
        if self.months:
            return _of_months(self.grain, *_month_after(self.first, count * self.months))
        if self.grain == "decade":
            return _decade(self.first.year + 10 * count)
        days = count * (7 if self.grain == "week" else 1)
        return replace(self, first=self.first + timedelta(days), last=self.last + timedelta(days))

    def a_year_before(self) -> Period:
        """Return the period of the same name a year before; the same week or day of the year before."""
        if self.months:
            return self.stepped(-12 // self.months)
        if self.grain == "week":
            year, week, _ = self.first.isocalendar()
            return read_period(f"{year - 1:04}-W{min(week, _weeks(year - 1)):02}")
        return (
            self.stepped(-1) if self.grain == "decade" else _day(self.first.year - 1, self.first.month, self.first.day)
        )


def _weeks(year: int) -> int:
    """Return how many weeks an ISO year has: its 28 December lies in the last one."""
    return date(year, 12, 28).isocalendar()[1]


def _month_after(day: date, months: int) -> tuple[int, int]:
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def _of_months(grain: Grain, year: int, month: int) -> Period:
    first = date(year, month, 1)
    end_year, end_month = _month_after(first, MONTHS_OF[grain] - 1)
    return Period(first, date(end_year, end_month, monthrange(end_year, end_month)[1]), grain)


def _decade(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def _day(year: int, month: int, day: int) -> Period:
    """Return a day; 29 February becomes the 28th where a year has none, as when a year is counted back."""
    found = date(year, month, min(day, monthrange(year, month)[1]))
    return Period(found, found, "day")


def _week(year: int, week: int) -> Period:
    first = date.fromisocalendar(year, week, 1)
    return Period(first, first + timedelta(6), "week")


def _exact_day(year: int, month: int, day: int) -> Period:
    found = date(year, month, day)
    return Period(found, found, "day")


def _coded(year: int, code: int) -> Period:
    """Return a quarter (33 to 36) or half-year (40, 41) by its EDTF code."""
    if 33 <= code <= 36:
        return _of_months("quarter", year, code * 3 - 98)
    if code in (40, 41):
        return _of_months("half", year, code * 6 - 239)
    raise ValueError(code)


_READERS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"([0-9]{4})", lambda year: _of_months("year", year, 1)),
        (r"([0-9]{4})-(0[1-9]|1[0-2])", lambda year, month: _of_months("month", year, month)),
        (r"([0-9]{4})-?[Qq]([1-4])", lambda year, quarter: _of_months("quarter", year, quarter * 3 - 2)),
        (r"([0-9]{4})-?[HhSs]([12])", lambda year, half: _of_months("half", year, half * 6 - 5)),
        (r"([0-9]{4})-?[Ww]([0-9]{2})", _week),
        (r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", _exact_day),
        (r"[Ff][Yy]([0-9]{4})-(0[1-9]|1[0-2])", lambda year, month: _of_months("fiscal", year, month)),
        (r"([0-9]{3})[Xx]", lambda tens: _decade(tens * 10)),
        (r"([0-9]{4})-(3[3-6]|4[01])", _coded),
    )
)
_CLOCK = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(([01][0-9]|2[0-3]):[0-5][0-9])(?::[0-9]{2})?Z?")


@lru_cache(maxsize=100_000)
def read_period(text: str) -> Period:
    """Return the period that `text` writes.

    Raises:
        ValueError: it is none, or one that the calendar does not have.
    """
    plain = text.rstrip("~?%")
    signs = text[len(plain) :]
    if match := _CLOCK.fullmatch(plain):
        return replace(read_period(match[1] + signs), grain="minute", clock=match[2])
    for pattern, reader in _READERS:
        if (match := pattern.fullmatch(plain)) and len(signs) <= 2:
            try:
                found = reader(*map(int, match.groups()))
            except ValueError:
                raise ValueError(f"{text!r} is a day, week or code that the calendar does not have") from None
            both = "%" in signs
            return replace(found, approximate=both or "~" in signs, uncertain=both or "?" in signs) if signs else found
    raise ValueError(f"{text!r} is no period such as {FORMS}")


def read_span(text: str) -> tuple[Period | None, Period | None]:
    """Return both sides of an interval `start/end`, one of them perhaps a length: None for an open one.

    The same period twice where there is no slash.

    Raises:
        ValueError: it is no interval, has two open sides, or ends before it begins.
    """
    if "/" not in text:
        return read_period(text), read_period(text)
    written = stretch_of(text)
    start, end = written.start, written.end
    first, last = (None if side in OPEN else read_period(side) for side in (start, end))
    if first is None and last is None:
        raise ValueError("must have a side that is not open")
    if first and last and first.first > last.last:
        raise ValueError("must not end before it begins")
    return first, last


def plain_months(text: str, *, clock: bool = False) -> str:
    """Return a period as ISO months or days, `start/end` where it is longer than one of them; as it is where it is plain.

    What draws time on an axis of months needs no more than that; on one of hours it needs times of day, with `clock`.
    """
    if "/" in text:
        first, last = read_span(text)
        start = plain_months(first.text, clock=clock).partition("/")[0] if first else ""
        end = plain_months(last.text, clock=clock).rpartition("/")[2] if last else ""
        return f"{start}/{end}"
    period = read_period(text)
    if clock and period.grain == "minute":
        return replace(period, approximate=False, uncertain=False).text
    if period.grain in ("year", "month", "day", "minute"):
        return replace(period, grain="day" if period.grain == "minute" else period.grain, clock="",
                       approximate=False, uncertain=False).text  # fmt: skip
    if period.grain == "week":
        return f"{period.first.isoformat()}/{period.last.isoformat()}"
    return f"{period.first.isoformat()[:7]}/{period.last.isoformat()[:7]}"
