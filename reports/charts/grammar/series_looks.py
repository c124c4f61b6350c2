"""Which colour, fill, line and sign stand for a series, and which for what is known of a point.

Colour carries the focus and, where there are several series, the series; signs and fills carry the same in grey. What is
provisional, estimated or hedged is hollow; what had not happened when it was reported is hollow at a dashed line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from reports.charts.drawing import blend
from reports.charts.grammar.grid import Grid
from reports.document import ChartPoint
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.theme.definition import Colours

Sign = OneOf["circle", "square", "triangle", "diamond"]
SIGNS: tuple[Sign, ...] = ("circle", "square", "triangle", "diamond")
LIGHT = 0.6
"""Share of the colour in the second hue: three to one against paper (WCAG 2.2, 1.4.11)."""
HOLLOW = frozenset({"provisional", "estimated"})
FORECAST = "forecast"
MOST_DIRECT = 3
"""Series that are named at their ends; more have a legend."""


@dataclass(frozen=True, slots=True)
class SeriesLook:
    """How a series looks."""

    hue: str
    sign: Sign


def series_looks(grid: Grid, colours: Colours) -> tuple[SeriesLook, ...]:
    """Return how each series looks: the focus in its colour, the others in hues that differ in grey as well."""
    others = (colours.primary, blend(colours.primary, colours.paper, LIGHT), colours.context, colours.ink)
    found, at = [], 0
    for n, series in enumerate(grid.series):
        sign = SIGNS[n % len(SIGNS)]
        whole = all(point.focus for point in series.points if point)
        if series.focus and (len(grid.series) > 1 or whole):
            found.append(SeriesLook(colours.focus, sign))
        else:
            found.append(SeriesLook(others[at % len(others)], sign))
            at += 1
    return tuple(found)


def is_forecast(point: ChartPoint) -> bool:
    """Return whether a point had not happened when it was reported."""
    return point.observed == FORECAST or Status(point.status).standing.ahead


def is_hollow(point: ChartPoint) -> bool:
    """Return whether the sign of a point is hollow: it may change, or is no exact number."""
    return (
        is_forecast(point) or point.observed in HOLLOW or point.qualifier not in (Qualifier.EXACTLY, Qualifier.BETWEEN)
    )


def directly_named(grid: Grid) -> bool:
    """Return whether the series are named at their ends, not in a legend."""
    return len(grid.series) <= MOST_DIRECT
