"""What the files that define reports and charts may say: `report.yaml` and `templates/charts/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticKnownError

from reports.charts.registry import KINDS
from reports.domain.facts import Entry
from reports.domain.fields import Address, CellId, Date, Id, Language, Line
from reports.domain.statuses import Status
from reports.load.approval import PLACEHOLDER


class EditionFile(Entry):
    """An edition of a report, for some of its readers."""

    sections: Annotated[tuple[Line, ...], Field(min_length=1, description="Names of the .md files, in order")]
    marking: Annotated[Line, Field(description="How confidential it is, as printed on each page", max_length=30)]


def _together(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return key words that fit into the property of a file."""
    if len(", ".join(words)) > KEYWORDS:
        raise ValueError(f"must have at most {KEYWORDS} characters together")
    return words


def _day(text: str) -> str:
    """Return a date that is one to the day."""
    if text.count("-") != 2:
        raise ValueError("must be a day such as 2026-02-04")
    return text


FORMATS = "formats"
"""Key of the context of validation under which the names of the formats stand that a report may ask for."""


def _offered(value: object, info: ValidationInfo) -> str:
    """Return the name of a format, where it is one that the program offers."""
    offered: Mapping[str, tuple[str, ...]] = info.context or {}
    names = offered[FORMATS]
    if isinstance(value, str) and value in names:
        return value
    raise PydanticKnownError("literal_error", {"expected": ", ".join(f"'{name}'" for name in names)})


MISLEADING = {
    "pie": "angles are hard to compare; use stacked or lollipop for shares, bars for amounts",
    "donut": "angles are hard to compare; use stacked or lollipop for shares, bars for amounts",
    "doughnut": "angles are hard to compare; use stacked or lollipop for shares, bars for amounts",
    "3d": "depth hides values and makes near ones larger; use the same kind without it",
    "radar": "its area says nothing; use columns or dumbbell",
    "gauge": "it takes a page to say one number; print a key figure, or use lollipop",
    "funnel": "amounts of different status do not flow into each other; use ladder",
    "dual-axis": "two scales make any two lines meet; use two charts, or scatter",
    "combo": "two scales make any two lines meet; use two charts, or scatter",
    "map": "frontiers are a statement of their own; use places",
}
"""Kinds of chart that there are not, and what to use instead."""


def _known_kind(value: object) -> str:
    """Return the name of a kind of chart, where there is one."""
    if isinstance(value, str) and value in KINDS:
        return value
    if isinstance(value, str) and value in MISLEADING:
        raise ValueError(f"must be no {value}: {MISLEADING[value]}")
    raise PydanticKnownError("literal_error", {"expected": ", ".join(f"'{name}'" for name in KINDS)})


PROPERTY = 255
"""Characters that a property of an Office file holds (python-docx and PowerPoint refuse more)."""
KEYWORDS = PROPERTY - 25
"""Characters of all key words; the version of the facts stands beside them."""
Short = Annotated[Line, Field(max_length=PROPERTY)]
"""A line that becomes a property of the files."""


DIGITS = "Of its figures: native for those of the language, or as CLDR has them, such as arabext; Western where omitted"


class TranslatedReportFile(Entry):
    """What a report says of itself in another language; everything else is that of the report."""

    title: Short = ""
    subtitle: Short = ""
    kind: Line | Literal[""] = ""
    basis: Line | Literal[""] = ""
    organisation: Short = ""
    audience: Short = ""
    keywords: Annotated[tuple[Line, ...], AfterValidator(_together)] = ()
    markings: Annotated[dict[Id, Line], Field(default_factory=dict, description="Of its editions, by name")]
    digits: Annotated[Line | Literal[""], Field(description=DIGITS)] = ""
    approved_by: Annotated[Line | Literal[""], Field(description="Who has read the translation", max_length=100)] = ""


