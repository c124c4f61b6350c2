"""Who is named in which role, by region, without a map."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.places.tabulation import places_table

PLACES = ChartKind(
    name="places",
    needs=frozenset({"columns", "regions"}),
    takes=frozenset({"points"}),
    shown=Tabled(places_table),
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

__all__ = ["PLACES"]
