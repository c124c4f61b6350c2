"""The kinds of chart: one entry each, with how it is drawn on paper and how it becomes a native Office chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.charts.bars.layout import draw_bars
from reports.charts.dots.layout import draw_dots
from reports.charts.drawing import Drawing
from reports.charts.lollipop.layout import draw_lollipop
from reports.charts.native_bars import bar_names, native_bars, native_lollipop, native_units
from reports.charts.native_chart import AXIS_ROWS, NAMES_SHARE, Look, NativeChart
from reports.charts.pen import Pen
from reports.charts.timeline.layout import draw_timeline
from reports.charts.timeline.native import LABEL_SHARE, native_timeline, timeline_names
from reports.charts.units.layout import draw_units
from reports.document import ChartKind, ChartSpec
from reports.errors import InternalError

Names = Callable[[ChartSpec, Look], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Native:
    """How a kind becomes a native Office chart."""

    plot: NativeChart
    names: Names
    """The names of its rows, as they stand at the axis: what needs room, and must not collide."""
    label_share: float = NAMES_SHARE
    """Of the width, at most, for the names."""
    axis_rows: float = 0
    """Height of its axis, in rows."""
    row: str = "bars"
    """What its rows are called, for messages."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart."""

    name: ChartKind
    draw: Callable[[ChartSpec, Pen, float], Drawing]
    """The drawing at a width in points."""
    native: Native | None
    """The native chart; None where Office has none, and writers place the picture."""


def registry(kinds: Iterable[Kind]) -> Mapping[ChartKind, Kind]:
    """Return the kinds by name.

    Raises:
        InternalError: two entries have one name.
    """
    found: dict[ChartKind, Kind] = {}
    for kind in kinds:
        if kind.name in found:
            raise InternalError(f"two chart kinds are called {kind.name!r}")
        found[kind.name] = kind
    return MappingProxyType(found)


KINDS = registry(
    (
        Kind("bars", draw_bars, Native(native_bars, bar_names)),
        Kind("units", draw_units, Native(native_units, bar_names)),
        Kind("lollipop", draw_lollipop, Native(native_lollipop, bar_names, axis_rows=AXIS_ROWS)),
        Kind("timeline", draw_timeline, Native(native_timeline, timeline_names, LABEL_SHARE, AXIS_ROWS, "rows")),
        Kind("dots", draw_dots, None),
    )
)
