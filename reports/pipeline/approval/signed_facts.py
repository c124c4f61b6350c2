"""Which facts somebody has signed off as they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reports.document import Document, facts_behind
from reports.domain.fact_book import FactBook
from reports.load.records.approval_files import digest_of
from reports.load.records.sign_off_files import SignOffs
from reports.pipeline.approval.content_fingerprint import spelt


def fact_digest(id: str, book: FactBook) -> str:
    """Return what changes with the fact `id`, with the sources it stands on and with nothing else."""
    fact = book.facts[id]
    sources = sorted({ref.source for ref in fact.all_refs})
    return digest_of([spelt(fact), *(spelt(book.sources[source]) for source in sources)])


def signed_off(book: FactBook, sign_offs: SignOffs) -> Mapping[str, tuple[str, str]]:
    """Return who signed off which fact of `book` on which day, of those that stand as they did then."""
    stand = (id for id in sign_offs if id in book.facts and sign_offs[id].sha256 == fact_digest(id, book))
    return {id: (sign_offs[id].by, sign_offs[id].on) for id in stand}


def unsigned(document: Document, sign_offs: SignOffs) -> Iterator[tuple[str, str]]:
    """Yield (fact id, what is lacking) for each fact behind `document` that nobody has signed off as it stands."""
    for id in facts_behind(document):
        signed = sign_offs.get(id)
        if signed is None:
            yield id, f"nobody has signed off the fact {id!r}"
        elif signed.sha256 != fact_digest(id, document.book):
            yield id, f"the fact {id!r} was changed since {signed.by} signed it off on {signed.on}"
