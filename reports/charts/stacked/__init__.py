"""Columns of parts on top of each other: only over a declared whole."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_stacked_columns
from reports.charts.grammar.grid_plots import native_stacked_columns
from reports.charts.grammar.scales import from_stack

STACKED = ChartKind(
    name="stacked",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_stacked_columns, GridNative(native_stacked_columns, series=4, instead="kind: columns")),
    measure="axis",
    scale=from_stack,
    adds=True,
    words=series_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["STACKED"]
