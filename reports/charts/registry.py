"""The kinds of chart, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reports.charts.area import AREA
from reports.charts.bars import BARS
from reports.charts.bubble import BUBBLE
from reports.charts.chart_kind import ChartKind
from reports.charts.columns import COLUMNS
from reports.charts.dots import DOTS
from reports.charts.dumbbell import DUMBBELL
from reports.charts.evidence import EVIDENCE
from reports.charts.heat import HEAT
from reports.charts.histogram import HISTOGRAM
from reports.charts.ladder import LADDER
from reports.charts.line import LINE
from reports.charts.lollipop import LOLLIPOP
from reports.charts.matrix import MATRIX
from reports.charts.places import PLACES
from reports.charts.scatter import SCATTER
from reports.charts.sets import SETS
from reports.charts.slope import SLOPE
from reports.charts.stacked import STACKED
from reports.charts.stages import STAGES
from reports.charts.tiles import TILES
from reports.charts.timeline import TIMELINE
from reports.charts.units import UNITS
from reports.charts.waterfall import WATERFALL
from reports.errors import InternalError


def table(*kinds: ChartKind) -> Mapping[str, ChartKind]:
    """Return the kinds by name, in their order.

    Raises:
        InternalError: two have one name.
    """
    found: dict[str, ChartKind] = {}
    for kind in kinds:
        if kind.name in found:
            raise InternalError(f"two chart kinds are called {kind.name!r}")
        found[kind.name] = kind
    return MappingProxyType(found)


KINDS = table(
    BARS,
    COLUMNS,
    STACKED,
    HISTOGRAM,
    WATERFALL,
    LINE,
    AREA,
    SLOPE,
    DUMBBELL,
    SCATTER,
    BUBBLE,
    UNITS,
    LOLLIPOP,
    TIMELINE,
    DOTS,
    MATRIX,
    HEAT,
    TILES,
    LADDER,
    SETS,
    STAGES,
    EVIDENCE,
    PLACES,
)
