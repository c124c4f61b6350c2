"""The audits: nothing untraced reaches a reader, shown on templates and model first and on the finished files again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.audit import rules, telling
from reports.audit.bench import Bench
from reports.audit.charts import book_problems, chart_problems
from reports.audit.directions import misdirected
from reports.audit.finals import open_facts, stand_ins
from reports.audit.finished import Comparison, audit_file, compare
from reports.audit.names import Names
from reports.audit.notes import Vocabulary
from reports.audit.passages import Passage, passages
from reports.audit.pointing import Pointer
from reports.audit.restating import contradictions, doubts
from reports.audit.units import misnamed
from reports.errors import Problem
from reports.facts import FactBook
from reports.load import language
from reports.load.templates import Templates
from reports.model import Document, Literal, walk

__all__ = ["RULES", "Comparison", "Waiver", "audit", "audit_file", "compare", "doubts", "literals", "notes"]

RULES: Mapping[str, rules.Rule] = {
    "figures": rules.untraced,
    "hedges": rules.hedges,
    "units": misnamed,
    "marks": rules.unmarked,
    "texts": rules.stale,
    "quotations": rules.quotations,
    "loud words": rules.loud,
    "actors": telling.strangers,
    "status": telling.upgrades,
    "sums": telling.sums,
    "directions": misdirected,
    "stand-ins": stand_ins,
}
"""Every rule on passages, by name."""


def audit(documents: tuple[Document, ...], templates: Templates, book: FactBook) -> tuple[Problem, ...]:
    """Return every problem of the composed `documents`: figures, hedges, marks, actors, sums, charts, what finals leave open.

    Args:
        documents: the reports, composed without problems.
        templates: what they were composed from, to find line and column.
        book: the facts.
    """
    found = {*book_problems(book), *open_facts(documents, templates, book), *contradictions(book, documents)}
    names = _names(documents, book)
    for document in documents:
        found.update(_document(document, templates, names))
    return tuple(sorted(found))


def notes(documents: tuple[Document, ...], templates: Templates, book: FactBook) -> tuple[Problem, ...]:
    """Return what is no error but worth a look: undeclared names in sentences, each once, and values that words contradict."""
    found: dict[str, Problem] = {}
    for document in documents:
        vocabulary = Vocabulary(book, document.info.language)
        every = _passages(document, templates)
        pointer = Pointer(templates, document.info.id, every)
        for finding in (each for passage in every for each in vocabulary.unknown(passage)):
            found.setdefault(finding.words, pointer.problem(finding))
    return tuple(sorted((*found.values(), *doubts(book, documents))))


def _names(documents: tuple[Document, ...], book: FactBook) -> Names:
    money = {each["name"]: None for d in documents for each in language(d.info.language).currencies.values()}
    return Names(book, tuple(money))


def _passages(document: Document, templates: Templates) -> tuple[Passage, ...]:
    return passages(document, {id: file for id, (file, _) in templates.charts.items()})


def _document(document: Document, templates: Templates, names: Names) -> Iterator[Problem]:
    yield from chart_problems(document, templates)
    all_passages = _passages(document, templates)
    bench = Bench(document, names)
    pointer = Pointer(templates, document.info.id, all_passages)
    for passage in all_passages:
        for rule in RULES.values():
            for finding in rule(passage, bench):
                yield pointer.problem(finding)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A literal: words that the audit was told to let pass, and why."""

    text: str
    why: str
    where: str
    """Place in the template, as far as known."""


def literals(document: Document, templates: Templates) -> tuple[Waiver, ...]:
    """Return the literals of `document`, in reading order, for the evidence page."""
    telling = tuple(block for block in document.blocks if any(isinstance(node, Literal) for node in walk(block)))
    found = _passages(
        replace(document, blocks=telling), templates
    )  # of the other blocks it would take long, for nothing
    return tuple(
        Waiver(node.text, node.why, document.info.kept(passage.where) or passage.chart or document.info.id)
        for passage in found
        for _, node in rules.literals_in(passage)
        if isinstance(node, Literal)
    )
