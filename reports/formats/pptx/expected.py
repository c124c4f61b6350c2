"""What a finished deck must and may print of its document, worked out from the model alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from reports.audit.finished.allowed_text import Beside
from reports.audit.finished.expected_lines import Line, Printer, marked_title
from reports.audit.finished.printed_text import Printed, printed
from reports.document import (
    Block,
    Blocks,
    ChartSpec,
    Document,
    Figure,
    Heading,
    Inlines,
    Notes,
    Panel,
    Paragraph,
    Picture,
    SourceList,
    SourceStrip,
    Table,
    plain,
    walk,
)
from reports.domain.facts import Source
from reports.domain.wording import date_text
from reports.formats.pptx.plan.page_blocks import without_pages
from reports.formats.pptx.plan.slide_citations import joined
from reports.languages.registry import language

MOST_PARTS = 9
"""Slides that a source list or a heading goes on over, at most; from the second on they are numbered."""


def printed_deck(document: Document) -> Printed:
    """Return what a deck must and may show of `document`."""
    return printed(BesideSlides(SlidePrinter(document)))


@dataclass(frozen=True)
class SlidePrinter(Printer):
    """Takes a document apart into the lines of slides and of the notes below them."""

    native_charts: ClassVar[bool] = True

    def front(self) -> Iterator[Line]:
        """Yield nothing: a talk has a slide for its cover."""
        yield from ()

    def printed_blocks(self) -> Blocks:
        """Return the blocks of slides."""
        return without_pages(self.document.blocks)

    def opens_slide(self, block: Block) -> bool:
        """Return whether a slide begins with `block`."""
        return isinstance(block, Heading) and block.level == 1

    def footnotes(self, inlines: Inlines) -> Iterator[Line]:
        """Yield nothing: slides have no footnotes."""
        yield from ()

    def strip(self, strip: SourceStrip) -> str:
        """Return a source strip as a place for each source."""
        marks = {**{n: f"({n})" for n in strip.other}, **{n: str(n) for n in strip.printed}}
        return " ".join(marks.get(n, "–") for n in range(1, strip.total + 1))

    def heading(self, heading: Heading) -> Iterator[Line]:
        """Yield the title of a slide, and the time that its notes give it, where it is part of the talk."""
        yield from self.run(heading.inlines, "heading")
        seconds = heading.attribute("seconds", "0")
        if self.opens_slide(heading) and seconds.isdecimal() and heading.attribute("backup") != "yes":
            yield Line(f"{self.document.words['notes-time']}: {int(seconds) // 60}:{int(seconds) % 60:02d}", "notes")

    def notes(self, notes: Notes) -> Blocks:
        """Return what the presenter says."""
        return notes.blocks

    def source_list(self, sources: SourceList) -> Iterator[Line]:
        """Yield the numbers of the sources, which stand in cells of their own."""
        yield from (Line(str(source.number), "source list") for source in sources.sources)

    def table_caption(self, table: Table) -> Iterator[Line]:
        """Yield nothing: the caption is the title of the slide, the note may lose its sources."""
        yield from ()

    def figure_caption(self, spec: ChartSpec, number: int) -> Iterator[Line]:
        """Yield nothing: the caption is the title of the slide."""
        yield from ()

    def picture(self, picture: Picture) -> Iterator[Line]:
        """Yield nothing: what is said of a picture stands at the foot of its slide, together with other notes."""
        yield from ()

    def dots_label(self, spec: ChartSpec) -> Inlines:
        """Return the label below a strip of dots, with the marks of all its rows where it has none of its own."""
        return marked_title(spec, spec.points)


@dataclass(frozen=True)
class BesideSlides(Beside):
    """Works out what may stand on slides and in notes beside the lines."""

    def allowed(self) -> Iterator[str]:
        """Yield texts that may be printed anywhere, any number of times."""
        yield from Beside.allowed(self)
        yield from self.printer.document.book.facts  # decks of earlier versions have ids of facts in their notes
        yield f"{self.printer.document.words['notes-time']}: 0:00"  # of a source list's further slides
        yield from self._continued()

    def _continued(self) -> Iterator[str]:
        """Yield the titles of the slides that a list of sources goes on over, each with its number, and their subtitle."""
        title = subtitle = ""
        for node in walk(self.printer.document.blocks):
            match node:
                case Heading(inlines=inlines):
                    title, subtitle = plain(inlines), ""
                case Paragraph(inlines=inlines) if title and not subtitle:
                    subtitle = plain(inlines)
                case SourceList(sources=sources):
                    yield from (f"{title} ({n})" for n in range(2, len(sources) + 2))
                    yield from (subtitle,) * bool(subtitle)
                case _:
                    pass

    def repeated(self, node: object) -> Iterator[str]:
        """Yield what slides may repeat of a block."""
        yield from Beside.repeated(self, node)
        match node:
            case Heading(inlines=inlines) | Panel(title=inlines):
                yield from (f"{plain(inlines)} ({n})" for n in range(2, MOST_PARTS + 1))
            case Figure(spec=ChartSpec(note=note)) | Table(note=note):
                yield self._unsourced(note)
            case Picture(caption=caption, credit=credit):
                yield self.printer.text(joined(caption, credit))
            case SourceList(sources=sources):
                yield self._accessed(sources)
            case _:
                pass

    def _accessed(self, sources: tuple[Source, ...]) -> str:
        """Return when all of these sources were read, as a slide says it for its whole list."""
        words, speech = self.printer.document.words, language(self.printer.document.info.language)
        days = sorted({source.accessed for source in sources})
        return words["accessed"].format(date=words["key-separator"].join(date_text(day, speech) for day in days))

    def _unsourced(self, note: Inlines) -> str:
        """Return a note without the source line at its end, which slides print by themselves."""
        text = self.printer.text(note).replace("\N{NO-BREAK SPACE}", " ")
        for key in ("sources", "source"):
            text = text.partition(self.printer.document.words[key].partition("{list}")[0])[0]
        return text
