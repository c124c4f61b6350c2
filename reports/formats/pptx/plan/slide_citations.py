"""Which facts and sources a slide rests on, and the lines below its exhibit that say so."""

from __future__ import annotations

from dataclasses import replace

from reports.document import (
    ChartPoint,
    Cite,
    Document,
    FactRef,
    Figure,
    Inlines,
    Panel,
    Picture,
    SourceList,
    SourceStrip,
    Table,
    Text,
    Words,
    plain,
    walk,
)
from reports.domain.fact_book import FactBook
from reports.domain.wording import NBSP, date_text
from reports.formats.pptx.plan.slide_model import Par, Run
from reports.formats.pptx.plan.slide_text import runs
from reports.formats.pptx.plan.speaker_notes import source_names
from reports.languages.registry import language


def numbers_of(node: object, book: FactBook) -> tuple[int, ...]:
    """Return the marks of the sources below `node`, ascending: cited, or behind a figure that is shown."""
    found: set[int] = set()
    for each in walk(node):
        match each:
            case Cite(numbers=numbers) | ChartPoint(numbers=numbers):
                found.update(numbers)
            case SourceList(sources=sources):
                found.update(source.number for source in sources)
            case SourceStrip(printed=printed, other=other):
                found.update(printed + other)
            case FactRef(fact_id=fact_id) if fact_id in book.facts:
                found.update(book.numbers[source] for source in book.facts[fact_id].source_ids)
            case _:
                pass
    return tuple(sorted(found))


def source_paragraphs(node: object, document: Document, *, analysis: bool) -> tuple[Par, ...]:
    """Return what stands in the source placeholder: notes on one line, sources on the next."""
    words = document.words
    notes = [run for said in _notes(node) for run in (*_unsourced(runs(said), words), Run(" "))]
    if analysis or any(isinstance(each, Panel) and each.kind == "analysis" for each in walk(node)):
        notes.append(Run(words["analysis-note"]))
    accessed = _accessed(node, document)
    said = _trimmed(notes)
    made = [Par(said)] if said else []
    made += [Par((Run(accessed),))] if accessed else []
    sources = () if accessed else _sources(node, document)
    return (*made, Par(sources)) if sources else tuple(made)


def _notes(node: object) -> list[Inlines]:
    return [note for each in walk(node) if (note := _note(each))]


def _note(node: object) -> Inlines:
    match node:
        case Figure(spec=spec):
            return spec.note
        case Table(note=note):
            return note
        case Picture(caption=caption, credit=credit):
            return joined(caption, credit)
        case _:
            return ()


def joined(caption: Inlines, credit: Inlines) -> Inlines:
    """Return what a slide prints of a picture at its foot: the caption and whose it is, with a stop between them."""
    said = plain(caption).rstrip()
    between = "" if not (caption and credit) else " " if said.endswith((".", "?", "!")) else ". "
    return (*caption, Text(between), *credit) if between else (*caption, *credit)


def _unsourced(said: tuple[Run, ...], words: Words) -> tuple[Run, ...]:
    """Return a note without the source line at its end: the slide has one of its own."""
    for key in ("sources", "source"):
        opening = words[key].partition("{list}")[0].replace(NBSP, " ")
        for at, run in enumerate(said):
            if opening in (text := run.text.replace(NBSP, " ")):
                return (*said[:at], replace(run, text=run.text[: text.index(opening)].rstrip()))
    return said


def _trimmed(said: list[Run]) -> tuple[Run, ...]:
    while said and not said[-1].text.strip():
        said = said[:-1]
    return (*said[:-1], replace(said[-1], text=said[-1].text.rstrip())) if said else ()


def _sources(node: object, document: Document) -> tuple[Run, ...]:
    """Return the source line: a chart's own where it names every source of the slide, else one made from the facts."""
    numbers = numbers_of(node, document.book)
    charts = [each for each in walk(node) if isinstance(each, Figure) and each.spec.sources]
    if len(charts) == 1 and set(numbers) <= set(numbers_of(charts[0], document.book)):
        return tuple(replace(run, colour="") for run in runs(charts[0].spec.sources))
    if not numbers:
        return ()
    key = "source" if len(numbers) == 1 else "sources"
    return (Run(document.words[key].format(list=source_names(numbers, document.words, document.book))),)


def _accessed(node: object, document: Document) -> str:
    """Return when the listed sources were read, where the slide is the source list."""
    days = sorted({source.accessed for each in walk(node) if isinstance(each, SourceList) for source in each.sources})
    if not days:
        return ""
    speech = language(document.info.language)
    dates = document.words["key-separator"].join(date_text(day, speech) for day in days)
    return document.words["accessed"].format(date=dates) + document.words["full-stop"]
