"""A histogram: how many things fall into each class of values; columns touch."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_histogram
from reports.charts.grammar.column_plots import native_histogram
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.scales import from_zero
from reports.charts.grammar.series_kind import series_kind

HISTOGRAM = series_kind(
    "histogram",
    Plotted(draw_histogram, GridNative(native_histogram, fitted_grid, series=1, ranges=True, instead="kind: columns")),
    from_zero,
)

__all__ = ["HISTOGRAM"]
