"""What a format is: how it is called, written, read back, audited, joined with edits and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

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
