"""Bars, decided: which stretches of the axis a bar covers, in which look each, what stands at its end, and how long a unit is.

Fill says status, the end says the hedge. A bar may lie on either side of zero. Below zero an open end would point back over
the bar itself, so such a bar is hollow there, and its figure says the hedge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf

from reports.charts.mark_values import evenly_filled
from reports.document import ChartPoint, ChartSpec
from reports.domain.qualifiers import End
from reports.domain.statuses import Fill

Body = Fill | OneOf["tint", "hollow"]
"""The look of a stretch: the fill of its status; a tint where the value may reach or not; hollow where a hedge has no end."""
LONGEST = 0.545
"""Of the room right of the names, at most, for the bars: the rest belongs to the labels."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a bar covers of the axis, from the side of zero outwards."""

    start: Decimal
    stop: Decimal
    body: Body


@dataclass(frozen=True, slots=True)
class BarMark:
    """The bar of a point."""

    point: ChartPoint
    stretches: tuple[Stretch, ...]
    """In the order in which they are drawn; none where no number is stated."""
    end: End

    @property
    def tip(self) -> Decimal:
        """Return where its label stands: at the end that lies further from zero."""
        if self.point.value is not None:
            return self.point.value
        return max(self.point.values, key=abs, default=ZERO)

    @property
    def below(self) -> bool:
        """Return whether its label stands on the side below zero."""
        return self.tip < 0

    @property
    def outermost(self) -> Decimal:
        """Return the value beyond which its label stands: its tip, or the end of the interval around it."""
        low, high = self.whisker or (self.tip, self.tip)
        return min(low, self.tip) if self.below else max(high, self.tip)

    @property
    def whisker(self) -> tuple[Decimal, Decimal] | None:
        """Return the ends of a range, or of the interval around its value; None where it has neither."""
        low, high = self.point.low, self.point.high
        return (low, high) if low is not None and high is not None else None


def bar_marks(spec: ChartSpec, *, even: bool = False) -> tuple[BarMark, ...]:
    """Return the bar of each point; `even` draws a chart of nothing but plain reports solid."""
    return tuple(map(bar_mark, (evenly_filled(spec) if even else spec).points))


def bar_mark(point: ChartPoint) -> BarMark:
    """Return the bar of `point`."""
    if point.value is None:
        return BarMark(point, _between(point), point.end)
    if point.value < 0 and point.end in ("arrow", "wall"):
        return BarMark(point, (Stretch(ZERO, point.value, "hollow"),), "flat")
    body: Body = "tint" if point.end == "wall" else point.fill
    end: End = "flat" if point.end == "fade" and point.fill != "solid" else point.end
    return BarMark(point, (Stretch(ZERO, point.value, body),), end)


def _between(point: ChartPoint) -> tuple[Stretch, ...]:
    """Return the bar of a range: in the fill of its status as far as it certainly reaches, and a tint from there on."""
    low, high = point.low, point.high
    if low is None or high is None:
        return ()
    if low < 0 < high:
        return (Stretch(low, high, "tint"),)
    near, far = sorted((low, high), key=abs)
    certain = (Stretch(ZERO, near, point.fill),) if near else ()
    return (Stretch(near, far, "tint"), *certain)


@dataclass(frozen=True, slots=True)
class BarScale:
    """Where values lie beside the names of the rows."""

    unit: float
    """Points a unit; 0 where no bar finds room."""
    zero: float
    """Points from the beginning of the axis to zero: room for bars below it, and for their labels."""

    def __call__(self, value: Decimal | float) -> float:
        """Return where `value` lies, in points from the beginning of the axis."""
        return self.zero + float(value) * self.unit


def bar_scale(
    marks: Sequence[BarMark],
    labels: Sequence[float],
    room: float,
    *,
    maximum: Decimal | None = None,
    least: float = 0,
    longest: float = LONGEST,
) -> BarScale:
    """Return the longest units with which every bar, and the label at its end, finds room in `room` points.

    Args:
        marks: the bars.
        labels: what the end and the label of each bar take beyond its tip, in points.
        room: width of the axis, in points.
        maximum: fixed end of the axis, which bars must leave room for.
        least: share of the room that bars have whatever their labels take.
        longest: share of the room that they have at most.
    """
    reach = [(float(mark.outermost), need) for mark, need in zip(marks, labels, strict=True)]
    reach += [(float(end), 0.0) for mark in marks for end in mark.whisker or ()]
    reach.append((float(maximum or 0), 0.0))
    above, below = [each for each in reach if each[0] >= 0], [(-value, need) for value, need in reach if value < 0]
    bounds = [
        max(room - one - other, least * room) / (high + low)
        for high, one in above
        for low, other in (*below, (0.0, 0.0))
        if high + low
    ]
    span = max(value for value, _ in above) + max((value for value, _ in below), default=0)
    unit = max(min([*bounds, longest * room / span]), 0) if span else 0
    return BarScale(unit, max((value * unit + need for value, need in below), default=0))
