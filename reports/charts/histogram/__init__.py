"""A histogram: how many things fall into each class of values; columns touch."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.column_drawing import draw_histogram
from reports.charts.grammar.grid_plots import native_histogram
from reports.charts.grammar.scales import from_zero

HISTOGRAM = ChartKind(
    name="histogram",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_histogram, GridNative(native_histogram, series=1, ranges=True, instead="kind: columns")),
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

__all__ = ["HISTOGRAM"]
