"""Commands of the project; each parses its flags and calls one function of `reports`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reports.build import Built
    from reports.parallel import Helper
    from reports.rebuild import Outcome

ROOT = Path(__file__).resolve().parent
PYTHON = sys.executable


def _say(line: str) -> None:
    """Print one line of progress."""
    print(line, flush=True)


def _stop(failure: Exception, code: int) -> NoReturn:
    """End with every problem on its own line, and a closing line that counts them."""
    from reports.errors import InputError

    print(failure, file=sys.stderr)
    count = len(failure.problems) if isinstance(failure, InputError) else 1
    print(f"{count} problem{'s' * (count != 1)}; nothing was written", file=sys.stderr)
    raise Exit(code=code)


def _guarded(work: Callable[[], int]) -> None:
    """Run `work`; turn errors of the program into messages and exit codes, and its result into the exit code."""
    from reports.errors import ReportError

    try:
        code = work()
    except ReportError as failure:
        _stop(failure, failure.exit_code)
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        raise Exit(code=130) from None
    if code:
        raise Exit(code=code)


def _told(outcome: Outcome, folder: Path) -> int:
    """Print what a build wrote, skipped or left as it was, and return the exit code."""
    place = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
    if outcome.kept:
        _print_all(outcome.kept.lines)
        print("unchanged: " + ", ".join(str(place / name) for name in outcome.kept.files))
    if outcome.built is None:
        return 0
    for skip in outcome.built.skipped:
        print(f"skipped {skip.name}: {skip.reason}", file=sys.stderr)
    if outcome.built.written:
        print("written: " + ", ".join(str(place / path.name) for path in outcome.built.written))
    return outcome.built.exit_code


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _print_all(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder to write into (default: output)",
        "only": "reports to build, separated by commas: brief,deck",
        "as-of": "build from what was recorded by this day: 2026-11-21",
        "force": "replace files that were edited or are not ours; a copy is kept in .history",
        "paginate": "let LibreOffice find the page numbers in the contents of Word files",
        "paper": "paper of the PDF files: A4 or Letter (default: as report.yaml says)",
        "no-cache": "build even where nothing has changed since the last build",
        "profile": "say where the time went, one line a step",
    }
)
def build_reports(
    context: Context,
    facts: str = "",
    templates: str = "",
    output: str = "",
    only: str = "",
    as_of: str = "",
    force: bool = False,
    paginate: bool = False,
    paper: str = "",
    no_cache: bool = False,
    profile: bool = False,
) -> None:
    """Build all reports into output/. Example: invoke build-reports --only brief,deck"""
    from reports.cache import Job
    from reports.rebuild import rebuild
    from reports.timing import Stopwatch

    watch = Stopwatch()

    def made(helper: Helper) -> Built:
        from reports.build import build, folders
        from reports.progress import shown

        where = folders(ROOT, facts, templates, output)
        with shown() as say:
            told = watch.watching(say)
            return build(
                where, _names(only), as_of, force=force, paginate=paginate, paper=paper, helper=helper, say=told
            )

    def work() -> int:
        place = Path(output or ROOT / "output") / (f"as-of-{as_of}" if as_of else "")
        job = Job(Path(facts or ROOT / "facts"), Path(templates or ROOT / "templates"), place, (only, as_of, paper))
        outcome = rebuild(job, made, cached=not (no_cache or paginate))
        code = _told(outcome, place)
        if profile:
            _print_all(watch.lines())
        return code

    _guarded(work)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "as-of": "check what was recorded by this day",
    }
)
def check(context: Context, facts: str = "", templates: str = "", as_of: str = "") -> None:
    """Load, compose and audit everything; write nothing. Example: invoke check"""
    from reports.build import check as run
    from reports.build import folders

    def work() -> int:
        notes = run(folders(ROOT, facts, templates), as_of)
        _print_all(f"note: {note}" for note in notes)
        print(f"no problem found; {len(notes)} notes")
        return 0

    _guarded(work)


@task(
    help={
        "sources": "folder of the documents that the facts were curated from",
        "facts": "folder of the fact files (default: facts)",
    }
)
def verify_sources(context: Context, sources: str = "", facts: str = "") -> None:
    """Find every anchor and figure in the source documents. Example: invoke verify-sources --sources ../sources"""
    from reports.build import folders
    from reports.verify import verify_sources as run

    def work() -> int:
        where = folders(ROOT, facts)
        print(run(where.facts, where.shown(where.facts), sources))
        return 0

    _guarded(work)


@task(
    positional=["fact"],
    help={
        "fact": "id of the fact",
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "as-of": "look at what was recorded by this day",
        "as-json": "print it for machines",
    },
)
def where_used(
    context: Context, fact: str, facts: str = "", templates: str = "", as_of: str = "", as_json: bool = False
) -> None:
    """Show a fact, its sources and every place that prints it. Example: invoke where-used frameworks-signed"""
    from reports.build import folders
    from reports.where_used import answered

    def work() -> int:
        _print_all(answered(folders(ROOT, facts, templates), fact, as_of, for_machines=as_json))
        return 0

    _guarded(work)


@task(
    positional=["version"],
    help={
        "version": "name of the release, such as 1.0",
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder of the outputs that were sent out (default: output)",
    },
)
def publish(context: Context, version: str, facts: str = "", templates: str = "", output: str = "") -> None:
    """Mark the outputs as sent out, so that later builds say what changed. Example: invoke publish 1.0"""
    from reports.build import folders
    from reports.releases.publishing import publish as run

    def work() -> int:
        published = run(folders(ROOT, facts, templates, output), version)
        _print_all(f"note: {note}" for note in published.notes)
        print(f"published {', '.join(published.files)} as {version}: keep {published.path} under version control")
        return 0

    _guarded(work)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "only": "reports with slides, separated by commas (default: all)",
    }
)
def rehearse(context: Context, facts: str = "", templates: str = "", only: str = "") -> None:
    """Print titles, timings and words of the talk. Example: invoke rehearse"""
    from reports.build import folders
    from reports.talk import rehearsed

    def work() -> int:
        _print_all(rehearsed(folders(ROOT, facts, templates), _names(only)))
        return 0

    _guarded(work)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder of the deck, and of the handout (default: output)",
        "only": "reports with slides, separated by commas (default: all)",
        "force": "replace a handout that was edited or is not ours; a copy is kept in .history",
    }
)
def handout(
    context: Context, facts: str = "", templates: str = "", output: str = "", only: str = "", force: bool = False
) -> None:
    """Print the deck with its notes below each slide as a PDF, through LibreOffice. Example: invoke handout"""
    from reports.build import folders
    from reports.talk import hand_out

    def work() -> int:
        where = folders(ROOT, facts, templates, output)
        made = hand_out(where, _names(only), force=force, say=_say)
        for skip in made.skipped:
            print(f"skipped {skip.name}: {skip.reason}", file=sys.stderr)
        _print_all(f"note: {note}" for note in made.notes)
        if made.written:
            print("written: " + ", ".join(where.shown(path) for path in made.written))
        return made.exit_code

    _guarded(work)


@task(
    help={
        "recipients": "CSV file: name, organisation, language, edition, e-mail (sample: templates/recipients-sample.csv)",
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder to write into (default: output)",
        "as-of": "build from what was recorded by this day: 2026-11-21",
        "workers": "processes of this machine (default: 2)",
        "scheduler": "address of a Dask scheduler instead: tcp://10.0.0.5:8786",
        "sign": "certificate with its key to sign with: desk.p12 (password: REPORTS_SIGN_PASSWORD, or a prompt)",
        "eml": "write a mail draft for each copy",
    }
)
def distribute(
    context: Context,
    recipients: str = "",
    facts: str = "",
    templates: str = "",
    output: str = "",
    as_of: str = "",
    workers: int = 2,
    scheduler: str = "",
    sign: str = "",
    eml: bool = False,
) -> None:
    """Make one PDF a recipient, or go on with it. Example: invoke distribute --recipients recipients.csv"""
    from reports.build import folders
    from reports.distribute import Order
    from reports.distribute import distribute as run
    from reports.errors import FlagError

    def work() -> int:
        where = folders(ROOT, facts, templates, output)
        if not recipients:
            raise FlagError("--recipients is missing; name a CSV file, such as templates/recipients-sample.csv")
        certificate = Path(sign) if sign else None
        order = Order(Path(recipients), as_of, workers, scheduler, certificate, drafts=eml)
        done = run(where, order, _say)
        print(f"{done.made} copies made, {done.known} were there; listed in {where.shown(done.manifest)}")
        return 0

    _guarded(work)


@task
def schema(context: Context) -> None:
    """Write the JSON Schema of the fact file to facts/schema.json. Example: invoke schema"""
    from reports.schema import write_schema

    print("written: " + write_schema(ROOT / "facts"))


@task(
    help={
        "slow": "run what takes long instead: LibreOffice, validators, whole builds",
        "accept": "rewrite the golden files with what is made now",
        "match": "only tests whose name holds this",
    }
)
def test(context: Context, slow: bool = False, accept: bool = False, match: str = "") -> None:
    """Run the tests. Example: invoke test --match docx"""
    arguments = ["-n", "2", "-m", "slow" if slow else "not slow"] + (["-k", match] if match else [])
    environment = {**os.environ, **({"ACCEPT_GOLDEN": "1"} if accept else {})}
    _run(context, ["-m", "pytest", *arguments], environment)


@task
def lint(context: Context) -> None:
    """Check style and types. Example: invoke lint"""
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        _run(context, ["-m", *command], dict(os.environ))


def _run(context: Context, arguments: list[str], environment: dict[str, str]) -> None:
    """Run Python with `arguments` in the project folder and pass its exit code on."""
    import subprocess

    code = subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, check=False).returncode
    if code:
        raise Exit(code=code)
