"""Bubbles: two values of each thing against each other, and a third as the area of its disc."""

from reports.charts.alt_text import pairs_said
from reports.charts.chart_kind import GridNative, Plotted
from reports.charts.grammar.pairs.pair_drawing import draw_pairs
from reports.charts.grammar.pairs.pair_plots import native_scatter, sheet_columns
from reports.charts.grammar.scales import BUBBLE_ROOM, for_bubbles
from reports.charts.grammar.series_kind import series_kind

NATIVE = GridNative(native_scatter, None, series=4, instead="several charts", columns=sheet_columns, margin=BUBBLE_ROOM)

BUBBLE = series_kind(
    "bubble",
    Plotted(draw_pairs, NATIVE),
    for_bubbles,
    needs=frozenset({"points", "across", "up", "area"}),
    takes=frozenset({"x_unit", "size_unit"}),
    words=pairs_said,
)

__all__ = ["BUBBLE"]
