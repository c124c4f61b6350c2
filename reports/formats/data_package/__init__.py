"""The facts as open data: facts.csv, and datapackage.json, which describes it and holds what its rows lead to.

Both are formats of the project as a whole. What stands here is what the rows of the formats name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.audit import Waiver
    from reports.document import Document
    from reports.domain.fact_book import FactBook
    from reports.merge.joined import ByHand
    from reports.theme.definition import Theme


def write_facts(
    documents: tuple[Document, ...],
    book: FactBook,
    theme: Theme,
    literals: tuple[Waiver, ...] = (),
    by_hand: tuple[ByHand, ...] = (),
) -> bytes:
    """Return the facts as CSV (RFC 4180, UTF-8); the language is that of the first report."""
    from reports.document.report import untranslated
    from reports.formats.data_package.fact_rows import fact_rows

    return fact_rows(untranslated(documents)[0], book)


def write_description(
    documents: tuple[Document, ...],
    book: FactBook,
    theme: Theme,
    literals: tuple[Waiver, ...] = (),
    by_hand: tuple[ByHand, ...] = (),
) -> bytes:
    """Return the description of the facts as a Data Package."""
    from reports.formats.data_package.descriptor import description

    return description(documents, book)
