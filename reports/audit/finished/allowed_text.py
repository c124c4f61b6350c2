"""What a finished file may print beside the lines of its document: furniture, copies of captions, data of sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.audit.finished.expected_lines import Printer
from reports.document import Definition, Definitions, Figure, Heading, Panel, Picture, Table, Tile, Tiles, plain, walk
from reports.document.table_words import statements_words, table_words, tiles_words
from reports.domain.facts import NOT_STATED, Source
from reports.domain.wording import date_text
from reports.domain.wording.fact_details import source_dated, source_names
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
        yield from (info.approved_text, words["analysis-note"])
        for node in walk(self.printer.document.blocks):
            yield from self.repeated(node)
        for source in self.printer.document.book.sources.values():
            yield from self._source(source)

    def repeated(self, node: object) -> Iterator[str]:  # noqa: C901  # one arm a kind of block
        """Yield what other parts of a file may repeat of a block: contents, captions, alternative texts."""
        match node:
            case Heading(inlines=inlines) | Panel(title=inlines):
                yield plain(inlines)
            case Figure(spec=spec):
                yield from (
                    spec.alternative,
                    *map(self.printer.text, (spec.title, spec.subtitle, spec.note, spec.sources)),
                )
            case Picture(image=image, alt=alt, caption=caption, credit=credit):
                yield from (*map(self.printer.text, (alt, caption, credit)), *image.words)
            case Table():
                described = table_words(node, self.printer.document.words)
                yield self.printer.document.words[
                    "statements-point"
                ]  # above the labels of rows, where the author has none
                yield from (node.alt, described, *map(self.printer.text, (node.caption, node.subtitle, node.note)))
            case Definition(term=term):
                yield plain(term)
            case Definitions():
                words = self.printer.document.words
                yield from (statements_words(node, words), words["statements-point"], words["statements-said"])
            case Tiles():
                yield tiles_words(node, self.printer.document.words)
            case Tile():
                yield plain(node.label)
                yield " ".join(filter(None, (node.status, node.hedge, node.value.text, plain(node.label))))
            case _:
                pass

    def _source(self, source: Source) -> Iterator[str]:
        """Yield what may be printed of a source."""
        words, number = self.printer.document.words, source.number
        yield f"[{number}]{source.short}"
        yield f"[{number}] {source.short}"
        stated = (source.publisher, source.date)
        yield from (source.title, source.short, source.author or "", source.place or "", source.url or "")
        yield from (each for each in stated if each != NOT_STATED)
        names = source_names(source, words["no-publisher"], words["full-stop"])
        dated = source_dated(source, words["undated"], words["key-separator"])
        yield from (names, dated, f"{names}. {dated}", f"{names}, {dated}", words["no-publisher"], words["undated"])
        yield words["accessed"].format(date=date_text(source.accessed, language(self.printer.document.info.language)))
