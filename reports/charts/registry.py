"""The kinds of chart: one entry each, with how it is drawn on paper and how it becomes a native Office chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.charts.bars.layout import draw_bars
from reports.charts.dots.layout import draw_dots
from reports.charts.drawing import Drawing
from reports.charts.lollipop.layout import draw_lollipop
from reports.charts.native_bars import native_bars, native_lollipop, native_units
from reports.charts.native_chart import NativeChart
from reports.charts.pen import Pen
from reports.charts.timeline.layout import draw_timeline
from reports.charts.timeline.native import native_timeline
from reports.charts.units.layout import draw_units
from reports.document import ChartKind, ChartSpec
from reports.errors import InternalError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart."""

    name: ChartKind
    draw: Callable[[ChartSpec, Pen, float], Drawing]
    """The drawing at a width in points."""
    native: NativeChart | None
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
        Kind("bars", draw_bars, native_bars),
        Kind("units", draw_units, native_units),
        Kind("lollipop", draw_lollipop, native_lollipop),
        Kind("timeline", draw_timeline, native_timeline),
        Kind("dots", draw_dots, None),
    )
)
