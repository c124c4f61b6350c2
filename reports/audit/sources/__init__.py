"""Check the facts against the documents they were curated from: anchors, figures, dates, quotations, hashes, copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.audit.counted_nouns import counted_nouns
from reports.audit.sources.own_wording import copies, declared_names, quotations, titles
from reports.audit.sources.source_matching import letters
from reports.audit.sources.source_references import anchors, stated
from reports.audit.sources.source_tables import check_tables, tabular
from reports.audit.sources.standing import attributions, published, statuses, weekdays
from reports.audit.sources.verification_context import Bench
from reports.domain.fact_book import FactBook
from reports.domain.facts import Source
from reports.errors import FlagError, Problem, collect
from reports.load.entry_places import Places, fact_places
from reports.load.fact_files import load_facts
from reports.load.source_documents import SourceText, load_documents
from reports.notation.nearest_name import nearest

__all__ = ["verify", "verify_sources"]


def verify_sources(facts: Path, shown: str, sources: str, only: str = "") -> str:
    """Check the facts against the documents in a folder and return what was checked, in a sentence.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
        sources: folder of the documents, as the user typed it.
        only: id or number of the one source to check, whose document alone needs to be there; empty for all.

    Raises:
        InputError: with everything that the facts say and the documents do not.
        FlagError: there is no such folder of documents, or no such source.
    """
    book, problems = load_facts(facts, shown)
    collect(problems)
    chosen = (_source(book, only),) if only else tuple(book.sources.values())
    tables = tabular(book)
    texts = load_documents(sources, [source for source in chosen if source.id not in tables])
    places = fact_places(facts, shown)
    checked = check_tables(book, sources, places, frozenset(source.id for source in chosen))
    collect([*verify(book, texts, places), *checked.problems])
    rows = [len([ref for ref in fact.all_refs if ref.source in texts]) for fact in book.every_fact]
    against = f"the document of {chosen[0].id!r}" if only else f"{len(texts)} documents"
    said = f"{len([row for row in rows if row])} facts with {sum(rows)} anchors checked against {against}: all found"
    if not checked.datasets:
        return said
    return f"{said}; {checked.datasets} datasets have the files that they were recorded with, {checked.cells:,} cells found"


def _source(book: FactBook, named: str) -> Source:
    """Return the source with the id or number `named`."""
    for source in book.sources.values():
        if named.strip("[]") in (source.id, str(source.number)):
            return source
    hint = nearest(named, book.sources)
    known = ", ".join(f"[{source.number}] {source.id}" for source in book.sources.values())
    raise FlagError(f"--source: there is no source {named!r}{hint}; use one of {known}")


def verify(book: FactBook, texts: Mapping[str, SourceText], places: Places) -> tuple[Problem, ...]:
    """Return everything in `book` that its sources do not bear out, by place.

    Args:
        book: facts, those superseded included, and sources.
        texts: what each source says, by source id; what cites sources that are not among them is not judged by those.
        places: where everything stands in the fact files.
    """
    read = {id: text for id, text in texts.items() if not text.problem}
    spellings = {name: actor.names for actor in book.actors.values() for name in actor.names}
    bench = Bench(read, places, declared_names(book), spellings, counted_nouns(book))
    said = {id: letters(" ".join(text.paragraphs)) for id, text in read.items()}
    found: set[Problem] = set()
    for source in (each for each in book.sources.values() if each.id in texts):
        found.update(_document(source, texts[source.id], bench))
        found.update(copies("sources", source, said, bench))
    for fact in book.every_fact:
        for rule in (anchors, stated, quotations, statuses, attributions, weekdays):
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
    yield from published(source, text, bench)
