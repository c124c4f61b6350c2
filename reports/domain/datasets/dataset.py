"""What the fact file says of a table of observations, in the words of SDMX and of CSV on the Web.

Dimensions name a cell, measures say what its number is, attributes what is said of it (https://sdmx.org, section 4 of the
information model; https://www.w3.org/TR/tabular-data-model/).
"""

from __future__ import annotations

from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from reports.domain.facts import Entry, Label, Observed
from reports.domain.fields import Date, Id, Language, Line
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status

Grain = Literal["day", "week", "month", "quarter", "half", "year", "fiscal", "decade"]
Rounding = Literal["half-up", "half-even"]
File = Annotated[str, StringConstraints(pattern=r"^[^/\\.][^\\]*$", max_length=200)]
"""Path of a file below facts/data/."""

STATUS_CODES = {
    "A": Observed.NORMAL,
    "": Observed.NORMAL,
    "E": Observed.ESTIMATED,
    "P": Observed.PROVISIONAL,
    "F": Observed.FORECAST,
    "B": Observed.BREAK,
    "M": Observed.MISSING,
    "L": Observed.MISSING,
    "O": Observed.MISSING,
    "C": Observed.SUPPRESSED,
}
"""SDMX's codes for the status of an observation (CL_OBS_STATUS 2.2), and C of its confidentiality (CL_CONF_STATUS)."""


class Code(Entry):
    """A value of a dimension: an industry, a country, a source of energy."""

    code: Annotated[Line, Field(description="As the file writes it")]
    label: Annotated[Line, Field(description="As printed", max_length=80)] | None = None
    labels: Annotated[dict[Language, Line], Field(default_factory=dict, description="The label in other languages")]
    part_of: Annotated[Line, Field(description="Code of the whole that it is a part of; shares need it")] | None = None
    actor: Annotated[Id, Field(description="The declared actor that it is")] | None = None


class Dimension(Entry):
    """What tells one observation from another."""

    id: Id
    label: Line | None = None
    labels: Annotated[dict[Language, Line], Field(default_factory=dict)]
    column: Annotated[Line, Field(description="Head of its column")] | None = None
    columns: Annotated[tuple[Line, ...], Field(description="Time in two columns: year, then quarter or month")] = ()
    across: Annotated[bool, Field(description="Its values are heads of columns: a wide table")] = False
    label_column: Annotated[Line, Field(description="Head of the column that gives the label of each code")] | None = (
        None
    )
    period: Annotated[Grain, Field(description="It is time, in steps of this length")] | None = None
    pattern: Annotated[Line, Field(description="How the file writes a period, such as '%d.%m.%Y'")] | None = None
    fiscal_start: Annotated[int, Field(ge=1, le=12, description="Month in which a fiscal year begins")] | None = None
    gaps: Annotated[bool, Field(description="Periods may be missing in between")] = False
    codes: Annotated[tuple[Code, ...], Field(description="Its values; one that is not listed is refused")] = ()
    complete: Annotated[bool, Field(description="All its values together are the whole, of which each is a share")] = (
        False
    )
    others: Annotated[bool, Field(description="Values that are not listed under codes are taken as well")] = False

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        ways = [bool(self.column), bool(self.columns), self.across]
        if sum(ways) != 1:
            raise ValueError("needs one of 'column:', 'columns:' and 'across: true'")
        if self.columns and not (self.period and len(self.columns) == 2):
            raise ValueError("needs 'period:' and exactly two heads under 'columns:', the year first")
        if self.period == "fiscal" and self.fiscal_start is None:
            raise ValueError("needs 'fiscal_start:', the month in which a fiscal year begins")
        return self

    def unworded(self, language: str) -> str:
        """Return what of it has words, and none in `language`; periods are worded by the program."""
        if self.period:
            return ""
        if language not in self.labels:
            return f"the dimension {self.id!r}"
        if self.label_column or not self.codes:
            return f"the codes of {self.id!r}, which are not listed"
        missing = (each.code for each in self.codes if language not in each.labels)
        return next((f"the code {code!r} of {self.id!r}" for code in missing), "")


class Shown(Entry):
    """In what unit texts print the figures of a measure, from one of it on; tables keep that of the file."""

    unit: Annotated[Line, Field(description="Another scale of the same unit: 'million jobs' of 'thousand jobs'")]
    decimals: Annotated[int, Field(ge=0, le=9)] = 1


