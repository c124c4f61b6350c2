"""The pipeline, in the order of the work: load, compose, audit of the model, write, audit of each file, join, place.

Nothing is written before the audit of the model is through; until then a worker may only load the libraries that it will need,
and one that is a copy of this process is not even made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reports.audit import doubts
from reports.errors import Problem, ReportError, collect
from reports.formats.registry import SLOWEST_FIRST
from reports.load.project_folders import Folders
from reports.pipeline.approval.approved_edits import UnapprovedEditsError
from reports.pipeline.build_cache import NOTHING, Left
from reports.pipeline.build_results import BuildResult
from reports.pipeline.composition import Composed, Loaded, Say, audited, compose, load, unapproved
from reports.pipeline.correction_note import changes
from reports.pipeline.document_digests import digests
from reports.pipeline.earlier_files import EarlierFiles, earlier_files
from reports.pipeline.edit_policy import CAREFUL, EditPolicy
from reports.pipeline.file_placing import Target, abandoned, place_files
from reports.pipeline.file_writing import Part, Written, load_libraries, parts_of, write_files
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import CHANGES
from reports.pipeline.reconciliation import File
from reports.pipeline.verdict_store import earlier_verdicts, keep_verdicts
from reports.pipeline.workers import Workers
from reports.theme.definition import LOOK_FILE
from reports.theme.paper import on_paper


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files are to be made, and which stay as they are."""

    names: tuple[str, ...]
    """Of the files of all reports."""
    made_from: Mapping[str, str]
    """Digest of what each report is made from, by its id; under '' that of all."""
    todo: tuple[Part, ...]
    """What is to be made, as known before slides are planned."""
    stay: tuple[Part, ...]


def build(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    *,
    policy: EditPolicy = CAREFUL,
    paginate: bool = False,
    paper: str = "",
    workers: Workers | None = None,
    left: Left = NOTHING,
    say: Say = lambda line: None,
) -> BuildResult:
    """Build the reports into the output folder; what cannot be replaced or made is skipped and named.

    Args:
        where: the folders.
        only: names of the reports to be built; empty for all.
        as_of: last `recorded` day to take into account, ISO 8601.
        policy: how to treat what people edited.
        paginate: whether to ask LibreOffice for the pages in the contents of Word files; nothing else starts it.
        paper: A4 or Letter for the PDF files; empty for what each report says.
        workers: processes that make files beside this one.
        left: what this very program left in the output folder: files that nobody touched and that would be the same stay
            as they are, and passages that were found without fault are not judged again.
        say: takes one line a step.

    Raises:
        InputError: the input or the content is wrong, or a finished file says something that its document does not; no
            output was touched.
        FlagError: a flag has a value that makes no sense.
    """
    output = where.output / f"as-of-{as_of}" if as_of else where.output
    target = Target(output, where.shown(output), policy)
    require_writable(output, target.shown)
    earlier, workers = earlier_files(output, left.untouched), workers or Workers(0)
    loaded = load(where, only, as_of, say)
    if not earlier.made_from:
        _prepare(workers, _formats(loaded, only))
    demoted: dict[str, str] = {}
    verdicts = earlier_verdicts(output, left.program)
    while True:  # a second time where people's edits are others than those that were approved
        draft, problems = compose(loaded, say, demoted)
        draft = replace(draft, documents=on_paper(draft.documents, paper))
        choice = _chosen(draft, earlier, only)
        if earlier.made_from:
            _prepare(workers, (part.kind for part in choice.todo))
        fitting = {(part.report, part.kind) for part in choice.stay}
        composed = audited(draft, problems, say, fitting, verdicts=verdicts)
        written = _written(composed, choice, workers, say, paginate=paginate)
        try:
            built = _placed(composed, choice, written, target, say, note_changes=not as_of, paginate=paginate)
            keep_verdicts(output, left.program, verdicts)
            return built
        except UnapprovedEditsError as found:
            demoted |= found.reports


def _written(composed: Composed, choice: Choice, workers: Workers, say: Say, *, paginate: bool) -> Written:
    """Write what is to be made of what was audited; each file says what its document does, and no more."""
    names = {part.name for part in choice.todo}
    todo = [part for part in parts_of(composed, paginate=paginate) if part.name in names]
    try:
        written = write_files(composed, todo, workers, say)
    except ReportError:
        collect(_blamed(composed, ()))
        raise
    if written.problems or written.skipped:
        collect(_blamed(composed, written.problems))
    return written


def _placed(
    composed: Composed,
    choice: Choice,
    written: Written,
    target: Target,
    say: Say,
    *,
    note_changes: bool,
    paginate: bool,
) -> BuildResult:
    """Place what was written, with a note of what differs from the last release, and return what the build did."""
    doubted = tuple(f"note: {doubt}" for doubt in sorted(doubts(composed.book, composed.documents)))
    files = dict(written.files)
    if note_changes and (note := changes(composed.releases, composed.documents, composed.book)):
        files[CHANGES] = File("", note)
    placed = place_files(composed, files, choice.made_from, target, say, paginate=paginate)
    return BuildResult(
        written=tuple(target.output / name for name in placed.files),
        skipped=(*written.skipped, *placed.skipped),
        notes=(
            *(f"note: {line}" for line in unapproved(composed)),
            *_of_designs(composed),
            *(f"note: {each}" for each in written.told),
            *doubted,
            *placed.told,
            *abandoned(target, choice.names),
        ),
        unchanged=tuple(target.output / part.name for part in choice.stay),
    )


def _of_designs(composed: Composed) -> Iterator[str]:
    """Yield notes about the look: files that nothing reads, what reports lack in those of designers, and smaller sizes."""
    theme = composed.templates.theme
    places = tuple(f"{name}: " for name in (*theme.base_names.values(), LOOK_FILE))
    told = (str(warning) for planned in composed.plans.values() for warning in planned.warnings)
    yield from (f"note: {each}" for each in (*theme.notes, *(line for line in told if line.startswith(places))))


def _blamed(composed: Composed, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Return what is wrong with fonts and style sheet, in the words of `check`; else `problems` of the finished files."""
    from reports.pipeline.editions.build_foresight import blamed, refused_look  # seldom needed

    return tuple(refused_look(composed.templates)) or blamed(problems, composed.templates)


def _formats(loaded: Loaded, only: tuple[str, ...]) -> Iterable[str]:
    """Yield the formats of the reports that are wanted."""
    for id, (file, _) in loaded.templates.reports.items():
        if not only or id in only:
            yield from file.formats


def _prepare(workers: Workers, kinds: Iterable[str]) -> None:
    """Let a worker that runs already load what writes the slowest of these formats, whose files it will be given."""
    wanted = frozenset(kinds if workers.started else ())
    for format in SLOWEST_FIRST:
        if format.name in wanted:
            workers.submit(load_libraries, format.name)
            return


def _chosen(draft: Composed, earlier: EarlierFiles, only: tuple[str, ...]) -> Choice:
    """Return which files are to be made; those that an earlier build made from the same stay."""
    made_from = digests(draft.documents, draft.templates.theme)
    parts = parts_of(draft)
    wanted = [part for part in parts if not only or part.report in only]
    stay = tuple(part for part in wanted if earlier.hold(part.name, made_from[part.report]))
    staying = {part.name for part in stay}
    todo = tuple(part for part in wanted if part.name not in staying)
    return Choice(tuple(part.name for part in parts), made_from, todo, stay)
