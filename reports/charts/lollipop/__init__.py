"""Lollipops: shares of a whole."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import ChartKind, Native, Plotted
from reports.charts.lollipop.layout import draw_lollipop
from reports.charts.native.bars import bar_names, native_lollipop
from reports.charts.native.look import AXIS_ROWS

LOLLIPOP = ChartKind(
    name="lollipop",
    needs=frozenset({"points", "maximum"}),
    takes=frozenset(),
    shown=Plotted(draw_lollipop, Native(native_lollipop, bar_names, axis_rows=AXIS_ROWS)),
    measure="axis",
    scale=None,
    adds=False,
    steps=False,
    words=rows_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["LOLLIPOP"]
