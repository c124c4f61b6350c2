"""Commands that make reports of facts and templates: build, check, watch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import names, say, say_all, say_skipped, say_unchanged, say_written, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.load.project_folders import Folders
    from reports.pipeline.build_results import BuildResult


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
    from reports.pipeline.edit_policy import EditPolicy
    from reports.pipeline.rebuild import Options, build_project
    from reports.pipeline.worker_process import save_time

    save_time()
    stopwatch = Stopwatch()
    policy = EditPolicy(force, strict, restore)
    options = Options(names(only), as_of, policy, paginate, paper, cache=not no_cache)
    built = build_project(where, options, stopwatch.progress)
    _tell(built, where.root)
    if profile:
        say_all(stopwatch.lines())
    return built.exit_code


def _tell(built: BuildResult, root: Path) -> None:
    """Print what a build wrote, skipped or left as it was; what lies below `root` is named from there."""

    def named(paths: Iterable[Path]) -> Iterable[str]:
        return (str(path.relative_to(root) if path.is_relative_to(root) else path) for path in paths)

    say_skipped(built.skipped)
    say_all(built.notes)
    say_unchanged(named(built.unchanged))
    say_written(named(built.written))


@command(
    "facts",
    "templates",
    as_of="check what was recorded by this day",
    unused="name every fact that no document uses, not only how many there are",
    recipients="CSV file of recipients to check as well, as distribute would read it",
    as_json="answer with one JSON object, for scripts",
)
def check(where: Folders, as_of: str = "", unused: bool = False, recipients: str = "", as_json: bool = False) -> int:
    """Load, compose and audit everything, editions too; write nothing. Example: invoke check"""
    from reports.pipeline.composition import check as run
    from reports.pipeline.worker_process import save_time

    save_time()
    listed = Path(recipients) if recipients else None
    if as_json:
        from reports.cli.machine_answers import told_as_json

        return told_as_json("check", lambda: {"notes": run(where, as_of, unused=unused, recipients=listed)})
    notes = run(where, as_of, unused=unused, recipients=listed)
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
    run(where, Wish(int(port) if port else None, browser, build), tell)
    return 0
