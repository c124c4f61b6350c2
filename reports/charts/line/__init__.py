"""Lines: values of several series over time; gaps, forecasts, intervals and breaks as such."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.grid_plots import native_lines
from reports.charts.grammar.line_drawing import draw_lines
from reports.charts.grammar.scales import for_line

LINE = ChartKind(
    name="line",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_lines, GridNative(native_lines, series=6, instead="kind: multiples")),
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

__all__ = ["LINE"]
