"""Key claims by source: said, said otherwise, silent."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.evidence.tabulation import evidence_table

EVIDENCE = ChartKind(
    name="evidence",
    needs=frozenset({"points"}),
    takes=frozenset({"sources"}),
    shown=Tabled(evidence_table),
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

__all__ = ["EVIDENCE"]
