"""Commands of the project; each parses its flags and calls one function of `reports`."""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if {Path(sys.argv[0]).stem, Path(sys.argv[0]).parent.name} & {"invoke", "inv"}:
    # Until a command is at work, Ctrl-C ends at once and quietly; Invoke would print where in its own code it was.
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import Task, task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

    from reports.finishing import Built
    from reports.parallel import Helper
    from reports.rebuild import Outcome

ROOT = Path(__file__).resolve().parent
PYTHON = sys.executable

for _stream in (sys.stdout, sys.stderr):
    if isinstance(_stream, TextIOWrapper):  # a name that a terminal cannot show must not end the build
        _stream.reconfigure(errors="backslashreplace")


class _Named(Task["Callable[..., None]"]):
    """A command with an argument that needs no flag, for which Invoke takes `--help` as well."""

    def __call__(self, *args: object, **kwargs: object) -> Callable[..., None]:
        """Run the command, or print its help where that was meant."""
        if {"--help", "-h"} & {value for value in kwargs.values() if isinstance(value, str)}:
            _run(Context(), ["-m", "invoke", "--help", self.name.replace("_", "-")], dict(os.environ))
            raise Exit(code=0)
        return super().__call__(*args, **kwargs)


def _say(line: str) -> None:
    """Print one line of progress."""
    print(line, flush=True)


def _stop(failure: Exception, code: int) -> NoReturn:
    """End with every problem on its own line, and a closing line that counts them."""
    from reports.errors import InputError

    print(failure, file=sys.stderr)
    count = len(failure.problems) if isinstance(failure, InputError) else len(str(failure).splitlines())
    print(f"{count} problem{'s' * (count != 1)}; {_left(failure)}", file=sys.stderr)
    raise Exit(code=code)


def _left(failure: BaseException) -> str:
    """Return what a command that failed has left, which it says in a note where it is anything."""
    return "; ".join(getattr(failure, "__notes__", ())) or "nothing was written"


def _guarded(work: Callable[[], int]) -> None:
    """Run `work`; turn errors of the program into messages and exit codes, and its result into the exit code."""
    from reports.errors import ReportError

    interrupts: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        interrupts.append(number)
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, interrupt)
        code = work()
    except (ReportError, KeyboardInterrupt) as failure:
        if isinstance(failure, ReportError) and not interrupts:
            _stop(failure, failure.exit_code)
        # A library may swallow the interrupt half-way; what is found wrong after that comes of it.
        print(f"interrupted; {_left(failure)}", file=sys.stderr)
        raise Exit(code=130) from None
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except PermissionError as failure:  # of a file that nobody has asked for by name, such as a picture of the theme
        print(f"{failure.filename}: cannot be used ({failure.strerror}); check path and permissions", file=sys.stderr)
        print(f"1 problem; {_left(failure)}", file=sys.stderr)
        raise Exit(code=1) from None
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
    _print_all(outcome.built.notes)
    if outcome.built.written:
        print("written: " + ", ".join(str(place / path.name) for path in outcome.built.written))
    return outcome.built.exit_code


def _today() -> str:
    """Return the day of this machine, ISO 8601: an entry says when it was made, and no report depends on the clock."""
    from datetime import date

    return date.today().isoformat()


