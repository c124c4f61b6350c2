"""A document taken apart into its passages, in reading order, each with what it inherits from the blocks around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, assert_never

from reports.audit.chart_words import chart_parts
from reports.audit.fact_gathering import Exhibit, cites_in, exhibits_in, facts_in, marks_in, sizes_of
from reports.audit.inline_pieces import split, strand
from reports.audit.passages import UNREAD, Kind, Passage
from reports.charts.registry import KINDS
from reports.document import (
    Block,
    Blocks,
    ChartPoint,
    Cite,
    Columns,
    Contents,
    CrossRef,
    Definitions,
    Document,
    FactRef,
    Figure,
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
    Table,
    Text,
    Tile,
    Tiles,
    plain,
    walk,
)
from reports.document.marked_cells import mark_of
from reports.errors import Place
from reports.load.definition_files import ChartFile
from reports.notation.yaml_tree import Route

Nesting = List | Definitions | Panel | Columns | Notes | Contents | SourceList | PageBreak | Landscape


class _Around(NamedTuple):
    """What a passage inherits from the blocks around it."""

    facts: tuple[str, ...] = ()
    panel: str = ""
    notes: bool = False
    where: Place | None = None
    slide: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Dissector:
    """Takes one document apart."""

    document: Document
    charts: Mapping[str, ChartFile]

    @cached_property
    def exhibits(self) -> Mapping[str, tuple[str, ...]]:
        """Return the facts of each heading, figure and table, by id."""
        headings = (node for node in walk(self.document.blocks) if isinstance(node, Heading))
        return {node.id: tuple(facts_in(node)) for node in (*headings, *self.shown) if node.id}

    def all(self) -> Iterator[Passage]:
        """Yield every passage in reading order."""
        info = self.document.info
        front = (
            ("title", info.title),
            ("subtitle", info.subtitle),
            ("basis", info.basis),
            ("kind", (Text(info.kind),)),
            ("organisation", (Text(info.organisation),)),
            ("keywords", (Text(", ".join(info.keywords)),)),
        )
        for key, inlines in front:
            yield from self._made("title", inlines, _Around(self._facts(inlines)), route=(key,))
        for blocks in self._slides() if info.slides else (self.document.blocks,):
            around = _Around(self._facts(blocks), slide=_counts(exhibits_in(blocks))) if info.slides else _Around()
            for block in blocks:
                yield from self._block(block, around)

    def _slides(self) -> Iterator[Blocks]:
        start, blocks = 0, self.document.blocks
        for at, block in enumerate(blocks):
            if isinstance(block, Heading) and block.level == 1 and at > start:
                yield blocks[start:at]
                start = at
        yield blocks[start:]

    def _facts(self, node: object) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for each in marks_in(node):
            match each:
                case FactRef(fact_id=id) | ChartPoint(fact_id=id):
                    found[id] = None
                case Cite(fact_ids=ids):
                    found.update(dict.fromkeys(ids))
                case CrossRef(target=target):
                    found.update(dict.fromkeys(self.exhibits.get(target, (UNREAD,))))
                case _:
                    pass
        return tuple(found)

    @cached_property
    def shown(self) -> tuple[Exhibit, ...]:
        """Return the figures, pictures and tables."""
        return tuple(exhibits_in(self.document.blocks))

    @cached_property
    def sizes(self) -> Mapping[str, frozenset[int]]:
        """Return how many of something each of them shows, by id."""
        return {node.id: sizes_of(node) for node in self.shown if node.id}

    def _with(self, around: _Around, node: object) -> _Around:
        return around._replace(facts=tuple(dict.fromkeys((*around.facts, *self._facts(node)))))

    def _made(
        self,
        kind: Kind,
        inlines: Inlines,
        around: _Around,
        cites: tuple[Cite, ...] = (),
        chart: str = "",
        route: Route = (),
    ) -> Iterator[Passage]:
        """Yield the passage of `inlines` and those of its footnotes."""
        made, info = strand(inlines), self.document.info
        if made.text.strip():
            where = None if route else around.where
            text, pieces, shown = made.text, made.pieces, (around.slide, self.sizes)
            yield Passage(info, kind, text, pieces, where, around.facts, cites, around.panel, chart, route, *shown)
        for note in made.footnotes:
            yield from self._made("footnote", note, around, (), chart, route)

    def _block(self, block: Block, around: _Around) -> Iterator[Passage]:  # noqa: C901  # one arm a kind of block
        around = around._replace(where=block.where or around.where)
        match block:
            case Heading(inlines=inlines) | Paragraph(inlines=inlines):
                said: Kind = "notes" if around.notes else "paragraph"
                kind: Kind = "heading" if isinstance(block, Heading) else said
                if isinstance(block, Heading):
                    yield from self._made("heading", (Text(block.attribute("section")),), around)
                yield from self._made(kind, inlines, self._with(around, inlines))
            case Quote(inlines=inlines, by=by):
                both = self._with(around, (inlines, by))
                yield from self._made("quote", inlines, both)
                yield from self._made("caption", by, both)
            case Table():
                yield from self._table(block, around)
            case Figure():
                yield from self._figure(block)
            case Picture():
                yield from self._picture(block, around)
            case Tiles(tiles=tiles):
                for tile in tiles:
                    yield from self._tile(tile, around)
            case _:
                yield from self._nested(block, around)

    def _figure(self, figure: Figure) -> Iterator[Passage]:
        for part in chart_parts(figure.spec, self.document, self.charts.get(figure.spec.id)):
            facts = tuple(dict.fromkeys((*part.facts, *self._facts(part.inlines))))
            yield from self._made(part.kind, part.inlines, _Around(facts), chart=figure.spec.id, route=part.route)

    def _picture(self, picture: Picture, around: _Around) -> Iterator[Passage]:
        """Yield what a picture says, and the words that are drawn in it, as far as a program can read them."""
        whole = self._with(around, picture)
        yield from self._made("alt", picture.alt, whole)
        yield from self._made("caption", picture.caption, whole)
        yield from self._made("caption", picture.credit, whole)
        for said in picture.image.words:
            yield from self._made("label", (Text(said),), whole)

    def _tile(self, tile: Tile, around: _Around) -> Iterator[Passage]:
        inlines = (Text(f"{tile.status} "), tile.value, Text(" "), *tile.label, tile.cite)
        yield from self._made("tile", inlines, self._with(around, inlines))

    def _nested(self, block: Nesting, around: _Around) -> Iterator[Passage]:  # noqa: C901  # one arm a kind of block
        groups: tuple[Blocks, ...] = ()
        match block:
            case List(items=groups) | Columns(columns=groups):
                pass
            case Notes(blocks=blocks):
                groups, around = (blocks,), around._replace(notes=True)
            case Panel(kind=kind, title=title, blocks=blocks):
                yield from self._made("heading", title, self._with(around, title))
                groups, around = (blocks,), around._replace(panel=kind)
            case Definitions(items=items):
                groups = tuple(item.blocks for item in items)
                for item in items:
                    yield from self._made("heading", item.term, self._with(around, item.term))
            case Landscape(blocks=blocks):
                groups = (blocks,)
            case Contents() | SourceList() | PageBreak():
                pass
            case _:
                assert_never(block)
        for inner in (each for blocks in groups for each in blocks):
            yield from self._block(inner, around)

    def _table(self, table: Table, around: _Around) -> Iterator[Passage]:
        file = self.charts.get(table.id)
        chart = table.id if file and KINDS[file.kind].is_table else ""  # its words stand in a file of its own

        def made(
            kind: Kind, inlines: Inlines, key: str, cites: tuple[Cite, ...] = (), own: _Around | None = None
        ) -> Iterator[Passage]:
            return self._made(kind, inlines, own or whole, cites, chart, (key,) if chart else ())

        whole, below = self._with(around, table), self._with(around, table.note)
        yield from made("caption", table.caption, "title")
        yield from made("caption", table.subtitle, "subtitle")
        for n, column in enumerate(table.columns):
            cells = tuple(row.cells[n] for row in table.rows if n < len(row.cells))
            below_head = (column.head, cells)
            yield from made(
                "head", column.head, "columns", own=self._with(around, below_head) if self._facts(below_head) else None
            )
        for row in table.rows:
            cites, inside = tuple(cites_in((row.cells, table.note))), self._with(below, row)
            for n, cell in enumerate(row.cells):  # what names the row of an exhibit is a label, such as a region
                if mark_of(cell)[0]:  # the program's own words for who is named, decided by the facts
                    continue
                kind: Kind = "head" if chart and not table.is_list and n == 0 else "cell"
                yield from made(kind, cell, "rows", cites, inside)
        yield from made("caption", table.note, "note")
        if table.alt and table.alt != plain(table.caption):
            refs = [node for node in marks_in(table) if isinstance(node, FactRef)]
            yield from made("alt", tuple(split(table.alt, refs)), "alt")


def _counts(exhibits: Iterable[Exhibit]) -> frozenset[int]:
    return frozenset[int]().union(*map(sizes_of, exhibits))


def passages(document: Document, charts: Mapping[str, ChartFile] | None = None) -> tuple[Passage, ...]:
    """Return every passage of `document`, in reading order; `charts` are the chart files it was made from, by id."""
    return tuple(_Dissector(document, charts or {}).all())
