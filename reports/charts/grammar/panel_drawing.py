"""Small multiples on paper: panels in rows, each with its name above it, all as high, as wide and on one scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reports.charts.drawing import Drawing, Mark, Run, moved
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_frame import legend
from reports.charts.grammar.panels import across_of, panels_of
from reports.charts.grammar.series_looks import series_looks
from reports.charts.pen import BOLD, Pen
from reports.document import ChartSpec

Draw = Callable[[ChartSpec, Pen, float], Drawing]
LEAST = 118.0
"""Width of a panel, in points at scale 1."""
GUTTER = 16.0
"""Between panels, in points at scale 1."""


def in_panels(draw: Draw) -> Draw:
    """Return how a chart is drawn by `draw` panel by panel, where it has panels; as it is where it has none."""

    def drawn(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
        panels = panels_of(spec)
        return _panels(spec, panels, draw, pen, width) if panels else draw(spec, pen, width)

    return drawn


def _panels(spec: ChartSpec, panels: tuple[ChartSpec, ...], draw: Draw, pen: Pen, width: float) -> Drawing:
    gutter = GUTTER * pen.k
    across = across_of(len(panels), width + gutter, (LEAST + GUTTER) * pen.k)
    each = (width + gutter) / across - gutter
    grid, marks, top = grid_of(spec), [], 0.0
    if len(grid.series) > 1:
        key = legend(tuple(series.name for series in grid.series), series_looks(grid, pen.colours), pen, width)
        marks, top = [key.mark], key.height
    for first in range(0, len(panels), across):
        row = [draw(panel, pen, each) for panel in panels[first : first + across]]
        for n, (panel, made) in enumerate(zip(panels[first : first + across], row, strict=True)):
            x, hue = n * (each + gutter), pen.colours.ink
            marks.append(Mark("", (Run(x, top + 0.8 * pen.leading, panel.points[0].panel, pen.size, hue, BOLD),)))
            below = top + pen.leading * 1.1
            marks += [replace(m, shapes=tuple(moved(shape, x, below) for shape in m.shapes)) for m in made.marks]
        top += pen.leading * 1.1 + max(made.height for made in row) + 0.9 * gutter
    return Drawing(width, top - 0.9 * gutter, tuple(marks))
