"""The facts as a CSV file that any reader takes as it is: heads in line 1, a fact in each record below."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from reports.document import Document
from reports.domain.fact_book import FactBook
from reports.domain.open_data.described_tables import Record, Value
from reports.domain.open_data.fact_table import FACTS
from reports.languages.registry import language

FILE = "facts.csv"


_LAST: list[tuple[FactBook, str, bytes]] = []
"""The book whose rows were asked for last, with the language and the rows: its description tells of them too."""


def fact_rows(document: Document, book: FactBook) -> bytes:
    """Return the facts of `book` in the language of `document` as CSV (RFC 4180), in UTF-8 without a mark at its start."""
    tag = document.info.language
    if not _LAST or _LAST[0][0] is not book or _LAST[0][1] != tag:
        _LAST[:] = [(book, tag, _rows(Record(book, language(tag))))]
    return _LAST[0][2]


def _rows(record: Record) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in FACTS.columns])
    writer.writerows([_written(value) for value in row] for row in FACTS.values(record))
    return buffer.getvalue().encode()


def _written(value: Value) -> str:
    """Return a value as Table Schema writes it in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
