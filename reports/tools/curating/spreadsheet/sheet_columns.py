"""The sheets of the workbook and their columns, as data: one row a fact, a reading, a source, an actor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reports.domain.datasets.dataset import Dataset
from reports.domain.facts import Actor, Entry, Fact, Observed, Reading, Source
from reports.domain.qualifiers import Qualifier
from reports.domain.statuses import Status

BASE = "base"
"""Heading of the hidden column that says what each row held when it was written."""


class Form(StrEnum):
    """How a value is written in a cell."""

    LINE = "line"
    NUMBER = "number"
    DAY = "day"
    IDS = "ids"
    LINES = "lines"
    CITATIONS = "citations"
    NAMES = "names"
    LABELS = "labels"


NOTATION: Mapping[Form, str] = {
    Form.LINE: "text",
    Form.NUMBER: "digits, with a point before decimals: 14.8",
    Form.DAY: "2026, 2026-02 or 2026-02-04",
    Form.IDS: "ids, separated by commas",
    Form.LINES: "one a line (Alt+Enter starts a line; in LibreOffice Ctrl+Enter)",
    Form.CITATIONS: "one a line: id of the source, paragraph, colon, anchor, as in: annual-report 12: four branches",
    Form.NAMES: "one a line: language, colon, words, as in: fr: Bibliothèque",
    Form.LABELS: "one a line: language, key, colon, words, as in: fr unit: salariés",
}
"""What the help sheet and messages say of each form."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    key: str
    """Key of the fact file; the heading is the same with spaces."""
    form: Form
    width: float
    """In characters."""
    says: str
    choices: tuple[str, ...] = ()
    """What a cell may hold; empty where that is not a closed list."""
    offers: str = ""
    """What it offers, open to other words: 'own' for what is in use in this column, or the name of a sheet for its ids."""

    @property
    def heading(self) -> str:
        """Return the words in the first row."""
        return self.key.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one row an entry."""

    kind: str
    """Key of the list in the fact files; 'readings' lie within facts."""
    sheet: str
    model: type[Entry]
    names: tuple[str, ...]
    """Keys that name the row; they never change."""
    columns: tuple[Column, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys in the order of the fact file, without what stands elsewhere."""
        own = {column.key for column in self.columns}
        return tuple(key for key in self.model.model_fields if key in own)

    def column(self, key: str) -> Column:
        """Return the column of `key`."""
        return next(column for column in self.columns if column.key == key)


QUALIFIERS, STATUSES = tuple(map(str, Qualifier)), tuple(map(str, Status))
_SAME = {
    "value": Column("value", Form.NUMBER, 9, "digits exactly as the source gives them, such as 14.80"),
    "low": Column("low", Form.NUMBER, 9, "lower end, with high and the qualifier between"),
    "high": Column("high", Form.NUMBER, 9, "upper end"),
    "unit": Column("unit", Form.LINE, 15, "USD billion, percent, or a plural noun", offers="own"),
    "qualifier": Column("qualifier", Form.LINE, 14, "the hedge; it is part of the value", QUALIFIERS),
    "status": Column("status", Form.LINE, 15, "how firm it is", STATUSES),
    "sources": Column(
        "sources", Form.CITATIONS, 62, "where it stands: source, paragraph and at most eight words of it"
    ),
}
"""Columns that facts and readings share."""

