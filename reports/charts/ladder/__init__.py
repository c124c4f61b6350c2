"""Amounts by stage; what is only claimed stands in a band of its own, on no rung.

Bars are equally high, so that areas go by value; fill and end say status and hedge. Never a flow or a stack.
"""

from reports.charts.alt_text import rows_said
from reports.charts.bar_rows import draw_bar_rows
from reports.charts.chart_kind import ChartKind, Native, Plotted
from reports.charts.native.bars import bar_names, native_ladder

LADDER = ChartKind(
    name="ladder",
    needs=frozenset({"points", "stages"}),
    takes=frozenset(),
    shown=Plotted(draw_bar_rows, Native(native_ladder, bar_names)),
    measure="axis",
    scale=None,
    adds=False,
    steps=False,
    words=rows_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="always",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["LADDER"]
