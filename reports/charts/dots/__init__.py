"""A strip of dots: one dot a unit."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import ChartKind, Counted, Strip
from reports.charts.dots.layout import MOST, draw_dots

DOTS = ChartKind(
    name="dots",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Strip(draw_dots),
    measure="units",
    scale=None,
    adds=False,
    words=rows_said,
    counted=Counted("dots", MOST, refused_range="a strip of dots shows one number"),
    hedges_in_key=False,
    fills_in_key="never",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["DOTS"]
