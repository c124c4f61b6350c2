"""Load, compose, audit of the model: from input to documents that may be written. Every command on reports begins so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from reports.audit import Verdicts, audit, lost_links
from reports.audit import notes as audit_notes
from reports.document import Document
from reports.document.one_book import on_one_book
from reports.domain.fact_book import FactBook
from reports.errors import FlagError, InputError, Problem, collect, tell_what_stays
from reports.formats.format import Planned
from reports.formats.registry import FORMATS, formats_of
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.load.record_history import renamed
from reports.load.records.approval_files import Approvals, load_approvals
from reports.load.records.release_files import Release, load_releases
from reports.load.records.sign_off_files import load_sign_offs
from reports.load.template_files import Templates, load_templates
from reports.narrative import compose_so_far
from reports.notation.nearest_name import nearest
from reports.pipeline.approval.approved_documents import Judged, judged
from reports.pipeline.approval.signed_facts import signed_off
from reports.pipeline.build_notes import notes
from reports.theme.definition import Theme

Say = Callable[[str], None]
Read = Callable[[Path, str, str], tuple[FactBook, tuple[Problem, ...]]]
"""Reads the fact files of a folder: what it is, how messages name it, and the last day to take into account."""
Key = tuple[str, str]
"""A report and a format."""
HIDDEN = "more may show once this is mended; nothing was written"
"""Said below problems on account of which something could not be composed, and so not be audited."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that was read, and what is wrong with it."""

    book: FactBook
    templates: Templates
    releases: tuple[Release, ...]
    """What was sent out, the oldest first."""
    problems: tuple[Problem, ...]
    approvals: Approvals = field(default_factory=dict)
    """What people have approved, by report."""
    facts_broken: bool = False
    """Whether some of the facts could not be read."""


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything between input and writing."""

    book: FactBook
    templates: Templates
    documents: tuple[Document, ...]
    """Every report, whatever is to be built this time."""
    releases: tuple[Release, ...] = ()
    """What was sent out, the oldest first."""
    plans: Mapping[Key, Planned] = field(default_factory=dict)
    """What was laid out before it is written, proved to fit."""
    approvals: Approvals = field(default_factory=dict)
    """What people have approved, by report."""
    unapproved: Mapping[str, str] = field(default_factory=dict)
    """By report that calls itself final and is a draft: why nobody's approval holds for it, with what to do."""
    facts_broken: bool = False
    """Whether some of the facts could not be read."""

    def facts_version(self, report: str) -> str:
        """Return the version of the facts behind a report; of all facts for '', which is made from all of them."""
        found = (each.facts_version for each in self.documents if each.info.id == report)
        return next(found, self.book.version)


def compose_all(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    say: Say = lambda line: None,
) -> Composed:
    """Load, compose and audit; raise `InputError` with every problem of every file.

    Arguments and errors as for `load` and `audited`.
    """
    return audited(*compose(load(where, only, as_of, say), say), say)


def load(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    say: Say = lambda line: None,
    read: Read = load_facts,
) -> Loaded:
    """Return facts, templates and the last release, and what is wrong with them.

    Args:
        where: the folders.
        only: names of the reports to be built; empty for all. All are read in any case.
        as_of: last `recorded` day to take into account, ISO 8601.
        say: takes one line a step.
        read: reads the fact files; arguments, result and errors are those of `load_facts`.

    Raises:
        InputError: there are no facts.
        FlagError: `only` names no report, or `as_of` no day.
    """
    _check_day(as_of)
    say("load facts and templates")
    book, problems = read(where.facts, where.shown(where.facts), as_of)
    templates, more = load_templates(where.templates, where.shown(where.templates), tuple(FORMATS.values()))
    releases, broken = load_releases(where.facts, where.shown(where.facts))
    approvals, altered = load_approvals(where.facts, where.shown(where.facts))
    found = (*problems, *more, *broken, *altered)
    if not (book.facts or book.datasets):
        raise InputError(found)
    _check_names(only, templates)
    if signed := signed_off(book, load_sign_offs(where.facts, where.shown(where.facts))[0]):
        book = replace(book, signed_off=signed)
    return Loaded(book, renamed(templates, book.aliases), releases, found, approvals, bool(problems))


def compose(
    loaded: Loaded, say: Say = lambda line: None, demoted: Mapping[str, str] = MappingProxyType({})
) -> tuple[Composed, tuple[Problem, ...]]:
    """Return every report, as far as it could be composed, not yet audited nor planned, and what is wrong so far.

    A report is a final where somebody approved it as it stands, and where `demoted` does not say why it is a draft.
    """
    templates, book = loaded.templates, loaded.book
    say("compose " + ", ".join(templates.reports))
    made = [compose_so_far(id, templates, book) for id in templates.reports]
    problems = (*loaded.problems, *(problem for _, wrong in made for problem in wrong))
    documents, book = on_one_book(tuple(document for document, _ in made), book)
    known = Judged(documents) if problems else judged(documents, templates, loaded.approvals, demoted)
    draft = Composed(
        book,
        templates,
        known.documents,
        loaded.releases,
        approvals=loaded.approvals,
        unapproved=known.unapproved,
        facts_broken=loaded.facts_broken,
    )
    return draft, (*problems, *_same_files(templates))


