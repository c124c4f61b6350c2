"""Build a project only where something has changed, and with a process beside this one: what command line and library run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.load.project_folders import Folders
from reports.pipeline.build_cache import (
    BESIDE,
    NOTHING,
    Job,
    Kept,
    Left,
    State,
    keep,
    state,
    system_libraries,
    unchanged,
    untouched,
)
from reports.pipeline.build_results import BuildResult
from reports.pipeline.edit_policy import CAREFUL, EditPolicy
from reports.pipeline.workers import Workers, one_beside

if TYPE_CHECKING:
    from reports.pipeline.composition import Say

ALSO = ("ledger.json", "changes.md")
"""Files beside the reports that count as outputs, there or not."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a build; `build` says what each field means."""

    only: tuple[str, ...] = ()
    as_of: str = ""
    policy: EditPolicy = CAREFUL
    paginate: bool = False
    paper: str = ""
    cache: bool = True
    """Whether to leave what would be the same."""
    processes: bool = True
    """Whether a process beside this one may help."""


def build_project(where: Folders, options: Options, progress: Callable[[], AbstractContextManager[Say]]) -> BuildResult:
    """Return what a build of the project did, which is nothing where nothing has changed since the last one.

    `progress` gives what takes one line a step; it is begun once there is something to do.

    Raises:
        ReportError: as `build`.
    """

    def made(workers: Workers, left: Left) -> BuildResult:
        from reports.pipeline.build import build

        with progress() as say:
            return build(
                where, options.only, options.as_of, policy=options.policy, paginate=options.paginate,
                paper=options.paper, workers=workers, left=left, say=say,
            )  # fmt: skip

    output = where.output / (f"as-of-{options.as_of}" if options.as_of else "")
    job = Job(where.facts, where.templates, output, (",".join(options.only), options.as_of, options.paper))
    cached = options.cache and not options.paginate and options.policy == CAREFUL
    return rebuild(job, made, cached=cached, processes=options.processes)


def rebuild(
    job: Job, build: Callable[[Workers, Left], BuildResult], *, cached: bool = True, processes: bool = True
) -> BuildResult:
    """Return what `build` makes, or what its last run left where neither the input nor the outputs have changed since.

    Args:
        job: what `build` builds from and into.
        build: builds, with a process beside this one, and what the last builds left.
        cached: whether to look for an earlier run, and to note this one.
        processes: whether there may be another process.
    """
    before = state(job) if cached else None
    if kept := unchanged(job, before):
        return BuildResult((), (), kept.lines, tuple(job.output / name for name in kept.files))
    with one_beside() if processes else Workers(0) as workers:
        workers.start_early()
        built = build(workers, Left(untouched(job, before), before.program) if before else NOTHING)
        with suppress(KeyboardInterrupt):  # the files are in place; only the next build would have gained by it
            if before and (built.skipped or not _note(job, before, built, workers)):
                _forget(job, before)
    return built


def _note(job: Job, before: State, built: BuildResult, workers: Workers) -> bool:
    """Note what was built from which state, for the next build; return whether that could be noted."""
    names = tuple(path.relative_to(job.output).as_posix() for path in (*built.written, *built.unchanged))
    beside = (BESIDE.format(name=name) for name in names)
    system = {*system_libraries(), *(workers.submit(system_libraries).result() if workers.started else ())}
    return keep(job, before, Kept(names, built.notes), (*ALSO, *beside), system)


def _forget(job: Job, before: State) -> None:
    """Forget what was found by a program that has changed meanwhile."""
    now = state(job)
    if now is None or now.program != before.program:
        from reports.pipeline.verdict_store import forget_verdicts  # seldom needed

        forget_verdicts(job.output)
