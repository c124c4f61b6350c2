"""Write: every file of every report that is to be made, each audited by what a reader finds in it; the evidence page too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.audit import literals
from reports.document import Document
from reports.errors import MissingLibraryError, Problem
from reports.formats.registry import SLOWEST_FIRST, load_writer, written
from reports.pipeline.build_results import Skipped
from reports.pipeline.edit_joining import JOINS, ByHand, with_base
from reports.pipeline.libreoffice import OfficeError
from reports.pipeline.reconciliation import File, Files
from reports.pipeline.workers import Call, Workers
from reports.theme.definition import Theme

if TYPE_CHECKING:
    from reports.formats.pptx.plan import Deck
    from reports.pipeline.composition import Composed

EVIDENCE = "evidence.html"


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is to be made, and all that it is made from: a worker can be given it."""

    document: Document
    kind: str
    """docx, pptx or pdf."""
    theme: Theme
    deck: Deck | None = None
    """Its slides, which the audit of the model has planned."""
    paginate: bool = False
    """Whether LibreOffice is to find its pages; that is done in this process, which ends LibreOffice when it is stopped."""

    @property
    def report(self) -> str:
        """Return the id of its report."""
        return self.document.info.id

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return f"{self.document.info.name}.{self.kind}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file."""

    file: File | None
    """None where its library is not on this machine."""
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What it says and its document does not."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of all files."""

    files: Files
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]


def parts_of(composed: Composed, *, paginate: bool = False) -> tuple[Part, ...]:
    """Return every file of every report, with its slides where they are planned already.

    With `paginate`, LibreOffice finds the pages of Word files.
    """
    return tuple(
        Part(
            document,
            kind,
            composed.templates.theme,
            composed.decks.get(document.info.id) if kind == "pptx" else None,
            paginate and kind == "docx",
        )
        for document in composed.documents
        for kind in document.info.formats
    )


def write_files(composed: Composed, parts: Sequence[Part], workers: Workers, say: Callable[[str], None]) -> Written:
    """Return the files of `parts`, in their order, and the evidence page of all reports.

    A worker makes those that take longest, one after the other; this process makes the others meanwhile.

    Args:
        composed: what was audited.
        parts: what is to be made of it.
        workers: a process beside this one, or none.
        say: takes one line a step.

    Raises:
        ReportError: as the writers do, but for a library or an office program that is missing.
    """
    waiting = deque(sorted(parts, key=_rank))
    outcomes: dict[str, Outcome] = {}
    begun: tuple[str, Call[Outcome]] | None = None
    while waiting:
        if begun and begun[1].done:
            outcomes[begun[0]], begun = begun[1].result(), None
        part = waiting.pop() if begun or waiting[0].paginate else waiting.popleft()
        say(f"write and audit {part.name}")
        if begun or part.paginate:
            outcomes[part.name] = write_file(part)
        else:
            begun = part.name, workers.submit(write_file, part)
    say(f"write {EVIDENCE}")
    page = write_evidence(composed)
    if begun:
        outcomes[begun[0]] = begun[1].result()
    return _together([(part.name, outcomes[part.name]) for part in parts], page)


def _together(made: Sequence[tuple[str, Outcome]], page: bytes) -> Written:
    files = {name: outcome.file for name, outcome in made if outcome.file}
    return Written(
        {**files, EVIDENCE: File("", page)},
        tuple(skip for _, outcome in made for skip in outcome.skipped),
        tuple(problem for _, outcome in made for problem in outcome.problems),
    )


def _rank(part: Part) -> tuple[bool, int]:
    """Return what puts the slowest file first, and last those that are made in this process alone."""
    return part.paginate, SLOWEST_FIRST.index(part.kind)


def load_libraries(kind: str) -> None:
    """Load what writes and audits files of a format; for a worker that waits to be given one.

    Raises:
        MissingLibraryError: a library is not on this machine.
    """
    load_writer(kind)
    from reports.formats import extraction  # noqa: F401 - here and below late: all formats can be read by it


def write_file(part: Part) -> Outcome:
    """Return the file of `part`, audited and with what tells edits in it later.

    Raises:
        ReportError: as the writers do, but for a library or an office program that is missing.
    """
    try:
        data = _data(part)
    except (MissingLibraryError, OfficeError) as failure:
        return Outcome(None, (Skipped(part.name, str(failure)),))
    from reports.formats.extraction import audit_file

    problems = audit_file(part.kind, data, part.document)
    based = with_base(part.kind, data, part.document) if part.kind in JOINS else (data, b"")
    return Outcome(File(part.document.info.id, *based), problems=problems)


def _data(part: Part) -> bytes:
    if part.deck:
        from reports.formats.pptx import write_deck

        return write_deck(part.deck, part.theme)
    if part.paginate:
        from reports.pipeline.pagination import paginated

        return paginated(part.document, part.theme)
    return written(part.kind, part.document, part.theme)


def write_evidence(composed: Composed, by_hand: tuple[ByHand, ...] = ()) -> bytes:
    """Return the evidence page of all reports, whichever of them is built."""
    from reports.formats.evidence import ByHand as EvidenceByHand
    from reports.formats.evidence import write

    waived = tuple(each for document in composed.documents for each in literals(document, composed.templates))
    hands = tuple(EvidenceByHand(hand.text, hand.passage, hand.where) for hand in by_hand)
    return write(composed.documents, composed.book, composed.templates.theme, literals=waived, by_hand=hands)
