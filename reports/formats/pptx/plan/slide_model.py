"""The deck as data: every text, colour and box decided; the writer only spells it as PresentationML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as OneOf

from reports.document import ChartSpec, Equation, Image, ReportInfo
from reports.errors import Place, Problem
from reports.theme.definition import Box

Marker = OneOf["", "dash", "number"]
Align = OneOf["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Run:
    r"""Words in one look; a newline in `text` is a break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    """Name of a theme colour; empty for that of the style."""
    link: str = ""
    """http(s) or mailto address, or `#id` of a slide."""
    shifted: OneOf["", "sub", "super"] = ""
    """Whether it stands below or above the line."""
    struck: bool = False
    language: str = ""
    """BCP 47; empty for that of the deck."""
    equation: Equation | None = None
    """What is set instead of `text`, which says it in a line."""


@dataclass(frozen=True, slots=True)
class Par:
    """A paragraph."""

    runs: tuple[Run, ...]
    style: str = ""
    """Name of a slide text style; empty for that of the slot."""
    marker: Marker = ""
    level: int = 0
    """Depth of a list item, from 0."""
    align: Align = "left"
    fitted: str = ""
    """Name of the style of its slot, where its lines stand further apart than there, for an equation."""
    before: float = 0
    """Space above, in points; none above the first paragraph of a box."""

    @property
    def text(self) -> str:
        """Return the words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule at the side of a table cell."""

    colour: str
    width: float
    """Points."""


@dataclass(frozen=True, slots=True)
class Insets:
    """Space between the edge of a box and its text, in points."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    paragraphs: tuple[Par, ...]
    fill: str = ""
    top: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None
    insets: Insets = field(default_factory=Insets)
    anchor: OneOf["t", "ctr"] = "t"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A table row, as tall as its text asks for."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text in a placeholder."""

    slot: str
    paragraphs: tuple[Par, ...]
    box: Box
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class GridShape:
    """A native table in a placeholder; `box` is what it may fill, its rows say what it fills."""

    slot: str
    box: Box
    columns: tuple[float, ...]
    """Widths in points."""
    rows: tuple[GridRow, ...]
    alt: str
    header_row: bool = True
    header_column: bool = True
    where: Place | None = field(default=None, compare=False)

    @property
    def height(self) -> float:
        """Return the height of all rows, in points."""
        return sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class ChartShape:
    """A native chart in a placeholder."""

    slot: str
    box: Box
    spec: ChartSpec
    alt: str
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PictureShape:
    """A drawn chart in a picture placeholder: the strip of dots."""

    slot: str
    box: Box
    spec: ChartSpec
    alt: str
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ImageShape:
    """A picture from a file in a placeholder, as large as it is shown."""

    slot: str
    box: Box
    image: Image
    alt: str
    where: Place | None = field(default=None, compare=False)


Shape = TextShape | GridShape | ChartShape | PictureShape | ImageShape


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide, its shapes in reading order, the title first."""

    id: str
    layout: str
    title: str
    shapes: tuple[Shape, ...]
    notes: tuple[Par, ...]
    spoken: int
    """Words that the presenter says."""
    seconds: int
    section: str
    facts: tuple[str, ...]
    """Ids of the facts that the slide and its notes show or cite, in reading order."""
    sources: tuple[int, ...]
    """Marks of their sources, ascending."""
    where: Place | None = field(default=None, compare=False)
    cut: int = field(default=0, compare=False)
    """Minutes of the shorter talk that keeps this slide; 0 where none does."""
    backup: bool = field(default=False, compare=False)
    """Whether it is shown only when somebody asks, and is no part of the talk."""
    fitted: object = field(default=None, compare=False, repr=False)
    """The `Layout` that was fitted to this slide, in a designer's template; None where that of its name serves."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A talk."""

    info: ReportInfo
    title: str
    footer: str
    slides: tuple[Slide, ...]
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    """What could be better but does not stop a build."""
    facts_version: str = ""
    """Of the fact book, as the file's properties say."""

    @property
    def source_slide(self) -> Slide | None:
        """Return the slide that lists the sources, where every source line leads to."""
        return next((slide for slide in self.slides if slide.layout == "sources"), None)
