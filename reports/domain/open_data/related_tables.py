"""The tables beside that of the facts: readings, references, sources, actors, datasets, and what statuses and hedges mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.domain.datasets.cells import Cell
from reports.domain.datasets.dataset import Dataset
from reports.domain.facts import Actor, Fact, Reading, Source, SourceRef
from reports.domain.open_data.described_tables import SEVERAL, Column, DescribedTable, Record, name_of
from reports.domain.open_data.fact_table import EDTF, QUALIFIERS, STATUSES
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.domain.wording import reading_text

REACH = {
    "value": "the number itself",
    "above": "above the number",
    "below": "below the number",
    "around": "around the number",
    "range": "between low and high",
    "none": "no number is given",
}
"""Where the true value lies, in words."""
DONE = {"yes": "yes", "no": "no", "unclear": "the record does not settle it"}
_ID = "Names the row"


class ReadFact(NamedTuple):
    """A reading of a fact."""

    fact: Fact
    reading: Reading


class Referring(NamedTuple):
    """A fact, or one reading of it, and where it stands in a source."""

    fact: Fact
    reading: str
    """Empty where the sources do not differ."""
    ref: SourceRef


class Role(NamedTuple):
    """An actor in a fact."""

    fact: Fact
    actor: str
    role: str


def _readings(record: Record) -> Sequence[ReadFact]:
    return tuple(ReadFact(fact, each) for fact in record.book.facts.values() for each in fact.readings)


def _references(record: Record) -> Sequence[Referring]:
    return tuple(
        Referring(fact, name, ref)
        for fact in record.book.facts.values()
        for name, refs in (
            (fact.preferred or "", fact.sources),
            *((each.name, each.sources) for each in fact.readings if each.name != fact.preferred),
        )
        for ref in refs
    )


def _roles(record: Record) -> Sequence[Role]:
    return tuple(
        Role(fact, id, role)
        for fact in record.book.facts.values()
        for role, ids in (("actor", fact.actors), ("country", fact.countries))
        for id in dict.fromkeys(ids)
    )


def _actors(record: Record) -> Sequence[Actor]:
    return tuple(record.book.actors.values())


def _sources(record: Record) -> Sequence[Source]:
    return tuple(sorted(record.book.sources.values(), key=lambda source: source.number))


def _datasets(record: Record) -> Sequence[Dataset]:
    """Return the datasets of which a fact in force was read or worked out."""
    catalogue = record.book.datasets
    used = {fact.dataset for fact in record.book.facts.values() if isinstance(fact, Cell)}
    return tuple(entry for id, entry in catalogue.entries.items() if id in used) if catalogue else ()


def _units(dataset: Dataset) -> str:
    return SEVERAL.join(f"{each.id}: {each.label or each.id}, {each.unit}" for each in dataset.measures)


READINGS = DescribedTable(
    name="readings",
    title="Readings",
    description="Each version of the facts on which sources differ; reports print one of them and say so.",
    columns=(
        Column("fact", "string", "Id of the fact", lambda row, r: row.fact.id, required=True),
        Column("name", "string", "Names the reading within the fact", lambda row, r: row.reading.name, required=True),
        Column("text", "string", "The reading in words", lambda row, r: reading_text(row.fact, row.reading.name, r.speech)),
        Column("printed", "boolean", "Whether reports print this one", lambda row, r: row.reading.name == row.fact.preferred),
        Column("qualifier", "string", "Its hedge, where it has a number of its own",
               lambda row, r: str(row.reading.qualifier) if row.reading.qualifier else None, QUALIFIERS),
        Column("value", "number", "Its number; that of the fact where empty and printed", lambda row, r: row.reading.value),
        Column("low", "number", "Lower end of its range", lambda row, r: row.reading.low),
        Column("high", "number", "Upper end of its range", lambda row, r: row.reading.high),
        Column("unit", "string", "Its unit, where it is not that of the fact", lambda row, r: row.reading.unit),
        Column("status", "string", "How firm it is, where that is not as the fact",
               lambda row, r: str(row.reading.status) if row.reading.status else None, STATUSES),
        Column("date", "string", f"Its date, where it is not that of the fact: {EDTF}", lambda row, r: row.reading.date),
    ),
    rows=_readings,
    key=("fact", "name"),
    leads={"fact": ("facts", "id"), "status": ("statuses", "id"), "qualifier": ("qualifiers", "id")},
)  # fmt: skip
REFERENCES = DescribedTable(
    name="references",
    title="References",
    description="Where facts and readings stand in their sources; the anchor is a text quote in the sense of the Web "
    "Annotation Data Model (oa:exact of an oa:TextQuoteSelector).",
    columns=(
        Column("fact", "string", "Id of the fact", lambda row, r: row.fact.id, required=True),
        Column("reading", "string", "Name of the reading; empty where sources do not differ",
               lambda row, r: row.reading or None),
        Column("source", "string", "Id of the source", lambda row, r: row.ref.source, required=True),
        Column("paragraph", "integer", "Paragraph or line of the document, from 1", lambda row, r: row.ref.paragraph),
        Column("cell", "string", "Cell, where the source is a table", lambda row, r: row.ref.cell),
        Column("anchor", "string", "Words or digits that stand there, verbatim", lambda row, r: row.ref.anchor, required=True),
    ),
    rows=_references,
    key=(),
    leads={"fact": ("facts", "id"), "source": ("sources", "id")},
)  # fmt: skip
SOURCES = DescribedTable(
    name="sources",
    title="Sources",
    description="The documents that facts were curated from.",
    columns=(
        Column("id", "string", _ID, lambda row, r: row.id, required=True),
        Column(
            "number", "integer", "Its mark in the reports: 1 stands as [1]", lambda row, r: row.number, required=True
        ),
        Column("title", "string", "As the document gives it", lambda row, r: row.title, required=True),
        Column("publisher", "string", "'not stated' where the document does not say", lambda row, r: row.publisher),
        Column("author", "string", "Who wrote it", lambda row, r: row.author),
        Column("date", "string", "As the document gives it, or 'not stated'", lambda row, r: row.date),
        Column("place", "string", "Where it was published", lambda row, r: row.place),
        Column("kind", "string", "What kind of document it is", lambda row, r: row.kind),
        Column("accessed", "date", "Day on which it was read", lambda row, r: row.accessed),
        Column("url", "string", "Where it stands", lambda row, r: row.url),
    ),
    rows=_sources,
    key=("id",),
    leads={},
)
ACTORS = DescribedTable(
    name="actors",
    title="Actors",
    description="People, agencies, countries, programmes, companies, places and events that facts speak of.",
    columns=(
        Column("id", "string", _ID, lambda row, r: row.id, required=True),
        Column("name", "string", "In full", lambda row, r: name_of(row, r.speech), required=True),
        Column("short", "string", "Short form", lambda row, r: row.short),
        Column("kind", "string", "What kind of actor it is", lambda row, r: row.kind),
        Column("title", "string", "Of a person, as the sources give it", lambda row, r: row.title),
        Column("country", "string", "Id of the country that it belongs to", lambda row, r: row.country),
    ),
    rows=_actors,
    key=("id",),
    leads={"country": ("", "id")},
)
ROLES = DescribedTable(
    name="roles",
    title="Actors in facts",
    description="Which actors and countries each fact concerns.",
    columns=(
        Column("fact", "string", "Id of the fact", lambda row, r: row.fact.id, required=True),
        Column("actor", "string", "Id of the actor", lambda row, r: row.actor, required=True),
        Column("role", "string", "As what", lambda row, r: row.role, ("actor", "country"), required=True),
    ),
    rows=_roles,
    key=("fact", "actor", "role"),
    leads={"fact": ("facts", "id"), "actor": ("actors", "id")},
)
DATASETS = DescribedTable(
    name="datasets",
    title="Datasets used",
    description="Tables of observations that facts were read from or worked out of.",
    columns=(
        Column("id", "string", _ID, lambda row, r: row.id, required=True),
        Column("statement", "string", "What the table holds", lambda row, r: row.statement, required=True),
        Column("topic", "string", "What it belongs to", lambda row, r: row.topic),
        Column("dimensions", "string", "What tells one observation from another, with '; ' between",
               lambda row, r: SEVERAL.join(each.id for each in row.dimensions)),
        Column("measures", "string", "What its numbers are, each with its unit, with '; ' between", lambda row, r: _units(row)),
        Column("seasonal", "string", "Whether and how it is seasonally adjusted", lambda row, r: row.seasonal),
        Column("vintage", "date", "When the figures were as the file has them", lambda row, r: row.vintage),
        Column("sources", "string", "Ids of its sources, with '; ' between", lambda row, r: SEVERAL.join(row.sources)),
        Column("recorded", "date", "Day on which it was entered", lambda row, r: row.recorded),
    ),
    rows=_datasets,
    key=("id",),
    leads={},
)  # fmt: skip
STATUS_LIST = DescribedTable(
    name="statuses",
    title="Statuses",
    description="What each status says of how firm a fact is; no text states it firmer.",
    columns=(
        Column("id", "string", _ID, lambda row, r: str(row), required=True),
        Column("word", "string", "As reports print it", lambda row, r: r.speech.word("statuses", row)),
        Column("meaning", "string", "What it says of a fact", lambda row, r: row.meaning),
        Column("stage", "string", "How far a text may say on it alone that the thing has come; the statement may go further",
               lambda row, r: row.standing.stage),
        Column("view", "string", "How firmly somebody says so, where it is a view; 'none' where it is nobody's view",
               lambda row, r: row.standing.voice),
        Column("happened", "string", "Whether it has happened as far as the record goes",
               lambda row, r: DONE[row.standing.done]),
    ),
    rows=lambda record: tuple(Status),
    key=("id",),
    leads={},
)  # fmt: skip


def _true_value(hedge: Qualifier) -> str:
    return ("at or " if hedge.hedging.including else "") + REACH[hedge.reach]


QUALIFIER_LIST = DescribedTable(
    name="qualifiers",
    title="Hedges",
    description="What each hedge says of the number beside it.",
    columns=(
        Column("id", "string", _ID, lambda row, r: str(row), required=True),
        Column("word", "string", "As reports print it; empty where they print the number alone",
               lambda row, r: r.speech.word("hedge-words", row) or None),
        Column("true_value", "string", "Where the true value lies", lambda row, r: _true_value(row)),
    ),
    rows=lambda record: tuple(Qualifier),
    key=("id",),
    leads={},
)  # fmt: skip
RelatedTable = (
    DescribedTable[ReadFact]
    | DescribedTable[Referring]
    | DescribedTable[Source]
    | DescribedTable[Actor]
    | DescribedTable[Role]
    | DescribedTable[Dataset]
    | DescribedTable[Status]
    | DescribedTable[Qualifier]
)
RELATED: tuple[RelatedTable, ...] = (
    READINGS, REFERENCES, SOURCES, ACTORS, ROLES, DATASETS, STATUS_LIST, QUALIFIER_LIST,
)  # fmt: skip
"""All of them, in the order in which a data package lists them."""
