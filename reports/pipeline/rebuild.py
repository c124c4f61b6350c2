"""Build only where something has changed, and with a second process beside the first: what the command line runs."""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reports.pipeline.build_cache import BESIDE, Job, Kept, State, keep, state, system_libraries, unchanged, untouched
from reports.pipeline.second_process import Helper, load, set_out

if TYPE_CHECKING:
    from reports.pipeline.production import Built

ALSO = ("ledger.json", "changes.md")
"""Files beside the reports that count as outputs, there or not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A build, or the reason for none."""

    built: Built | None
    """None where nothing has changed since the last build."""
    kept: Kept | None = None
    """What the last build left, where nothing has changed."""


def rebuild(job: Job, build: Callable[[Helper, Set[str]], Built], *, cached: bool = True) -> Outcome:
    """Return what `build` makes, or what its last run left where neither the input nor the outputs have changed since.

    Args:
        job: what `build` builds from and into.
        build: builds, with a second process at hand, and the names of the outputs that may stay as they are.
        cached: whether to look for an earlier run, and to note this one.
    """
    before = state(job) if cached else None
    if kept := unchanged(job, before):
        return Outcome(None, kept)
    set_out()
    from reports.formats.registry import EARLY  # not before something has to be done

    left = untouched(job, before)
    slowest, *others = (each.name for each in EARLY)
    with Helper() as helper:
        helper.prepare(partial(load, others[0] if left and others else slowest))  # where most is done, it may well be
        built = build(helper, left)
        with suppress(KeyboardInterrupt):  # the files are in place; only the next build would have gained by it
            if before and not built.skipped:
                _note(job, before, built, helper)
    return Outcome(built)


def _note(job: Job, before: State, built: Built, helper: Helper) -> None:
    """Note what was built from which state, for the next build."""
    names = tuple(path.relative_to(job.output).as_posix() for path in (*built.written, *built.standing))
    beside = (BESIDE.format(name=name) for name in names)
    system = {*system_libraries(), *(helper.ask(system_libraries)() if helper.started else ())}
    keep(job, before, Kept(names, built.notes), (*ALSO, *beside), system)
