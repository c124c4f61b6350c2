"""From input to audited documents: load, compose, audit, plan. What every command that needs the reports begins with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reports.document import Document
from reports.domain.facts import FactBook
from reports.errors import FlagError, InputError, Problem, collect, tell_what_stays
from reports.formats.registry import EARLY, FORMATS, Planned, formats_of
from reports.load.fact_files import load_facts
from reports.load.project_folders import Folders
from reports.load.record_history import renamed
from reports.load.release_files import Release, load_releases
from reports.notation.nearest_name import nearest
from reports.theme.definition import Theme

if TYPE_CHECKING:
    from reports.load.template_files import Templates

Say = Callable[[str], None]
Early = Callable[[Document, Theme], None]
Loaded = Callable[[FactBook], Set[str]]
HIDDEN = "more may show once this is mended; nothing was written"
"""Said below problems on account of which something could not be composed, and so not be audited."""


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything between input and writing."""

    book: FactBook
    templates: Templates
    documents: tuple[Document, ...]
    """Every report, whatever is to be built this time."""
    previous: Release | None = None
    """What was sent out last."""
    plans: Mapping[tuple[str, str], Planned] = field(default_factory=dict)
    """What was laid out before it is written, proved to fit, by report and format."""

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

    Arguments and errors as for `drafted` and `audited`.
    """
    return audited(*drafted(where, only, as_of, say), say)


def drafted(
    where: Folders,
    only: tuple[str, ...] = (),
    as_of: str = "",
    say: Say = lambda line: None,
    early: Early = lambda document, theme: None,
    loaded: Loaded = lambda book: frozenset(),
) -> tuple[Composed, tuple[Problem, ...]]:
    """Return what was loaded and composed, not yet audited nor planned, and what is wrong so far.

    Args:
        where: the folders.
        only: names of the reports to be built; empty for all. All are composed in any case.
        as_of: last `recorded` day to take into account, ISO 8601.
        say: takes one line a step.
        early: takes each report as soon as it is composed.
        loaded: takes the facts as soon as they are read, and returns the reports that are to be composed first.

    Raises:
        InputError: there are no facts.
        FlagError: `only` names no report, or `as_of` no day.
    """
    _check_day(as_of)
    say("load facts and templates")
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    first = loaded(book)
    from reports.load.template_files import (
        load_templates,  # as late as can be: the second process may have begun by now
    )

    templates, more = load_templates(where.templates, where.shown(where.templates), tuple(FORMATS.values()))
    releases, broken = load_releases(where.facts, where.shown(where.facts))
    found = [*problems, *more, *broken]
    if not book.facts:
        raise InputError(found)
    _check_names(only, templates)
    templates = renamed(templates, book.aliases)
    say("compose " + ", ".join(templates.reports))
    documents, faults = _composed(templates, book, early, first)
    found += [*faults, *_same_files(templates)]
    return Composed(book, templates, documents, releases[-1] if releases else None), tuple(found)


def audited(
    draft: Composed,
    problems: Sequence[Problem],
    say: Say = lambda line: None,
    fitting: Set[tuple[str, str]] = frozenset(),
    more: Callable[[Collection[Problem]], Iterable[Problem]] = lambda found: (),
) -> Composed:
    """Return `draft` with its plans, once nothing is wrong with it.

    Args:
        draft: the documents.
        problems: those known already.
        say: takes one line a step.
        fitting: reports and formats that were planned before from the same document, and are not wanted now.
        more: takes what is wrong so far and returns what else is.

    Raises:
        InputError: with `problems` and all that the audit and `more` find.
    """
    from reports.audit import audit, lost_links  # here and below, since a build has begun its slowest file by now

    say("audit what was composed")
    found = [*audit(draft.documents, draft.templates, draft.book)]
    plans, unfit = _planned(draft, fitting)
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


def _composed(
    templates: Templates, book: FactBook, early: Early, first: Set[str]
) -> tuple[tuple[Document, ...], list[Problem]]:
    """Return every report, as far as it could be composed, and what is wrong with them; the slowest come after the `first`."""
    from reports.narrative import compose_so_far

    made: dict[str, tuple[Document, tuple[Problem, ...]]] = {}
    slowest = EARLY[0].name
    rank = {id: (id not in first, slowest not in file.formats) for id, (file, _) in templates.reports.items()}
    for id in sorted(templates.reports, key=rank.__getitem__):
        made[id] = document, wrong = compose_so_far(id, templates, book)
        if not wrong:
            early(document, templates.theme)
    documents = tuple(made[id][0] for id in templates.reports)
    return documents, [problem for id in templates.reports for problem in made[id][1]]


def _planned(draft: Composed, fitting: Set[tuple[str, str]]) -> tuple[dict[tuple[str, str], Planned], list[Problem]]:
    """Return every report laid out for its formats that ask for it, apart from those `fitting`, and what does not fit."""
    plans: dict[tuple[str, str], Planned] = {}
    found: list[Problem] = []
    for document in draft.documents:
        for format in formats_of(document):
            key = document.info.id, format.name
            if format.plan and key not in fitting:
                try:
                    plans[key] = format.plan.plan(document, draft.templates.theme)
                except InputError as failure:
                    found += failure.problems
    return plans, found


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
    from reports.audit import notes as audit_notes
    from reports.pipeline.build_notes import notes
    from reports.pipeline.editions.build_foresight import Foresight

    draft, problems = drafted(where, (), as_of, say)
    shown = where.shown(recipients) if recipients else ""
    foresight = Foresight(draft.documents, draft.templates, draft.book, recipients, shown)
    composed = audited(draft, problems, say, more=foresight.refused)
    collect(foresight.tried())
    warned = (str(warning) for planned in composed.plans.values() for warning in planned.warnings)
    undeclared = map(str, audit_notes(composed.documents, composed.templates, composed.book))
    return (*notes(composed.book, composed.templates, composed.documents, unused=unused), *warned, *undeclared)
