"""The words of a fact that are our own, and those that are a source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from reports.audit.sources.source_matching import copied_run, letters, stands_in
from reports.audit.sources.verification_context import Bench
from reports.domain.fact_book import FactBook
from reports.domain.facts import Entry, Fact, Source
from reports.errors import Problem
from reports.load.source_documents import SourceText
from reports.notation.yaml_tree import Route

LONGEST_RUN = 7
"""Words in a row that our own sentence may share with a source."""
OWN = ("statement", "label", "reason", "difference", "date_note", "attribution", "note")


def own_words(entry: Entry) -> Iterator[tuple[Route, str]]:
    """Yield (route, text) for everything in a fact or source that is put in our own words."""
    for key in OWN:
        if text := getattr(entry, key, None):
            yield (key,), str(text)
    if isinstance(entry, Fact):
        yield from ((("readings", n, "text"), reading.text) for n, reading in enumerate(entry.readings))
        for tag, label in entry.labels.items():
            for key in ("statement", "label", "reason", "difference"):
                if text := getattr(label, key):
                    yield ("labels", tag, key), text


def declared_names(book: FactBook) -> tuple[str, ...]:
    """Return every name and title that cannot be put in other words, longest first."""
    names = {name for actor in book.actors.values() for name in (*actor.names, actor.title) if name}
    names |= {source.title for source in book.sources.values()}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def copies(kind: str, entry: Fact | Source, texts: Mapping[str, str], bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each text of `entry` that copies a run of words from a source.

    Args:
        kind: of the entry: 'facts' or 'sources'.
        entry: whose words are looked at.
        texts: `letters` of each source, by id.
        bench: names and places.
    """
    for route, text in own_words(entry):
        if run := copied_run(text, texts.values(), bench.names, LONGEST_RUN):
            source = next(id for id, held in texts.items() if letters(run) in held)
            yield Problem(
                bench.places.at(kind, entry.id, *route),
                f"{' '.join(map(str, route[-1:]))} of {entry.id!r} copies words in a row from {source!r}: '{run}'",
                f"say it in own words (at most {LONGEST_RUN} words in a row), or make it a 'quotation:'",
            )


def quotations(fact: Fact, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where the quotation stands, word for word, in none of the paragraphs of a source that the fact names.

    Each of them is marked where the words are printed, so each must hold them. Nothing is said where one of the
    documents is not at hand, since it may stand there.
    """
    words = fact.quotation
    if words is None or any(ref.source not in bench.texts for ref in fact.all_refs):
        return
    holding = {ref.source for ref in fact.all_refs if stands_in(words, bench.paragraph(ref))}
    if holding:
        yield from _paraphrased(fact, words, holding, bench)
        return
    elsewhere = bench.elsewhere(words, fact.sources[0])
    yield Problem(
        bench.places.at("facts", fact.id, "quotation"),
        f"the quotation '{words}' does not stand word for word in the paragraphs that {fact.id!r} names",
        elsewhere or "copy it letter for letter, or make it a statement in own words",
    )


def _paraphrased(fact: Fact, words: str, holding: Set[str], bench: Bench) -> Iterator[Problem]:
    """Yield a problem for each source of the fact that says it in other words than the quotation."""
    seen: set[str] = set()
    for n, ref in enumerate(fact.sources):
        if ref.source not in holding and ref.source not in seen:
            seen.add(ref.source)
            yield Problem(
                bench.places.at("facts", fact.id, "sources", n),
                f"the source {ref.source!r} would be marked for the quotation '{words}', which it says in other words",
                "move it to a fact of its own without the quotation",
            )


def titles(source: Source, text: SourceText, bench: Bench) -> Iterator[Problem]:
    """Yield a problem where the document does not give the title of `source`."""
    if not any(stands_in(source.title, paragraph) for paragraph in text.paragraphs):
        yield Problem(
            bench.places.at("sources", source.id, "title"),
            f"the title '{source.title}' does not stand in {text.name}",
            "give it as the document does",
        )
