"""datapackage.json: what the facts are, column by column, with the tables that their rows lead to.

Data Package 2.0 (https://datapackage.org/standard/data-package/): tables other than that of the facts stand in it as data.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from reports.document import Document, plain
from reports.document.ledger import status
from reports.document.program_version import PROGRAM
from reports.document.report import untranslated
from reports.domain.fact_book import FactBook
from reports.domain.open_data.described_tables import Record, Value
from reports.domain.open_data.fact_table import FACTS
from reports.domain.open_data.related_tables import RELATED, RelatedTable
from reports.formats.data_package.fact_rows import FILE, fact_rows
from reports.languages.registry import language
from reports.notation.json_lines import listed
from reports.notation.spaces import even_spaces

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
FORM = "1.1"
"""Version of the tables and columns; the first number rises where a column goes or means something else."""
EVIDENCE = "evidence.html"
Json = Mapping[str, object]


def description(reports: tuple[Document, ...], book: FactBook) -> bytes:
    """Return the Data Package as JSON in UTF-8; title, language and day are those of the first report.

    All reports are listed, those in other languages too, which say of which report they are.
    """
    documents = untranslated(reports)
    info = documents[0].info
    record = Record(book, language(info.language))
    there = {each.name: each for each in RELATED if each.rows(record)}
    titles = dict.fromkeys(even_spaces(plain(each.info.title)) for each in documents)
    content = {
        "$schema": PROFILE,
        "name": f"facts-{_slug(info.id)}",
        "title": f"Facts behind: {'; '.join(titles)}",
        "description": "Facts with value, hedge, status and sources. The hedge is part of a figure, and the status says how "
        f"firm the fact is: quote neither figure without them. Each fact is shown with its sources in {EVIDENCE}.",
        "version": book.version,
        "created": f"{info.moment:%Y-%m-%dT%H:%M:%SZ}",
        "languages": [info.language],
        "form": FORM,
        "made_with": PROGRAM,
        "facts_version": book.version,
        "as_of": book.as_of,
        "contributors": [{"title": info.organisation, "roles": ["publisher"]}] if info.organisation else [],
        "sources": [
            _source(each.title, each.url) for each in sorted(book.sources.values(), key=lambda each: each.number)
        ],
        "reports": [_report(each) for each in reports],
        "resources": [_file(documents[0], book, there), *(_table(each, record, there) for each in there.values())],
    }
    return listed({key: value for key, value in content.items() if value != []})


def _slug(id: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", id.lower()).strip("-") or "project"


def _source(title: str, url: str | None) -> Json:
    return {"title": title, "path": url} if url else {"title": title}


def _report(document: Document) -> Json:
    """Return what a report is called, its files, and the version of the facts behind it, as its own properties give it."""
    info = document.info
    head = {"name": info.id, "title": even_spaces(plain(info.title)), "language": info.language}
    head |= {"translation_of": info.translation_of} if info.translation_of else {}
    files = [info.file(format) for format in info.formats]
    return {**head, **status(info), "files": files, "facts_version": document.facts_version}


def _file(document: Document, book: FactBook, there: Collection[str]) -> Json:
    data = fact_rows(document, book)
    return {
        "$schema": RESOURCE_PROFILE,
        "name": FACTS.name,
        "title": FACTS.title,
        "description": FACTS.description,
        "type": "table",
        "path": FILE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": FACTS.schema(there),
    }


def _table(table: RelatedTable, record: Record, there: Collection[str]) -> Json:
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, map(_number, row), strict=True)) for row in table.values(record)]
    head = {"name": table.name, "title": table.title, "description": table.description, "type": "table"}
    return {"$schema": RESOURCE_PROFILE, **head, "data": rows, "schema": table.schema({FACTS.name, *there})}


def _number(value: Value) -> str | int | float | None:
    """Return a value as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
