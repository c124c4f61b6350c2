"""Whether the rows of a native chart find room: how many lines their names take, how small letters may be, how tall it grows.

Office sets all rows equally high, and prints names over one another, or leaves some out, where they are too many.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.chart_kind import GridNative, Native
from reports.charts.native.look import BESIDE_NAMES, Look
from reports.document import ChartSpec
from reports.errors import ReportError
from reports.theme.text_metrics import OTHER_FAMILY, Piece, break_lines, metrics

AIR = 1.0
"""Points between the names of two rows at least."""
MARGIN = 2
"""Points that no row takes."""


@dataclass(frozen=True, slots=True)
class Crowded:
    """Rows that do not fit."""

    rows: str
    """How many, and what they are: '24 bars'."""
    need: float
    """Height that they need with the smallest letters, in points."""
    room: float
    """Height that there is."""
    most: int
    """How many rows with names as long would fit."""
    told: str = ""
    """What is wrong where it is no height that lacks."""
    instead: str = ""
    """What to use instead there."""

    @property
    def what(self) -> str:
        """Return what is wrong, for a message that begins with the chart."""
        if self.told:
            return self.told
        return f"{self.rows} need {self.need:.0f} pt of height where {self.room:.0f} pt are"

    @property
    def cure(self) -> str:
        """Return what to do about it."""
        if self.told:
            return f"shorten them, keep fewer, or use {self.instead}"
        fewer = f"keep at most {self.most}" if self.most > 0 else "give it more room"
        return f"{fewer}, shorten the names, or print a table"


class CrowdedError(ReportError):
    """Rows do not fit into the height that a chart has."""

    def __init__(self, crowded: Crowded, id: str) -> None:
        super().__init__(f"chart {id}: {crowded.what}; {crowded.cure}")
        self.crowded = crowded


def fitted(spec: ChartSpec, native: Native | GridNative, look: Look, tallest: float) -> Look:
    """Return `look` so that all rows find room: in another height up to `tallest` points, or in smaller letters.

    The height is fixed where `tallest` is 0.

    Raises:
        CrowdedError: not even the smallest letters do.
    """
    if isinstance(native, GridNative):
        return _fitted_grid(spec, native, look, tallest)
    room, size = tallest or look.height, look.face.size
    while True:
        tried = replace(look, face=replace(look.face, size=size))
        row, lines = _row(spec, native, tried), native.lines(spec, tried) if native.lines else len(spec.points)
        need = (lines + native.axis_rows) * row + MARGIN
        if need <= room:
            return replace(tried, height=max(min(look.height * lines / len(spec.points), room), need))
        if size <= look.smallest:
            most = int((room - MARGIN) / row - native.axis_rows)
            raise CrowdedError(Crowded(f"{len(spec.points)} {native.row}", need, room, most), spec.id)
        size = max(size - 0.5, look.smallest)


def _fitted_grid(spec: ChartSpec, native: GridNative, look: Look, tallest: float) -> Look:
    if native.fit is None:
        return replace(look, height=min(look.height, tallest or look.height))
    found, told = native.fit(spec, look, tallest)
    if told:
        raise CrowdedError(Crowded("", 0, 0, 0, told, native.instead), spec.id)
    return found


def _row(spec: ChartSpec, native: Native, look: Look) -> float:
    """Return how high each row must be for the name that takes most lines."""
    names = native.names(spec, look)
    font, size = metrics(look.family), look.face.size
    room = look.label_column(names, native.label_share) - 0.5 * BESIDE_NAMES * size
    most = max(len(break_lines((Piece(name),), size, room, font)) for name in names)
    leading = font.line * (1 if font.measured else OTHER_FAMILY)  # fonts that run wider are mostly taller too
    return most * size * leading + AIR
