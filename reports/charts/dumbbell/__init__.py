"""Dumbbells: two or more states of each thing on one upright, or the ends of a range."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.dumbbell_drawing import draw_dumbbells
from reports.charts.grammar.grid_plots import native_dumbbells
from reports.charts.grammar.scales import for_line

DUMBBELL = ChartKind(
    name="dumbbell",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_dumbbells, GridNative(native_dumbbells, series=3, ranges=True, instead="kind: columns")),
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

__all__ = ["DUMBBELL"]
