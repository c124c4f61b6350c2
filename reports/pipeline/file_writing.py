"""Write: every file of every report that is to be made, each audited by what a reader finds in it; the evidence page too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.audit import literals
from reports.document import Document
from reports.document.report import untranslated
from reports.errors import MissingLibraryError, Place, Problem
from reports.formats.finished_file import audit_file
from reports.formats.format import Format, Planned, ProjectFormat
from reports.formats.registry import FORMATS, PROJECT_FORMATS
from reports.merge.joined import ByHand
from reports.pipeline.build_results import Skipped
from reports.pipeline.libreoffice import OfficeError
from reports.pipeline.reconciliation import File, Files
from reports.pipeline.workers import Call, Workers
from reports.theme.definition import Theme

if TYPE_CHECKING:
    from reports.pipeline.composition import Composed


@dataclass(frozen=True, slots=True)
class Part:
    """A file that is to be made, and all that it is made from: a worker can be given it."""

    document: Document
    kind: str
    """Name of its format."""
    theme: Theme
    planned: Planned | None = None
    """How it is laid out, where its format asks for that; the audit of the model has proved that it fits."""
    paginate: bool = False
    """Whether LibreOffice is to find its pages; that is done in this process, which ends LibreOffice when it is stopped."""

    @property
    def report(self) -> str:
        """Return the id of its report."""
        return self.document.info.id

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.document.info.file(self.kind)

    @property
    def format(self) -> Format:
        """Return what the program knows of its format."""
        return FORMATS[self.kind]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file."""

    file: File | None
    """None where its library is not on this machine."""
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What it says and its document does not."""
    told: tuple[Problem, ...] = ()
    """What to tell of it that stands in the way of nothing."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of all files."""

    files: Files
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    told: tuple[Problem, ...] = ()


def parts_of(composed: Composed, *, paginate: bool = False) -> tuple[Part, ...]:
    """Return every file of every report, with its plan where it has one already.

    With `paginate`, LibreOffice finds the pages of files whose contents can hold them.
    """
    return tuple(
        Part(
            document,
            kind,
            composed.templates.theme,
            composed.plans.get((document.info.id, kind)),
            paginate and FORMATS[kind].page_numbers is not None,
        )
        for document in composed.documents
        for kind in document.info.formats
    )


def write_files(composed: Composed, parts: Sequence[Part], workers: Workers, say: Callable[[str], None]) -> Written:
    """Return the files of `parts`, in their order, and those of the project as a whole.

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
    workers.hold(waiting)
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
    say("write " + ", ".join(each.file for each in PROJECT_FORMATS.values()))
    shared = of_project(composed)
    if begun:
        outcomes[begun[0]] = begun[1].result()
    return _together([(part.name, outcomes[part.name]) for part in parts], shared)


def _together(made: Sequence[tuple[str, Outcome]], shared: Files) -> Written:
    files = {name: outcome.file for name, outcome in made if outcome.file}
    return Written(
        files | shared,
        tuple(skip for _, outcome in made for skip in outcome.skipped),
        tuple(problem for _, outcome in made for problem in outcome.problems),
        tuple(note for _, outcome in made for note in outcome.told),
    )


def _rank(part: Part) -> tuple[bool, int]:
    """Return what puts the slowest file first, and last those that are made in this process alone."""
    return part.paginate, part.format.rank


def load_libraries(kind: str) -> None:
    """Load what writes and audits files of a format; for a worker that waits to be given one.

    Raises:
        MissingLibraryError: a library is not on this machine.
    """
    if load := FORMATS[kind].load:
        load()


def write_file(part: Part) -> Outcome:
    """Return the file of `part`, audited and with what tells edits in it later.

    Raises:
        ReportError: as the writers do, but for a library or an office program that is missing.
    """
    try:
        data = _data(part)
    except (MissingLibraryError, OfficeError) as failure:
        return Outcome(None, (Skipped(part.name, str(failure)),))
    problems = audit_file(part.kind, data, part.document)
    merge = part.format.merge
    based = merge.with_base(data, part.document) if merge else (data, b"")
    return Outcome(File(part.report, *based), problems=problems, told=tuple(_too_long(part, data)))


def _too_long(part: Part, data: bytes) -> Iterator[Problem]:
    """Yield a note of a file that has more pages than its report is to have."""
    info, count = part.document.info, part.format.count_pages
    if info.pages and count and (found := count(data)) > info.pages:
        what = f"takes {found} pages, where pages: in report.yaml says {info.pages} at most"
        yield Problem(Place(part.name), what, "cut words, or choose a font that runs less wide")


def _data(part: Part) -> bytes:
    if part.planned and (plan := part.format.plan):
        return plan.write(part.planned, part.theme)
    if part.paginate and (numbers := part.format.page_numbers):
        from reports.pipeline.pagination import paginated

        return paginated(part.document, part.theme, part.format, numbers)
    return part.format.write(part.document, part.theme)


def of_project(
    composed: Composed, by_hand: tuple[ByHand, ...] = (), formats: Iterable[ProjectFormat] = PROJECT_FORMATS.values()
) -> Files:
    """Return the files of the project as a whole, made of all reports, whichever of them are built; `formats`: which.

    A report in another of its languages prints the same facts in the same places: only lists of reports name it again.
    """
    waived = tuple(
        each for document in untranslated(composed.documents) for each in literals(document, composed.templates)
    )
    theme = composed.templates.theme
    return {
        each.file: File("", each.write(composed.documents, composed.book, theme, waived, by_hand)) for each in formats
    }
