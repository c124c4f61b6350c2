"""What a finished PDF must and may print of its document, worked out from the model alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from reports.audit.finished.allowed_text import Beside
from reports.audit.finished.expected_lines import Line, Printer, point_marks
from reports.audit.finished.printed_text import Printed, printed
from reports.charts.grammar.panels import panel_names
from reports.charts.registry import KINDS
from reports.document import (
    Blocks,
    ChartSpec,
    Contents,
    Document,
    Emphasis,
    Equation,
    Footnote,
    Heading,
    List,
    SourceStrip,
    TaskMark,
    Text,
    Tile,
    plain,
    rebuild,
    walk,
)
from reports.domain.wording import date_text
from reports.formats.pdf.equations import equation_words
from reports.formats.pdf.heading_numbers import numbered_headings
from reports.formats.pdf.key_figure_tiles import signed_value
from reports.formats.pdf.small_drawings import strip_words
from reports.languages.registry import language


def printed_pages(document: Document) -> Printed:
    """Return what a PDF must and may show of `document`."""
    beside = BesidePages(PagePrinter(numbered_headings(document)))
    made = printed(beside)
    return replace(
        made,
        lines=(*made.lines, *beside.markers()),
        paged=True,
        running=tuple(beside.running()),
        besides=tuple(beside.once()),
        together=tuple(beside.together()),
        contents=tuple(beside.headings()),
    )


@dataclass(frozen=True)
class PagePrinter(Printer):
    """Takes a document apart into the lines of pages."""

    def printed_blocks(self) -> Blocks:
        """Return the blocks with tasks in words, and the number of each footnote at its call, close to what stands before."""
        blocks = self.document.blocks
        if not any(isinstance(node, Footnote | TaskMark | Equation) for node in walk(blocks)):
            return blocks
        numbers, words = count(1), self.document.words

        def change(node: object) -> object:
            if isinstance(node, TaskMark):
                return Text(words["task-done" if node.done else "task-open"])
            if isinstance(node, Equation):
                return Text(equation_words(node))
            return Emphasis((Text(str(next(numbers))), node)) if isinstance(node, Footnote) else node

        return rebuild(blocks, change)  # type: ignore[return-value]  # blocks stay blocks

    def strip(self, strip: SourceStrip) -> str:
        """Return the numbers in the boxes of a source strip, and the words behind them."""
        numbers = sorted((*strip.printed, *strip.other))
        return " ".join((*map(str, numbers), strip_words(strip, self.document.words)))

    def tile(self, tile: Tile) -> Iterator[Line]:
        """Yield a key figure with the sign of its hedge before its value."""
        value = replace(tile.value, text=signed_value(tile, self.document))
        yield from super().tile(replace(tile, value=value))

    def tile_label(self, tile: Tile) -> Iterator[Line]:
        """Yield what stands below the value of a key figure, its marks in the same line."""
        yield from self.run((*tile.label, tile.cite), "key figure")


@dataclass(frozen=True)
class BesidePages(Beside):
    """Works out what may stand on pages beside the lines."""

    def running(self) -> Iterator[str]:
        """Yield what pages print beside the lines: at head and foot, and of sources; `{page}` and `{pages}` are numbers."""
        info, words = self.printer.document.info, self.printer.document.words
        yield plain(info.title)
        for key in ("as-of-inside", "as-of"):
            yield words[key].format(date=info.as_of_text)
        for key in ("version-inside", "version"):
            yield words[key].format(version=info.version)
        yield from (words["page-inside"], words["page"], info.kind, info.evidence_url, info.approved_text)
        yield from (info.organisation, info.edition, info.recipient)
        for source in self.printer.document.book.sources.values():
            accessed = date_text(source.accessed, language(info.language))
            yield words["accessed"].format(date=accessed)
            yield from (source.publisher, source.date, source.author or "", source.place or "", source.url or "")

    def once(self) -> Iterator[str]:
        """Yield what pages may print once that no line holds: the words of axes."""
        for node in walk(self.printer.document.blocks):
            if isinstance(node, ChartSpec):
                if KINDS[node.kind].grid_of(node.points):  # which names and figures find room depends on the width
                    for _ in panel_names(node) or ("",):  # each panel has an axis of its own
                        yield from (tick.text for tick in (*node.ticks, *node.x_ticks))
                        yield from dict.fromkeys(point.label for point in node.points)
                    yield from node.axis_words
                    yield from (point.figure for point in node.points)
                    yield from (point.size_figure for point in node.points)
                    continue
                ends = (*node.axis_words, "0", str(node.maximum or ""))
                yield " ".join((*ends, *node.head_words, *node.month_words, node.today_words))
                yield from (node.start, node.stop) if KINDS[node.kind].dated else ()
                yield from map(
                    self.printer.text, (node.subtitle, node.note, node.sources) if KINDS[node.kind].is_strip else ()
                )

    def together(self) -> Iterator[str]:
        """Yield what pages print whole or not at all: the marks of a chart's rows, where there is room for them."""
        for node in walk(self.printer.document.blocks):
            if isinstance(node, ChartSpec) and KINDS[node.kind].marks_may_go:
                yield "".join(map(point_marks, node.points))

    def markers(self) -> Iterator[Line]:
        """Yield the numbers that pages print before list items and before footnotes."""
        notes = 0
        for node in walk(self.printer.document.blocks):
            if isinstance(node, List) and node.ordered:
                yield from (Line(str(n), "number of an item") for n in range(1, len(node.items) + 1))
            elif isinstance(node, Footnote):
                notes += 1
                yield Line(str(notes), "number of a footnote")

    def headings(self) -> Iterator[str]:
        """Yield the headings that the table of contents repeats, where there is one."""
        nodes = tuple(walk(self.printer.document.blocks))
        if any(isinstance(node, Contents) for node in nodes):
            yield from (plain(node.inlines) for node in nodes if isinstance(node, Heading) and node.level <= 2)
