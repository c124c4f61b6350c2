"""Commands for what goes out to people: the talk, its handout, a release, a copy for each recipient."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import names, say, say_all, say_made, say_problem, today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.load.project_folders import Folders
    from reports.tools.distribution.distribute import Distributed

TALKS = "reports with slides, separated by commas (default: all)"


@command("facts", "templates", only=TALKS)
def rehearse(where: Folders, only: str = "") -> int:
    """Print titles, timings and words of the talk. Example: invoke rehearse"""
    from reports.tools.rehearsal import rehearsed

    say_all(rehearsed(where, names(only)))
    return 0


@command(
    "facts",
    "templates",
    "output",
    output="folder of the deck, and of the handout (default: output)",
    only=TALKS,
    force="replace a handout that was edited or is not ours; a copy is kept in .history",
)
def handout(where: Folders, only: str = "", force: bool = False) -> int:
    """Print the deck with its notes below each slide as a PDF, through LibreOffice. Example: invoke handout"""
    from reports.tools.rehearsal import hand_out

    made = hand_out(where, names(only), force=force, say=say)
    say_made(where, made.written, made.skipped, made.notes)
    return made.exit_code


@command(
    "facts",
    "templates",
    "output",
    output="folder of the files that were looked at (default: output)",
    report="name of the report, such as brief",
    by='who approves, such as "Ada Example"',
    on="day of the approval (default: today): 2026-11-21",
)
def approve(report: str, where: Folders, by: str = "", on: str = "") -> int:
    """Record who approves a report as it lies in output/. Example: invoke approve brief --by 'Ada Example'"""
    from reports import __version__
    from reports.tools.releasing.approving import approve as run

    done = run(where, report, by, on or today(), today(), __version__)
    say(f"{report} as it stands is approved by {' and '.join(done.names)}: keep {done.path} under version control")
    if done.complete:
        say(f"to go on: invoke build-reports, which prints it as a final; {done.next}")
    else:
        say(f'to go on: a second person looks at it and runs: invoke approve {report} --by "NAME"')
    return 0


@command(
    "facts",
    "templates",
    "output",
    output="folder of the outputs that were sent out (default: output)",
    version="name of the release, the one that the reports print, such as 1.0",
    only="reports to publish, separated by commas: brief,deck (default: all)",
    archive="folder for files of 5 MB and more, outside the version control (default: all are kept with the release)",
)
def publish(version: str, where: Folders, only: str = "", archive: str = "") -> int:
    """Mark the outputs as sent out and keep them, so that later builds say what changed. Example: invoke publish 1.0"""
    from reports import __version__
    from reports.tools.releasing.publishing import Sent
    from reports.tools.releasing.publishing import publish as run

    sent = Sent(version, names(only), where.root / archive if archive else None, __version__)
    published = run(where, sent)
    say_all(f"note: {note}" for note in published.notes)
    kept = f"{published.path} and {published.path.removesuffix('.json')}/"
    say(f"published {', '.join(published.files)} as {version}: keep {kept} under version control")
    return 0


@command(
    "facts",
    "templates",
    "output",
    recipients="CSV file: name, organisation, language, edition, e-mail (sample: templates/recipients-sample.csv)",
    as_of="build from what was recorded by this day: 2026-11-21",
    workers="processes of this machine (default: 2)",
    scheduler="address of a Dask scheduler instead: tcp://10.0.0.5:8786",
    sign="certificate with its key to sign with: desk.p12 (password: REPORTS_SIGN_PASSWORD, or a prompt)",
    crl="list of revoked certificates of whoever issued it, as a file; a certificate on it signs nothing",
    eml="write a mail draft for each copy",
    draft="make drafts, marked on every page, also of what was not approved and published",
    dry_run="make one copy of each edition and language to look at, and say what a run would do",
    as_json="answer with one JSON object, for scripts",
)
def distribute(
    *,
    recipients: str = "",
    where: Folders,
    as_of: str = "",
    workers: int = 2,
    scheduler: str = "",
    sign: str = "",
    crl: str = "",
    eml: bool = False,
    draft: bool = False,
    dry_run: bool = False,
    as_json: bool = False,
) -> int:
    """Make one PDF a recipient, or go on with it. Example: invoke distribute --recipients recipients.csv"""
    from reports.errors import FlagError, at_first_place
    from reports.pipeline.editions.recipients import COLUMNS
    from reports.tools.distribution.distribute import Order
    from reports.tools.distribution.distribute import distribute as run

    def made() -> Distributed:
        if not recipients:
            raise FlagError(f"--recipients is missing; name a CSV file with {', '.join(COLUMNS)}")
        order = Order(
            Path(recipients), as_of, workers, scheduler, Path(sign) if sign else None,
            drafts=eml, as_draft=draft, revoked=Path(crl) if crl else None, dry_run=dry_run,
        )  # fmt: skip
        return run(where, order, say)

    if as_json:
        from reports.cli.machine_answers import told_as_json

        return told_as_json("distribute", lambda: _by_names(made(), where), lambda it: 3 if it["left_out"] else 0)
    done = made()
    say_all(f"note: {line}" for line in (*done.notes, *done.gone))
    say(_summed(done, where))
    for problem in at_first_place(done.left_out):
        say_problem(f"left out: {problem}")
    return 3 if done.left_out else 0


def _summed(done: Distributed, where: Folders) -> str:
    """Return in one line what a run did, or would do."""
    if done.specimens:
        looked = ", ".join(where.shown(path) for path in done.specimens)
        return f"{done.made} copies would be made, {done.known} are there; to look at: {looked} (--dry-run)"
    return f"{done.made} copies made, {done.known} were there; listed in {where.shown(done.manifest)}"


def _by_names(done: Distributed, where: Folders) -> Mapping[str, object]:
    """Return the same by names."""
    from reports.cli.machine_answers import as_answer

    return {
        "made": done.made,
        "known": done.known,
        "folder": where.shown(done.folder),
        "manifest": where.shown(done.manifest),
        "specimens": [where.shown(path) for path in done.specimens],
        "withdrawn": [each.entries for each in done.withdrawn],
        "left_out": [as_answer(each) for each in done.left_out],
        "notes": list(done.notes),
    }
