"""Areas on paper: parts of a whole on top of each other over time, with their names where they are thick enough."""

from __future__ import annotations

from reports.charts.drawing import Drawing, Lines, Mark
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_frame import axis, category_names, frame, legend
from reports.charts.grammar.series_looks import series_looks
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen
from reports.document import ChartSpec


def draw_areas(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return areas from the first series at the bottom to the last on top, over an axis that begins at zero."""
    grid = grid_of(spec)
    looks = series_looks(grid, pen.colours)
    above = legend(tuple(each.name for each in grid.series), looks, pen, width)
    held = frame(spec, pen, width, above.height, 2 * pen.gap)
    inner = held.right - held.left
    centres = tuple(held.left + place * inner for place in grid.places())
    names, bottom = category_names(spec, grid, pen, held, centres, inner / max(len(centres) - 1, 1))
    marks = [axis(spec, pen, held), names, above.mark]
    floor = [0.0] * len(centres)
    for series, look in zip(grid.series, looks, strict=True):
        roof = [
            low + float(point.reach or 0) if point else low for low, point in zip(floor, series.points, strict=True)
        ]
        upper = tuple((x, held.scale(y)) for x, y in zip(centres, roof, strict=True))
        lower = tuple((x, held.scale(y)) for x, y in zip(centres, floor, strict=True))
        area = Lines(((*upper, *reversed(lower)),), pen.colours.paper, 0.75 * pen.k, look.hue, closed=True)
        marks.append(Mark("", (area,)))
        marks += [Mark(point.fact_id, (), value_text(point)) for point in series.points if point]
        floor = roof
    return Drawing(width, bottom + pen.k, tuple(marks))