class Measure(Entry):
    """What the numbers of a column are."""

    id: Id
    label: Annotated[Line, Field(description="As printed, such as 'Unemployment rate'", max_length=80)] | None = None
    column: Annotated[Line, Field(description="Head of its column; none in a wide table")] | None = None
    unit: Annotated[Line, Field(description="As of a fact: 'percent', 'USD billion', 'thousand jobs'")]
    decimals: Annotated[int, Field(ge=0, le=9, description="As printed")]
    shown: (
        Annotated[Shown, Field(description="How texts print it, such as 1.2 billion for 1,234,567 thousand")] | None
    ) = None
    additive: Annotated[tuple[Id, ...], Field(description="Dimensions over which it may be added")] = ()
    labels: Annotated[
        dict[Language, Label], Field(default_factory=dict, description="label and unit in other languages")
    ]


class Attribute(Entry):
    """A column that says something of the observation in its row."""

    column: Line
    says: Annotated[
        Literal["status", "low", "high", "note", "hedge", "source"],
        Field(description="hedge: a qualifier; source: one of the sources; where empty, as the dataset says"),
    ]
    measure: Annotated[Id, Field(description="Where it speaks of one of several measures")] | None = None
    codes: Annotated[
        dict[str, Observed], Field(default_factory=dict, description="What its codes mean; those of SDMX where omitted")
    ]


class Dataset(Entry):
    """A table of observations below facts/data/: each cell is a fact."""

    id: Id
    statement: Annotated[Line, Field(description="What the table holds, without figures")]
    label: Annotated[Line, Field(max_length=80)] | None = None
    topic: Id
    file: Annotated[File, Field(description="Below facts/data/: .csv, .tsv, .xlsx, .parquet or SDMX-ML (.xml)")]
    sheet: Annotated[Line, Field(description="Of a workbook; the first one where omitted")] | None = None
    encoding: Annotated[Line, Field(description="Such as cp1252; UTF-8 where omitted")] = "utf-8"
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    decimal: Literal[".", ","] = "."
    thousands: Annotated[Literal["", ",", ".", " ", "'"], Field(description="What groups thousands in the file")] = ""
    heads: Annotated[int, Field(ge=1, le=1000, description="Line that holds the heads of the columns")] = 1
    ends: Annotated[int, Field(ge=2, description="Last line of the table, where notes stand below it")] | None = None
    missing: Annotated[
        tuple[str, ...], Field(description="What the file writes for no value, such as '..' or ':'")
    ] = ()
    flags: Annotated[
        dict[str, Observed], Field(default_factory=dict, description="Marks behind a number, such as 'p: provisional'")
    ]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1)]
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    attributes: tuple[Attribute, ...] = ()
    level: Annotated[int, Field(ge=50, le=99, description="Of the interval between low and high, in per cent")] = 95
    rounding: Annotated[Rounding, Field(description="half-up rounds half away from zero")] = "half-up"
    seasonal: Annotated[Line, Field(description="Such as 'seasonally adjusted'")] | None = None
    vintage: Annotated[Date, Field(description="When the figures were as the file has them")] | None = None
    status: Status = Status.REPORTED
    qualifier: Qualifier = Qualifier.EXACTLY
    attribution: Line | None = None
    actors: tuple[Id, ...] = ()
    countries: tuple[Id, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    recorded: Date
    review_by: Date | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    labels: Annotated[
        dict[Language, Label], Field(default_factory=dict, description="statement and label in other languages")
    ]
    note: Line | None = None

    @property
    def time(self) -> Dimension | None:
        """Return the dimension that is time."""
        return next((each for each in self.dimensions if each.period), None)

    @property
    def across(self) -> Dimension | None:
        """Return the dimension whose values are heads of columns."""
        return next((each for each in self.dimensions if each.across), None)

    def unworded(self, language: str) -> str:
        """Return the first part that has words, and none in `language` (a code such as fr); empty where there is none."""
        if language not in self.labels:
            return "the statement"
        measures = (f"the measure {each.id!r}" for each in self.measures if language not in each.labels)
        dimensions = (gap for each in self.dimensions if (gap := each.unworded(language)))
        return next(chain(measures, dimensions), "")

    def dimension(self, id: str) -> Dimension:
        """Return the dimension `id`; KeyError where there is none."""
        return {each.id: each for each in self.dimensions}[id]

    def measure(self, id: str) -> Measure:
        """Return the measure `id`, the only one where `id` is empty; KeyError where there is none."""
        return {each.id: each for each in self.measures}[id] if id else self.measures[0]
