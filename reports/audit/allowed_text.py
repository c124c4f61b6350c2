"""What a finished file may print beside the lines of its document: furniture, copies of captions, data of sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.audit.expected_lines import UNMARKED, Line, Printer, point_marks
from reports.document import (
    ChartSpec,
    Contents,
    Figure,
    Footnote,
    Heading,
    Inlines,
    List,
    Panel,
    SourceList,
    Table,
    Tile,
    plain,
    walk,
)
from reports.domain.facts import NOT_STATED, Source
from reports.domain.wording import date_text
from reports.languages.registry import language


@dataclass(frozen=True)
class Beside:
    """Works out what may stand beside the lines of a printer's document."""

    printer: Printer

    def allowed(self) -> Iterator[str]:
        """Yield texts that may be printed anywhere, any number of times."""
        info, words = self.printer.document.info, self.printer.document.words
        for inlines in (info.title, info.subtitle):
            yield plain(inlines)
        yield from (info.kind, info.organisation, info.evidence_url, *info.keywords)
        for key in ("as-of", "as-of-inside"):
            yield words[key].format(date=info.as_of_text)
        for key in ("version", "version-inside"):
            yield words[key].format(version=info.version)
        yield info.approved_text
        for node in walk(self.printer.document.blocks):
            yield from self._repeated(node)
        if self.printer.slides:  # ids of facts in the notes, and the time of a source list's further slides
            yield from (*self.printer.document.book.facts, f"{words['notes-time']}: 0:00")
        for source in self.printer.document.book.sources.values():
            yield from self._source(source)

    def _repeated(self, node: object) -> Iterator[str]:
        """Yield what other parts of a file may repeat of a block: contents, captions, alternative texts."""
        match node:
            case Heading(inlines=inlines) | Panel(title=inlines):
                yield plain(inlines)
                yield from (f"{plain(inlines)} ({n})" for n in range(2, 10) if self.printer.slides)
            case Figure(spec=spec):
                yield from (spec.alt, *map(self.printer.text, (spec.title, spec.subtitle, spec.note, spec.sources)))
                yield self._unsourced(spec.note)
            case Table():
                yield from (node.alt, *map(self.printer.text, (node.caption, node.subtitle, node.note)))
                yield self._unsourced(node.note)
            case SourceList(sources=sources):
                yield self._accessed(sources)
            case Tile():
                yield plain(node.label)
                yield " ".join(filter(None, (node.status, node.hedge, node.value.text, plain(node.label))))
            case _:
                pass

    def _accessed(self, sources: tuple[Source, ...]) -> str:
        """Return when all of these sources were read, as a slide says it for its whole list."""
        words, speech = self.printer.document.words, language(self.printer.document.info.language)
        days = sorted({source.accessed for source in sources})
        return words["accessed"].format(date=words["key-separator"].join(date_text(day, speech) for day in days))

    def _unsourced(self, note: Inlines) -> str:
        """Return a note without the source line at its end, which slides print by themselves."""
        text = self.printer.text(note)
        for key in ("sources", "source"):
            text = text.partition(self.printer.document.words[key].partition("{list}")[0])[0]
        return text

    def running(self) -> Iterator[str]:
        """Yield what pages print beside the lines: at head and foot, and of sources; `{page}` and `{pages}` are numbers."""
        info, words = self.printer.document.info, self.printer.document.words
        yield plain(info.title)
        for key in ("as-of-inside", "as-of"):
            yield words[key].format(date=info.as_of_text)
        for key in ("version-inside", "version"):
            yield words[key].format(version=info.version)
        yield from (words["page-inside"], words["page"], info.kind, info.evidence_url, info.approved_text)
        for source in self.printer.document.book.sources.values():
            accessed = date_text(source.accessed, language(info.language))
            yield words["accessed"].format(date=accessed)
            yield from (source.publisher, source.date, source.author or "", source.place or "", source.url or "")

    def once(self) -> Iterator[str]:
        """Yield what pages may print once that no line holds: the words of axes."""
        for node in walk(self.printer.document.blocks):
            if isinstance(node, ChartSpec):
                yield " ".join((*node.axis_words, "0", str(node.maximum or ""), *node.month_words, node.today_words))
                yield from (node.start, node.stop) if node.kind == "timeline" else ()
                yield from map(
                    self.printer.text, (node.subtitle, node.note, node.sources) if node.kind == "dots" else ()
                )

    def together(self) -> Iterator[str]:
        """Yield what pages print whole or not at all: the marks of a chart's rows, where there is room for them."""
        for node in walk(self.printer.document.blocks):
            if isinstance(node, ChartSpec) and node.kind in UNMARKED:
                yield "".join(map(point_marks, node.points))

    def markers(self) -> Iterator[Line]:
        """Yield the numbers that pages print before list items and at footnotes, at the call and before the note."""
        notes = 0
        for node in walk(self.printer.document.blocks):
            if isinstance(node, List) and node.ordered:
                yield from (Line(str(n), "number of an item") for n in range(1, len(node.items) + 1))
            elif isinstance(node, Footnote):
                notes += 1
                yield Line(f"{notes} {notes}", "number of a footnote")

    def headings(self) -> Iterator[str]:
        """Yield the headings that the table of contents repeats, where there is one."""
        nodes = tuple(walk(self.printer.document.blocks))
        if any(isinstance(node, Contents) for node in nodes):
            yield from (plain(node.inlines) for node in nodes if isinstance(node, Heading) and node.level <= 2)

    def _source(self, source: Source) -> Iterator[str]:
        """Yield what may be printed of a source."""
        words, number = self.printer.document.words, source.number
        yield f"[{number}]{source.short}"
        yield f"[{number}] {source.short}"
        stated = (source.publisher, source.date)
        yield from (source.title, source.short, source.author or "", source.place or "", source.url or "")
        yield from (each for each in stated if each != NOT_STATED)
        yield words["accessed"].format(date=date_text(source.accessed, language(self.printer.document.info.language)))
