"""Where is it used: one fact with its value, readings and sources, and every place that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.document import Document
from reports.document.ledger import Use, used
from reports.domain.datasets.observations import Observations
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, SourceRef
from reports.domain.wording import Speech, quote
from reports.errors import FlagError
from reports.languages.registry import language
from reports.load.project_folders import Folders
from reports.notation.nearest_name import nearest
from reports.pipeline.composition import compose_all

CITED = "cite"
"""Format of a use that shows the source marks of a fact and nothing else of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a fact and of its use."""

    asked: str
    """The id asked for; that of a superseded fact leads to its successor."""
    fact: Fact
    uses: tuple[Use, ...]
    superseded: bool = False
    """Whether the id asked for is that of a superseded fact."""


def answered(where: Folders, id: str, as_of: str = "") -> tuple[str, ...]:
    """Compose every report and return what is known of the fact, or of the dataset, `id`, line by line.

    Raises:
        FlagError: there is no such fact.
        InputError: the input is wrong.
    """
    composed = compose_all(where, (), as_of)
    catalogue = composed.book.datasets
    if catalogue is not None and id in catalogue.tables:
        return tuple(_dataset(catalogue.tables[id], composed.book, composed.documents))
    return tuple(lines(where_used(id, composed.book, composed.documents), composed.book))


def entries_answered(where: Folders, id: str, as_of: str = "") -> Mapping[str, object]:
    """Return the same by names: the fact or the dataset as in the fact file, and its uses as in the ledger.

    Raises:
        FlagError: there is no such fact.
        InputError: the input is wrong.
    """
    composed = compose_all(where, (), as_of)
    catalogue = composed.book.datasets
    if catalogue is None or id not in catalogue.tables:
        answer = where_used(id, composed.book, composed.documents)
        fact = answer.fact.model_dump(mode="json", exclude_defaults=True)
        return {"asked": id, "fact": fact, "uses": [use.entry | {"id": answer.fact.id} for use in answer.uses]}
    places = _uses(catalogue.tables[id], composed.documents)
    spots = [use.entry | {"id": of} for of, found in places.items() for use in found]
    dataset = catalogue.tables[id].dataset.model_dump(mode="json", exclude_defaults=True)
    return {"asked": id, "dataset": dataset, "uses": spots}


def where_used(id: str, book: FactBook, documents: Sequence[Document]) -> Answer:
    """Return the fact `id` and every place in `documents` that shows or cites it.

    Raises:
        FlagError: there is no such fact, or it was not recorded by the as-of day.
    """
    fact = book.facts.get(book.known_as(id)) or (book.datasets.fact(id) if book.datasets else None)
    if fact is None:
        if id in book.later:
            raise FlagError(f"the fact {id!r} was not recorded by {book.as_of}, but on {book.later[id]}")
        known = (*book.facts, *(book.datasets.tables if book.datasets else ()))
        raise FlagError(f"there is no fact {id!r}{nearest(id, known)}; give the id as in the fact file")
    shown = documents[0].info.shown
    uses = tuple(replace(use, where=shown(use.where)) for use in used(tuple(documents)).get(fact.id, ()))
    return Answer(id, fact, uses, fact.id != id)


def _uses(table: Observations, documents: Sequence[Document]) -> Mapping[str, tuple[Use, ...]]:
    """Return the places of each figure of a dataset, by its id."""
    shown, own = documents[0].info.shown, table.dataset.id
    return {
        id: tuple(replace(use, where=shown(use.where)) for use in found)
        for id, found in used(tuple(documents)).items()
        if id.split(".")[0] == own
    }


def _dataset(table: Observations, book: FactBook, documents: Sequence[Document]) -> Iterator[str]:
    """Yield what a person reads of a dataset: what it is, and each of its figures with the places that show it."""
    dataset, uses = table.dataset, _uses(table, documents)
    yield from (
        f"{dataset.id} (dataset)",
        f"  {dataset.statement}",
        f"  file: {dataset.file}, recorded {dataset.recorded}",
    )
    yield from (f"  source: [{book.sources[id].number}] {book.sources[id].short}" for id in dataset.sources)
    yield f"  figures in documents: {len(uses)}" if uses else "  used in no document"
    for id, found in uses.items():
        reports = dict.fromkeys(use.report for use in found)
        yield f"    {id}: {', '.join(reports)}"


def lines(answer: Answer, book: FactBook, tag: str = "en-GB") -> Iterator[str]:
    """Yield what a person reads on the terminal: statement, value, readings, sources, places."""
    fact, speech = answer.fact, language(tag)
    if answer.superseded:
        yield f"{answer.asked} is known as {fact.id}"
    yield fact.id
    yield f"  {fact.statement}"
    yield f"  value: {quote(fact, 'full', speech) if fact.has_value else 'none; it is a statement'}"
    yield f"  status: {speech.word('statuses', fact.status)}"
    yield from (f"  {key}: {text}" for key, text in _optional(fact, speech))
    yield "  sources:"
    yield from (f"    {_source(ref, book)}" for ref in fact.sources)
    if fact.readings:
        yield f"  sources differ on {(fact.difference or 'it').lower()}:"
        for reading in fact.readings:
            yield f"    {reading.name}: {reading.text}"
            yield from (f"      {_source(ref, book)}" for ref in reading.sources)
        yield f"    printed: {fact.preferred} ({fact.reason})"
    yield from _places(answer)


def _optional(fact: Fact, speech: Speech) -> Iterator[tuple[str, str]]:
    if fact.date or fact.period or fact.as_of:
        yield "date", quote(fact, "date", speech) + (f" ({fact.date_basis})" if fact.date_basis else "")
    for key in ("quotation", "attribution", "formula", "part_of", "supersedes", "review_by", "note"):
        if value := getattr(fact, key):
            yield key.replace("_", " "), str(value)
    if fact.derived_from:
        yield "derived from", ", ".join(fact.derived_from)


def _source(ref: SourceRef, book: FactBook) -> str:
    source = book.sources[ref.source]
    return f"[{source.number}] {source.short}, {ref.where}: '{ref.anchor}'"


def _places(answer: Answer) -> Iterator[str]:
    """Yield the places, under the document and the heading or slide they belong to."""
    if not answer.uses:
        yield "  used in no document"
        return
    spots = dict.fromkeys((use.report, use.heading) for use in answer.uses)
    yield f"  used in {len(spots)} {'place' if len(spots) == 1 else 'places'}:"
    for report, heading in spots:
        yield f"    {report} › {heading or 'cover'}"
        here = [use for use in answer.uses if (use.report, use.heading) == (report, heading)]
        yield from (f"      {part}" for part in _parts(here))


def _parts(uses: Sequence[Use]) -> Iterator[str]:
    """Yield a line for each part under a heading: what it shows, in which formats, and the source marks it prints."""
    for part, where in dict.fromkeys((use.part, use.where) for use in uses):
        here = [use for use in uses if (use.part, use.where) == (part, where)]
        formats: dict[str, list[str]] = {}
        for use in here:
            if use.format != CITED:
                formats.setdefault(use.text, []).append(use.format)
        shown = [f"'{text}' ({', '.join(dict.fromkeys(names))})" for text, names in formats.items()]
        marks = sorted({int(mark) for use in here if use.format == CITED for mark in re.findall(r"\d+", use.text)})
        shown += ["sources " + "".join(f"[{mark}]" for mark in marks)] if marks else []
        yield f"{part}{', ' + where if where else ''}: {', '.join(shown)}"
