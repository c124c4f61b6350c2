"""Load, compose, audit of the model: from input to documents that may be written. Every command on reports begins so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from reports.audit import audit
from reports.audit import notes as audit_notes
from reports.document import Document
from reports.domain.facts import FactBook
from reports.errors import FlagError, InputError, Problem, collect
from reports.load.fact_files import load_facts
from reports.load.record_history import renamed
from reports.load.release_files import Release, load_releases
from reports.load.template_files import Templates, load_templates
from reports.narrative import compose_so_far
from reports.notation.nearest_name import nearest
from reports.pipeline.build_notes import notes
from reports.pipeline.project_folders import Folders
from reports.pipeline.workers import Workers
from reports.theme.definition import Theme

if TYPE_CHECKING:
    from reports.formats.pptx.plan import Deck

Say = Callable[[str], None]
HIDDEN = "more may show once this is mended; nothing was written"
"""Said below problems on account of which something could not be composed, and so not be audited."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that was read, and what is wrong with it."""

    book: FactBook
    templates: Templates
    previous: Release | None
    """What was sent out last."""
    problems: tuple[Problem, ...]


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


def load(where: Folders, only: tuple[str, ...] = (), as_of: str = "", say: Say = lambda line: None) -> Loaded:
    """Return facts, templates and the last release, and what is wrong with them.

    Args:
        where: the folders.
        only: names of the reports to be built; empty for all. All are read in any case.
        as_of: last `recorded` day to take into account, ISO 8601.
        say: takes one line a step.

    Raises:
        InputError: there are no facts.
        FlagError: `only` names no report, or `as_of` no day.
    """
    _check_day(as_of)
    say("load facts and templates")
    book, problems = load_facts(where.facts, where.shown(where.facts), as_of)
    templates, more = load_templates(where.templates, where.shown(where.templates))
    releases, broken = load_releases(where.facts, where.shown(where.facts))
    found = (*problems, *more, *broken)
    if not book.facts:
        raise InputError(found)
    _check_names(only, templates)
    return Loaded(book, renamed(templates, book.aliases), releases[-1] if releases else None, found)


def compose(loaded: Loaded, say: Say = lambda line: None) -> tuple[Composed, tuple[Problem, ...]]:
    """Return every report, as far as it could be composed, not yet audited nor planned, and what is wrong so far."""
    templates, book = loaded.templates, loaded.book
    say("compose " + ", ".join(templates.reports))
    made = [compose_so_far(id, templates, book) for id in templates.reports]
    faults = (problem for _, wrong in made for problem in wrong)
    draft = Composed(book, templates, tuple(document for document, _ in made), loaded.previous)
    return draft, (*loaded.problems, *faults, *_same_files(templates))


def audited(
    draft: Composed,
    problems: Sequence[Problem],
    say: Say = lambda line: None,
    fitting: Set[str] = frozenset(),
    workers: Workers | None = None,
) -> Composed:
    """Return `draft` with its slides, once nothing is wrong with it.

    Args:
        draft: the documents.
        problems: those known already.
        say: takes one line a step.
        fitting: ids of reports whose slides were planned before from the same document, and are not wanted now.
        workers: a process that plans the slides meanwhile.

    Raises:
        InputError: with `problems` and all that the audit finds.
    """
    say("audit what was composed")
    talks = [each for each in draft.documents if "pptx" in each.info.formats and each.info.id not in fitting]
    planning = (workers or Workers(0)).submit(planned, talks, draft.templates.theme) if talks else None
    found = audit(draft.documents, draft.templates, draft.book)
    decks, unfit = planning.result() if planning else ({}, [])
    if problems:
        failure = InputError([*problems, *found, *unfit])
        failure.add_note(HIDDEN)
        raise failure
    collect([*found, *unfit])
    return replace(draft, decks=decks)


def planned(documents: Sequence[Document], theme: Theme) -> tuple[dict[str, Deck], list[Problem]]:
    """Return the slides of reports by their ids, and what does not fit on them."""
    from reports.formats.pptx.plan import plan

    decks: dict[str, Deck] = {}
    found: list[Problem] = []
    for document in documents:
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


def check(where: Folders, as_of: str = "", say: Say = lambda line: None, *, unused: bool = False) -> tuple[str, ...]:
    """Load, compose and audit everything, write nothing; return notes that are no errors.

    With `unused`, each fact that no document uses is named, however many there are.

    Raises:
        InputError: with every problem.
    """
    composed = compose_all(where, (), as_of, say)
    warned = (str(warning) for deck in composed.decks.values() for warning in deck.warnings)
    undeclared = map(str, audit_notes(composed.documents, composed.templates, composed.book))
    return (*notes(composed.book, composed.templates, composed.documents, unused=unused), *warned, *undeclared)
