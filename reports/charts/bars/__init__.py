"""Bars: amounts side by side."""

from reports.charts.alt_text import rows_said
from reports.charts.bar_rows import draw_bar_rows
from reports.charts.chart_kind import ChartKind, Native, Plotted
from reports.charts.native_bars import bar_names, native_bars

BARS = ChartKind(
    name="bars",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_bar_rows, Native(native_bars, bar_names)),
    measure="axis",
    scale=None,
    adds=False,
    words=rows_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="unless-said",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["BARS"]
