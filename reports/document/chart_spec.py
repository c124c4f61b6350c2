"""A chart, decided to the last word before anything draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from reports.document.inlines import FactRef, Inlines
from reports.domain.qualifiers import End
from reports.domain.statuses import Fill


@dataclass(frozen=True, slots=True)
class Span:
    """When something is placed on a timeline: years, months, days or times of day."""

    start: str
    """ISO 8601, from the year to the minute; empty where open."""
    end: str
    derived_start: bool = False
    derived_end: bool = False
    planned: bool = False
    """Not done when it was reported: drawn as an outline."""

    @property
    def is_moment(self) -> bool:
        """Return whether it is one date: a time, a day, a month or a year."""
        return self.start == self.end

    @property
    def derived(self) -> bool:
        """Return whether no source states one of its dates."""
        return self.derived_start or self.derived_end


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One row of a chart, resolved to what is drawn and what is printed beside it."""

    fact_id: str
    label: str
    """Name of the row; at most 40 characters a line."""
    value: Decimal | None
    """In the unit of the chart; None where no number is stated, which is never drawn as zero."""
    qualifier: str
    status: str
    fill: Fill
    end: End
    figure: str
    """Value with its hedge as printed at the mark: '> 30', '≈ 0.5', 'not stated'."""
    words: str
    """What the figure is, after it: 'claimed as mobilised'."""
    numbers: tuple[int, ...]
    """Source marks."""
    focus: bool = False
    named: int | None = None
    """units: how many of `value` are named, the rest is drawn hollow; dots: how many at the start are in focus."""
    span: Span | None = None
    """timeline only."""
    named_words: tuple[str, str] = ("", "")
    """units: printed under the named and the other squares: '8 partners named', 'others not named'."""
    low: Decimal | None = None
    """Lower end of a range, in the unit of the chart; `value` is None then."""
    high: Decimal | None = None
    stated: str = ""
    """The figure in words, with its hedge and unit: 'up to $10 billion'; empty where none is stated."""
    refs: tuple[FactRef, ...] = ()
    """Figures inside `label`, `words` and `named_words`, so that they can be traced."""
    group: str = ""
    """Head of the group of rows that it stands in, such as a stage; empty where there are no groups."""
    apart: bool = False
    """Whether its group stands on a band of its own, beside the order of the others."""
    series: str = ""
    """Name of the series that it belongs to; empty where the chart has one."""
    panel: str = ""
    """Name of the panel that it stands in, where the chart is small multiples."""
    at: str = ""
    """When its period begins, ISO 8601, where categories are periods; `label` names the category."""
    x: Decimal | None = None
    """scatter: its value on the axis across."""
    x_fact: str = ""
    """The fact of that value."""
    x_figure: str = ""
    """The value across with its hedge and unit, in words."""
    size: Decimal | None = None
    """bubble: the value that its area stands for."""
    size_fact: str = ""
    """The fact of that value."""
    size_figure: str = ""
    """That value with its hedge and unit, in words."""
    observed: str = ""
    """What its publisher says of it: estimated, provisional, forecast, break; empty where nothing."""

    @property
    def reach(self) -> Decimal | None:
        """Return where its mark ends on the axis of values: at the value, or at the upper end of a range."""
        return self.value if self.high is None else self.high

    @property
    def values(self) -> tuple[Decimal, ...]:
        """Return its numbers: the value, or both ends of a range, low first; none where nothing is stated."""
        return tuple(each for each in (self.low, self.value, self.high) if each is not None)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis of values."""

    value: Decimal
    text: str
    """As printed: '1,000', '10%'."""


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something that happened while a chart runs, marked at the category in whose period it lies."""

    at: str
    """When that period begins, ISO 8601, as `ChartPoint.at` has it."""
    words: str
    fact_id: str = ""
    """The fact that states the day; empty where none does."""
    refs: tuple[FactRef, ...] = ()
    """Figures inside `words`."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart, decided to the last word; the SVG, Word and slide renderers draw it and decide nothing."""

    id: str
    kind: str
    """Name of the kind, as `charts.registry` has it."""
    title: Inlines
    """The claim, at most 15 words."""
    subtitle: Inlines
    """Measure, place, period and unit."""
    points: tuple[ChartPoint, ...]
    """In the order printed, top to bottom. dots: the first is the row of dots, each further one a ring after it."""
    note: Inlines
    """Key to the hedges and fills that occur, and cautions."""
    sources: Inlines
    """'Sources: [1] …'."""
    alt: str
    """The finding in words, by the author, for readers who do not see the chart."""
    unit: str
    """As printed on the axis or in the subtitle; also the head of the value column in the workbook."""
    maximum: Decimal | None = None
    """End of the axis where it is fixed (100 for shares)."""
    start: str = ""
    """timeline: first month of the axis, such as 2025-08; or a year, a day, or an hour of a day."""
    stop: str = ""
    """timeline: last month, year, day or hour of the axis."""
    today: str = ""
    """timeline: as-of date, ISO 8601, marked by a dashed line; empty for none."""
    today_words: str = ""
    """timeline: printed at that line, such as 'as of 6 Feb'."""
    silent: str = ""
    """timeline: first day of the time up to `today` of which nothing is on record, ISO 8601; empty for none."""
    silent_words: str = ""
    """timeline: printed in that time: 'nothing dated on record'."""
    month_words: tuple[str, ...] = ()
    """timeline: names of the months of the axis, one each, such as 'Aug', or of its years, days or hours; empty for the
    English ones of months."""
    refs: tuple[FactRef, ...] = ()
    """Figures inside `alt`, so that they can be traced."""
    ticks: tuple[Tick, ...] = ()
    """Marks of the axis of values from its lower to its upper end; empty where the axis is not printed."""
    as_of: str = ""
    """'as of 6 February 2031': the day up to which facts are included, for whoever opens the data alone."""
    described: str = ""
    """What is drawn in words, made from the points; the author adds to it and cannot replace it."""
    events: tuple[ChartEvent, ...] = ()
    """What is marked over time, by an upright line each."""
    shared: tuple[ChartPoint, ...] = ()
    """Of one panel of a chart: the points of all of its panels, whose categories and series it has too."""
    x_ticks: tuple[Tick, ...] = ()
    """scatter: marks of the axis across."""
    area_words: str = ""
    """bubble: what areas measure."""
    axis_words: tuple[str, str] = ("", "")
    """lollipop: printed at the two ends of the axis: '0', '100%'; empty for the bare numbers. scatter: what stands across,
    and what upwards."""
    head_words: tuple[str, ...] = ()
    """timeline: what stands above its days or hours: the months, the days; empty for the years above months."""
    digits: str = ""
    """The numbering system of its figures, as the report prints them; empty for Western digits."""
    rtl: bool = field(default=False, repr=False)
    """Whether it is read from right to left, as the lines of its language run."""

    @property
    def alternative(self) -> str:
        """Return what the chart says to those who do not see it: the finding, then every point or the course of each series."""
        return " ".join(filter(None, (self.alt, self.described)))
