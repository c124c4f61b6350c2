"""A waterfall: from one total to another by declared additive steps."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.grid_room import fitted_grid
from reports.charts.grammar.series_kind import series_kind
from reports.charts.waterfall.layout import draw_waterfall
from reports.charts.waterfall.native import native_waterfall
from reports.charts.waterfall.steps import from_steps, sheet_columns

WATERFALL = series_kind(
    "waterfall",
    Plotted(
        draw_waterfall,
        GridNative(native_waterfall, fitted_grid, series=1, instead="kind: columns", columns=sheet_columns),
    ),
    from_steps,
    steps=True,
    words=rows_said,
)

__all__ = ["WATERFALL"]
