"""What an analyst records: sources, actors and facts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

from reports.domain.fields import Address, CellId, Date, Id, Language, Line, Moment, Number, Period
from reports.domain.formulas.set_claims import SetClaim
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status

NOT_STATED = "not stated"
SOURCE_LINE = ("title", "short", "publisher", "author", "date", "place", "url")
"""Keys of a source that its entry in a list of sources prints, or the line below a chart."""


class Observed(StrEnum):
    """What a publisher says of a figure in a table; it is printed with it, and the last two are no figures."""

    NORMAL = "normal"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    FORECAST = "forecast"
    BREAK = "break"
    MISSING = "missing"
    SUPPRESSED = "suppressed"


class Entry(BaseModel):
    """Base of everything in a fact file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # kinds that a project lacks cost nothing


ListName = Literal["actors", "countries", "sources"]
"""A list of a fact, which formulas read."""


class Source(Entry):
    """A document that facts were curated from."""

    id: Id
    number: Annotated[int, Field(ge=1, le=9999, description="Its mark in the text: 1 prints as [1]")]
    title: Annotated[Line, Field(description="As the document gives it")]
    short: Annotated[Line, Field(description="For source lines below charts; at most 40 characters", max_length=40)]
    publisher: Annotated[Line, Field(description="'not stated' where the document does not say")] = NOT_STATED
    author: Line | None = None
    date: Annotated[Line, Field(description="As given by the document, or 'not stated'")] = NOT_STATED
    place: Line | None = None
    kind: Line = "document"
    accessed: Date
    url: Address | None = None
    document: Annotated[Line, Field(description="Name of the file it was curated from")] = NOT_STATED
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    note: Line | None = None


