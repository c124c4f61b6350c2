"""The correction note: what has changed since the version sent out last, in words that can go to stakeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.document import Document
from reports.document.ledger import used
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, Source
from reports.domain.wording import FormatError, Speech, date_text, quote, reading_text
from reports.languages.registry import language
from reports.load.records.release_files import Release
from reports.pipeline.record_comparison import Moved, Pair, moved, pairs

_MARKUP = re.compile(r"([\\*_`\[\]<>#])")


@dataclass(frozen=True, slots=True)
class _Note:
    """What the note is written from."""

    previous: Release
    book: FactBook
    reports: Mapping[str, Document]
    speech: Speech

    def word(self, key: str, **parts: str) -> str:
        """Return the wording for `key`, with `parts` filled in."""
        return self.speech.word("changes", key).format(**parts)

    def joined(self, texts: Sequence[str]) -> str:
        """Return `texts` as a list inside a sentence."""
        return self.speech.word("furniture", "list-separator").join(texts)


def changes(
    releases: Sequence[Release], documents: Sequence[Document], book: FactBook, only: Collection[str] = ()
) -> bytes | None:
    """Return what differs from what was sent out, as Markdown; None where nothing does, or nothing was released.

    Each report is compared with the newest release that it was part of.

    Args:
        releases: what was sent out, the oldest first.
        documents: every report as composed now; the note is in the language of the first.
        book: the facts of now.
        only: ids of the reports that it is about; empty for all.
    """
    if not releases or not documents:
        return None
    speech, reports = language(documents[0].info.language), {each.info.id: each for each in documents}
    notes: list[str] = []
    compared = baselines(releases, documents)
    for previous, own in compared:
        different: Sequence[Pair] = pairs(previous, book)
        passages = moved(previous, documents)
        own = own & frozenset(only) if only else own
        if only or len(compared) > 1:
            different = _of_these(different, previous, [reports[id] for id in own if id in reports])
            passages = tuple(each for each in passages if each.report in own)
        if different or any(each.change != "came" for each in passages):
            notes.append("\n".join(_lines(_Note(previous, book, reports, speech), different, passages)) + "\n")
    return "\n".join(notes).encode() if notes else None


def baselines(releases: Sequence[Release], documents: Sequence[Document]) -> tuple[tuple[Release, frozenset[str]], ...]:
    """Return the releases that reports are compared with, the newest first, each with the ids of its reports.

    A report that was never sent out is compared with the newest release, as something that came into it; so is one of the
    releases that is there no longer.
    """
    newest = {id: release for release in releases for id in release.passages}
    ids = dict.fromkeys((*(each.info.id for each in documents), *newest))
    found: dict[str, set[str]] = {}
    for id in ids:
        found.setdefault(newest.get(id, releases[-1]).version, set()).add(id)
    return tuple((each, frozenset(found[each.version])) for each in reversed(releases) if each.version in found)


def _of_these(different: Sequence[Pair], previous: Release, documents: Sequence[Document]) -> Sequence[Pair]:
    """Return the facts of `different` that these reports show now, or showed then."""
    shown = {*used(tuple(documents)), *previous.uses}
    return [pair for pair in different if (pair.new and pair.new.id in shown) or pair.old_id in shown]


def _lines(note: _Note, different: Sequence[Pair], passages: Sequence[Moved]) -> Iterator[str]:
    old, new = date_text(note.previous.as_of, note.speech), date_text(note.book.as_of, note.speech)
    yield "# " + note.word("title", version=note.previous.version)
    yield from ("", note.word("intro", version=note.previous.version, date=new, old=old))
    told = [(pair, list(_differences(pair, note))) for pair in different]
    shown, silent = _shown_now(note), []
    items: dict[str, list[str]] = {"changed": [], "added": [], "removed": []}
    for pair, lines in told:
        places = [_where(pair, shown, note)]
        if pair.new is None:
            items["removed"] += _item(_statement(pair.old, note) if pair.old else _name(pair, note), places)
        elif not pair.old_id:
            items["added"] += _item(_statement(pair.new, note), places)
        elif lines:
            items["changed"] += _item(f"**{_name(pair, note)}**", [*lines, *places])
        else:
            silent.append(_name(pair, note))
    for key, each in items.items():
        yield from ("", "## " + note.word(key), "", *each) if each else ()
    if passages:
        yield from ("", "## " + note.word("passages"), "", note.word("passages-intro", version=note.previous.version))
        yield from ("", *(f"- {_moved(each, note)}" for each in passages))
    yield from _renumbered(note)
    if silent:
        yield from ("", "## " + note.word("record"), "", note.word("record-text", list=note.joined(silent)))


def _renumbered(note: _Note) -> Iterator[str]:
    """Yield the part that says which sources have other marks in the texts, in the order of the marks of before."""
    found = []
    for id in note.previous.sources:
        old, new = note.previous.source(id), note.book.sources.get(id)
        if old and new and old.number != new.number:
            line = note.word("number", source=_escaped(new.short), old=str(old.number), new=str(new.number))
            found.append((old.number, line))
    if found:
        yield from ("", "## " + note.word("numbers"), "", note.word("numbers-intro", version=note.previous.version), "")
        yield from (f"- {line}" for _, line in sorted(found))


def _item(head: str, lines: Sequence[str]) -> list[str]:
    return [f"- {head}", *(f"  - {line}" for line in lines)]


def _escaped(text: str) -> str:
    """Return `text` with everything that Markdown would read as markup taken at its word."""
    return _MARKUP.sub(r"\\\1", text)


def _name(pair: Pair, note: _Note) -> str:
    """Return what the fact is called: its label, else its statement, else its id."""
    fact = pair.new or pair.old
    if fact is None:
        return _escaped(pair.old_id)
    for name in ("label", "statement"):
        try:
            return _escaped(quote(fact, name, note.speech).rstrip("."))
        except FormatError:
            continue
    return fact.id


def _statement(fact: Fact, note: _Note) -> str:
    return _escaped(quote(fact, "statement", note.speech))


def _differences(pair: Pair, note: _Note) -> Iterator[str]:
    """Yield a line for each thing that a reader sees and that is no longer what it was."""
    if pair.old is None or pair.new is None:
        return
    then = {id: source for id in note.previous.sources if (source := note.previous.source(id))}
    for key, aspect in ASPECTS.items():
        old, new = aspect(pair.old, then, note), aspect(pair.new, note.book.sources, note)
        if old != new:
            none = note.word(f"no-{key}") if f"no-{key}" in note.speech.tables["changes"] else ""
            yield note.word(key, old=_escaped(old or none), new=_escaped(new or none))


def _figure(fact: Fact, sources: Mapping[str, Source], note: _Note) -> str:
    status = note.speech.word("statuses", fact.status)
    if not fact.has_value:
        return status
    return note.word("with-status", figure=quote(fact, "full", note.speech), status=status)


def _date(fact: Fact, sources: Mapping[str, Source], note: _Note) -> str:
    return quote(fact, "date", note.speech) if fact.date or fact.period or fact.as_of else ""


def _sources(fact: Fact, sources: Mapping[str, Source], note: _Note) -> str:
    return note.joined([sources[id].short if id in sources else id for id in fact.source_ids])


def _readings(fact: Fact, sources: Mapping[str, Source], note: _Note) -> str:
    return note.joined([reading_text(fact, reading.name, note.speech) for reading in fact.readings])


Aspect = Callable[[Fact, Mapping[str, Source], _Note], str]

ASPECTS: Mapping[str, Aspect] = {
    "figure": _figure,
    "statement": lambda fact, sources, note: quote(fact, "statement", note.speech),
    "date": _date,
    "attribution": lambda fact, sources, note: fact.attribution or "",
    "quotation": lambda fact, sources, note: quote(fact, "quotation", note.speech) if fact.quotation else "",
    "sources": _sources,
    "readings": _readings,
}
"""Key of the wording, and what a reader sees of a fact in that respect."""

Spot = tuple[str, str]
"""Report id and heading."""


def _shown_now(note: _Note) -> Mapping[str, tuple[Spot, ...]]:
    table = used(tuple(note.reports.values()))
    return {id: tuple(dict.fromkeys((use.report, use.heading) for use in uses)) for id, uses in table.items()}


def _where(pair: Pair, shown: Mapping[str, Sequence[Spot]], note: _Note) -> str:
    """Return the line that says where a fact is shown, or was where it is gone."""
    if pair.new:
        spots, tense = shown.get(pair.new.id, ()), ""
    else:
        uses = note.previous.uses.get(pair.old_id, ())
        spots, tense = tuple(dict.fromkeys((use.report, use.heading) for use in uses)), "was-"
    if not spots:
        return note.word(f"{tense}not-shown")
    return note.word(f"{tense}shown", list=note.joined([_place(report, heading, note) for report, heading in spots]))


def _place(report: str, heading: str, note: _Note) -> str:
    document = note.reports.get(report)
    slides = bool(document and document.info.slides)
    key = "on-cover" if not heading else "on-slide" if slides else "in-heading"
    return note.word(key, report=_called(report, note), heading=_escaped(heading))


def _called(report: str, note: _Note) -> str:
    document = note.reports.get(report)
    return _escaped((document.info.kind or document.info.name) if document else report)


def _moved(passage: Moved, note: _Note) -> str:
    if passage.change in ("came", "went"):
        report = _called(passage.report, note)
        return note.word(f"report-{passage.change}", report=report, version=note.previous.version)
    place = _place(passage.report, passage.heading, note)
    if passage.change == "changed":
        return place
    return note.word(f"passage-{passage.change}", place=place, old=_escaped(passage.before))
