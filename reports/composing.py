"""From input to audited documents: load, compose, audit, plan. What every command that needs the reports begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from reports.errors import FlagError, InputError, Problem, collect
from reports.facts import FactBook
from reports.folders import Folders
from reports.load.facts import load_facts
from reports.load.nearest import nearest
from reports.load.recorded import renamed
from reports.load.releases import Release, load_releases
from reports.making import SLOWEST
from reports.model import Document
from reports.theme import Theme

if TYPE_CHECKING:
    from reports.deck import Deck
    from reports.load.templates import Templates

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
    from reports.load.templates import load_templates  # as late as can be: the second process may have begun by now

    templates, more = load_templates(where.templates, where.shown(where.templates))
    releases, broken = load_releases(where.facts, where.shown(where.facts))
    found = [*problems, *more, *broken]
    if not (book.facts or book.datasets):
        raise InputError(found)
    _check_names(only, templates)
    templates = renamed(templates, book.aliases)
    say("compose " + ", ".join(templates.reports))
    documents, faults = _composed(templates, book, early, first)
    documents, book = _with_observations(documents, book)
    found += [*faults, *_same_files(templates)]
    return Composed(book, templates, documents, releases[-1] if releases else None), tuple(found)


def audited(
    draft: Composed, problems: Sequence[Problem], say: Say = lambda line: None, fitting: Set[str] = frozenset()
) -> Composed:
    """Return `draft` with its slides, once nothing is wrong with it.

    Args:
        draft: the documents.
        problems: those known already.
        say: takes one line a step.
        fitting: ids of reports whose slides were planned before from the same document, and are not wanted now.

    Raises:
        InputError: with `problems` and all that the audit finds.
    """
    from reports.audit import audit  # here and below, since a build has begun its slowest file by now

    say("audit what was composed")
    found = audit(draft.documents, draft.templates, draft.book)
    decks, unfit = _planned([each for each in draft.documents if each.info.id not in fitting], draft.templates.theme)
    if problems:
        failure = InputError([*problems, *found, *unfit])
        failure.add_note(HIDDEN)
        raise failure
    collect([*found, *unfit])
    return replace(draft, decks=decks)


def _composed(
    templates: Templates, book: FactBook, early: Early, first: Set[str]
) -> tuple[tuple[Document, ...], list[Problem]]:
    """Return every report, as far as it could be composed, and what is wrong with them; the slowest come after the `first`."""
    from reports.narrative import compose_so_far

    made: dict[str, tuple[Document, tuple[Problem, ...]]] = {}
    rank = {id: (id not in first, SLOWEST not in file.formats) for id, (file, _) in templates.reports.items()}
    for id in sorted(templates.reports, key=rank.__getitem__):
        made[id] = document, wrong = compose_so_far(id, templates, book)
        if not wrong:
            early(document, templates.theme)
    documents = tuple(made[id][0] for id in templates.reports)
    return documents, [problem for id in templates.reports for problem in made[id][1]]


def _with_observations(documents: tuple[Document, ...], book: FactBook) -> tuple[tuple[Document, ...], FactBook]:
    """Return `documents` and `book` with the observations that any document prints among their facts."""
    if book.datasets is None:
        return documents, book
    printed = {id: fact for each in documents for id, fact in each.book.facts.items()}
    every = {**book.facts, **{id: fact for id, fact in printed.items() if id not in book.facts}}
    shared = replace(documents[0].book, facts=every)
    return tuple(replace(each, book=shared) for each in documents), replace(book, facts=every)


def _planned(documents: Sequence[Document], theme: Theme) -> tuple[dict[str, Deck], list[Problem]]:
    """Return the slides of every report that has some, and what does not fit on them."""
    from reports.deck import plan

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


def check(where: Folders, as_of: str = "", say: Say = lambda line: None, *, unused: bool = False) -> tuple[str, ...]:
    """Load, compose and audit everything, write nothing; return notes that are no errors.

    With `unused`, each fact that no document uses is named, however many there are.

    Raises:
        InputError: with every problem.
    """
    from reports.audit import notes as audit_notes
    from reports.notes import notes

    composed = compose_all(where, (), as_of, say)
    warned = (str(warning) for deck in composed.decks.values() for warning in deck.warnings)
    undeclared = map(str, audit_notes(composed.documents, composed.templates, composed.book))
    return (*notes(composed.book, composed.templates, composed.documents, unused=unused), *warned, *undeclared)
