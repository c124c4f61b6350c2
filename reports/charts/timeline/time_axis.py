"""The axis of a timeline: where years, days and times of day lie, decided once for paper and for Office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from reports.charts.timeline.days import days_of_year, first_day, last_day, minutes, serial
from reports.document import Span

Grain = Literal["year", "month", "day", "hour"]
"""What an axis is marked by."""
STEPS: dict[Grain, tuple[int, ...]] = {
    "year": (1, 2, 5, 10, 20, 25, 50, 100, 200, 500),
    "month": (1, 2, 3, 6, 12),
    "day": (1, 2, 7, 14, 28),
    "hour": (1, 2, 3, 6, 12, 24),
}
"""How many of its units may share a name."""
HOURS_UP_TO = 2
"""Days of an axis that is marked by hours, at most."""
EXACT = 9
"""Decimals of a place, so that chart and workbook write the same ones: below a thousandth of a second."""
YEAR, MONTH, DAY = len("2031"), len("2031-02"), len("2031-02-04")


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Time from `start` to the end of `stop`, each a year, a month, a day, or a whole hour such as 2031-03-04T08.

    Places on it are days as spreadsheets count them, so that cells are dates; on an axis of years they are years, since
    spreadsheets count no day before 1900.
    """

    start: str
    stop: str

    @property
    def grain(self) -> Grain:
        """Return what it is marked by: what its ends are written in, hours where a day or two are the whole."""
        if len(self.start) == YEAR:
            return "year"
        if len(self.start) == MONTH:
            return "month"
        if "T" in self.start or "T" in self.stop:
            return "hour"
        return "hour" if serial(last_day(self.stop)) - serial(first_day(self.start)) < HOURS_UP_TO else "day"

    @property
    def first(self) -> float:
        """Return where it begins."""
        return self.begin(self.start)

    @property
    def end(self) -> float:
        """Return where it ends: on the morning after its last day."""
        return self.finish(self.stop)

    @property
    def units(self) -> tuple[float, ...]:
        """Return where each of its years, months, days or hours begins."""
        if self.grain == "month":
            day, count = first_day(self.start), 0
            found = [self._month(day, count)]
            while found[-1] < self.end:
                count += 1
                found.append(self._month(day, count))
            return tuple(found[:-1])
        parts = 24 if self.grain == "hour" else 1
        return tuple(self.first + n / parts for n in range(round((self.end - self.first) * parts)))

    @staticmethod
    def _month(day: date, number: int) -> float:
        months = day.month - 1 + number
        return float(serial(date(day.year + months // 12, months % 12 + 1, 1)))

    def begin(self, text: str) -> float:
        """Return where a date begins: a month on its first day, a time of day at its minute."""
        day = first_day(text)
        if self.grain == "year":
            return round(day.year + (day.timetuple().tm_yday - 1) / days_of_year(day.year), EXACT)
        return round(serial(day) + minutes(text) / (24 * 60), EXACT)

    def last(self, text: str) -> float:
        """Return the last day of a date, on an axis of years its last year or day: what a cell of its end holds."""
        if self.grain == "year" and len(text) == YEAR:
            return float(text)
        return self.begin(text if "T" in text else last_day(text).isoformat())

    def finish(self, text: str) -> float:
        """Return where a date ends: a day at its evening, a time of day at its minute."""
        if "T" in text:
            return self.begin(text)
        if self.grain != "year":
            return self.last(text) + 1
        day = last_day(text)
        return round(day.year + day.timetuple().tm_yday / days_of_year(day.year), EXACT)

    def holds(self, span: Span) -> bool:
        """Return whether a span lies on it; sides that are open, or coarser than its marks, may reach beyond."""
        depth = {"year": YEAR, "month": MONTH, "day": DAY, "hour": DAY + 1}[self.grain]
        sides = [side for side in (span.start, span.end) if len(side) >= depth]
        if any(self.begin(side) < self.first or self.finish(side) > self.end for side in sides):
            return False
        begins = self.begin(span.start) if span.start else self.first
        return begins < self.end and (not span.end or self.finish(span.end) > self.first)

    def label_step(self, unit: float, needed: float) -> int:
        """Return how many units share a name, so that each has `needed` points where a unit has `unit`."""
        return next((n for n in STEPS[self.grain] if n * unit >= needed), STEPS[self.grain][-1])

    @property
    def heads(self) -> tuple[int, ...]:
        """Return the units at which a year, month or day begins that stands above them; none above years."""
        if self.grain == "year":
            return ()
        whole = tuple(map(self._head, self.units))
        return tuple(n for n, head in enumerate(whole) if not n or head != whole[n - 1])

    def _head(self, at: float) -> int:
        day = day_at(at)
        return {"month": day.year, "day": day.month}.get(self.grain, day.toordinal())


def day_at(place: float) -> date:
    """Return the day at a place of an axis of days."""
    return first_day("1899-12-30") + timedelta(days=int(place))


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a span lies on an axis."""

    first: float
    end: float
    early: bool
    """Whether it has begun before the axis, or has no start."""
    late: bool
    """Whether it goes on beyond the axis, or has no end."""
    open: bool
    """Whether it has no end."""

    @property
    def length(self) -> float:
        """Return how much of it lies on the axis."""
        return self.end - self.first

    @property
    def middle(self) -> float:
        """Return the middle of it."""
        return (self.first + self.end) / 2

    def is_short(self, unit: float, mark: float) -> bool:
        """Return whether it would be shorter than a mark of `mark` points where 1 has `unit` points: a point then."""
        return not (self.early or self.late) and self.length * unit < mark


def stay(span: Span, axis: TimeAxis) -> Stay:
    """Return where `span` lies on `axis`: from the morning of its first day to the evening of its last."""
    first = axis.begin(span.start) if span.start else axis.first - 1
    end = axis.finish(span.end) if span.end else axis.end + 1
    early, late = first < axis.first, end > axis.end
    return Stay(max(first, axis.first), min(end, axis.end), early, late, not span.end)
