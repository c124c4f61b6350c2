"""Commands that make reports of facts and templates: build, check, watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import names, say, say_all, say_skipped, say_unchanged, say_written

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path

    from reports.pipeline.build import Built
    from reports.pipeline.project_folders import Folders
    from reports.pipeline.rebuild import Outcome
    from reports.pipeline.workers import Workers


@command(
    "facts",
    "templates",
    "output",
    only="reports to build, separated by commas: brief,deck",
    as_of="build from what was recorded by this day: 2026-11-21",
    force="start afresh, without the edits in the files; a copy is kept in .history",
    strict="refuse figures that were written into a file by hand",
    restore="bring back generated parts that were deleted by hand",
    paginate="let LibreOffice find the page numbers in the contents of Word files",
    paper="paper of the PDF files: A4 or Letter (default: as report.yaml says)",
    no_cache="build even where nothing has changed since the last build",
    profile="say where the time went, one line a step",
)
def build_reports(
    where: Folders,
    only: str = "",
    as_of: str = "",
    force: bool = False,
    strict: bool = False,
    restore: bool = False,
    paginate: bool = False,
    paper: str = "",
    no_cache: bool = False,
    profile: bool = False,
) -> int:
    """Build all reports into output/. Example: invoke build-reports --only brief,deck"""
    from reports.cli.step_times import Stopwatch
    from reports.pipeline.build_cache import Job
    from reports.pipeline.rebuild import rebuild

    stopwatch = Stopwatch()

    def made(workers: Workers, untouched: Set[str]) -> Built:
        from reports.cli.progress import shown
        from reports.pipeline.build import build
        from reports.pipeline.edit_policy import EditPolicy

        policy = EditPolicy(force, strict, restore)
        with shown() as line:
            told = stopwatch.watching(line)
            return build(
                where, names(only), as_of, policy=policy, paginate=paginate, paper=paper,
                workers=workers, untouched=untouched, say=told,
            )  # fmt: skip

    place = where.output / (f"as-of-{as_of}" if as_of else "")
    job = Job(where.facts, where.templates, place, (only, as_of, paper))
    outcome = rebuild(job, made, cached=not (no_cache or paginate or force or strict or restore))
    code = _told(outcome, place.relative_to(where.root) if place.is_relative_to(where.root) else place)
    if profile:
        say_all(stopwatch.lines())
    return code


def _told(outcome: Outcome, place: Path) -> int:
    """Print what a build wrote, skipped or left as it was in `place`, and return the exit code."""
    if outcome.kept:
        say_all(outcome.kept.lines)
        say_unchanged(str(place / name) for name in outcome.kept.files)
    if outcome.built is None:
        return 0
    say_skipped(outcome.built.skipped)
    say_all(outcome.built.notes)
    say_unchanged(str(place / path.name) for path in outcome.built.unchanged)
    say_written(str(place / path.name) for path in outcome.built.written)
    return outcome.built.exit_code


@command(
    "facts",
    "templates",
    as_of="check what was recorded by this day",
    unused="name every fact that no document uses, not only how many there are",
)
def check(where: Folders, as_of: str = "", unused: bool = False) -> int:
    """Load, compose and audit everything; write nothing. Example: invoke check"""
    from reports.pipeline.composition import check as run

    notes = run(where, as_of, unused=unused)
    say_all(f"note: {note}" for note in notes)
    say(f"no problem found; {len(notes)} note{'s' * (len(notes) != 1)}")
    return 0


@command(
    "facts",
    "templates",
    "output",
    output="folder that --build builds into (default: output)",
    port="port of the page on this machine; 0 for any that is free (default: the first free one from 8760)",
    browser="open the page in a browser (default: where there is one); --no-browser does not",
    build="after each save, build into the output folder as well, as build-reports does",
)
def watch(where: Folders, port: str = "", browser: bool = True, build: bool = False) -> int:
    """Show the reports in the browser, anew at every save; Ctrl-C ends it. Example: invoke watch --no-browser"""
    from reports.errors import FlagError
    from reports.tools.watching.watch import Wish
    from reports.tools.watching.watch import watch as run

    if port and not (port.isascii() and port.isdecimal()):
        raise FlagError(f"--port: {port!r} is no number; use one from 1024 to 65535, or 0 for any that is free")
    run(where, Wish(int(port) if port else None, browser, build), say)
    return 0
