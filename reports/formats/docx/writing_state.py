"""What grows while one document is written: counters, footnotes, lists and related parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from reports.document import (
    Block,
    Blocks,
    Columns,
    Definitions,
    Document,
    Figure,
    Heading,
    Landscape,
    List,
    Notes,
    Panel,
    Picture,
    SourceList,
    Table,
    walk,
)
from reports.domain.fields import is_address
from reports.errors import InternalError
from reports.formats.docx import bookmarks
from reports.formats.docx.designer.heading_labels import HeadingLabels
from reports.ooxml.wordprocessingml import Element, paragraph, twips_mm, w
from reports.theme.definition import Theme
from reports.theme.text_metrics import Metrics, metrics


@dataclass(frozen=True, slots=True)
class Page:
    """The page and its text column, in twips."""

    width: int
    height: int
    text: int

    @classmethod
    def of(cls, document: Document, theme: Theme, columns: tuple[int, float] = (1, 0)) -> Page:
        """Return the page of the report's paper within the margins of the theme; `columns` are their number and gap in mm."""
        size = theme.word.paper_mm(document.info.paper)
        margins = theme.word.margins_mm
        width = twips_mm(size["width"])
        text = width - twips_mm(margins["left"]) - twips_mm(margins["right"])
        count, gap = columns
        return cls(width, twips_mm(size["height"]), (text - twips_mm(gap) * (count - 1)) // count)

    def lying(self) -> Page:
        """Return the same paper on its side, with the same margins at both sides."""
        return Page(self.height, self.width, self.text + self.height - self.width)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks stand: the body, or a panel in it."""

    width: int
    """Of a table or chart in it, in twips."""
    text: str = "BodyText"
    """Style of running text."""
    bullets: tuple[str, ...] = ("ListBullet", "ListBullet2", "ListBullet3")
    """Style of a bulleted item by depth."""
    numbers: tuple[str, ...] = ("ListNumber", "ListNumber2", "ListNumber3")
    """Style of a numbered item by depth."""
    scope: str = ""
    """Part of the bookmark of a block: which panel of the section."""
    depth: int = 0
    """Of the list that the blocks are in."""

    def below(self) -> Frame:
        """Return the frame of a list within this one."""
        return replace(self, depth=self.depth + 1)

    def style(self, styles: tuple[str, ...]) -> str:
        """Return the style among `styles` for the depth of the list."""
        return styles[min(self.depth, len(styles) - 1)]


def printed(blocks: Blocks) -> Blocks:
    """Return `blocks` in the order of print: columns one after the other, what the presenter says left out."""
    found: list[Block] = []
    for block in blocks:
        match block:
            case Notes():
                continue
            case Columns(columns=columns):
                for column in columns:
                    found.extend(printed(column))
            case _:
                found.append(block)
    return tuple(found)


def everywhere(blocks: Blocks) -> Iterable[Block]:
    """Yield all printed blocks, those within panels, lists and definitions too, in reading order."""
    for block in printed(blocks):
        yield block
        match block:
            case Panel(blocks=inner):
                yield from everywhere(inner)
            case Landscape(blocks=inner):
                yield from everywhere(inner)
            case List(items=items):
                for item in items:
                    yield from everywhere(item)
            case Definitions(items=statements):
                for statement in statements:
                    yield from everywhere(statement.blocks)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """The end of a section in the text; what the section is like stands there once headers are made."""

    paragraph: Element
    lying: bool
    """Whether the pages of the section that ends lie on their side."""
    spanning: bool = False
    """Whether the section that ends goes over all columns of the page."""


@dataclass
class Writing:
    """One document being written. All ids come from its counters, so that the same input gives the same bytes."""

    document: Document
    theme: Theme
    page: Page
    main: Part
    notes: Part
    anchors: frozenset[str] = frozenset()
    """Bookmarks that links may lead to."""
    pages: Mapping[str, int] | None = None
    """Page of each heading by its id, where a layout engine has said so."""
    listed_headings: bool = False
    """Whether the designer's styles number headings by themselves."""
    heading_labels: HeadingLabels | None = None
    """How they do, where it can be told."""
    designed: frozenset[str] = frozenset()
    """Ids of our styles that the designer's file has in a look of its own."""
    spans: int = 0
    """Width over all columns of a page that has several, in twips; 0 where it has one."""
    section: str = "top"
    """Id of the heading above."""
    breaks: list[SectionBreak] = field(default_factory=list)
    """Ends of sections in the text, in their order."""
    footnotes: list[Element] = field(default_factory=list)
    numberings: list[tuple[int, int]] = field(default_factory=list)
    """Numbered lists: id and the abstract numbering behind it."""
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    marked: set[int] = field(default_factory=set)
    """Sources whose first mark in the text has been written."""
    figures: dict[str, str] = field(default_factory=dict)
    """Bookmark of the first figure of each fact in the text."""
    noted: dict[int, Element] = field(default_factory=dict)
    """First mark of each source in a footnote."""
    entries: list[tuple[int, Element]] = field(default_factory=list)
    """Paragraphs of the source list, by number of the source."""

    @classmethod
    def of(cls, document: Document, theme: Theme, page: Page, main: Part, notes: Part) -> Writing:
        """Return the start of writing `document`."""
        nodes = tuple(everywhere(document.blocks))
        return cls(document, theme, page, main, notes, frozenset(_anchors(nodes)))

    @property
    def font(self) -> Metrics:
        """Return the widths of the theme's font."""
        return metrics(self.theme.fonts.office, self.theme.folder)

    @property
    def heading_font(self) -> Metrics:
        """Return the widths of the font of titles and headings."""
        return metrics(self.theme.fonts.office_headings, self.theme.folder)

    @property
    def heading_numbers(self) -> Mapping[str, str]:
        """Return the number of each heading that has one, by its id."""
        return {
            node.id: node.number for node in walk(self.document.blocks) if isinstance(node, Heading) and node.number
        }

    def count(self, *what: str) -> int:
        """Return the next number, from 1, of `what`."""
        self.counts[what] += 1
        return self.counts[what]

    def key(self, kind: str, frame: Frame) -> str:
        """Return the bookmark of the next block of this kind in its section."""
        number = self.count("block", self.section, frame.scope, kind)
        return bookmarks.block_bookmark(self.section, f"{kind}{number}", frame.scope)

    def bookmark(self, name: str, *content: Element) -> list[Element]:
        """Return `content` between the start and end of a bookmark; a name that is taken gets a number."""
        id = self.count("bookmark")
        times = self.count("name", name)
        if times > 1:
            tail = f"_{times}"
            name = name[: bookmarks.LIMIT - len(tail)] + tail
        return [w("bookmarkStart", id=id, name=name), *content, w("bookmarkEnd", id=id)]

    def end_section(self, *, lying: bool = False, spanning: bool = False) -> Element:
        """Return the paragraph, too low to be seen, that ends a section."""
        low = w("spacing", before=0, after=0, line=20, lineRule="exact")
        mark = w("rPr", w("sz", val=2), w("szCs", val=2))
        self.breaks.append(SectionBreak(paragraph("Spacer", properties=(low, mark)), lying, spanning))
        return self.breaks[-1].paragraph

    def drawing_id(self) -> int:
        """Return the next id of a drawing."""
        return self.count("drawing")

    def link(self, address: str, *, in_note: bool) -> str:
        """Return the id of the relationship to an outside address."""
        if not is_address(address):
            raise InternalError(f"a link to {address!r} has come past the checks")
        part = self.notes if in_note else self.main
        id: str = part.relate_to(address, RT.HYPERLINK, is_external=True)
        return id


def _anchors(nodes: Iterable[Block]) -> Iterable[str]:
    for node in nodes:
        match node:
            case Heading(id=id) if id:
                yield bookmarks.heading_bookmark(id)
            case Figure(id=id, number=number) | Picture(id=id, number=number) | Table(id=id, number=number) if (
                id and number
            ):
                yield bookmarks.label_bookmark(id)
            case SourceList(sources=sources):
                yield from (bookmarks.source_bookmark(source.number) for source in sources)
            case _:
                pass
