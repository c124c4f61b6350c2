"""Every output format as one row: what it is called, how it is written, read back, audited, joined with edits and shown.

A new format is a folder beside this file and a row in `FORMATS`; no other module asks which format it has before it. What a
row names is light: it imports what it needs when it is called, so that a build loads no library of a format that it does
not make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from reports.errors import InternalError
from reports.formats import data_package, docx, evidence, pdf, pptx
from reports.theme.designer_file import DesignerFile

if TYPE_CHECKING:
    from reports.audit import Waiver
    from reports.audit.finished.printed_text import Printed
    from reports.document import Document
    from reports.document.extracted_text import Extracted
    from reports.domain.fact_book import FactBook
    from reports.merge.joined import ByHand, Joined, Reviewed
    from reports.theme.definition import Theme


class Preview(Enum):
    """How the browser shows a report in a format while its author writes."""

    NOTHING = "it is not shown"
    CONTENT = "its content on a sheet of paper, which looks otherwise than the file"
    PAPER = "a sheet of paper that looks as the file does, whose finished pages are shown as pictures"
    SLIDES = "slides"


class Join(Protocol):
    """Joins a file that a person edited with what is generated now."""

    def __call__(
        self, name: str, mine: bytes, new: bytes, beside: bytes | None, document: Document, restore: bool = False
    ) -> Joined:
        """Return both as one file.

        Args:
            name: of the file, for messages.
            mine: as the person left it.
            new: as written now.
            beside: the base kept beside it, if there is one; the one inside the file wins.
            document: what `new` was written from.
            restore: whether to bring back generated parts that the person deleted.

        Raises:
            BrokenFileError: `mine` is no file of this program.
            InternalError: words of the person would be lost; nothing was merged.
        """
        ...


class Combine(Protocol):
    """Joins two people's copies of one file, both joined with what is generated now."""

    def __call__(self, name: str, mine: bytes, other: bytes, document: Document) -> Joined:
        """Return the first copy with what the second changed; what both changed stays as in the first, and is told.

        Args:
            name: of the file, for messages.
            mine: the first copy.
            other: the second copy.
            document: what is generated now.

        Raises:
            BrokenFileError: one of them is no file of this program.
            InternalError: words of one of them would be lost; nothing was joined.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """How the edits of people survive the next build."""

    with_base: Callable[[bytes, Document], tuple[bytes, bytes]]
    """A file as written, to the file with its base inside, and the same base as JSON to keep beside it."""
    join: Join
    combine: Combine
    reviewed: Callable[[bytes, bytes | None], Iterator[Reviewed]]
    """A person's file, and the base kept beside it, to what was edited."""
    remarks: Callable[[bytes], Iterator[str]]
    """A file to what people left open in it: comments, tracked changes, remarks."""
    spot: str
    """How messages name the `{place}` of a figure that was written by hand: 'under “{place}”'."""


