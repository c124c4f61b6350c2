"""Bars: amounts side by side, on either side of zero; in groups where they stand in several series."""

from reports.charts.alt_text import bars_said
from reports.charts.bar_rows import draw_bars
from reports.charts.bars.grouped_layout import draw_grouped_bars
from reports.charts.bars.grouped_native import fitted_bars, native_grouped_bars
from reports.charts.chart_kind import ChartKind, GridNative, Native, Plotted
from reports.charts.drawing import Drawing
from reports.charts.grammar.scales import from_zero
from reports.charts.native.bars import bar_names, native_bars
from reports.charts.pen import Pen
from reports.document import ChartSpec


def _draw(spec: ChartSpec, pen: Pen, width: float) -> Drawing:
    """Return groups of bars where the points stand in series, else a row a point with its words."""
    several = any(point.series for point in spec.points)
    return (draw_grouped_bars if several else draw_bars)(spec, pen, width)


GROUPED = GridNative(native_grouped_bars, fitted_bars, series=4, ranges=True, instead="several charts")

BARS = ChartKind(
    name="bars",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(_draw, Native(native_bars, bar_names), several=GROUPED),
    measure="axis",
    scale=from_zero,
    adds=False,
    steps=False,
    words=bars_said,
    counted=None,
    hedges_in_key=True,
    fills_in_key="unless-said",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["BARS"]
