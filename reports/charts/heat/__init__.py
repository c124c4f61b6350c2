"""A heat table: figures by row and column on a ground that is darker the higher they are."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.heat.tabulation import heat_table

HEAT = ChartKind(
    name="heat",
    needs=frozenset({"points"}),
    takes=frozenset(),
    shown=Tabled(heat_table),
    measure="units",
    scale=None,
    adds=False,
    steps=False,
    words=cells_said,
    counted=None,
    hedges_in_key=False,
    fills_in_key="never",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["HEAT"]
