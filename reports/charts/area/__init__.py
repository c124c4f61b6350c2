"""Areas: the parts of a declared whole on top of each other, over time."""

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.grammar.area_drawing import draw_areas
from reports.charts.grammar.grid_plots import native_areas
from reports.charts.grammar.scales import from_stack

AREA = ChartKind(
    name="area",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_areas, GridNative(native_areas, series=4, instead="kind: multiples")),
    measure="axis",
    scale=from_stack,
    adds=True,
    words=series_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["AREA"]
