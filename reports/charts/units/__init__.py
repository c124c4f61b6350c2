"""Unit squares: one square a thing."""

from reports.charts.alt_text import rows_said
from reports.charts.chart_kind import ChartKind, Counted, Native, Plotted
from reports.charts.units.layout import MOST, draw_units
from reports.charts.units.native import native_units, unit_lines, unit_names

UNITS = ChartKind(
    name="units",
    needs=frozenset({"points"}),
    takes=frozenset({"maximum"}),
    shown=Plotted(draw_units, Native(native_units, unit_names, lines=unit_lines)),
    measure="counts",
    scale=None,
    adds=False,
    steps=False,
    words=rows_said,
    counted=Counted("unit squares", MOST),
    hedges_in_key=True,
    fills_in_key="always",
    axis_words=False,
    marks_may_go=False,
)

__all__ = ["UNITS"]
