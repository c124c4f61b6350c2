"""A scatter chart: two values of each thing against each other."""

from reports.charts.alt_text import pairs_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.scales import for_line
from reports.charts.scatter.layout import draw_scatter
from reports.charts.scatter.native import native_scatter, sheet_columns

SCATTER = ChartKind(
    name="scatter",
    needs=frozenset({"points", "across", "up"}),
    takes=frozenset({"x_unit"}),
    shown=Plotted(
        draw_scatter, GridNative(native_scatter, series=4, instead="several charts", columns=sheet_columns, names=False)
    ),
    measure="axis",
    scale=for_line,
    adds=False,
    steps=False,
    words=pairs_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["SCATTER"]
