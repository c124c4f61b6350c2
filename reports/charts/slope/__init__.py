"""Slopes: where each thing stood and where it stands, between two states."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.grid_plots import native_slopes
from reports.charts.grammar.scales import for_line
from reports.charts.grammar.slope_drawing import draw_slopes

SLOPE = ChartKind(
    name="slope",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_slopes, GridNative(native_slopes, series=9, instead="kind: dumbbell")),
    measure="axis",
    scale=for_line,
    adds=False,
    words=series_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["SLOPE"]
