"""The axis of a timeline: dates as a number of months from its start, every month equally wide."""

from __future__ import annotations

from calendar import monthrange

from reports.document import Span
from reports.frozen_classes import dataclass

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class MonthAxis:
    """Months from `start` to `stop`, both included, each written YYYY-MM."""

    start: str
    stop: str

    @property
    def first_year(self) -> int:
        """Return the year the axis starts in."""
        return _parts(self.start)[0]

    @property
    def first_month(self) -> int:
        """Return the month the axis starts with, 1 to 12."""
        return _parts(self.start)[1]

    @property
    def months(self) -> int:
        """Return how many months the axis has."""
        year, month, _ = _parts(self.stop)
        return self._months(year, month) + 1

    def begin(self, date: str) -> float:
        """Return where `date` begins, in months from the start of the axis; the year alone counts as its January."""
        year, month, day = _parts(date)
        return self._months(year, month or 1) + ((day - 1) / monthrange(year, month)[1] if day else 0)

    def end(self, date: str) -> float:
        """Return where `date` ends: a day at its evening, a month at its last day, a year at its December."""
        year, month, day = _parts(date)
        return self._months(year, month or 12) + (day / monthrange(year, month)[1] if day else 1)

    def _months(self, year: int, month: int) -> int:
        return (year - self.first_year) * 12 + month - self.first_month

    @property
    def names(self) -> tuple[str, ...]:
        """Return the English name of every month on the axis."""
        return tuple(ENGLISH[(self.first_month - 1 + n) % 12] for n in range(self.months))

    @property
    def years(self) -> tuple[tuple[int, str], ...]:
        """Return where each year begins on the axis, in months, and its number."""
        januaries = range((1 - self.first_month) % 12 or 12, self.months, 12)
        later = tuple((n, str(self.first_year + 1 + i)) for i, n in enumerate(januaries))
        return ((0, str(self.first_year)), *later)

    def label_step(self, unit: float, needed: float) -> int:
        """Return how many months share a label, so that each has `needed` points where a month has `unit`."""
        return next((n for n in (1, 2, 3, 6) if n * unit >= needed), 12)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a span lies on the axis, in months from its start."""

    first: float
    last: float
    early: bool
    """Whether it has begun before the axis, or has no start."""
    late: bool
    """Whether it goes on beyond the axis, or has no end."""

    def is_short(self, month: float, mark: float) -> bool:
        """Return whether it would be shorter than a mark of `mark` points where a month has `month`: a point then."""
        return not (self.early or self.late) and (self.last - self.first) * month < mark

    @property
    def middle(self) -> float:
        """Return the middle of it."""
        return (self.first + self.last) / 2


def stretch(span: Span, axis: MonthAxis) -> Stretch:
    """Return where `span` lies on `axis`: from the morning of its first day to the evening of its last."""
    first = axis.begin(span.start) if span.start else -1.0
    last = axis.end(span.end) if span.end else axis.months + 1.0
    return Stretch(max(first, 0.0), min(last, float(axis.months)), first < 0, last > axis.months)


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    return year, month, day
