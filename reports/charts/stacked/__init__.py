"""Columns of parts on top of each other: only over a declared whole."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_stacked_columns
from reports.charts.grammar.column_plots import native_stacked_columns
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.scales import from_stack
from reports.charts.grammar.series_kind import series_kind

STACKED = series_kind(
    "stacked",
    Plotted(
        draw_stacked_columns,
        GridNative(native_stacked_columns, fitted_grid, series=4, totals=True, instead="kind: columns"),
    ),
    from_stack,
    adds=True,
)

__all__ = ["STACKED"]
