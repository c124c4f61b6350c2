"""Speaker notes: what to say, then the lines that the program adds, and the rehearsal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.document import Blocks, Definitions, List, Notes, Paragraph, Strong, Words
from reports.domain.fact_book import FactBook
from reports.formats.pptx.plan.slide_model import Deck, Par, Run, Slide
from reports.formats.pptx.plan.slide_text import paragraphs, runs
from reports.languages.registry import wordiness
from reports.theme.text_metrics import Metrics, Piece, break_lines

WORDS_A_MINUTE = 130
"""Of English."""
SPOKEN = (60, 120)
"""Words that a presenter should say on a slide."""
LABEL_END = ": "
NOTES_WIDTH, NOTES_HEIGHT = 432.0, 356.0
"""Room for the text of a notes page, in points."""
NOTES_SIZE, NOTES_GAP = 12.0, 4.0
"""Size of the notes, and space below a paragraph, in points."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One slide, as a speaker needs it."""

    number: int
    title: str
    seconds: int
    """As the template plans it."""
    words: int
    """That the presenter says."""
    spoken_seconds: int
    """What those words take at 130 words a minute."""
    total_seconds: int
    """Planned up to the end of this slide."""


def rehearse(deck: Deck) -> tuple[Rehearsal, ...]:
    """Return titles, timings and word counts of the talk, slide by slide; the last total is that of the talk."""
    found: list[Rehearsal] = []
    total = 0
    for number, slide in enumerate(deck.slides, 1):
        total += slide.seconds
        spoken = round(slide.spoken * 60 / pace(deck.info.language))
        found.append(Rehearsal(number, slide.title, slide.seconds, slide.spoken, spoken, total))
    return tuple(found)


def pace(language: str) -> int:
    """Return how many words a speaker of a language (BCP 47) says in a minute."""
    return round(WORDS_A_MINUTE * wordiness(language))


def spoken_words(language: str) -> tuple[int, int]:
    """Return how few and how many words the notes of a slide may have in a language (BCP 47)."""
    least, most = SPOKEN
    return least, round(most * wordiness(language))


def cuts(deck: Deck) -> Mapping[int, tuple[Slide, ...]]:
    """Return the slides of each shorter talk that the headings name (`cut=5`), by its minutes, in order."""
    lengths = sorted({slide.cut for slide in deck.slides if slide.cut}, reverse=True)
    return {each: tuple(slide for slide in deck.slides if slide.cut == each) for each in lengths}


def clock(seconds: int) -> str:
    """Return seconds as minutes and seconds: 70 is '1:10'."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def notes_text(
    notes: Sequence[Notes], seconds: int | None, numbers: Sequence[int], words: Words, book: FactBook
) -> tuple[tuple[Par, ...], int]:
    """Return the notes page of a slide, and how many words of it are spoken.

    First what the author wrote: paragraphs, and labelled statements such as a likely question and its answer. Then
    time, which a slide outside the talk lacks (None), and sources by name, which the program knows.
    """
    said = [par for block in notes for par in _said(block.blocks)]
    spoken = [par for par in said if not _is_labelled(par)]
    made = [Par((Run(words["notes-say"], bold=True),))] if spoken else []
    made += said
    if seconds is not None:
        made.append(_line(words["notes-time"], clock(seconds)))
    if numbers:
        made.append(_line(words["notes-sources"], source_names(numbers, words, book)))
    return tuple(made), sum(len(par.text.split()) for par in spoken)


def notes_height(notes: Sequence[Par], font: Metrics) -> float:
    """Return how tall the text of a notes page is, in points."""
    pieces = (tuple(Piece(run.text, run.bold) for run in par.runs) for par in notes)
    counts = [len(break_lines(said, NOTES_SIZE, NOTES_WIDTH, font)) for said in pieces]
    return sum(counts) * NOTES_SIZE * font.line + len(counts) * NOTES_GAP


def source_names(numbers: Sequence[int], words: Words, book: FactBook) -> str:
    """Return '[1] Short name; [2] …' for these marks."""
    short = {source.number: source.short for source in book.sources.values()}
    return words["list-separator"].join(f"[{number}] {short[number]}" for number in numbers)


def _line(label: str, text: str) -> Par:
    return Par((Run(label + LABEL_END, bold=True), Run(text)))


def _said(blocks: Blocks) -> Iterator[Par]:
    for block in blocks:
        match block:
            case Paragraph(inlines=(Strong(children), *rest)):
                label = _label(runs(children))
                yield Par((label, *_unled(runs(tuple(rest)))))
            case Definitions(items=items):
                for item in items:
                    first, *more = paragraphs(item.blocks) or (Par(()),)
                    yield Par((_label(runs(item.term)), *first.runs))
                    yield from more
            case Paragraph() | List():
                yield from (replace(par, marker="", before=0) for par in paragraphs((block,)))
            case _:
                pass  # exhibits have no place in the notes; `limits` refuses them


def _label(term: Sequence[Run]) -> Run:
    text = "".join(run.text for run in term).strip().rstrip(":.")
    return Run(text + ("" if text.endswith("?") else ":") + " ", bold=True)


def _unled(rest: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the colon or space that separated them from their label."""
    return (replace(rest[0], text=rest[0].text.lstrip(":. ")), *rest[1:]) if rest else ()


def _is_labelled(par: Par) -> bool:
    return bool(par.runs) and par.runs[0].bold and par.runs[0].text.endswith((LABEL_END, "? "))
