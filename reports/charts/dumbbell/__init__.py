"""Dumbbells: two or more states of each thing on one upright, or the ends of a range."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.dumbbell_drawing import draw_dumbbells
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.line_plots import native_dumbbells
from reports.charts.grammar.scales import for_line
from reports.charts.grammar.series_kind import series_kind

DUMBBELL = series_kind(
    "dumbbell",
    Plotted(draw_dumbbells, GridNative(native_dumbbells, fitted_grid, series=3, ranges=True, instead="kind: columns")),
    for_line,
)

__all__ = ["DUMBBELL"]
