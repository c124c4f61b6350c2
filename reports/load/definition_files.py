"""What the files that define reports and charts may say: `report.yaml` and `templates/charts/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticKnownError

from reports.domain.facts import Entry
from reports.domain.fields import Address, Date, Id, Language, Line
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


PROPERTY = 255
"""Characters that a property of an Office file holds (python-docx and PowerPoint refuse more)."""
KEYWORDS = PROPERTY - 25
"""Characters of all key words; the version of the facts stands beside them."""
Short = Annotated[Line, Field(max_length=PROPERTY)]
"""A line that becomes a property of the files."""


class ReportFile(Entry):
    """`templates/<report>/report.yaml`: what a report is. Texts may use the functions of the templates."""

    title: Short
    subtitle: Short = ""
    kind: Annotated[Line, Field(description="Such as 'Policy brief'")] = ""
    basis: Annotated[Line, Field(description="What it is built on, for the cover")] = ""
    organisation: Short = PLACEHOLDER
    version: Annotated[Line, BeforeValidator(lambda value: value if isinstance(value, str) else str(value))] = "0.1"
    language: Language = "en-GB"
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
    minutes: Annotated[int, Field(ge=0, le=600, description="Length of the talk")] = 0
    keywords: Annotated[tuple[Line, ...], AfterValidator(_together)] = ()
    sections: Annotated[tuple[Line, ...], Field(min_length=1, description="Names of the .md files, in order")]
    editions: Annotated[
        dict[Id, EditionFile], Field(default_factory=dict, description="For `invoke distribute`, by name")
    ]


class PointFile(Entry):
    """A row of a chart definition."""

    fact: Id
    label: Annotated[Line, Field(description="The label of the fact where omitted")] = ""
    words: Annotated[Line, Field(description="What the figure is, after it")] = ""
    focus: bool = False
    named: Annotated[Id, Field(description="units: the fact that counts those named")] = ""
    named_words: Annotated[
        tuple[Line, ...], Field(max_length=2, description="units: under the named and the others")
    ] = ()
    planned: Annotated[bool, Field(description="timeline: drawn as an outline")] = False


class ColumnFile(Entry):
    """A column of a matrix: whoever the facts name gets the mark."""

    head: Line
    done: Annotated[tuple[Id, ...], Field(description="Facts that name who did it: a disc")] = ()
    open: Annotated[tuple[Id, ...], Field(description="Facts that name for whom it is pursued or planned: a ring")] = ()

    @property
    def facts(self) -> tuple[Id, ...]:
        """Return the facts of both kinds."""
        return self.done + self.open


class ChartFile(Entry):
    """`templates/charts/<id>.yaml`: a chart, or a matrix of who is named where."""

    kind: Literal["bars", "units", "lollipop", "timeline", "dots", "matrix"]
    title: Line
    subtitle: Line = ""
    unit: Line = ""
    note: Line = ""
    alt: Line
    points: tuple[PointFile, ...] = ()
    maximum: Annotated[int, Field(gt=0)] | None = None
    start: str = ""
    stop: str = ""
    rows: Annotated[tuple[Id, ...], Field(description="matrix: actors, top to bottom")] = ()
    columns: Annotated[tuple[ColumnFile, ...], Field(description="matrix")] = ()