def audited(
    draft: Composed,
    problems: Sequence[Problem],
    say: Say = lambda line: None,
    fitting: Set[Key] = frozenset(),
    more: Callable[[Collection[Problem]], Iterable[Problem]] = lambda found: (),
    verdicts: Verdicts | None = None,
) -> Composed:
    """Return `draft` with its plans, once nothing is wrong with it.

    Args:
        draft: the documents.
        problems: those known already.
        say: takes one line a step.
        fitting: reports and formats that were planned before from the same document, and are not wanted now.
        more: takes what is wrong so far and returns what else is.
        verdicts: passages that were found without fault before; those of this audit are added.

    Raises:
        InputError: with `problems` and all that the audit and `more` find.
    """
    say("audit what was composed")
    left = {key: document for key, document in _to_plan(draft) if key not in fitting}
    plans, unfit = planned(left, draft.templates.theme)
    found = [*audit(draft.documents, draft.templates, draft.book, verdicts=verdicts)]
    if problems:
        found = [each for each in found if not _follows(each, problems, draft)]
    found += unfit
    if not problems:
        found += (lost for document in draft.documents for lost in lost_links(document, draft.templates))
    found += more((*problems, *found))
    if problems:
        failure = InputError([*problems, *found])
        tell_what_stays(failure, HIDDEN)
        raise failure
    collect(found)
    return replace(draft, plans=plans)


def _to_plan(draft: Composed) -> Iterator[tuple[Key, Document]]:
    """Yield every report with each of its formats that is laid out before it is written."""
    for document in draft.documents:
        for format in formats_of(document):
            if format.plan:
                yield (document.info.id, format.name), document


def planned(documents: Mapping[Key, Document], theme: Theme) -> tuple[dict[Key, Planned], list[Problem]]:
    """Return each report laid out for its format, and what does not fit."""
    plans: dict[Key, Planned] = {}
    found: list[Problem] = []
    for key, document in documents.items():
        plan = FORMATS[key[1]].plan
        assert plan is not None, "only formats with a plan are planned"
        try:
            plans[key] = plan.plan(document, theme)
        except InputError as failure:
            found += failure.problems
    return plans, found


def _follows(found: Problem, problems: Sequence[Problem], draft: Composed) -> bool:
    """Return whether a date is by hand only because the fact that gives it could not be read, or is misspelt on that line."""
    from reports.audit.rules.dates import UNGIVEN

    if UNGIVEN not in found.what:
        return False
    line = (found.where.path, found.where.line)
    return draft.facts_broken or any((each.where.path, each.where.line) == line for each in problems)


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


def unapproved(composed: Composed) -> Iterator[str]:
    """Yield a line for each report that calls itself final and is a draft, with the place that says so."""
    for id, why in composed.unapproved.items():
        yield f"{composed.templates.reports[id][1].place(('status',))}: {why}"


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


def check(
    where: Folders,
    as_of: str = "",
    say: Say = lambda line: None,
    *,
    unused: bool = False,
    recipients: Path | None = None,
) -> tuple[str, ...]:
    """Load, compose and audit everything, editions included, write nothing; return notes that are no errors.

    What this lets pass, a build and `distribute` make; with `recipients`, a list, also for them. With `unused`, each fact
    that no document uses is named.

    Raises:
        InputError: with every problem.
    """
    from reports.pipeline.editions.build_foresight import Foresight  # which builds do not need

    draft, problems = compose(load(where, (), as_of, say), say)
    shown = where.shown(recipients) if recipients else ""
    foresight = Foresight(draft.documents, draft.templates, draft.book, recipients, shown)
    composed = audited(draft, problems, say, more=foresight.refused)
    collect(foresight.tried())
    return notes_of(composed, unused=unused)


def notes_of(composed: Composed, *, unused: bool = False) -> tuple[str, ...]:
    """Return what is to be said of a project that is no error, a line each; with `unused`, each fact that nothing uses."""
    warned = (str(warning) for each in composed.plans.values() for warning in each.warnings)
    undeclared = map(str, audit_notes(composed.documents, composed.templates, composed.book))
    told = notes(composed.book, composed.templates, composed.documents, unused=unused)
    return (*unapproved(composed), *told, *warned, *undeclared)
