"""A timeline with uncertain dates."""

from reports.charts.alt_text import dates_said
from reports.charts.chart_kind import ChartKind, Native, Plotted
from reports.charts.native.look import AXIS_ROWS
from reports.charts.timeline.layout import draw_timeline
from reports.charts.timeline.native import LABEL_SHARE, native_timeline, timeline_names
from reports.charts.timeline.native_calendar import HEAD_ROWS

TIMELINE = ChartKind(
    name="timeline",
    needs=frozenset({"points", "months"}),
    takes=frozenset({"as_of"}),
    shown=Plotted(draw_timeline, Native(native_timeline, timeline_names, LABEL_SHARE, AXIS_ROWS + HEAD_ROWS, "rows")),
    measure="dates",
    scale=None,
    adds=False,
    steps=False,
    words=dates_said,
    counted=None,
    hedges_in_key=False,
    fills_in_key="never",
    axis_words=True,
    marks_may_go=False,
)

__all__ = ["TIMELINE"]