class ReportFile(Entry):
    """`templates/<report>/report.yaml`: what a report is. Texts may use the functions of the templates."""

    title: Short
    subtitle: Short = ""
    kind: Annotated[Line, Field(description="Such as 'Policy brief'")] = ""
    basis: Annotated[Line, Field(description="What it is built on, for the cover")] = ""
    organisation: Short = PLACEHOLDER
    version: Annotated[Line, BeforeValidator(lambda value: value if isinstance(value, str) else str(value))] = "0.1"
    language: Language = "en-GB"
    digits: Annotated[Line | Literal[""], Field(description=DIGITS)] = ""
    audience: Short = ""
    status: Literal["draft", "final"] = "draft"
    approved_by: Annotated[
        Line,
        Field(description="Of version 0.1.0: prints nothing any longer; `invoke approve` records it", max_length=100),
    ] = ""
    approved_on: (
        Annotated[Date, AfterValidator(_day), Field(description="Of version 0.1.0, as `approved_by`")] | None
    ) = None
    four_eyes: Annotated[bool, Field(description="Whether two people have to approve it")] = False
    facts_signed_off: Annotated[bool, Field(description="Whether an approval asks that each fact is signed off")] = (
        False
    )
    formats: tuple[Annotated[str, PlainValidator(_offered)], ...]
    output: Annotated[Id, Field(description="Name of the file; the folder's name where omitted")] = ""
    paper: Literal["A4", "Letter"] = "A4"
    evidence_url: Address = ""
    focus: Annotated[Id, Field(description="Actor in the focus colour")] = ""
    subjects: Annotated[tuple[Id, ...], Field(description="Actors the report is about")] = ()
    numbered: Annotated[bool, Field(description="Whether headings bear numbers: 1, 1.1, 1.1.1")] = False
    minutes: Annotated[int, Field(ge=0, le=600, description="Length of the talk")] = 0
    pages: Annotated[int, Field(ge=0, le=999, description="Most pages of its PDF; the build tells of more")] = 0
    keywords: Annotated[tuple[Line, ...], AfterValidator(_together)] = ()
    sections: Annotated[tuple[Line, ...], Field(min_length=1, description="Names of the .md files, in order")]
    editions: Annotated[
        dict[Id, EditionFile], Field(default_factory=dict, description="For `invoke distribute`, by name")
    ]
    languages: Annotated[
        dict[Language, TranslatedReportFile], Field(default_factory=dict, description="Its other languages, by tag")
    ]


class PointFile(Entry):
    """A row of a chart definition."""

    fact: CellId
    label: Annotated[Line, Field(description="The label of the fact where omitted")] = ""
    short: Annotated[Line, Field(description="In place of the label on slides, where letters are large")] = ""
    on_slides: Annotated[bool, Field(description="false: left out on slides, which hold fewer rows")] = True
    words: Annotated[Line, Field(description="What the figure is, after it")] = ""
    focus: bool = False
    named: Annotated[Id, Field(description="units: the fact that counts those named")] = ""
    named_words: Annotated[
        tuple[Line, ...], Field(max_length=2, description="units: under the named and the others")
    ] = ()
    planned: Annotated[bool, Field(description="timeline: drawn as an outline")] = False
    x: Annotated[CellId | Literal[""], Field(description="scatter, bubble: the fact of its value across")] = ""
    size: Annotated[CellId | Literal[""], Field(description="bubble: the fact of the value that is its area")] = ""
    lane: Annotated[Line, Field(description="timeline: the lane that it stands in, with those before and after")] = ""
    series: Annotated[Line, Field(description="Which series it belongs to, where there are several")] = ""
    panel: Annotated[Line, Field(description="line, columns: which panel of small multiples it stands in")] = ""


class EventFile(Entry):
    """A day that is marked in a chart over time."""

    at: Annotated[str, Field(description="A day, month or year such as 2031-04-02; that of the fact where omitted")] = (
        ""
    )
    words: Annotated[Line, Field(description="What happened; the label of the fact where omitted", max_length=60)] = ""
    fact: Annotated[CellId | Literal[""], Field(description="The fact that states the day")] = ""


class ObservationsFile(Entry):
    """The points of a chart as a slice of a dataset."""

    dataset: Id
    rows: Annotated[Line, Field(description="A dimension, with its codes: 'industry: mining, construction'")]
    series: Annotated[Line, Field(description="A dimension whose codes are series: 'source: coal, wind'")] = ""
    panels: Annotated[Line, Field(description="A dimension whose codes are panels: 'source: coal, wind'")] = ""
    at: Annotated[dict[str, Line], Field(default_factory=dict, description="The other dimensions: 'month: latest'")]
    x: Annotated[
        dict[str, Line], Field(default_factory=dict, description="scatter, bubble: where the value across stands")
    ]
    size: Annotated[
        dict[str, Line], Field(default_factory=dict, description="bubble: where the value of its area stands")
    ]
    figure: Annotated[
        str,
        StringConstraints(pattern=r"^(value|share|change|growth|index)(: ?[A-Za-z0-9_-]+)?$"),
        Field(description="'value', 'share', 'growth: year', 'index: 2006-01'"),
    ] = "value"
    sort: Annotated[Literal["file", "descending", "ascending"], Field(description="As in the file, or by value")] = (
        "file"
    )
    focus: Annotated[tuple[Line, ...], Field(description="Codes in the focus colour")] = ()
    most: Annotated[int, Field(ge=1, le=60, description="Rows at most; where there are series, of each all")] = 60


