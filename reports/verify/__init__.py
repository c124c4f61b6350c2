"""Check the facts against the documents they were curated from: anchors, figures, dates, quotations, hashes, copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.errors import Problem, collect
from reports.facts import FactBook, Source
from reports.load.documents import SourceText, load_documents
from reports.load.facts import load_facts
from reports.load.places import Places, fact_places
from reports.verify.bench import Bench
from reports.verify.matching import letters
from reports.verify.references import anchors, stated
from reports.verify.wording import copies, declared_names, quotations, titles

__all__ = ["verify", "verify_sources"]


def verify_sources(facts: Path, shown: str, sources: str) -> str:
    """Check the facts against the documents in a folder and return what was checked, in a sentence.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
        sources: folder of the documents, as the user typed it.

    Raises:
        InputError: with everything that the facts say and the documents do not.
        FlagError: there is no such folder of documents.
    """
    book, problems = load_facts(facts, shown)
    collect(problems)
    texts = load_documents(sources, book.sources.values())
    collect(verify(book, texts, fact_places(facts, shown)))
    anchors = sum(len(fact.all_refs) for fact in book.every_fact)
    return f"{len(book.every_fact)} facts with {anchors} anchors checked against {len(texts)} documents: all found"


def verify(book: FactBook, texts: Mapping[str, SourceText], places: Places) -> tuple[Problem, ...]:
    """Return everything in `book` that its sources do not bear out, by place.

    Args:
        book: facts, those superseded included, and sources.
        texts: what each source says, by source id.
        places: where everything stands in the fact files.
    """
    read = {id: text for id, text in texts.items() if not text.problem}
    bench = Bench(read, places, declared_names(book))
    said = {id: letters(" ".join(text.paragraphs)) for id, text in read.items()}
    found: set[Problem] = set()
    for source in book.sources.values():
        found.update(_document(source, texts[source.id], bench))
        found.update(copies("sources", source, said, bench))
    for fact in book.every_fact:
        for rule in (anchors, stated, quotations):
            found.update(rule(fact, bench))
        found.update(copies("facts", fact, said, bench))
    return tuple(sorted(found))


def _document(source: Source, text: SourceText, bench: Bench) -> Iterator[Problem]:
    """Yield what is wrong with the document of `source`: missing, changed, or of another title."""
    if text.problem:
        what, cure = f"the source {source.id!r} {text.problem}", "put the document there, or correct 'document:'"
        yield Problem(bench.places.at("sources", source.id, "document"), what, cure)
        return
    if source.sha256 is None:
        what = f"the source {source.id!r} has no SHA-256 of its document"
        yield Problem(bench.places.at("sources", source.id, "id"), what, f"add 'sha256: {text.sha256}'")
    elif source.sha256 != text.sha256:
        what = f"{text.name} is not the document that {source.id!r} was curated from: its SHA-256 is {text.sha256}"
        cure = "fetch the same document again, or check every fact of it and correct 'sha256:'"
        yield Problem(bench.places.at("sources", source.id, "sha256"), what, cure)
    yield from titles(source, text, bench)
