"""Documents that stand on one fact book."""

from __future__ import annotations

from dataclasses import replace

from reports.document.report import Document
from reports.domain.fact_book import FactBook


def on_one_book(documents: tuple[Document, ...], book: FactBook) -> tuple[tuple[Document, ...], FactBook]:
    """Return `documents`, all on one book, and `book`, with the observations that any document prints among their facts.

    Without datasets that is `book` itself, of which much is known by then.
    """
    if not documents:
        return documents, book
    if book.datasets is None:
        return tuple(replace(each, book=book) for each in documents), book
    printed = {id: fact for each in documents for id, fact in each.book.facts.items()}
    every = {**book.facts, **{id: fact for id, fact in printed.items() if id not in book.facts}}
    shared = replace(documents[0].book, facts=every)
    return tuple(replace(each, book=shared) for each in documents), replace(book, facts=every)