class ColumnFile(Entry):
    """A column of a table: of a matrix, where whoever the facts name gets the mark; of lists that are compared."""

    head: Line
    list: Annotated[Id, Field(description="sets: the fact whose recorded names are the list")] = ""
    done: Annotated[tuple[Id, ...], Field(description="Facts that name who did it: a disc")] = ()
    open: Annotated[tuple[Id, ...], Field(description="Facts that name for whom it is pursued or planned: a ring")] = ()

    @property
    def facts(self) -> tuple[Id, ...]:
        """Return the facts of every kind."""
        return (*self.done, *self.open, *((self.list,) if self.list else ()))


class StageFile(Entry):
    """A stage, from the first to the last: which statuses belong to it."""

    head: Line
    statuses: Annotated[tuple[Status, ...], Field(min_length=1, description="Statuses of facts that stand here")]
    apart: Annotated[bool, Field(description="ladder: no rung but a band of its own, such as what is only claimed")] = (
        False
    )


class RegionFile(Entry):
    """A region, and who belongs to it."""

    head: Line
    actors: Annotated[tuple[Id, ...], Field(min_length=1)]


class TranslatedChartFile(Entry):
    """The texts of a chart in another language."""

    title: Line | Literal[""] = ""
    subtitle: Line | Literal[""] = ""
    note: Line | Literal[""] = ""
    alt: Line | Literal[""] = ""
    texts: Annotated[
        dict[str, Line],
        Field(default_factory=dict, description="Every other text, by what the chart says: 'planned: prévu'"),
    ]


def _year(value: object) -> object:
    """Return a year that YAML reads as a number as it was written."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


class ChartFile(Entry):
    """`templates/charts/<id>.yaml`: a chart, or a matrix of who is named where."""

    kind: Annotated[str, PlainValidator(_known_kind)]
    title: Line
    subtitle: Line = ""
    unit: Line = ""
    note: Line = ""
    alt: Annotated[Line, Field(description="The finding in words; what is drawn is said after it")] = ""
    points: tuple[PointFile, ...] = ()
    observations: Annotated[ObservationsFile, Field(description="Points that are a slice of a dataset")] | None = None
    maximum: Annotated[int, Field(gt=0)] | None = None
    start: Annotated[str, BeforeValidator(_year)] = ""
    stop: Annotated[str, BeforeValidator(_year)] = ""
    as_of: Annotated[bool, Field(description="timeline: a dashed line at the day up to which facts are included")] = (
        False
    )
    rows: Annotated[tuple[Id, ...], Field(description="matrix: actors, top to bottom")] = ()
    columns: Annotated[tuple[ColumnFile, ...], Field(description="matrix, sets, places")] = ()
    across: Annotated[Line, Field(description="scatter: what the axis across measures, with its unit")] = ""
    up: Annotated[Line, Field(description="scatter: what the upright axis measures, with its unit")] = ""
    size_unit: Annotated[Line, Field(description="bubble: unit of areas, as 'unit' of the upright axis")] = ""
    area: Annotated[Line, Field(description="bubble: what the area measures, with its unit")] = ""
    events: Annotated[tuple[EventFile, ...], Field(description="line, columns: days that are marked")] = ()
    x_unit: Annotated[Line, Field(description="scatter: unit of the axis across, as 'unit' of the upright one")] = ""
    stages: Annotated[tuple[StageFile, ...], Field(description="ladder, stages: from the first to the last")] = ()
    regions: Annotated[tuple[RegionFile, ...], Field(description="places: top to bottom")] = ()
    sources: Annotated[tuple[Id, ...], Field(description="evidence: those to compare; all where omitted")] = ()
    languages: Annotated[
        dict[Language, TranslatedChartFile],
        Field(default_factory=dict, description="Its texts in other languages, by tag"),
    ]
