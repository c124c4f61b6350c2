"""Things by stage, with a word in the cell."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.stages.tabulation import stages_table

STAGES = ChartKind(
    name="stages",
    needs=frozenset({"points", "stages"}),
    takes=frozenset(),
    shown=Tabled(stages_table),
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

__all__ = ["STAGES"]
