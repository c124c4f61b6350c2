"""Tally marks: a stroke a thing, each fifth across; a kind of chart that the program does not have."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import ChartKind, Counted, Native, Plotted
from reports.charts.native.bars import bar_names, native_bars

from .layout import MOST, draw_tally

TALLY = ChartKind(
    name="tally",
    needs=frozenset({"points"}),
    takes=frozenset(),
    shown=Plotted(draw_tally, Native(native_bars, bar_names)),
    measure="counts",
    scale=None,
    adds=False,
    steps=False,
    words=rows_said,
    counted=Counted("tally marks", MOST),
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["TALLY"]
