"""The neutral document: a closed set of inlines and blocks between templates and writers.

A figure is a `FactRef`, never bare text. Every other module either makes this model or reads it.
Jinja and Markdown stop before it; OOXML and HTML start behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Literal as OneOf
from typing import TypeGuard, assert_never, get_args

from reports.errors import Place
from reports.facts import FactBook, Source

# ── Inlines ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; no figure may stand here."""

    text: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """A figure or words printed from a fact, with its hedge."""

    fact_id: str
    format: str
    """Name of the format in `quote`, so that the text can be made again and compared."""
    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A declared actor, printed by its name; numbers inside it are traced."""

    actor_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Source marks such as [1][3], after a claim; they lead to the source list."""

    fact_ids: tuple[str, ...]
    numbers: tuple[int, ...]
    """Marks in ascending order."""

    @property
    def text(self) -> str:
        """Return the marks as printed."""
        return "".join(f"[{n}]" for n in self.numbers)


@dataclass(frozen=True, slots=True)
class Literal:
    """A figure that is no fact, such as a year in a title, with the reason."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A reference to a numbered figure or table of the same document."""

    target: str
    text: str
    """As printed, such as 'Figure 2'."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Focus:
    """Words about the focus of the report, in the focus colour and bold."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: an http(s) or mailto address, or `#id` in the same document."""

    children: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; printed as a number here."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class SourceStrip:
    """One small box a source: filled = the printed reading, outlined = another reading, dash = silent."""

    printed: tuple[int, ...]
    other: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break inside a paragraph."""


Inline = (
    Text
    | FactRef
    | Name
    | Cite
    | Literal
    | CrossRef
    | Strong
    | Emphasis
    | Focus
    | Link
    | Footnote
    | SourceStrip
    | LineBreak
)
Inlines = tuple[Inline, ...]

# ── Charts ───────────────────────────────────────────────────────────────────────────────────────

ChartKind = OneOf["bars", "units", "lollipop", "timeline", "dots"]
Fill = OneOf["solid", "dense", "light", "dashed", "dots", "plain"]
"""Status as a fill: solid signed, approved, financed; dense hatch concluded; light hatch negotiated; dashed outline
letter of interest; dots claimed or mixed; plain reported, announced, planned."""
End = OneOf["flat", "arrow", "wall", "fade", "units", "none"]
"""Hedge as the end of a mark: flat exact; arrow more than, at least; wall up to, less than; fade about; units dozens; none
not stated."""


@dataclass(frozen=True, slots=True)
class Span:
    """When something is placed on a timeline, in whole months or days."""

    start: str
    """ISO 8601, to the month or the day; empty where open."""
    end: str
    derived_start: bool = False
    derived_end: bool = False
    planned: bool = False
    """Drawn as an outline."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One row of a chart, resolved to what is drawn and what is printed beside it."""

    fact_id: str
    label: str
    """Name of the row; at most 40 characters a line."""
    value: Decimal | None
    """In the unit of the chart; None where no number is stated, which is never drawn as zero."""
    qualifier: str
    status: str
    fill: Fill
    end: End
    figure: str
    """Value with its hedge as printed at the mark: '> 30', '≈ 0.5', 'not stated'."""
    words: str
    """What the figure is, after it: 'claimed as mobilised'."""
    numbers: tuple[int, ...]
    """Source marks."""
    focus: bool = False
    named: int | None = None
    """units: how many of `value` are named, the rest is drawn hollow; dots: how many at the start are in focus."""
    span: Span | None = None
    """timeline only."""
    named_words: tuple[str, str] = ("", "")
    """units: printed under the named and the other squares: '8 partners named', 'others not named'."""
    refs: tuple[FactRef, ...] = ()
    """Figures inside `label`, `words` and `named_words`, so that they can be traced."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart, decided to the last word; the SVG, Word and slide renderers draw it and decide nothing."""

    id: str
    kind: ChartKind
    title: Inlines
    """The claim, at most 15 words."""
    subtitle: Inlines
    """Measure, place, period and unit."""
    points: tuple[ChartPoint, ...]
    """In the order printed, top to bottom. dots: the first is the row of dots, each further one a ring after it."""
    note: Inlines
    """Key to the hedges and fills that occur, and cautions."""
    sources: Inlines
    """'Sources: [1] …'."""
    alt: str
    """The finding in words, for readers who do not see the chart."""
    unit: str
    """As printed on the axis or in the subtitle; also the head of the value column in the workbook."""
    maximum: Decimal | None = None
    """End of the axis where it is fixed (100 for shares)."""
    start: str = ""
    """timeline: first month of the axis, such as 2025-08."""
    stop: str = ""
    """timeline: last month of the axis."""
    today: str = ""
    """timeline: as-of date, ISO 8601, marked by a dashed line; empty for none."""
    today_words: str = ""
    """timeline: printed at that line, such as 'as of 6 Feb'."""
    month_words: tuple[str, ...] = ()
    """timeline: names of the months of the axis, one each, such as 'Aug'; empty for the English ones."""
    refs: tuple[FactRef, ...] = ()
    """Figures inside `alt`, so that they can be traced."""
    axis_words: tuple[str, str] = ("", "")
    """lollipop: printed at the two ends of the axis: '0', '100%'; empty for the bare numbers."""


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────

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

    def attribute(self, name: str, default: str = "") -> str:
        """Return the attribute `name`, or `default`."""
        return dict(self.attributes).get(name, default)


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


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row and one header column; numbered where it has a caption."""

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
    where: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place; numbered, but for a strip of dots, which is a picture with a label."""

    spec: ChartSpec
    id: str
    number: int = 0
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


