"""The table of facts: a row says what a figure is, how firm it is, and from where, without any other table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.domain.datasets.cells import Cell
from reports.domain.facts import Fact, Observed, SourceRef
from reports.domain.open_data.described_tables import SEVERAL, Column, DescribedTable, Record, source_words
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status
from reports.domain.wording import FormatError, quote

EDTF = "day, month, quarter, year or another date of EDTF (ISO 8601-2)"
QUALIFIERS = tuple(str(each) for each in Qualifier)
STATUSES = tuple(str(each) for each in Status)


def said(fact: Fact, form: str, record: Record) -> str | None:
    """Return `fact` in the format `form`; None where it cannot be printed so."""
    try:
        return quote(fact, form, record.speech) or None
    except FormatError:
        return None


def citation(ref: SourceRef, record: Record) -> str:
    """Return where a fact stands in a source, with the words that stand there."""
    words = record.speech.tables["furniture"]
    quoted = words["quote-open"] + ref.anchor + words["quote-close"]
    cell, paragraph = words["evidence-cell"], words["evidence-paragraph"]
    where = cell.format(cell=ref.cell) if ref.cell else paragraph.format(number=ref.paragraph)
    return f"{source_words(record.book.sources[ref.source], record.speech)}, {where}: {quoted}"


def _facts(record: Record) -> Sequence[Fact]:
    return tuple(record.book.facts.values())


def _joined(texts: Iterable[str]) -> str | None:
    return SEVERAL.join(texts) or None


def _coordinates(fact: Fact) -> str | None:
    return _joined(f"{key}={code}" for key, code in fact.coordinates.items()) if isinstance(fact, Cell) else None


COLUMNS: tuple[Column[Fact], ...] = (
    Column("id", "string", "Names the fact; its row on the evidence page has the same id", lambda f, r: f.id, required=True),
    Column("statement", "string", "The fact in a sentence, with its hedge and whose view it is",
           lambda f, r: said(f, "statement", r) or f.statement, required=True),
    Column("figure", "string", "The figure as reports print it: hedge, number and unit together; empty where the fact has none",
           lambda f, r: said(f, "full", r)),
    Column("label", "string", "A noun phrase for the fact", lambda f, r: said(f, "label", r) if f.label else None),
    Column("topic", "string", "What it belongs to", lambda f, r: f.topic),
    Column("qualifier", "string", "The hedge, a part of the figure wherever that is used; explained in the table 'qualifiers'",
           lambda f, r: str(f.qualifier or Qualifier.EXACTLY) if f.has_value else None, QUALIFIERS),
    Column("value", "number", "The number, in the unit; with the hedge, not a value of its own", lambda f, r: f.value),
    Column("low", "number", "Lower end of a range or an interval", lambda f, r: f.low),
    Column("high", "number", "Upper end of a range or an interval", lambda f, r: f.high),
    Column("unit", "string", "Of value, low and high: currency (ISO 4217) and scale, 'percent', or what is counted",
           lambda f, r: f.unit),
    Column("level", "integer", "Of the interval from low to high, in per cent", lambda f, r: f.level),
    Column("observed", "string", "What the publisher says of the figure", lambda f, r: str(f.observed),
           tuple(str(each) for each in Observed)),
    Column("status", "string", "How firm the fact is; the table 'statuses' explains each", lambda f, r: str(f.status), STATUSES,
           required=True),
    Column("attribution", "string", "Who says so, where it is somebody's view", lambda f, r: f.attribution),
    Column("date", "string", f"When it was or is to be: {EDTF}", lambda f, r: f.date),
    Column("period", "string", "The time that it covers: two dates with '/' between, or a length of time and a date",
           lambda f, r: f.period),
    Column("as_of", "string", f"The day up to which it holds: {EDTF}", lambda f, r: f.as_of),
    Column("date_basis", "string", "Whether the source states the date, or it was derived", lambda f, r: f.date_basis,
           ("stated", "derived")),
    Column("date_note", "string", "How the date was derived", lambda f, r: f.date_note),
    Column("quotation", "string", "Words that are the fact, verbatim", lambda f, r: f.quotation),
    Column("actors", "string", "Who takes part, by name, with '; ' between", lambda f, r: _joined(map(r.name, f.actors))),
    Column("countries", "string", "Countries concerned, by name, with '; ' between",
           lambda f, r: _joined(map(r.name, f.countries))),
    Column("sources", "string", "Where it stands: mark, title, publisher and date of the source, paragraph or cell, words that "
           "stand there; '; ' between several", lambda f, r: _joined(citation(ref, r) for ref in f.sources), required=True),
    Column("sources_differ", "boolean", "Whether sources differ on it; the table 'readings' has each version",
           lambda f, r: bool(f.readings)),
    Column("difference", "string", "What the sources differ on", lambda f, r: said(f, "difference", r) if f.readings else None),
    Column("reading", "string", "Name of the reading that is printed", lambda f, r: f.preferred),
    Column("reason", "string", "Why that reading", lambda f, r: said(f, "reason", r) if f.readings else None),
    Column("derived_from", "string", "Ids of the facts that it was worked out from, with '; ' between",
           lambda f, r: _joined(f.derived_from)),
    Column("formula", "string", "How it was worked out of these", lambda f, r: f.formula),
    Column("partial", "string", "Lists that the source gives as partial", lambda f, r: _joined(map(str, f.partial))),
    Column("part_of", "string", "Id of the fact that it is a part of", lambda f, r: f.part_of),
    Column("supersedes", "string", "Id of the earlier fact whose place it has taken", lambda f, r: f.supersedes),
    Column("dataset", "string", "Id of the table of observations that it was read from or worked out of",
           lambda f, r: f.dataset if isinstance(f, Cell) else None),
    Column("coordinates", "string", "Where in that table: dimension=code, with '; ' between", lambda f, r: _coordinates(f)),
    Column("recorded", "date", "Day on which it was entered", lambda f, r: f.recorded, required=True),
    Column("signed_off_by", "string", "Who has signed it off as it stands; empty where nobody has",
           lambda f, r: r.book.signed_off.get(f.id, (None, None))[0]),
    Column("signed_off_on", "date", "Day on which that was done", lambda f, r: r.book.signed_off.get(f.id, (None, None))[1]),
)  # fmt: skip
FACTS = DescribedTable(
    name="facts",
    title="Facts",
    description="Every fact in force, and every observation that a report prints or that stands behind one. A figure is "
    "given as 'figure' for people, and as qualifier, value, low, high and unit for machines.",
    columns=COLUMNS,
    rows=_facts,
    key=("id",),
    leads={"status": ("statuses", "id"), "qualifier": ("qualifiers", "id"), "dataset": ("datasets", "id")},
)
"""The table of the file facts.csv."""
