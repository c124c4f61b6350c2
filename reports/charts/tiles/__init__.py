"""Tiles: things counted, each by its name."""

from reports.charts.alt_text import cells_said
from reports.charts.chart_kind import ChartKind, Tabled
from reports.charts.tiles.tabulation import tiles_table

TILES = ChartKind(
    name="tiles",
    needs=frozenset({"points"}),
    takes=frozenset(),
    shown=Tabled(tiles_table),
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

__all__ = ["TILES"]
