"""Build only where something has changed, and with a second process beside the first: what the command line runs."""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.pipeline.build_cache import BESIDE, Job, Kept, State, keep, state, system_libraries, unchanged, untouched
from reports.pipeline.workers import Workers, one_beside, save_time

if TYPE_CHECKING:
    from reports.pipeline.build import Built

ALSO = ("ledger.json", "changes.md")
"""Files beside the reports that count as outputs, there or not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A build, or the reason for none."""

    built: Built | None
    """None where nothing has changed since the last build."""
    kept: Kept | None = None
    """What the last build left, where nothing has changed."""


def rebuild(job: Job, build: Callable[[Workers, Set[str]], Built], *, cached: bool = True) -> Outcome:
    """Return what `build` makes, or what its last run left where neither the input nor the outputs have changed since.

    Args:
        job: what `build` builds from and into.
        build: builds, with a process beside this one, and the names of the outputs that may stay as they are.
        cached: whether to look for an earlier run, and to note this one.
    """
    before = state(job) if cached else None
    if kept := unchanged(job, before):
        return Outcome(None, kept)
    save_time()
    from reports.pipeline import build as program  # noqa: F401 - a worker that is a copy of this process has it all then

    with one_beside() as workers:
        workers.start()
        built = build(workers, untouched(job, before))
        with suppress(KeyboardInterrupt):  # the files are in place; only the next build would have gained by it
            if before and not built.skipped:
                _note(job, before, built, workers)
    return Outcome(built)


def _note(job: Job, before: State, built: Built, workers: Workers) -> None:
    """Note what was built from which state, for the next build."""
    names = tuple(path.relative_to(job.output).as_posix() for path in (*built.written, *built.unchanged))
    beside = (BESIDE.format(name=name) for name in names)
    system = {*system_libraries(), *(workers.submit(system_libraries).result() if workers.started else ())}
    keep(job, before, Kept(names, built.notes), (*ALSO, *beside), system)
