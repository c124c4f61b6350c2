"""Events over time, decided: at which category each stands, and in which row above the plot its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.grammar.grid import Grid
from reports.document import ChartEvent, ChartSpec


@dataclass(frozen=True, slots=True)
class EventLine:
    """An upright line, and where its words stand."""

    event: ChartEvent
    place: int
    """Of its category."""
    left: float
    """Of its words, in points."""
    row: int
    """From the plot upwards, 0 the nearest."""


def event_places(spec: ChartSpec, grid: Grid) -> tuple[int, ...]:
    """Return the place of the category of each event."""
    if not spec.events:
        return ()
    begins = [next((p.at for s in grid.series if (p := s.points[n])), "") for n in range(len(grid.categories))]
    return tuple(begins.index(event.at) for event in spec.events)


def event_lines(
    spec: ChartSpec, grid: Grid, centres: Sequence[float], widths: Sequence[float], width: float, gap: float
) -> tuple[EventLine, ...]:
    """Return where the words of each event stand: centred on its line, within `width`, in the lowest row where they meet none.

    `centres` are those of the categories, `widths` those of the words, `gap` lies between words in a row; all in points.
    """
    ends: list[list[tuple[float, float]]] = []
    found = []
    for event, place, wide in zip(spec.events, event_places(spec, grid), widths, strict=True):
        left = min(max(centres[place] - wide / 2, 0), max(width - wide, 0))
        free = (n for n, row in enumerate(ends) if all(left + wide + gap <= a or b + gap <= left for a, b in row))
        row = next(free, len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append((left, left + wide))
        found.append(EventLine(event, place, left, row))
    return tuple(found)
