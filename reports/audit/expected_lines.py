"""The lines that a finished file must print of a document: paragraphs, cells, captions, key figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from reports.document import (
    Block,
    ChartPoint,
    ChartSpec,
    Cite,
    Columns,
    Contents,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Focus,
    Footnote,
    Heading,
    Inlines,
    Link,
    List,
    Notes,
    Panel,
    Paragraph,
    Quote,
    SourceList,
    SourceStrip,
    Strong,
    Table,
    Text,
    Tile,
    Tiles,
    plain,
    walk,
)
from reports.domain.wording import source_tip

NATIVE = ("docx", "pptx")
"""Formats whose charts are native, but for dots."""
UNMARKED = ("lollipop",)
"""Charts that leave out the marks of their rows where these are all the same and have no room."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, cell or line of a chart that must be printed once."""

    text: str
    part: str
    """What it is, for messages."""
    slide: int = 0
    """Number of the slide, from 1; 0 in other formats."""


@dataclass(frozen=True)
class Printer:
    """Takes a document apart into the lines that a format prints."""

    document: Document
    kind: str

    @property
    def slides(self) -> bool:
        """Return whether the format is that of a talk."""
        return self.kind == "pptx"

    def front(self) -> Iterator[Line]:
        """Yield the lines of the cover; a talk has a slide for it."""
        info = self.document.info
        if not self.slides:
            yield from self.run(info.title, "title")
            yield from self.run(info.subtitle, "subtitle")
            yield from self.run(info.basis, "line below the title")

    def run(self, inlines: Inlines, part: str, before: str = "") -> Iterator[Line]:
        """Yield the line that `inlines` print, and those of its footnotes."""
        text = self.text(inlines)
        if text.strip():
            yield Line(before + text, part)
        if self.slides:
            return
        yield from self.mark_tips(inlines)
        for node in walk(inlines):
            if isinstance(node, Footnote):
                yield from self.run(node.children, "footnote")
            elif isinstance(node, SourceStrip) and self.kind == "docx":
                yield from self.tips(node)

    @cached_property
    def listed(self) -> bool:
        """Return whether the document lists its sources, so that marks can lead there."""
        return any(isinstance(node, SourceList) for node in walk(self.document.blocks))

    def mark_tips(self, inlines: Inlines) -> Iterator[Line]:
        """Yield what the marks of a Word file say when pointed at: source and paragraphs; footnotes have lines of their own."""
        if self.kind != "docx" or not self.listed:
            return
        book, sign = self.document.book, self.document.words["paragraph-sign"]
        sources = {source.number: source for source in book.sources.values()}
        for cite in _cites(inlines):
            facts = [book.facts[id] for id in cite.fact_ids if id in book.facts]
            yield from (Line(source_tip(sources[n], facts, sign), "tip") for n in cite.numbers if n in sources)

    def tips(self, strip: SourceStrip) -> Iterator[Line]:
        """Yield what the marks of a source strip say when pointed at."""
        for numbers, key in ((strip.printed, "strip-printed"), (strip.other, "strip-other")):
            yield from (Line(self.document.words[key].format(number=number), "tip") for number in numbers)

    def text(self, inlines: Inlines) -> str:
        """Return the text that `inlines` print, footnotes aside."""
        parts = []
        for inline in inlines:
            parts.append(self.strip(inline) if isinstance(inline, SourceStrip) else plain((inline,)))
        return "".join(parts)

    def strip(self, strip: SourceStrip) -> str:
        """Return a source strip as this format writes it."""
        match self.kind:
            case "docx":
                return " ".join([*(f"[{n}]" for n in strip.printed), *(f"([{n}])" for n in strip.other)])
            case "pptx":
                marks = {**{n: f"({n})" for n in strip.other}, **{n: str(n) for n in strip.printed}}
                return " ".join(marks.get(n, "–") for n in range(1, strip.total + 1))
            case _:
                return " ".join(str(n) for n in (*strip.printed, *strip.other))

    def block(self, block: Block) -> Iterator[Line]:
        """Yield the lines of a block, in reading order."""
        match block:
            case Heading(inlines=inlines):
                yield from self.run(inlines, "heading")
                yield from self.timing(block)
            case Paragraph(inlines=inlines):
                yield from self.run(inlines, "paragraph")
            case Quote(inlines=inlines, by=by):
                yield from self.run(inlines, "quotation")
                yield from self.run(by, "quotation")
            case Table():
                yield from self.table(block)
            case Figure(spec=spec, number=number):
                yield from self.figure(spec, number)
            case Tiles(tiles=tiles):
                for tile in tiles:
                    yield from self.tile(tile)
            case _:
                yield from self.nested(block)

    def timing(self, heading: Heading) -> Iterator[Line]:
        """Yield the time that the notes of a slide give it."""
        seconds = heading.attribute("seconds", "0")
        if self.slides and heading.level == 1 and seconds.isdecimal():
            yield Line(f"{self.document.words['notes-time']}: {int(seconds) // 60}:{int(seconds) % 60:02d}", "notes")

    def nested(self, block: List | Columns | Definitions | Panel | Notes | Contents | SourceList) -> Iterator[Line]:
        """Yield the lines of what holds other blocks."""
        match block:
            case List(items=groups) | Columns(columns=groups):
                inner = tuple(each for blocks in groups for each in blocks)
            case Definitions(items=items):
                for item in items:
                    yield from self.run(item.term, "label")
                inner = tuple(each for item in items for each in item.blocks)
            case Panel(title=title, blocks=inner):
                yield from self.run(title, "title of a box")
            case Notes(blocks=blocks):
                inner = blocks if self.slides else ()
            case Contents() | SourceList():
                numbers = (str(source.number) for source in getattr(block, "sources", ()))
                yield from (Line(number, "source list") for number in numbers if self.slides)
                return
            case _:
                assert_never(block)
        for each in inner:
            yield from self.block(each)

    def table(self, table: Table) -> Iterator[Line]:
        """Yield the lines of a table; on slides its caption is the slide's title, its note may lose its sources."""
        if not self.slides:
            label = self.document.words["table-label"].format(number=table.number) + " " if table.number else ""
            yield from self.run(table.caption, "caption of a table", label)
            yield from self.run(table.subtitle, "caption of a table")
            yield from self.run(table.note, "note below a table")
        for column in table.columns:
            yield from self.run(column.head, "head of a table")
        for row in table.rows:
            for cell in row.cells:
                yield from self.run(cell, "cell")

    def figure(self, spec: ChartSpec, number: int) -> Iterator[Line]:
        """Yield the lines of a figure that stand outside the chart, and its labels where they are drawn."""
        if spec.kind == "dots":
            yield from self.run(self.dots_label(spec), "label of a picture")
        elif not self.slides:
            label = self.document.words["figure-label"].format(number=number) + " " if number else ""
            yield from self.run(spec.title, "caption of a figure", label)
            for inlines in (spec.subtitle, spec.note, spec.sources):
                yield from self.run(inlines, "caption of a figure")
        if self.kind not in NATIVE and spec.kind != "dots":
            for point in spec.points:
                marks = "" if spec.kind in UNMARKED else point_marks(point)
                figure = "" if point.span else point.figure
                text = " ".join((point.label, figure, point.words, marks, *point.named_words))
                yield Line(text, "row of a chart")

    def dots_label(self, spec: ChartSpec) -> Inlines:
        """Return the label below a strip of dots, with the marks that some formats add."""
        if self.kind not in NATIVE or any(isinstance(each, Cite) for each in walk(spec.title)):
            return spec.title
        points = spec.points[:1] if self.kind == "docx" else spec.points
        numbers = sorted({n for point in points for n in point.numbers})
        return (*spec.title, Text(" "), Cite(tuple(point.fact_id for point in points), tuple(numbers)))

    def tile(self, tile: Tile) -> Iterator[Line]:
        """Yield the lines of a key figure."""
        yield Line(" · ".join(filter(None, (tile.status, tile.hedge))), "key figure")
        yield Line(tile.value.text, "key figure")
        if self.kind == "pdf":
            yield from self.run((*tile.label, tile.cite), "key figure")
        else:
            yield from self.run(tile.label, "key figure")
            yield Line(tile.cite.text, "key figure")


def _cites(inlines: Inlines) -> Iterator[Cite]:
    """Yield the marks of a line, not those of its footnotes."""
    for inline in inlines:
        match inline:
            case Cite():
                yield inline
            case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
                yield from _cites(children)
            case _:
                pass


def point_marks(point: ChartPoint) -> str:
    """Return the source marks of a row of a chart."""
    return "".join(f"[{n}]" for n in point.numbers)
