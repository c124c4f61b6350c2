"""Events on paper: dashed uprights behind the marks, their words above the plot."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.drawing import Mark, Run, segment
from reports.charts.grammar.event_lines import EventLine, event_lines
from reports.charts.grammar.grid import Grid
from reports.charts.grammar.grid_frame import Frame
from reports.charts.pen import Pen
from reports.document import ChartSpec
from reports.theme.fonts import text_width

ROW = 1.1
"""Height of a row of words, in leadings."""


def placed_events(
    spec: ChartSpec, grid: Grid, centres: Sequence[float], pen: Pen, width: float
) -> tuple[tuple[EventLine, ...], float]:
    """Return where events stand, and the height that their words take above the plot."""
    widths = [text_width(event.words, pen.size) for event in spec.events]
    lines = event_lines(spec, grid, centres, widths, width, pen.gap)
    return lines, (max(line.row for line in lines) + 1) * ROW * pen.leading if lines else 0


def events_drawn(lines: Sequence[EventLine], centres: Sequence[float], held: Frame, pen: Pen) -> list[Mark]:
    """Return the lines and their words."""
    marks = []
    for line in lines:
        x, foot = centres[line.place], held.top - 0.6 * pen.leading - line.row * ROW * pen.leading
        start, end, dashes = (x, foot + 2.5 * pen.k), (x, held.bottom), (2.4 * pen.k, 2 * pen.k)
        upright = segment(start, end, pen.colours.muted, 0.9 * pen.k, dashes)
        marks.append(Mark("", (upright, Run(line.left, foot, line.event.words, pen.size, pen.colours.ink))))
    return marks
