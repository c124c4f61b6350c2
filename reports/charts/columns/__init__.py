"""Columns: amounts by category, several series side by side, on either side of zero."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_columns
from reports.charts.grammar.grid_plots import native_columns
from reports.charts.grammar.scales import from_zero

COLUMNS = ChartKind(
    name="columns",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_columns, GridNative(native_columns, series=4, ranges=True, instead="kind: bars")),
    measure="axis",
    scale=from_zero,
    adds=False,
    words=series_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["COLUMNS"]
