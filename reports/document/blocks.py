"""What a document is made of from top to bottom: headings, paragraphs, tables, charts, boxes; a closed set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from reports.document.chart_spec import ChartSpec
from reports.document.inlines import Cite, FactRef, Inlines, TaskMark
from reports.domain.facts import Source
from reports.errors import Place

Role = OneOf["body", "lead", "note"]
PanelKind = OneOf["bottom-line", "gap", "analysis", "note", "point"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that states a finding; opens a section, or a slide."""

    level: int
    inlines: Inlines
    id: str
    """Unique in the document; links and bookmarks lead to it."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Such as layout and seconds of a slide, from `{layout=chart seconds=60}` above it."""
    where: Place | None = field(default=None, compare=False)
    number: str = ""
    """Such as '2.1', where the report numbers its headings."""

    def attribute(self, name: str, default: str = "") -> str:
        """Return the attribute `name`, or `default`."""
        return dict(self.attributes).get(name, default)

    @property
    def opens_page(self) -> bool:
        """Return whether it begins a page, from `{page=new}` above it."""
        return self.attribute("page") == "new"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inlines: Inlines
    role: Role = "body"
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; an item is a run of blocks."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    where: Place | None = field(default=None, compare=False)


def is_task(item: Blocks) -> bool:
    """Return whether a list item begins with the box of a task."""
    match item:
        case (Paragraph(inlines=(TaskMark(), *_)), *_):
            return True
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Definition:
    """A label and what is said under it."""

    term: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labelled statements, as in the bottom line: one row each."""

    items: tuple[Definition, ...]
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """Head of a table column."""

    head: Inlines
    align: OneOf["left", "right", "center"] = "left"
    width: int = 1
    """Share of the table's width, relative to the other columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a table row; the first is its header."""

    cells: tuple[Inlines, ...]
    focus: bool = False
    tints: tuple[int, ...] = ()
    """How dark the ground of each cell is, in per cent of the primary colour; empty where all are plain."""

    def tint(self, place: int) -> int:
        """Return how dark the ground of a cell is, in per cent of the primary colour."""
        return self.tints[place] if self.tints else 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row, and mostly one header column; numbered where it has a caption."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Inlines = ()
    id: str = ""
    number: int = 0
    """1 and up in a document; 0 where it has no caption."""
    subtitle: Inlines = ()
    note: Inlines = ()
    """Below the table: key, cautions, sources."""
    alt: str = ""
    """What it shows, in a sentence."""
    is_list: bool = False
    """Whether columns are lists beside each other: no cell names its row."""
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place; numbered, but for a strip of dots, which is a picture with a label."""

    spec: ChartSpec
    id: str
    number: int = 0
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image:
    """What a picture shows, as files carry it: upright, in sRGB, without anything else that its own file said."""

    name: str
    """Of its file, without folders."""
    media: OneOf["png", "jpeg"]
    width: int
    """In pixels; of a vector drawing, its natural size in CSS pixels."""
    height: int
    digest: str
    """Of what it shows, twelve hex digits."""
    data: bytes = field(repr=False, compare=False)
    """PNG or JPEG; of a vector drawing, a rendering of it."""
    vector: bytes = field(default=b"", repr=False, compare=False)
    """The drawing as SVG, where it is one."""
    words: tuple[str, ...] = ()
    """Texts inside a vector drawing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or drawing from a file; numbered as a figure where it has a caption."""

    image: Image
    alt: Inlines
    """What it shows, for readers who do not see it."""
    caption: Inlines = ()
    credit: Inlines = ()
    """Whose it is, printed below it."""
    id: str = ""
    number: int = 0
    """1 and up among the figures of a document; 0 where it has no caption."""
    share: int = 100
    """Of the column's width, in per cent, at most."""
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: status · hedge above, the value, what it is below, the source marks last."""

    status: str
    """In words, such as 'Claimed'."""
    hedge: str
    """In words, such as 'more than'; empty where exact."""
    value: FactRef
    label: Inlines
    cite: Cite
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Tiles:
    """The strip of three to five key figures."""

    tiles: tuple[Tile, ...]
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Panel:
    """A box. bottom-line: sand, rows. gap: what is not said. analysis: marked as ours. point: one sentence on a slide."""

    kind: PanelKind
    title: Inlines
    blocks: Blocks
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side where the format can (PDF, slides), one after the other where it should not (Word)."""

    columns: tuple[Blocks, ...]
    weights: tuple[int, ...]
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else."""

    inlines: Inlines
    by: Inlines
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Notes:
    """What the presenter says; never on the slide."""

    blocks: Blocks
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the table of contents stands."""

    title: Inlines
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SourceList:
    """The numbered sources, in full."""

    sources: tuple[Source, ...]
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page begins; slides know none."""

    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages of their own that lie on their side, such as a wide table; slides lie so anyway."""

    blocks: Blocks
    where: Place | None = field(default=None, compare=False)


Block = (
    Heading
    | Paragraph
    | List
    | Definitions
    | Table
    | Figure
    | Picture
    | Tiles
    | Panel
    | Columns
    | Quote
    | Notes
    | Contents
    | SourceList
    | PageBreak
    | Landscape
)
Blocks = tuple[Block, ...]
