"""Areas: the parts of a declared whole on top of each other, over time."""

from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.area_drawing import draw_areas
from reports.charts.grammar.column_plots import native_areas
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.scales import from_stack
from reports.charts.grammar.series_kind import series_kind

AREA = series_kind(
    "area",
    Plotted(draw_areas, GridNative(native_areas, fitted_grid, series=4, instead="several charts")),
    from_stack,
    adds=True,
)

__all__ = ["AREA"]