class Planned(Protocol):
    """A document laid out for a format, proved to fit, not yet spelt."""

    @property
    def warnings(self) -> Sequence[object]:
        """Return what could be better, each with its place as a text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A step between document and file that says what does not fit, before anything is written."""

    plan: Callable[[Document, Theme], Planned]
    """Raises `InputError` with everything that does not fit."""
    write: Callable[[Planned, Theme], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumbers:
    """How a table of contents gets its page numbers, which only a layout engine knows."""

    write: Callable[[Document, Theme, Mapping[str, int]], bytes]
    """Writes with the page of each heading, by its id."""
    pages_filter: str
    """LibreOffice's filter that makes a PDF of the file, whose bookmarks name the pages."""
    lacking: Callable[[bytes], bool]
    """Whether the contents of a finished file are without them."""
    renew: Callable[[bytes, Mapping[str, int]], bytes]
    """Puts the pages into the contents of a finished file, by the text of each heading; the same bytes where they are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which a report can be asked for: one file a report."""

    name: str
    """What report.yaml calls it; also the ending of its files."""
    called: str
    """What people call it: 'Word'."""
    write: Callable[[Document, Theme], bytes]
    """Raises `MissingLibraryError` where a library of the format is not on this machine, and what is wrong with the content."""
    read: Callable[[bytes], Extracted]
    """All text of a finished file, to audit it by what a reader finds in it; raises `ReportError` where it is no such file."""
    expected: Callable[[Document], Printed]
    """What a finished file must and may print of a document."""
    slides: bool
    """Whether its files are slides: then the report is a talk, audited slide by slide."""
    plan: Plan | None
    merge: Merge | None
    """None where nobody edits the files."""
    page_numbers: PageNumbers | None
    count_pages: Callable[[bytes], int] | None
    """Tells how many pages a file has; None where only another program knows."""
    rank: int
    """0 for the format that takes longest to write, which is begun first; no two have the same."""
    load: Callable[[], None] | None
    """Loads what writing and reading take, which a process does that waits to be given a file; None where it is little."""
    designer_file: DesignerFile | None
    preview: Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFormat:
    """A format in which the project is shown as a whole: one file, made of all reports, whichever of them are built."""

    name: str
    """Ending of the file."""
    file: str
    """Name of the file."""
    preview: bool
    """Whether the browser shows it while its author writes: then it is an HTML page."""
    write: Callable[[tuple[Document, ...], FactBook, Theme, tuple[Waiver, ...], tuple[ByHand, ...]], bytes]
    """Takes every report, the facts, the look, the figures that the audit was told to let pass, and those written by hand."""


DOCX = Format(
    name="docx",
    called="Word",
    write=docx.write,
    read=docx.text_of,
    expected=docx.expected_text,
    slides=False,
    plan=None,
    merge=Merge(
        with_base=docx.with_base,
        join=docx.join,
        combine=docx.combine,
        reviewed=docx.reviewed,
        remarks=docx.remarks,
        spot="under “{place}”",
    ),
    page_numbers=PageNumbers(
        write=docx.write_with_pages,
        pages_filter="pdf:writer_pdf_Export",
        lacking=docx.lacks_pages,
        renew=docx.with_pages,
    ),
    count_pages=None,
    rank=1,
    load=docx.load,
    designer_file=DesignerFile(
        names=("brief.docx", "brief.dotx", "brief.docm", "brief.dotm"),
        parts=("word/document.xml",),
        program="Word",
    ),
    preview=Preview.CONTENT,
)
PPTX = Format(
    name="pptx",
    called="PowerPoint",
    write=pptx.write,
    read=pptx.text_of,
    expected=pptx.expected_text,
    slides=True,
    plan=Plan(plan=pptx.plan_deck, write=pptx.write_planned),
    merge=Merge(
        with_base=pptx.with_base,
        join=pptx.join,
        combine=pptx.combine,
        reviewed=pptx.reviewed,
        remarks=pptx.remarks,
        spot="{place}",
    ),
    page_numbers=None,
    count_pages=None,
    rank=2,
    load=pptx.load,
    designer_file=DesignerFile(
        names=("deck.pptx", "deck.potx", "deck.pptm", "deck.potm"),
        parts=("ppt/presentation.xml",),
        program="PowerPoint",
    ),
    preview=Preview.SLIDES,
)
PDF = Format(
    name="pdf",
    called="PDF",
    write=pdf.write,
    read=pdf.text_of,
    expected=pdf.expected_text,
    slides=False,
    plan=None,
    merge=None,
    page_numbers=None,
    count_pages=pdf.count_pages,
    rank=0,
    load=pdf.load,
    designer_file=None,
    preview=Preview.PAPER,
)
EVIDENCE = ProjectFormat(name="html", file="evidence.html", preview=True, write=evidence.write)
FACTS = ProjectFormat(name="csv", file="facts.csv", preview=False, write=data_package.write_facts)
DATA_PACKAGE = ProjectFormat(name="json", file="datapackage.json", preview=False, write=data_package.write_description)


class Row(Protocol):
    """A row of a table."""

    @property
    def name(self) -> str:
        """Return by what it is found."""
        ...


R = TypeVar("R", bound=Row)


def table(*rows: R) -> Mapping[str, R]:
    """Return `rows` by name.

    Raises:
        InternalError: two have the same name.
    """
    _require_once("name", [row.name for row in rows])
    return {row.name: row for row in rows}


def slowest_first(formats: Iterable[Format]) -> tuple[Format, ...]:
    """Return `formats` by how long they take to write, the slowest first.

    Raises:
        InternalError: two have the same rank.
    """
    ranked = [(each.rank, each) for each in formats]
    _require_once("rank", [str(rank) for rank, _ in ranked])
    return tuple(each for _, each in sorted(ranked, key=lambda pair: pair[0]))


def _require_once(what: str, values: Sequence[str]) -> None:
    if twice := sorted({value for value in values if values.count(value) > 1}):
        raise InternalError(f"two formats have the {what} {', '.join(twice)}")


FORMATS: Mapping[str, Format] = table(
    DOCX,
    PPTX,
    PDF,
)
"""The formats of reports by their names, in the order in which messages list them."""
PROJECT_FORMATS: Mapping[str, ProjectFormat] = table(
    EVIDENCE,
    FACTS,
    DATA_PACKAGE,
)
"""The formats of the project as a whole."""
SLOWEST_FIRST = slowest_first(FORMATS.values())
"""The formats by how long they take to write."""


def formats_of(document: Document) -> Iterator[Format]:
    """Yield the formats that a report asks for."""
    return (FORMATS[name] for name in document.info.formats)
