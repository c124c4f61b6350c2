"""Lists side by side: what they share and what not."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.sets.tabulation import sets_table

SETS = ChartKind(
    name="sets",
    needs=frozenset({"columns"}),
    takes=frozenset(),
    shown=Tabled(sets_table),
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

__all__ = ["SETS"]
