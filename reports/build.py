"""The pipeline: load, compose, audit, write, place. One logged line a step; the only room that puts files in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import Path

from reports.audit import audit, audit_file, literals
from reports.audit import notes as audit_notes
from reports.deck import Deck, plan
from reports.errors import FlagError, InputError, MissingLibraryError, Problem, collect
from reports.facts import FactBook
from reports.joining import ByHand
from reports.ledger import ledger
from reports.load.facts import load_facts
from reports.load.nearest import nearest
from reports.load.recorded import renamed
from reports.load.releases import Release, load_releases
from reports.load.templates import Templates, load_templates
from reports.making import Ahead, Made, asked
from reports.model import Document
from reports.narrative import compose
from reports.notes import notes
from reports.office import OfficeError
from reports.paper import on_paper
from reports.parallel import Helper
from reports.placing import CHANGES, LEDGER, MADE_FROM, Skipped, held, keep, known, place, sha256, withdraw
from reports.releases import changes, digests
from reports.settling import CAREFUL, Files, Persons, Settled, settle
from reports.theme import Theme

Say = Callable[[str], None]
Early = Callable[[Document, Theme], None]
Writer = Callable[[Document, Theme], bytes]

EVIDENCE = "evidence.html"

WRITERS: Mapping[str, str] = {
    "docx": "reports.writers.docx",
    "pptx": "reports.writers.pptx",
    "pdf": "reports.writers.pdf",
}
"""Format to the module whose `write(document, theme) -> bytes` makes it; imported when needed."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie, and how messages name them."""

    facts: Path
    templates: Path
    output: Path
    root: Path

    def shown(self, path: Path) -> str:
        """Return `path` relative to the project where it lies inside it."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix() or "."
        except ValueError:
            return str(path)


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything between input and writing."""

    book: FactBook
    templates: Templates
    documents: tuple[Document, ...]
    """Every report, whatever is to be built this time."""
    previous: Release | None = None
    """What was sent out last."""
    decks: Mapping[str, Deck] = field(default_factory=dict)
    """The slides of each report that has some, proved to fit, by the name of the report."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    written: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """Return 0 where all was built, 3 where a report was skipped."""
        return 3 if self.skipped else 0


def folders(root: Path, facts: str = "", templates: str = "", output: str = "") -> Folders:
    """Return the folders of the project at `root`, overridden by what the user named."""
    given = {
        name: Path(text) for name, text in (("facts", facts), ("templates", templates), ("output", output)) if text
    }
    return Folders(**{name: given.get(name, root / name) for name in ("facts", "templates", "output")}, root=root)


def compose_all(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    say: Say = lambda line: None,
    early: Early = lambda document, theme: None,
) -> Composed:
    """Load, compose and audit; raise `InputError` with every problem of every file.

    Args:
        where: the folders.
        only: names of the reports to be built; empty for all. All are composed in any case.
        as_of: last `recorded` day to take into account, ISO 8601.
        say: takes one line a step.
        early: takes each report as soon as it is composed, before anything is audited.

    Raises:
        InputError: the input or the content is wrong.
        FlagError: `only` names no report, or `as_of` no day.
    """
    _check_day(as_of)
    say("load facts and templates")
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    templates, more = load_templates(where.templates, where.shown(where.templates))
    releases, broken = load_releases(where.facts, where.shown(where.facts))
    found = [*problems, *more, *broken]
    if not book.facts:
        raise InputError(found)
    _check_names(only, templates)
    templates = renamed(templates, book.aliases)
    say("compose " + ", ".join(templates.reports))
    documents = []
    for id in templates.reports:
        document, more = compose(id, templates, book)
        found += more
        if document is not None:
            documents.append(document)
            early(document, templates.theme)
    found += _same_files(templates)
    say("audit what was composed")
    found += audit(tuple(documents), templates, book)
    decks, unfit = _planned(documents, templates.theme)
    collect([*found, *unfit])
    return Composed(book, templates, tuple(documents), releases[-1] if releases else None, decks)


def _planned(documents: Sequence[Document], theme: Theme) -> tuple[dict[str, Deck], list[Problem]]:
    """Return the slides of every report that has some, and what does not fit on them."""
    decks: dict[str, Deck] = {}
    found: list[Problem] = []
    for document in documents:
        if "pptx" in document.info.formats:
            try:
                decks[document.info.id] = plan(document, theme)
            except InputError as failure:
                found += failure.problems
    return decks, found


def _same_files(templates: Templates) -> Iterator[Problem]:
    """Yield a problem for each report that would overwrite the file of another."""
    known: dict[str, str] = {}
    for id, (file, tree) in templates.reports.items():
        for kind in file.formats:
            name = f"{file.output or id}.{kind}"
            if name in known:
                what = f"the file {name} is also that of the report {known[name]!r}"
                yield Problem(tree.place(("output",)), what, "give it another 'output:'")
            known[name] = id


def _check_day(text: str) -> None:
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise ValueError(text)
    except ValueError:
        raise FlagError(f"--as-of: {text!r} is no day; write it like 2026-11-21") from None


def _check_names(only: tuple[str, ...], templates: Templates) -> None:
    for name in only:
        if name not in templates.reports:
            raise FlagError(
                f"--only: there is no report {name!r}{nearest(name, templates.reports)}; use {', '.join(templates.reports)}"
            )


def check(where: Folders, as_of: str = "", say: Say = lambda line: None) -> tuple[str, ...]:
    """Load, compose and audit everything, write nothing; return notes that are no errors.

    Raises:
        InputError: with every problem.
    """
    composed = compose_all(where, (), as_of, say)
    warned = (str(warning) for deck in composed.decks.values() for warning in deck.warnings)
    undeclared = map(str, audit_notes(composed.documents, composed.templates, composed.book))
    return (*notes(composed.book, composed.templates, composed.documents), *warned, *undeclared)


def build(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    *,
    persons: Persons = CAREFUL,
    paginate: bool = False,
    paper: str = "",
    helper: Helper | None = None,
    say: Say = lambda line: None,
) -> Built:
    """Build the reports into the output folder; what cannot be replaced or made is skipped and named.

    `persons` says how to treat what people edited. `paginate` asks LibreOffice for the pages in the contents of Word files;
    nothing else starts it. `helper` makes the PDF files in a second process.

    Raises:
        InputError: the input or the content is wrong; no output was touched.
        FlagError: a flag has a value that makes no sense.
    """
    ahead: dict[str, Callable[[], Made]] = {}

    def early(document: Document, theme: Theme) -> None:
        for each in on_paper((document,), paper):
            if not only or each.info.id in only:
                ahead.update(asked(each, theme, helper))

    composed = compose_all(where, only, as_of, say, early)
    composed = replace(composed, documents=on_paper(composed.documents, paper))
    output = where.output / f"as-of-{as_of}" if as_of else where.output
    only = only or tuple(composed.templates.reports)
    say(f"write {EVIDENCE}")
    page = evidence(composed)
    files, skipped = _write_all(composed, only, say, ahead, paginate=paginate)
    files[EVIDENCE] = ("", page)
    if not as_of and (note := changes(composed.previous, composed.documents, composed.book)):
        files[CHANGES] = ("", note)
    with held(output, where.shown(output)):
        settled = settle(output, files, composed.documents, persons)
        if persons.strict:
            collect(settled.untraced(where.shown(output)))
        if settled.by_hand:
            settled.files[EVIDENCE] = ("", evidence(composed, settled.by_hand))
        return _place(output, settled, composed, skipped, made_changes=CHANGES in files, say=say)


def _write_all(
    composed: Composed, only: tuple[str, ...], say: Say, ahead: Ahead, *, paginate: bool = False
) -> tuple[Files, list[Skipped]]:
    """Write and audit every file of the reports in `only`; a file whose library is missing is skipped.

    Raises:
        InputError: a finished file says something that its document does not.
    """
    wanted = {
        f"{document.info.name}.{kind}": (document, kind)
        for document in composed.documents
        for kind in (document.info.formats if document.info.id in only else ())
    }
    files: Files = {}
    skipped: list[Skipped] = []
    problems: list[Problem] = []
    for name in sorted(wanted, key=lambda name: name in ahead):  # those made elsewhere are waited for last
        document, kind = wanted[name]
        say(f"write and audit {name}")
        try:
            data, found = ahead[name]() if name in ahead else _made(kind, document, composed, paginate=paginate)
        except (MissingLibraryError, OfficeError) as failure:
            skipped.append(Skipped(name, str(failure)))
            continue
        files[name] = (document.info.id, data)
        problems += found
    collect(problems)
    return {name: files[name] for name in wanted if name in files}, skipped


def _made(kind: str, document: Document, composed: Composed, *, paginate: bool) -> Made:
    data = _written(kind, document, composed, paginate=paginate)
    return data, audit_file(kind, data, document)


def evidence(composed: Composed, by_hand: tuple[ByHand, ...] = ()) -> bytes:
    """Return the evidence page of all reports, whichever of them is built."""
    from reports.writers.evidence import ByHand as EvidenceByHand
    from reports.writers.evidence import write

    waived = tuple(each for document in composed.documents for each in literals(document, composed.templates))
    hands = tuple(EvidenceByHand(hand.text, hand.passage, hand.where) for hand in by_hand)
    return write(composed.documents, composed.book, composed.templates.theme, literals=waived, by_hand=hands)


def _written(kind: str, document: Document, composed: Composed, *, paginate: bool) -> bytes:
    theme = composed.templates.theme
    if kind == "docx" and paginate:
        from reports.paginate import paginated

        return paginated(document, theme)
    if kind == "pptx":  # planned already, when everything was checked
        from reports.writers.pptx import write_deck

        return write_deck(composed.decks[document.info.id], theme)
    write: Writer = import_module(WRITERS[kind]).write
    return write(document, theme)


def _place(
    output: Path, settled: Settled, composed: Composed, skipped: list[Skipped], *, made_changes: bool, say: Say
) -> Built:
    for name in settled.copies:
        keep(output, name)
    if not made_changes:
        withdraw(output, CHANGES)
    say("place " + ", ".join(settled.files))
    entries = {name: entry for name, entry in known(output).items() if (output / name).exists()}
    made_from = digests(composed.documents, composed.templates.theme)
    for name, (report, data) in settled.files.items():
        entry = {"report": report, "sha256": sha256(data), "facts_version": composed.book.version}
        entries[name] = entry | {MADE_FROM: made_from[report]} | settled.edits(name)
    written = {name: data for name, (_, data) in settled.files.items()}
    hands = [asdict(hand) for hand in settled.by_hand]
    place(output, {**written, **settled.beside, LEDGER: ledger(composed.documents, entries, hands)})
    return Built(tuple(output / name for name in written), (*skipped, *settled.skipped), settled.told)