Block = (
    Heading
    | Paragraph
    | List
    | Definitions
    | Table
    | Figure
    | Tiles
    | Panel
    | Columns
    | Quote
    | Notes
    | Contents
    | SourceList
)
Blocks = tuple[Block, ...]

TEMPLATES = "templates"
"""How files name the folder of the templates, wherever it lies."""

# ── Document ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What `report.yaml` says of a report, resolved."""

    id: str
    """Folder name under templates/."""
    name: str
    """Name of the output file without its ending."""
    formats: tuple[str, ...]
    title: Inlines
    subtitle: Inlines
    kind: str
    """Such as 'Policy brief'."""
    organisation: str
    version: str
    language: str
    """BCP 47, such as en-GB."""
    as_of: str
    """ISO 8601."""
    as_of_text: str
    """As printed: '21 November 2026'."""
    audience: str = ""
    basis: Inlines = ()
    """What it is built on, for the cover: 'Built on five news reports'."""
    draft: bool = False
    approved_by: str = ""
    """Who has approved a final; empty for a draft."""
    approved_on: str = ""
    """On which day, ISO 8601; empty where not stated."""
    approved_text: str = ""
    """As printed: 'Approved by …, 4 February 2026'; empty for a draft."""
    paper: OneOf["A4", "Letter"] = "A4"
    evidence_url: str = ""
    focus: str = ""
    """Actor in the focus colour."""
    subjects: tuple[str, ...] = ()
    """Actors the report is about; they need no fact of their own in a paragraph."""
    minutes: int = 0
    """Length of the talk."""
    keywords: tuple[str, ...] = ()
    edition: str = ""
    """How confidential, as printed, where it is an edition: 'Public'; empty for the report as such."""
    recipient: str = ""
    """Who this copy is made for, as printed: 'Prepared for …'; empty for everybody."""
    copy: str = ""
    """What names this copy, as printed; empty where there is no recipient."""
    stamped: datetime | None = field(default=None, repr=False)
    """What time stamps inside the files say, in UTC; None for the day `as_of`. No content, hence not in digests (`repr`)."""
    folder: str = field(default=TEMPLATES, repr=False)
    """How messages name the folder of the templates."""

    def kept(self, where: Place | None) -> str:
        """Return a template place as files name it: the same wherever the project lies; empty for none."""
        place = str(where or "")
        return TEMPLATES + place.removeprefix(self.folder) if place.startswith(f"{self.folder}/") else place

    def shown(self, kept: str) -> str:
        """Return a place that a file names (`kept`) as messages do."""
        return self.folder + kept.removeprefix(TEMPLATES) if kept.startswith(f"{TEMPLATES}/") else kept


@dataclass(frozen=True)
class Words:
    """Furniture of a language: words that the program prints by itself. Keys and texts: `languages/*.yaml`."""

    language: str
    texts: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the text for `key`; KeyError where the language lacks it."""
        return self.texts[key]


@dataclass(frozen=True)
class Document:
    """One report, ready to be written in any format."""

    info: ReportInfo
    blocks: Blocks
    words: Words
    book: FactBook


# ── Reading the model ────────────────────────────────────────────────────────────────────────────


def plain(inlines: Inlines) -> str:
    """Return the text a reader sees, without footnotes and strips."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | FactRef(text=text) | Name(text=text) | Literal(text=text) | CrossRef(text=text):
            return text
        case Cite():
            return inline.text
        case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
            return plain(children)
        case LineBreak():
            return " "
        case Footnote() | SourceStrip():
            return ""
        case _:
            assert_never(inline)


def walk(node: object) -> Iterator[object]:
    """Yield `node` and everything below it, in reading order: blocks, inlines, chart points, tiles.

    The fact book is not entered.
    """
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            waiting.extend(reversed(each))
        elif (names := _inside(type(each))) is not None:  # type: ignore[arg-type]  # a class is hashable
            yield each
            waiting.extend(getattr(each, name) for name in reversed(names))


@cache
def _inside(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a dataclass; None for anything else and for the fact book."""
    if issubclass(kind, FactBook) or not is_dataclass(kind):
        return None
    return tuple(each.name for each in fields(kind))


def rebuild(node: object, change: Callable[[object], object]) -> object:
    """Return `node` with `change` applied to every dataclass and tuple below it and to itself, deepest first.

    The fact book, places and sources are left alone.
    """
    if isinstance(node, tuple):
        items = tuple(rebuild(item, change) for item in node)
        return change(items if any(new is not old for new, old in zip(items, node, strict=True)) else node)
    names = _inside(type(node))  # type: ignore[arg-type]  # a class is hashable
    if isinstance(node, Place) or names is None:
        return node
    changed = {name: new for name in names if (new := rebuild(old := getattr(node, name), change)) is not old}
    return change(replace(node, **changed) if changed else node)  # type: ignore[type-var]


def is_run(node: object) -> TypeGuard[Inlines]:
    """Return whether `node` is a run of inlines with at least one."""
    return isinstance(node, tuple) and bool(node) and all(isinstance(item, get_args(Inline)) for item in node)


def facts_used(document: Document) -> tuple[str, ...]:
    """Return the ids of all facts that the document shows or cites, each once, in reading order."""
    found: dict[str, None] = {}
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        match node:
            case FactRef(fact_id=fact_id) | ChartPoint(fact_id=fact_id):
                found[fact_id] = None
            case Cite(fact_ids=fact_ids):
                found.update(dict.fromkeys(fact_ids))
            case _:
                pass
    return tuple(found)
