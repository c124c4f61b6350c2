"""What kinds of chart of several series have in common: one axis of values, with words at it."""

from __future__ import annotations

from collections.abc import Callable

from reports.charts.alt_text import series_said
from reports.charts.chart_kind import ChartKind, Key, Plotted, Scale
from reports.document import ChartSpec
from reports.domain.wording import Speech

POINTS: frozenset[Key] = frozenset({"points"})
MAXIMUM: frozenset[Key] = frozenset({"maximum"})


def series_kind(
    name: str,
    shown: Plotted,
    scale: Scale,
    *,
    needs: frozenset[Key] = POINTS,
    takes: frozenset[Key] = MAXIMUM,
    adds: bool = False,
    steps: bool = False,
    words: Callable[[ChartSpec, Speech], str] = series_said,
) -> ChartKind:
    """Return the record of a kind whose points stand in series over one axis of values."""
    return ChartKind(
        name=name,
        needs=needs,
        takes=takes,
        shown=shown,
        measure="axis",
        scale=scale,
        adds=adds,
        steps=steps,
        words=words,
        counted=None,
        hedges_in_key=True,
        fills_in_key="never",
        axis_words=True,
        marks_may_go=True,
    )
