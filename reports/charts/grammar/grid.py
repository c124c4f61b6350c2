"""Points in a grid: categories along the axis, one series of them a name; a place without a point is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from reports.document import ChartPoint, ChartSpec

MANY = 14
"""Periods beyond which not all are named at the axis of an Office chart."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series, with a place for each category."""

    name: str
    """Empty where the chart has no more than one."""
    points: tuple[ChartPoint | None, ...]
    """None where the series has no point: a gap."""

    @property
    def focus(self) -> bool:
        """Return whether it is in the focus colour."""
        return any(point.focus for point in self.points if point)

    @property
    def last(self) -> int:
        """Return the place of its last point that has a value; -1 where none has."""
        return max((n for n, point in enumerate(self.points) if point and point.reach is not None), default=-1)


@dataclass(frozen=True, slots=True)
class Grid:
    """All points of a chart by category and series."""

    categories: tuple[str, ...]
    """As printed at the axis; a line break stands where one is printed."""
    days: tuple[int, ...]
    """Day on which each begins, as an ordinal; empty where they are no periods."""
    series: tuple[Series, ...]

    @property
    def spaced(self) -> bool:
        """Return whether categories lie on the axis by time."""
        return bool(self.days)

    @property
    def even(self) -> bool:
        """Return whether categories are as far from each other as names in a row: no periods, or periods without a gap."""
        return evenly_spaced(self.days)

    @property
    def by_day(self) -> bool:
        """Return whether Office places categories by their days: where their names in a row would lie, or be too many."""
        return self.spaced and (not self.even or len(self.categories) > MANY)

    def places(self) -> tuple[float, ...]:
        """Return where each category lies between the first, 0, and the last, 1: by time where they are periods."""
        if self.spaced and self.days[-1] > self.days[0]:
            whole = self.days[-1] - self.days[0]
            return tuple((day - self.days[0]) / whole for day in self.days)
        return tuple(n / max(len(self.categories) - 1, 1) for n in range(len(self.categories)))

    def cells(self) -> Iterator[tuple[int, int, ChartPoint]]:
        """Yield the points that there are, row by row: place of the category, place of the series, point."""
        for n in range(len(self.categories)):
            for k, series in enumerate(self.series):
                point = series.points[n]
                if point is not None:
                    yield n, k, point


def grid_of(spec: ChartSpec) -> Grid:
    """Return the points of `spec` as a grid; periods in their order, everything else in the order of the definition."""
    keys: dict[tuple[str, str], str] = {}
    every = spec.shared or spec.points
    for point in every:
        keys.setdefault((point.at, "" if point.at else point.label), point.label)
    dated = all(at for at, _ in keys)
    ordered = sorted(keys, key=lambda key: day_of(key[0])) if dated else list(keys)
    names = tuple(dict.fromkeys(point.series for point in every))
    known = {(p.series, (p.at, "" if p.at else p.label)): p for p in spec.points}
    series = tuple(Series(name, tuple(known.get((name, key)) for key in ordered)) for name in names)
    days = tuple(day_of(at) for at, _ in ordered) if dated else ()
    return Grid(tuple(keys[key] for key in ordered), days, series)


def interval(point: ChartPoint | None) -> tuple[float, float] | None:
    """Return the ends of the interval around the value of a point; None where it has none, or is no more than a range."""
    if point is None or point.value is None or point.low is None or point.high is None:
        return None
    return float(point.low), float(point.high)


def is_range(point: ChartPoint) -> bool:
    """Return whether a point lies between two values and none is given for it."""
    return point.value is None and point.low is not None and point.high is not None


def cell_value(point: ChartPoint | None, *, ranges: bool) -> Decimal | None:
    """Return the number in the cell of a point: its value; the upper end of a range where `ranges` can be shown."""
    if point is None or point.value is not None:
        return None if point is None else point.value
    return point.high if ranges else None


def by_last_value(grid: Grid) -> Grid:
    """Return the grid with its series from the highest last value to the lowest, as their ends lie on a line chart."""

    def end(series: Series) -> float:
        point = series.points[series.last] if series.last >= 0 else None
        return -float(point.reach) if point and point.reach is not None else float("inf")

    return Grid(grid.categories, grid.days, tuple(sorted(grid.series, key=end)))


def evenly_spaced(days: Sequence[int]) -> bool:
    """Return whether days, as ordinals, are equally far from each other; those that begin months, in months."""
    known = [date.fromordinal(day) for day in days]
    months = [day.year * 12 + day.month for day in known]
    steps = months if all(day.day == 1 for day in known) else list(days)
    return len({later - sooner for sooner, later in pairwise(steps)}) <= 1


def begins_years(grid: Grid) -> bool:
    """Return whether every category begins with a year."""
    return all((day.month, day.day) == (1, 1) for day in map(date.fromordinal, grid.days))


def day_of(text: str) -> int:
    """Return the ordinal of the day on which a date begins: a year, a month or a day as ISO 8601 writes it."""
    return date.fromisoformat(text + "-01" * (2 - text.count("-"))).toordinal()