FACTS = Table(
    "facts",
    "Facts",
    Fact,
    ("id",),
    (
        Column("id", Form.LINE, 30, "its name in templates; never changed; empty in a new row: made from the statement"),
        Column("statement", Form.LINE, 54, "one sentence in your own words, with hedge and attribution"),
        *(_SAME[key] for key in ("value", "low", "high", "unit", "qualifier", "status", "sources")),
        Column("topic", Form.LINE, 15, "heading it belongs to", offers="own"),
        Column("label", Form.LINE, 30, "noun phrase for charts and tables, at most 60 characters"),
        Column("attribution", Form.LINE, 20, "who says so"),
        Column("date", Form.DAY, 11, "when it happened or is to happen"),
        Column("period", Form.LINE, 16, "2025-08/2026-02; one side may be empty"),
        Column("as_of", Form.DAY, 11, "the day it was true"),
        Column("date_basis", Form.LINE, 11, "whether the source states the date", ("stated", "derived")),
        Column("date_note", Form.LINE, 36, "what the date was derived from"),
        Column("actors", Form.IDS, 34, "whom it speaks of"),
        Column("countries", Form.IDS, 20, "which countries it speaks of"),
        Column("quotation", Form.LINE, 28, "words that are the fact, letter for letter, at most twenty"),
        Column("preferred", Form.LINE, 16, "name of the reading that is printed"),
        Column("reason", Form.LINE, 28, "why that reading"),
        Column("difference", Form.LINE, 18, "what the sources differ on, in a word or two"),
        Column("derived_from", Form.IDS, 26, "facts it is worked out from"),
        Column("formula", Form.LINE, 16, "a + b over derived from, or count(countries); text, no formula of the sheet"),
        Column("part_of", Form.LINE, 22, "the fact that is the whole of this part", offers="Facts"),
        Column("recorded", Form.DAY, 11, "day it entered the file; empty in a new row: today"),
        Column("supersedes", Form.LINE, 22, "the fact whose place it takes", offers="Facts"),
        Column("review_by", Form.DAY, 11, "day to look at it again"),
        Column("labels", Form.LABELS, 34, "its words in other languages"),
        Column("note", Form.LINE, 54, "for those who keep the file"),
        Column("level", Form.NUMBER, 7, "level of the interval low to high around value, in per cent"),
        Column("observed", Form.LINE, 12, "what the publisher says of the figure", tuple(map(str, Observed))),
        Column("round", Form.NUMBER, 7, "decimals to which the formula is rounded"),
        Column("partial", Form.IDS, 14, "lists that the source gives as partial: countries, actors, sources"),
    ),
)  # fmt: skip
READINGS = Table(
    "readings",
    "Readings",
    Reading,
    ("fact", "name"),
    (
        Column("fact", Form.LINE, 28, "the fact on which sources differ", offers="Facts"),
        Column("name", Form.LINE, 20, "name of this reading"),
        Column("text", Form.LINE, 44, "what it says"),
        *(_SAME[key] for key in ("value", "low", "high", "unit", "qualifier", "status")),
        Column("date", Form.DAY, 11, "when it happened by this reading"),
        Column("sources", Form.CITATIONS, 62, "where it stands; empty for the preferred one, which has those of the fact"),
        Column("labels", Form.NAMES, 30, "its text in other languages"),
    ),
)  # fmt: skip
SOURCES = Table(
    "sources",
    "Sources",
    Source,
    ("id",),
    (
        Column("id", Form.LINE, 24, "name of the source in other rows; never changed"),
        Column("number", Form.NUMBER, 9, "its mark in the text: 1 prints as [1]"),
        Column("title", Form.LINE, 48, "as the document gives it"),
        Column("short", Form.LINE, 24, "for source lines below charts, at most 40 characters"),
        Column("publisher", Form.LINE, 24, "as the document gives it; empty where it does not say"),
        Column("author", Form.LINE, 20, "who wrote it"),
        Column("date", Form.LINE, 16, "as the document gives it"),
        Column("place", Form.LINE, 16, "where it was written"),
        Column("kind", Form.LINE, 16, "such as news report", offers="own"),
        Column("accessed", Form.DAY, 11, "day it was fetched"),
        Column("url", Form.LINE, 30, "where it was found"),
        Column("document", Form.LINE, 24, "name of the file it was curated from"),
        Column("sha256", Form.LINE, 24, "fingerprint of that file"),
        Column("note", Form.LINE, 40, "for those who keep the file"),
    ),
)
ACTORS = Table(
    "actors",
    "Actors",
    Actor,
    ("id",),
    (
        Column("id", Form.LINE, 28, "name of the actor in other rows; never changed"),
        Column("name", Form.LINE, 34, "in full, as printed at first mention"),
        Column("short", Form.LINE, 20, "printed after the first mention"),
        Column("aliases", Form.LINES, 34, "other spellings"),
        Column("kind", Form.LINE, 14, "person, agency, country …", offers="own"),
        Column("title", Form.LINE, 28, "of a person, as the sources give it"),
        Column("country", Form.LINE, 18, "id of an actor", offers="Actors"),
        Column("labels", Form.NAMES, 30, "the name in other languages"),
        Column("note", Form.LINE, 40, "for those who keep the file"),
    ),
)
DATASETS = Table(
    "datasets",
    "Datasets",
    Dataset,
    ("id",),
    (
        Column("id", Form.LINE, 20, "name of the dataset in templates; never changed"),
        Column("statement", Form.LINE, 54, "what the table holds, without figures"),
        Column("label", Form.LINE, 30, "the same in a few words"),
        Column("topic", Form.LINE, 15, "heading it belongs to", offers="own"),
        Column("file", Form.LINE, 24, "file below facts/data/; its columns are told in the fact file"),
        Column("sheet", Form.LINE, 16, "sheet of a workbook"),
        Column("sources", Form.IDS, 24, "who published it"),
        Column("status", Form.LINE, 15, "how firm its figures are", STATUSES),
        Column("attribution", Form.LINE, 24, "who says so"),
        Column("seasonal", Form.LINE, 24, "such as seasonally adjusted"),
        Column("vintage", Form.DAY, 11, "when the figures were as the file has them"),
        Column("recorded", Form.DAY, 11, "day it entered the file"),
        Column("review_by", Form.DAY, 11, "day to look at it again"),
        Column("note", Form.LINE, 54, "for those who keep the file"),
    ),
)
TABLES = (FACTS, READINGS, SOURCES, ACTORS, DATASETS)
"""In the order of the sheets."""
HELP = "Help"
LISTS = "Lists"