def _asking() -> Callable[[str], str] | None:
    """Return what asks the user; None where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return None

    def ask(question: str) -> str:
        try:
            return input(question)
        except EOFError:
            raise KeyboardInterrupt from None

    return ask


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
        "force": "start afresh, without the edits in the files; a copy is kept in .history",
        "strict": "refuse figures that were written into a file by hand",
        "restore": "bring back generated parts that were deleted by hand",
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
    strict: bool = False,
    restore: bool = False,
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
        from reports.build import build
        from reports.folders import folders
        from reports.persons import Persons
        from reports.progress import shown

        where, persons = folders(ROOT, facts, templates, output), Persons(force, strict, restore)
        with shown() as say:
            told = watch.watching(say)
            return build(
                where, _names(only), as_of, persons=persons, paginate=paginate, paper=paper, helper=helper, say=told
            )

    def work() -> int:
        place = Path(output or ROOT / "output") / (f"as-of-{as_of}" if as_of else "")
        job = Job(Path(facts or ROOT / "facts"), Path(templates or ROOT / "templates"), place, (only, as_of, paper))
        outcome = rebuild(job, made, cached=not (no_cache or paginate or force or strict or restore))
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
    from reports.composing import check as run
    from reports.folders import folders

    def work() -> int:
        notes = run(folders(ROOT, facts, templates), as_of)
        _print_all(f"note: {note}" for note in notes)
        print(f"no problem found; {len(notes)} notes")
        return 0

    _guarded(work)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder that --build builds into (default: output)",
        "port": "port of the page on this machine; 0 for any that is free (default: the first free one from 8760)",
        "browser": "open the page in a browser (default: where there is one); --no-browser does not",
        "build": "after each save, build into the output folder as well, as build-reports does",
    }
)
def watch(
    context: Context,
    facts: str = "",
    templates: str = "",
    output: str = "",
    port: str = "",
    browser: bool = True,
    build: bool = False,
) -> None:
    """Show the reports in the browser, anew at every save; Ctrl-C ends it. Example: invoke watch --no-browser"""
    from reports.errors import FlagError
    from reports.folders import folders
    from reports.watch.command import Wish
    from reports.watch.command import watch as run

    def work() -> int:
        if port and not (port.isascii() and port.isdecimal()):
            raise FlagError(f"--port: {port!r} is no number; use one from 1024 to 65535, or 0 for any that is free")
        run(folders(ROOT, facts, templates, output), Wish(int(port) if port else None, browser, build), _say)
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
    from reports.folders import folders
    from reports.verify import verify_sources as run

    def work() -> int:
        where = folders(ROOT, facts)
        print(run(where.facts, where.shown(where.facts), sources))
        return 0

    _guarded(work)


@task(
    klass=_Named,
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
    from reports.folders import folders
    from reports.where_used import answered

    def work() -> int:
        _print_all(answered(folders(ROOT, facts, templates), fact, as_of, for_machines=as_json))
        return 0

    _guarded(work)


@task(
    klass=_Named,
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
    from reports.folders import folders
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
    from reports.folders import folders
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
    from reports.folders import folders
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
        "old": "Word file to compare with (default: what was published last)",
        "facts": "folder of the fact files, with the releases (default: facts)",
        "output": "folder of the reports, and of the comparison (default: output)",
        "force": "replace a comparison that was edited or is not ours; a copy is kept in .history",
    }
)
def redline(context: Context, old: str = "", facts: str = "", output: str = "", force: bool = False) -> None:
    """Show what changed since the last release as tracked changes. Example: invoke redline --old sent/brief.docx"""
    from reports.folders import folders
    from reports.redline.command import redlined

    def work() -> int:
        where = folders(ROOT, facts, "", output)
        made = redlined(where, old, force=force)
        for skip in made.skipped:
            print(f"skipped {skip.name}: {skip.reason}", file=sys.stderr)
        _print_all(f"note: {note}" for note in made.notes)
        if made.written:
            print("written: " + ", ".join(where.shown(path) for path in made.written))
        return made.exit_code

    _guarded(work)


@task(
    help={
        "output": "folder of the reports, and of the clean copies (default: output)",
        "force": "replace a clean copy that was edited or is not ours; a copy is kept in .history",
    }
)
def clean_copy(context: Context, output: str = "", force: bool = False) -> None:
    """Make a Word copy for sending out, without names, comments and private parts. Example: invoke clean-copy"""
    from reports.clean import clean_copies
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, "", "", output)
        made = clean_copies(where, force=force)
        for skip in made.skipped:
            print(f"skipped {skip.name}: {skip.reason}", file=sys.stderr)
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
    from reports.distribute.run import Order
    from reports.distribute.run import distribute as run
    from reports.errors import FlagError
    from reports.folders import folders

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


@task(
    klass=_Named,
    positional=["words"],
    help={
        "words": 'words of statement, label, actor, status, source, topic or id; several in quotes: "signed countries"',
        "facts": "folder of the fact files (default: facts)",
        "as-of": "search what was recorded by this day",
        "all": "print every fact found, not the best ones only",
    },
)
def facts(context: Context, words: str, facts: str = "", as_of: str = "", all: bool = False) -> None:
    """Find facts, and the text to paste into a template. Example: invoke facts countries"""
    from reports.analyst.search import found
    from reports.folders import folders

    def work() -> int:
        _print_all(found(folders(ROOT, facts), words.split(), as_of, every=all))
        return 0

    _guarded(work)


@task(
    help={
        "statement": "one sentence in your own words, with hedge and attribution",
        "topic": "heading it belongs to; the fact is added after the last one of it",
        "status": "how firm it is: signed, approved, announced, reported, claimed …",
        "source": "id or number of the source",
        "paragraph": "number of the non-blank line of the document",
        "anchor": "at most eight words of that paragraph, letter for letter",
        "value": "number as the source gives it, such as 14.8",
        "low": "lower end, with --high and the qualifier between",
        "high": "upper end",
        "unit": "'USD billion', 'percent', or a plural noun",
        "qualifier": "hedge: exactly (default), about, more-than, up-to …",
        "label": "noun phrase for charts and tables",
        "id": "small letters, digits, hyphens (default: made from the statement)",
        "date": "2026, 2026-02 or 2026-02-04",
        "period": "2025-08/2026-02; an open side stays empty",
        "date-basis": "stated or derived",
        "attribution": "who says so",
        "actors": "ids, separated by commas",
        "countries": "ids, separated by commas",
        "quotation": "words that are the fact, verbatim",
        "note": "for those who keep the file",
        "review-by": "day to look at it again",
        "recorded": "day it enters the file (default: today)",
        "documents": "folder of the source documents, to look anchor and figures up in",
        "facts": "folder of the fact files (default: facts)",
        "ask": "ask for what no flag says (default: where a terminal is there); --no-ask never asks",
    }
)
def new_fact(
    context: Context,
    statement: str = "",
    topic: str = "",
    status: str = "",
    source: str = "",
    paragraph: str = "",
    anchor: str = "",
    value: str = "",
    low: str = "",
    high: str = "",
    unit: str = "",
    qualifier: str = "",
    label: str = "",
    id: str = "",
    date: str = "",
    period: str = "",
    date_basis: str = "",
    attribution: str = "",
    actors: str = "",
    countries: str = "",
    quotation: str = "",
    note: str = "",
    review_by: str = "",
    recorded: str = "",
    documents: str = "",
    facts: str = "",
    ask: bool = True,
) -> None:
    """Add a fact; asks for what no flag says. Example: invoke new-fact --topic budget --source 2"""
    given = locals()
    from reports.analyst.additions import Facts
    from reports.analyst.new_fact import FLAGS, Request, added_text
    from reports.analyst.new_fact import new_fact as run
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, facts)
        request = Request({key: given[key] for key in FLAGS if given[key]}, recorded or _today(), documents)
        added = run(Facts(where.facts, where.shown(where.facts)), request, _asking() if ask else None, _say)
        _print_all(added_text(added))
        return 0

    _guarded(work)


@task(
    klass=_Named,
    positional=["file"],
    help={
        "file": "the document, as plain text in UTF-8",
        "publisher": "who published it (default: not stated)",
        "date": "as the document gives it (default: not stated)",
        "title": "default: its first line",
        "short": "for source lines below charts, at most 40 characters",
        "author": "who wrote it",
        "kind": "such as: news report",
        "place": "where it was written",
        "url": "where it was found",
        "id": "small letters, digits, hyphens (default: made from the title)",
        "accessed": "day it was fetched (default: today)",
        "facts": "folder of the fact files (default: facts)",
    },
)
def add_source(
    context: Context,
    file: str,
    publisher: str = "",
    date: str = "",
    title: str = "",
    short: str = "",
    author: str = "",
    kind: str = "",
    place: str = "",
    url: str = "",
    id: str = "",
    accessed: str = "",
    facts: str = "",
) -> None:
    """Record a document as a source; list the facts it bears on. Example: invoke add-source report.txt --publisher Gazette"""
    given = locals()
    from reports.analyst.add_source import KEYS, told
    from reports.analyst.add_source import add_source as run
    from reports.analyst.additions import Facts
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, facts)
        keys = {key: given[key] for key in KEYS if given[key]}
        _print_all(told(run(Facts(where.facts, where.shown(where.facts)), Path(file), keys, accessed or _today())))
        return 0

    _guarded(work)


@task(
    help={
        "facts": "folder of the fact files (default: facts)",
        "output": "folder to write facts.xlsx into (default: output)",
        "force": "replace a workbook that was edited and not imported; a copy is kept in .history",
    }
)
def export_facts(context: Context, facts: str = "", output: str = "", force: bool = False) -> None:
    """Write the facts as an Excel workbook to edit and import again. Example: invoke export-facts"""
    from reports.analyst.spreadsheet.exporting import export_facts as run
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, facts, "", output)
        written, skipped = run(where, force=force)
        for skip in skipped:
            print(f"skipped {skip.name}: {skip.reason}", file=sys.stderr)
        if written:
            print("written: " + ", ".join(where.shown(path) for path in written))
        return 3 if skipped else 0

    _guarded(work)


@task(
    klass=_Named,
    positional=["file"],
    help={
        "file": "workbook (.xlsx) or CSV file, from the one that 'invoke export-facts' wrote",
        "facts": "folder of the fact files (default: facts)",
        "delete": "delete the facts whose rows were deleted",
        "dry-run": "show the changes, write nothing",
        "yes": "write without asking",
    },
)
def import_facts(
    context: Context, file: str, facts: str = "", delete: bool = False, dry_run: bool = False, yes: bool = False
) -> None:
    """Take changes of a workbook or CSV file into the fact file. Example: invoke import-facts output/facts.xlsx"""
    from reports.analyst.additions import Facts
    from reports.analyst.spreadsheet.importing import Wish
    from reports.analyst.spreadsheet.importing import import_facts as run
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, facts)
        wish = Wish(Path(file), _today(), delete, dry_run, yes)
        run(Facts(where.facts, where.shown(where.facts)), wish, _asking(), _say)
        return 0

    _guarded(work)


@task(
    help={
        "only": "charts to export, separated by commas: the names of files in templates/charts",
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder to write charts/ into (default: output)",
    }
)
def export_charts(context: Context, only: str = "", facts: str = "", templates: str = "", output: str = "") -> None:
    """Write each chart as PNG, SVG and data into output/charts/. Example: invoke export-charts --only financing"""
    from reports.analyst.export_charts import export_charts as run
    from reports.folders import folders

    def work() -> int:
        where = folders(ROOT, facts, templates, output)
        made = run(where, _names(only), _say)
        print("written: " + ", ".join(where.shown(path) for path in made))
        return 0

    _guarded(work)


@task(
    klass=_Named,
    positional=["folder"],
    help={"folder": "where to lay the project out; empty, or not there yet"},
)
def new_project(context: Context, folder: str) -> None:
    """Lay out facts, templates and theme for another subject. Example: invoke new-project ../library"""
    from reports.analyst.new_project import new_project as run

    def work() -> int:
        _print_all(run(folder))
        return 0

    _guarded(work)


@task(
    help={
        "write": "turn edits into the templates and the fact file where they stand there one-to-one",
        "facts": "folder of the fact files (default: facts)",
        "templates": "folder of the templates (default: templates)",
        "output": "folder of the built files (default: output)",
    }
)
def review_edits(context: Context, write: bool = False, facts: str = "", templates: str = "", output: str = "") -> None:
    """Show what was edited in the brief and the deck since the last build. Example: invoke review-edits --write"""
    from reports.folders import folders
    from reports.reviewing import reviewed, written_back

    def work() -> int:
        where = folders(ROOT, facts, templates, output)
        edits = reviewed(where)
        for edit in edits:
            _show(edit.head, edit.words)
        print(f"{len(edits)} edit{'s' * (len(edits) != 1)} found")
        if write and edits:
            files, left = written_back(where)
            _print_all(f"left in the file: {line}" for line in left)
            print("written: " + (", ".join(files) or "nothing"))
        return 0

    _guarded(work)


def _show(head: str, words: tuple[tuple[str, str], ...]) -> None:
    """Print an edit: its words in colour on a terminal, else with [-out-] and {+in+} around them."""
    print(head)
    if not words:
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        styles = {"out": "red strike", "in": "green underline"}
        Console().print(Text.assemble("  ", *((text, styles.get(kind, "")) for kind, text in words)))
        return
    marks = {"out": "[-{}-]", "in": "{{+{}+}}"}
    print("  " + "".join(marks.get(kind, "{}").format(text) for kind, text in words))


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


@task(
    help={
        "rounds": "rounds of this job and the conventional pipeline in turn (default: 5)",
        "quick": "leave out how the time grows",
        "copies": "measure this many copies of the summary for recipients instead, beside a plain loop",
        "saves": "measure this many saves of a fact instead, until the page of invoke watch shows them",
    }
)
def bench(context: Context, rounds: int = 5, quick: bool = False, copies: int = 0, saves: int = 0) -> None:
    """Measure this job beside a conventional pipeline, and its growth. Example: invoke bench --quick"""
    for name, count in (("copies", copies), ("saves", saves)):
        if count:
            _run(context, ["-m", f"tests.bench.{name}", str(count)], dict(os.environ))
            return
    _run(context, ["-m", "tests.bench", "--rounds", str(rounds), *(["--quick"] if quick else [])], dict(os.environ))


@task
def lint(context: Context) -> None:
    """Check style and types. Example: invoke lint"""
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        _run(context, ["-m", *command], dict(os.environ))


def _run(context: Context, arguments: list[str], environment: dict[str, str]) -> None:
    """Run Python with `arguments` in the project folder and pass its exit code on; Ctrl-C is for that process."""
    import subprocess

    signal.signal(signal.SIGINT, lambda number, frame: None)
    code = subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, check=False).returncode
    if code:
        raise Exit(code=code)
