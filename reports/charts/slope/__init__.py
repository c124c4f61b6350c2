"""Slopes: where each thing stood and where it stands, between two states."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.line_plots import native_slopes
from reports.charts.grammar.scales import for_line
from reports.charts.grammar.series_kind import series_kind
from reports.charts.grammar.slope_drawing import draw_slopes

SLOPE = series_kind(
    "slope",
    Plotted(draw_slopes, GridNative(native_slopes, fitted_grid, series=9, categories=2, instead="kind: dumbbell")),
    for_line,
)

__all__ = ["SLOPE"]
