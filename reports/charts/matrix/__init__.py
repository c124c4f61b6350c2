"""A matrix: who is named in which role."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.matrix.tabulation import matrix_table

MATRIX = ChartKind(
    name="matrix",
    needs=frozenset({"rows", "columns"}),
    takes=frozenset(),
    shown=Tabled(matrix_table),
    measure="units",
    scale=None,
    adds=False,
    words=cells_said,
    counted=None,
    hedges_in_key=False,
    fills_in_key="never",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["MATRIX"]
