"""Columns: amounts by category, several series side by side, on either side of zero."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_columns
from reports.charts.grammar.column_plots import native_columns
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.panel_drawing import in_panels
from reports.charts.grammar.scales import from_zero
from reports.charts.grammar.series_kind import MAXIMUM, series_kind

NATIVE = GridNative(native_columns, fitted_grid, panels=True, series=4, ranges=True, instead="kind: bars")

COLUMNS = series_kind("columns", Plotted(in_panels(draw_columns), NATIVE), from_zero, takes=MAXIMUM | {"events"})

__all__ = ["COLUMNS"]
