"""From one total to another by declared steps: where each column begins and ends, and the columns of the sheet behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.charts.grammar.scales import from_zero_values
from reports.document import ChartPoint, ChartSpec

FEWEST = 3
"""Points: two totals and a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A column, from where it begins to where it ends."""

    point: ChartPoint
    start: Decimal
    end: Decimal
    is_total: bool

    @property
    def base(self) -> Decimal:
        """Return the end of it that is nearer to zero, or zero where it stands across."""
        return min(self.start, self.end, key=abs) if self.start * self.end > 0 else Decimal(0)


def steps_of(points: Iterable[ChartPoint]) -> tuple[Step, ...]:
    """Return the columns: the first and the last from zero, each one between from where the one before it ends."""
    held = tuple(points)
    found, at = [], Decimal(0)
    for n, point in enumerate(held):
        value = point.value or Decimal(0)
        total = n in (0, len(held) - 1)
        end = value if total else at + value
        found.append(Step(point, Decimal(0) if total else at, end, total))
        at = end
    return tuple(found)


def from_steps(points: Iterable[ChartPoint], maximum: Decimal | None) -> tuple[Decimal, ...]:
    """Return the marks of an axis on which all columns lie."""
    return from_zero_values([edge for step in steps_of(points) for edge in (step.start, step.end)], maximum)


def sheet_columns(spec: ChartSpec) -> tuple[tuple[Decimal | None, ...], ...]:
    """Return the columns of the sheet: where steps begin, then totals, rises and falls, each with its number or none."""
    steps = steps_of(spec.points)
    return (
        tuple(None if step.is_total or not step.base else step.base for step in steps),
        tuple(step.point.value if step.is_total else None for step in steps),
        tuple(_size(step) if not step.is_total and step.end >= step.start else None for step in steps),
        tuple(_size(step) if not step.is_total and step.end < step.start else None for step in steps),
    )


def _size(step: Step) -> Decimal:
    return abs(step.end - step.start)


def crossing(spec: ChartSpec) -> Iterator[Step]:
    """Yield the steps that cross zero, which Office cannot draw as one column."""
    return (step for step in steps_of(spec.points) if not step.is_total and step.start * step.end < 0)
