"""A waterfall: from one total to another by declared additive steps."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import ChartKind, GridNative, Plotted
from reports.charts.waterfall.layout import draw_waterfall
from reports.charts.waterfall.native import native_waterfall
from reports.charts.waterfall.steps import from_steps, sheet_columns

WATERFALL = ChartKind(
    name="waterfall",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(
        draw_waterfall, GridNative(native_waterfall, series=1, instead="kind: columns", columns=sheet_columns)
    ),
    measure="axis",
    scale=from_steps,
    adds=False,
    steps=True,
    words=rows_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=True,
)

__all__ = ["WATERFALL"]
