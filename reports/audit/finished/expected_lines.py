"""The lines that a finished file must print of a document: paragraphs, cells, captions, key figures.

This is what any format prints. A format whose furniture adds, drops or spells something else says so in a `Printer` of its
own, which stands beside its writer (`formats/<format>/expected.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, assert_never

from reports.charts.registry import KINDS
from reports.document import (
    Block,
    Blocks,
    ChartPoint,
    ChartSpec,
    Cite,
    Columns,
    Contents,
    Definitions,
    Document,
    Figure,
    Footnote,
    Heading,
    Inlines,
    Landscape,
    List,
    Notes,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Quote,
    SourceList,
    SourceStrip,
    Table,
    Text,
    Tile,
    Tiles,
    plain,
    walk,
)

_FROM_THE_RIGHT = re.compile("[\u0590-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
"""Letters of scripts that run from right to left; their digits and signs of numbers run from left to right."""


class Line(NamedTuple):
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
    native_charts: ClassVar[bool] = False
    """Whether charts, but for strips, are the office program's own, read back row by row; else their words are drawn."""

    def front(self) -> Iterator[Line]:
        """Yield the lines of the cover."""
        info = self.document.info
        yield from self.run(info.title, "title")
        yield from self.run(info.subtitle, "subtitle")
        yield from self.run(info.basis, "line below the title")

    def printed_blocks(self) -> Blocks:
        """Return the blocks of the document as this format prints them."""
        return self.document.blocks

    def opens_slide(self, block: Block) -> bool:
        """Return whether a slide begins with `block`; never where there are none."""
        return False

    def run(self, inlines: Inlines, part: str, before: str = "") -> Iterator[Line]:
        """Yield the line that `inlines` print, and those of its footnotes."""
        text = self.text(inlines)
        if text.strip():
            yield Line(before + text, part)
        yield from self.footnotes(inlines)

    def footnotes(self, inlines: Inlines) -> Iterator[Line]:
        """Yield the lines of the footnotes of `inlines`."""
        for node in walk(inlines):
            if isinstance(node, Footnote):
                yield from self.run(node.children, "footnote")

    def text(self, inlines: Inlines) -> str:
        """Return the text that `inlines` print, footnotes aside."""
        parts = []
        for inline in inlines:
            parts.append(self.strip(inline) if isinstance(inline, SourceStrip) else plain((inline,)))
        return "".join(parts)

    def strip(self, strip: SourceStrip) -> str:
        """Return a source strip as this format writes it."""
        return " ".join(str(n) for n in (*strip.printed, *strip.other))

    def block(self, block: Block) -> Iterator[Line]:  # noqa: C901  # one arm a kind of block
        """Yield the lines of a block, in reading order."""
        match block:
            case Heading():
                yield from self.heading(block)
            case Paragraph(inlines=inlines):
                yield from self.run(inlines, "paragraph")
            case Quote(inlines=inlines, by=by):
                yield from self.run(inlines, "quotation")
                yield from self.run(by, "quotation")
            case Table():
                yield from self.table(block)
            case Figure(spec=spec, number=number):
                yield from self.figure(spec, number)
            case Picture():
                yield from self.picture(block)
            case Tiles(tiles=tiles):
                for tile in tiles:
                    yield from self.tile(tile)
            case _:
                yield from self.nested(block)

    def heading(self, heading: Heading) -> Iterator[Line]:
        """Yield the lines of a heading."""
        yield from self.run(heading.inlines, "heading")

    def nested(
        self, block: List | Columns | Definitions | Panel | Notes | Contents | SourceList | PageBreak | Landscape
    ) -> Iterator[Line]:
        """Yield the lines of what holds other blocks."""
        match block:
            case Definitions(items=items):
                for item in items:
                    yield from self.run(item.term, "label")
                inner: Blocks = tuple(each for item in items for each in item.blocks)
            case Panel(title=title, blocks=inner):
                yield from self.run(title, "title of a box")
            case SourceList():
                yield from self.source_list(block)
                inner = ()
            case _:
                inner = self.inner(block)
        for each in inner:
            yield from self.block(each)

    def inner(self, block: List | Columns | Notes | Contents | PageBreak | Landscape) -> Blocks:
        """Return the blocks that are printed of one that prints nothing else."""
        match block:
            case List(items=groups) | Columns(columns=groups):
                return tuple(each for blocks in groups for each in blocks)
            case Notes():
                return self.notes(block)
            case Landscape(blocks=blocks):
                return blocks
            case Contents() | PageBreak():
                return ()
            case _:
                assert_never(block)

    def notes(self, notes: Notes) -> Blocks:
        """Return what is printed of a presenter's notes: nothing where nobody speaks."""
        return ()

    def source_list(self, sources: SourceList) -> Iterator[Line]:
        """Yield the lines of the source list; its entries are looked for by number and title."""
        yield from ()

    def table(self, table: Table) -> Iterator[Line]:
        """Yield the lines of a table."""
        yield from self.table_caption(table)
        for column in table.columns:
            yield from self.run(column.head, "head of a table")
        for row in table.rows:
            for cell in row.cells:
                yield from self.run(cell, "cell")

    def table_caption(self, table: Table) -> Iterator[Line]:
        """Yield what is printed above and below a table."""
        label = self.document.words["table-label"].format(number=table.number) + " " if table.number else ""
        yield from self.run(table.caption, "caption of a table", label)
        yield from self.run(table.subtitle, "caption of a table")
        yield from self.run(table.note, "note below a table")

    def figure(self, spec: ChartSpec, number: int) -> Iterator[Line]:
        """Yield the lines of a figure that stand outside the chart, and its labels where they are drawn."""
        if KINDS[spec.kind].is_strip:
            yield from self.run(self.dots_label(spec), "label of a picture")
            return
        yield from self.figure_caption(spec, number)
        if KINDS[spec.kind].grid_of(spec.points):
            if not self.native_charts:
                yield from (Line(as_drawn(name, spec), "series of a chart") for name in series_of(spec) if name)
            return
        for group in dict.fromkeys(point.group for point in spec.points if point.group and not self.native_charts):
            yield Line(as_drawn(group, spec), "head of rows in a chart")
        for point in spec.points if not self.native_charts else ():
            marks = "" if KINDS[spec.kind].marks_may_go else point_marks(point)
            figure = "" if point.span else point.figure
            text = " ".join((point.label, figure, point.words, marks, *point.named_words))
            yield Line(as_drawn(text, spec), "row of a chart")

    def picture(self, picture: Picture) -> Iterator[Line]:
        """Yield what is printed above and below a picture."""
        label = self.document.words["figure-label"].format(number=picture.number) + " " if picture.number else ""
        yield from self.run(picture.caption, "caption of a picture", label)
        yield from self.run(picture.credit, "caption of a picture")

    def figure_caption(self, spec: ChartSpec, number: int) -> Iterator[Line]:
        """Yield what is printed above and below a chart."""
        label = self.document.words["figure-label"].format(number=number) + " " if number else ""
        yield from self.run(spec.title, "caption of a figure", label)
        for inlines in (spec.subtitle, spec.note, spec.sources):
            yield from self.run(inlines, "caption of a figure")

    def dots_label(self, spec: ChartSpec) -> Inlines:
        """Return the label below a strip of dots."""
        return spec.title

    def tile(self, tile: Tile) -> Iterator[Line]:
        """Yield the lines of a key figure."""
        yield Line(" · ".join(filter(None, (tile.status, tile.hedge))), "key figure")
        yield Line(tile.value.text, "key figure")
        yield from self.tile_label(tile)

    def tile_label(self, tile: Tile) -> Iterator[Line]:
        """Yield the lines below the value of a key figure."""
        yield from self.run(tile.label, "key figure")
        yield Line(tile.cite.text, "key figure")


def marked_title(spec: ChartSpec, points: Sequence[ChartPoint]) -> Inlines:
    """Return the title of a chart with the marks of these rows of it, where it has none of its own."""
    if any(isinstance(each, Cite) for each in walk(spec.title)):
        return spec.title
    numbers = sorted({n for point in points for n in point.numbers})
    return (*spec.title, Text(" "), Cite(tuple(point.fact_id for point in points), tuple(numbers)))


def as_drawn(text: str, spec: ChartSpec) -> str:
    """Return what a reader of the file finds of a text in a drawn chart: words from right to left are shapes there."""
    return _FROM_THE_RIGHT.sub("", text) if spec.rtl else text


def series_of(spec: ChartSpec) -> tuple[str, ...]:
    """Return the names of the panels and series of a chart, each once."""
    names = (name for point in spec.points for name in (point.panel, point.series))
    return (*dict.fromkeys(names), *(event.words for event in spec.events))


def point_marks(point: ChartPoint) -> str:
    """Return the source marks of a row of a chart."""
    return "".join(f"[{n}]" for n in point.numbers)
