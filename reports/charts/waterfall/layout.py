"""Waterfalls on paper: columns that begin where the one before ends, joined by hairlines."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Lines, Mark, Run, Shape, blend, rectangle, segment
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_frame import Frame, category_names, frame
from reports.charts.grammar.series_looks import LIGHT, is_forecast, is_hollow
from reports.charts.mark_values import value_text
from reports.charts.pen import BOLD, Pen
from reports.charts.waterfall.steps import FEWEST, Step, crossing, steps_of
from reports.document import ChartSpec
from reports.errors import ReportError
from reports.theme.fonts import text_width

SHARE = 0.66
"""Of the room of a category, for its column."""
BROADEST = 60.0


def draw_waterfall(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return the columns from the first total to the last.

    Raises:
        ReportError: there is no step between two totals, or a step crosses zero.
    """
    steps = steps_of(spec.points)
    if len(steps) < FEWEST:
        raise ReportError(f"chart {spec.id} has no step between two totals; use kind: columns")
    for step in crossing(spec):
        raise ReportError(f"chart {spec.id}: the step {step.point.fact_id} crosses zero; use kind: columns")
    grid = grid_of(spec)
    held = frame(spec, pen, width, pen.leading, 0, bare=True)
    band = (held.right - held.left) / len(steps)
    centres = tuple(held.left + (n + 0.5) * band for n in range(len(steps)))
    names, bottom = category_names(spec, grid, pen, held, centres, band - 2 * pen.k)
    wide = min(SHARE * band, BROADEST * pen.k)
    marks = [names, _joints(steps, centres, wide, held, pen)]
    marks += [_column(step, x, wide, held, pen) for step, x in zip(steps, centres, strict=True)]
    zero = segment((held.left, held.zero), (held.right, held.zero), pen.colours.ink, 0.9 * pen.k)
    return Drawing(width, bottom + pen.k, (*marks, Mark("", (zero,))))


def _joints(steps: tuple[Step, ...], centres: tuple[float, ...], wide: float, held: Frame, pen: Pen) -> Mark:
    lines = []
    for n, step in enumerate(steps[:-1]):
        y = held.scale(step.end)
        lines.append(
            segment((centres[n] + wide / 2, y), (centres[n + 1] - wide / 2, y), pen.colours.context, 0.7 * pen.k)
        )
    return Mark("", tuple(lines))


def _column(step: Step, x: float, wide: float, held: Frame, pen: Pen) -> Mark:
    point, colours = step.point, pen.colours
    first, last = held.scale(step.start), held.scale(step.end)
    top, tall = min(first, last), max(abs(first - last), 0.6 * pen.k)
    rise = colours.primary if step.is_total else blend(colours.primary, colours.paper, LIGHT)
    hue = colours.focus if point.focus else rise if step.end >= step.start or step.is_total else colours.context
    line = 1.3 * pen.k
    if is_hollow(point):
        corners = rectangle(x - wide / 2 + line / 2, top + line / 2, wide - line, max(tall - line, 0.1))
        dashes = (3 * pen.k, 1.8 * pen.k) if is_forecast(point) else ()
        body: Shape = Lines((corners,), hue, line, colours.paper, dashes, closed=True)
    else:
        body = Lines((rectangle(x - wide / 2, top, wide, tall),), fill=hue, closed=True)
    figure = point.figure
    below = step.end < step.start and not step.is_total
    y = top + tall + 0.95 * pen.size if below or (step.is_total and step.end < 0) else top - 0.35 * pen.size
    run = Run(x - text_width(figure, pen.size, BOLD) / 2, y, figure, pen.size, colours.ink, BOLD)
    return Mark(point.fact_id, (body, run), value_text(point))
