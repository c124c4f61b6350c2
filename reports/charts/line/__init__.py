"""Lines: values of several series over time; gaps, forecasts, intervals and breaks as such."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.line_drawing import draw_lines
from reports.charts.grammar.line_plots import native_lines
from reports.charts.grammar.panel_drawing import in_panels
from reports.charts.grammar.scales import for_line
from reports.charts.grammar.series_kind import MAXIMUM, series_kind

NATIVE = GridNative(native_lines, fitted_grid, panels=True, series=6, instead="several charts")

LINE = series_kind("line", Plotted(in_panels(draw_lines), NATIVE), for_line, takes=MAXIMUM | {"events"})

__all__ = ["LINE"]
