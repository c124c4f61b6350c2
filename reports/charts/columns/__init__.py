"""Columns: amounts by category, several series side by side, on either side of zero."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_columns
from reports.charts.grammar.column_plots import native_columns
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.scales import from_zero
from reports.charts.grammar.series_kind import series_kind

COLUMNS = series_kind(
    "columns",
    Plotted(draw_columns, GridNative(native_columns, fitted_grid, series=4, ranges=True, instead="kind: bars")),
    from_zero,
)

__all__ = ["COLUMNS"]