class Actor(Entry):
    """A person, agency, country, programme, company, place or event that facts speak of."""

    id: Id
    name: Annotated[Line, Field(description="In full, as printed at first mention")]
    short: Annotated[Line, Field(description="Printed after the first mention")] | None = None
    aliases: Annotated[tuple[Line, ...], Field(description="Other spellings in sources and prose")] = ()
    kind: Line
    title: Annotated[Line, Field(description="Of a person, as the sources give it")] | None = None
    country: Id | None = None
    labels: Annotated[dict[Language, Line], Field(description="The name in other languages")] = {}
    language: (
        Annotated[
            Language,
            Field(description="Of the name, where it is not that of the texts: read aloud, spelt and broken by it"),
        ]
        | None
    ) = None
    shorts: Annotated[dict[Language, Line], Field(description="The short form in other languages")] = {}
    titles: Annotated[dict[Language, Line], Field(description="The title in other languages")] = {}
    note: Line | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return every spelling: name, short form, aliases and translations."""
        spelled = (self.name, self.short, *self.aliases, *self.labels.values(), *self.shorts.values())
        return tuple(dict.fromkeys(filter(None, spelled)))


class Term(Entry):
    """A name or a turn of speech that claims nothing, whatever its figure or its verb: Lane 7, the signed copy."""

    id: Id
    term: Annotated[Line, Field(description="As texts write it")]
    aliases: Annotated[tuple[Line, ...], Field(description="Other spellings")] = ()
    why: Annotated[Line, Field(description="What it is, and why no fact stands behind its figure or its words")]

    @property
    def words(self) -> tuple[str, ...]:
        """Return every spelling."""
        return (self.term, *self.aliases)


class SourceRef(Entry):
    """Where in a source a fact stands."""

    source: Id
    paragraph: Annotated[int, Field(ge=1, description="Non-blank lines of the document, counted from 1")]
    anchor: Annotated[Line, Field(description="At most eight words that locate it, verbatim")]
    cell: Annotated[Line, Field(description="Where the source is a table: its cell, such as M39")] | None = None

    @property
    def where(self) -> str:
        """Return the place in words for messages: 'paragraph 3', 'cell M39'."""
        return f"cell {self.cell}" if self.cell else f"paragraph {self.paragraph}"


class Reading(Entry):
    """One version of a fact on which sources differ."""

    name: Id
    text: Line
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Line | None = None
    qualifier: Qualifier | None = None
    status: Status | None = None
    date: Moment | None = None
    sources: Annotated[tuple[SourceRef, ...], Field(description="Omit for the preferred one: those of the fact")] = ()
    labels: dict[Language, Line] = {}


class Label(Entry):
    """The words of a fact in another language."""

    statement: Line | None = None
    label: Line | None = None
    unit: Line | None = None
    reason: Line | None = None
    difference: Line | None = None


class Fact(Entry):
    """One checkable claim with value, hedge, status and sources."""

    id: Id
    statement: Annotated[Line, Field(description="One sentence in own words, with hedge and attribution")]
    label: Annotated[Line, Field(description="Noun phrase for charts and tables", max_length=60)] | None = None
    topic: Id
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Annotated[Line, Field(description="'USD billion', 'percent', or a plural noun")] | None = None
    qualifier: Qualifier | None = None
    level: (
        Annotated[int, Field(ge=50, le=99, description="Of the interval low to high around value, in per cent")] | None
    ) = None
    observed: Annotated[Observed, Field(description="What the publisher says of the figure")] = Observed.NORMAL
    status: Status
    quotation: Annotated[Line, Field(description="Words that are the fact, verbatim, at most 20")] | None = None
    date: Moment | None = None
    period: (
        Annotated[Period, Field(description="'2025-08/2026-02' or 'P6M/2026-02-04'; an open side stays empty")] | None
    ) = None
    as_of: Moment | None = None
    date_basis: Literal["stated", "derived"] | None = None
    date_note: Line | None = None
    attribution: Line | None = None
    actors: tuple[Id, ...] = ()
    countries: tuple[Id, ...] = ()
    sources: Annotated[tuple[SourceRef, ...], Field(min_length=1)]
    readings: tuple[Reading, ...] = ()
    preferred: Annotated[Id, Field(description="Name of the reading that is printed")] | None = None
    reason: Annotated[Line, Field(description="Why that reading")] | None = None
    difference: Annotated[Line, Field(description="What the sources differ on, in a word or two")] | None = None
    derived_from: Annotated[
        tuple[CellId, ...], Field(description="Facts, or observations such as jobs.mining.2009-02")
    ] = ()
    formula: (
        Annotated[Line, Field(description="Over derived_from: 'a + b', 'growth(a, b)', 'common(a, b)' …")] | None
    ) = None
    round: (
        Annotated[int, Field(ge=0, le=9, description="Decimals to which the formula is rounded, half away from zero")]
        | None
    ) = None
    partial: Annotated[
        tuple[ListName, ...], Field(description="Lists that the source gives as partial ('including')")
    ] = ()
    part_of: Id | None = None
    recorded: Date
    supersedes: Id | None = None
    review_by: Date | None = None
    labels: Annotated[dict[Language, Label], Field(description="The words in other languages")] = {}
    note: Line | None = None

    _claim: SetClaim | None = PrivateAttr(default=None)

    @property
    def set_claim(self) -> SetClaim | None:
        """Return what its set formula has found out; None for any other fact.

        `set_claim.words` are those of only, none, first, most and all that a text may use; `set_claim.partial` says
        whether a list behind it is partial at its source.
        """
        return self._claim

    def claiming(self, claim: SetClaim) -> Self:
        """Return the fact with the claim that its set formula bears."""
        copy = self.model_copy()
        copy._claim = claim
        return copy

    @property
    def is_observation(self) -> bool:
        """Return whether it was read from a table, or worked out from one, so that nobody typed its words."""
        return False

    def as_shown(self) -> Fact:
        """Return the fact in the unit in which texts print it; another one only where its dataset declares it."""
        return self

    def as_recorded(self) -> Fact:
        """Return the fact in the unit of its record, whatever texts print."""
        return self

    @property
    def has_value(self) -> bool:
        """Return whether the fact has a number or an indefinite amount that can be printed as a figure."""
        return self.value is not None or self.low is not None or bool(self.qualifier and self.qualifier.indefinite)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the sources of the printed reading, each once, in the order of the file."""
        return tuple(dict.fromkeys(ref.source for ref in self.sources))

    @property
    def all_refs(self) -> tuple[SourceRef, ...]:
        """Return the references of the printed reading and of every other reading."""
        return self.sources + tuple(ref for reading in self.readings for ref in reading.sources)
