"""A kind of chart as a closed record: everything that the program needs to know of it.

A kind is a folder of this room and a row in `registry`; no other module asks what a chart is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf
from typing import Protocol

from reports.charts.drawing import Drawing, mirrored, numbered
from reports.charts.native.chart import NativeChart
from reports.charts.native.look import NAMES_SHARE, Look
from reports.charts.pen import Pen
from reports.charts.table_exhibit import TableRequest
from reports.document import ChartPoint, ChartSpec, Table
from reports.domain.wording import Speech
from reports.errors import InternalError

Names = Callable[[ChartSpec, Look], tuple[str, ...]]
Key = OneOf[
    "points",
    "maximum",
    "months",
    "as_of",
    "across",
    "up",
    "x_unit",
    "area",
    "size_unit",
    "events",
    "rows",
    "columns",
    "stages",
    "regions",
    "sources",
]
"""What a definition may have to say beside title and alternative text: the keys of its file."""
Measure = OneOf["axis", "counts", "dates", "units"]
"""What places the marks: one axis of values, so of one unit; counts of things, each with its own; dates; or nothing is
measured, and marks are only counted."""
Fills = OneOf["always", "unless-said", "never"]
"""When the note explains the fills: always, unless each row says its status in words, or never."""


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
    lines: Callable[[ChartSpec, Look], int] | None = None
    """How many lines its rows take, where one may run on; None where each takes one."""


Fit = Callable[[ChartSpec, Look, float], tuple[Look, str]]
"""The look with the largest letters in which all names find room, in a frame up to so many points high, 0 for the height that
the look has; and what is wrong where there are none, or nothing."""


@dataclass(frozen=True, slots=True)
class GridNative:
    """How a kind of several series becomes a native Office chart, which takes the height that it is given."""

    plot: NativeChart
    fit: Fit | None
    """How large its letters may be, so that all names at its axis find room; None where points are named by marks alone."""
    series: int
    """How many series can be told apart, at most."""
    instead: str
    """What to use where there are more, for messages."""
    columns: Callable[[ChartSpec], tuple[tuple[Decimal | None, ...], ...]] | None = None
    """The numbers of its sheet by column, where these are no series of the definition."""
    categories: int = 0
    """How many categories there must be; 0 for any number."""
    totals: bool = False
    """Whether the figure of the declared whole stands with the name of a category."""
    margin: Decimal = Decimal(0)
    """Share of both axes that lies free around the values, for marks that have a size."""
    panels: bool = False
    """Whether its points may stand in panels side by side, as small multiples."""
    ranges: bool = False
    """Whether the upper end of a range stands in the sheet, where no value does; else ranges are marks of the drawing alone."""


Scale = Callable[[Iterable[ChartPoint], Decimal | None], tuple[Decimal, ...]]
"""The marks of an axis of values for points, and for its fixed end where the definition gives one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """That a kind shows one mark a thing, so whole numbers only."""

    marks: str
    """What the marks are called: 'unit squares'."""
    most: int
    """The largest number that can be told by eye."""
    refused_range: str = ""
    """How a range is refused, such as 'a strip of dots shows one number'; empty where it can be shown."""


@dataclass(frozen=True, slots=True)
class Plotted:
    """A figure: numbered, with claim, subtitle, note and source line; a native chart in Office files, a drawing on paper."""

    draw: Callable[[ChartSpec, Pen, float], Drawing]
    """The drawing at a width in points."""
    native: Native | GridNative
    several: GridNative | None = None
    """The native chart where the points stand in series, of a kind whose rows are points otherwise."""


class Member(Protocol):
    """A point of a chart, or the lines of a definition that it is made from."""

    @property
    def series(self) -> str:
        """Return the series that it belongs to; empty where the chart has no series."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture with a label below, without number, note or source line of its own; Office has no chart for it."""

    draw: Callable[[ChartSpec, Pen, float], Drawing]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table in every format: native, editable, and read cell by cell."""

    tabulate: Callable[[TableRequest], Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind:
    """A kind of chart."""

    name: str
    """As definitions write it: `kind: bars`."""
    needs: frozenset[Key]
    """What a definition must say."""
    takes: frozenset[Key]
    """What a definition may say besides."""
    shown: Plotted | Strip | Tabled
    """What becomes of it in each format."""
    measure: Measure
    scale: Scale | None
    """How its axis of values is marked; None where none is printed. Values below zero can be shown where there is one."""
    adds: bool
    """Whether it adds up what it shows, which only the parts of a declared whole may be."""
    steps: bool
    """Whether its last point must be what the others add up to, and its fact declare so."""
    words: Callable[[ChartSpec, Speech], str]
    """What it says to those who do not see it, made from its points."""
    counted: Counted | None
    """None where any number can be shown."""
    hedges_in_key: bool
    """Whether the note explains the signs of hedges."""
    fills_in_key: Fills
    axis_words: bool
    """Whether words of its own stand at an axis: its ends, its months."""
    marks_may_go: bool
    """Whether the source marks of rows may be left out on paper where they are all the same and have no room."""

    def draw(self, spec: ChartSpec, pen: Pen, width: float) -> Drawing:
        """Return the drawing of a figure or strip, `width` points wide.

        Raises:
            ReportError: a value cannot be shown.
        """
        if isinstance(self.shown, Tabled):
            raise InternalError(f"chart {spec.id}: {self.name} is a table")
        drawing = self.shown.draw(spec, pen, width)
        drawing = numbered(drawing, spec.digits) if spec.digits else drawing
        return mirrored(drawing) if spec.rtl else drawing

    def native_of(self, points: Sequence[Member]) -> Native | GridNative | None:
        """Return how a chart of these points becomes a native one; None where Office has none of the kind."""
        if not isinstance(self.shown, Plotted):
            return None
        several = self.shown.several if any(point.series for point in points) else None
        return several or self.shown.native

    def grid_of(self, points: Sequence[Member]) -> GridNative | None:
        """Return how these points in several series become a native chart; None where its rows are points."""
        native = self.native_of(points)
        return native if isinstance(native, GridNative) else None

    @property
    def has_native(self) -> bool:
        """Return whether Office has a chart of the kind."""
        return isinstance(self.shown, Plotted)

    @property
    def takes_series(self) -> bool:
        """Return whether its points may stand in several series."""
        return isinstance(self.shown, Plotted) and (
            self.shown.several is not None or isinstance(self.shown.native, GridNative)
        )

    @property
    def is_strip(self) -> bool:
        """Return whether it is a picture with a label instead of a figure."""
        return isinstance(self.shown, Strip)

    @property
    def is_table(self) -> bool:
        """Return whether it is a table in every format."""
        return isinstance(self.shown, Tabled)

    @property
    def dated(self) -> bool:
        """Return whether its marks stand for dates."""
        return self.measure == "dates"

    @property
    def draws_values(self) -> bool:
        """Return whether its marks stand for values, which must be those of the facts."""
        return self.measure in ("axis", "counts")
