"""The audits: nothing untraced reaches a reader, shown on templates and model first and on the finished files again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reports.audit import claim_rules, figure_rules
from reports.audit.chart_rules import book_problems, chart_problems
from reports.audit.context import Bench
from reports.audit.declared_names import Names
from reports.audit.file_audit import Comparison, audit_text, compare
from reports.audit.final_rules import open_facts, stand_ins
from reports.audit.passages import Passage, passages
from reports.audit.remarks import Vocabulary
from reports.audit.restatement_rules import contradictions, doubts
from reports.audit.room import crowded_charts
from reports.audit.template_positions import Pointer
from reports.audit.unit_rules import misnamed
from reports.document import Document, Literal, walk
from reports.domain.facts import FactBook
from reports.errors import Problem
from reports.languages.registry import language
from reports.load.template_files import Templates

__all__ = ["RULES", "Comparison", "Waiver", "audit", "audit_text", "compare", "doubts", "literals", "notes"]

RULES: Mapping[str, figure_rules.Rule] = {
    "figures": figure_rules.untraced,
    "hedges": figure_rules.hedges,
    "units": misnamed,
    "marks": figure_rules.unmarked,
    "texts": figure_rules.stale,
    "quotations": figure_rules.quotations,
    "loud words": figure_rules.loud,
    "actors": claim_rules.strangers,
    "status": claim_rules.upgrades,
    "sums": claim_rules.sums,
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
    yield from crowded_charts(document, templates)
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
    claim_rules = tuple(block for block in document.blocks if any(isinstance(node, Literal) for node in walk(block)))
    found = _passages(
        replace(document, blocks=claim_rules), templates
    )  # of the other blocks it would take long, for nothing
    return tuple(
        Waiver(node.text, node.why, document.info.kept(passage.where) or passage.chart or document.info.id)
        for passage in found
        for _, node in figure_rules.literals_in(passage)
        if isinstance(node, Literal)
    )
