"""The audits: nothing untraced reaches a reader, shown on templates and model first and on the finished files again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field

from reports.audit.chart_room_rules import crowded_charts, unnamed_points
from reports.audit.chart_rules import book_problems, chart_problems, matrix_problems
from reports.audit.context import Bench, Finding
from reports.audit.cover_rules import counted
from reports.audit.declared_names import Names
from reports.audit.dissection import passages
from reports.audit.final_rules import open_facts
from reports.audit.finished.file_audit import Comparison, audit_text, compare
from reports.audit.page_rules import beside_passages, lost_links
from reports.audit.passages import Passage
from reports.audit.record_rules import record_problems
from reports.audit.remarks import remarks
from reports.audit.restatement_rules import MOTHER, contradictions, doubts
from reports.audit.rules import RULES, Rule
from reports.audit.template_positions import Pointer
from reports.audit.verdicts import Grounds, Verdicts
from reports.audit.waivers import Waiver, idle_literals, idle_terms, literals_in, terms_used, waived
from reports.document import Document
from reports.domain.fact_book import FactBook
from reports.errors import Problem
from reports.languages.registry import code_of, language
from reports.load.slide_charts import as_shown
from reports.load.template_files import Templates

__all__ = [
    "RULES",
    "Comparison",
    "Verdicts",
    "Waiver",
    "audit",
    "audit_text",
    "compare",
    "doubts",
    "literals",
    "lost_links",
    "notes",
]


OF_DOCUMENT = tuple(rule for rule in RULES if rule.of_document)
"""Rules by which every passage is judged in each document."""


def audit(
    documents: tuple[Document, ...],
    templates: Templates,
    book: FactBook,
    only: Set[str] = frozenset(),
    verdicts: Verdicts | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of the composed `documents`: figures, hedges, marks, actors, sums, charts, what finals leave open.

    Args:
        documents: the reports, composed without problems.
        templates: what they were composed from, to find line and column.
        book: the facts.
        only: how the paths of the sections begin that are to be looked at; empty for everything.
        verdicts: passages that were found without fault before; this audit adds its own.
    """
    found = {
        *book_problems(book),
        *record_problems(book, _tongue(documents)),
        *open_facts(documents, templates, book),
        *contradictions(book, documents),
    }
    shared = _shared(documents, book)
    found.update(counted(templates, shared.names))
    for document in documents:
        found.update(_document(_read(document, templates), shared.bench(document), only, verdicts))
    return tuple(sorted(found))


def notes(documents: tuple[Document, ...], templates: Templates, book: FactBook) -> tuple[Problem, ...]:
    """Return what is no error but worth a look: undeclared names, each once, values that words contradict, unnamed points."""
    found: dict[str, Problem] = {}
    shared, said, finds = _shared(documents, book), set[str](), tuple(rule.find for rule in RULES)
    for document in documents:
        read = _read(document, templates)
        bench, pointer = shared.bench(document), Pointer(read.shown, document.info.id, read.passages)
        for passage in read.passages:
            for finding in (*remarks(passage, bench), *idle_literals(passage, bench, finds)):
                found.setdefault(finding.words, pointer.problem(finding))
            said.update(passage.text[start:end] for start, end in bench.terms.declared_spans(passage.text))
    lost = (each for document in documents for each in unnamed_points(document, templates))
    return tuple(sorted((*lost, *found.values(), *idle_terms(book, frozenset(said)), *doubts(book, documents))))


def _tongue(documents: tuple[Document, ...]) -> str:
    """Return the language of the fact file's own words: that of the documents where they share one, else English."""
    tags = {code_of(document.info.language) for document in documents if not document.info.translation_of}
    return tags.pop() if len(tags) == 1 else MOTHER


@dataclass(frozen=True)
class _Shared:
    """What is worked out once for one fact book, whatever document or part of the audit asks for it."""

    names: Names
    benches: dict[str, Bench] = field(default_factory=dict)
    """What rules have at hand, by language."""

    def bench(self, document: Document) -> Bench:
        """Return what rules have at hand for a document; those in one language that stand on the same facts share it."""
        tag = document.info.language
        known = self.benches.get(tag)
        if known is None or known.book.facts != document.book.facts:
            self.benches[tag] = known = Bench(document.book, self.names, tag)
        return known


_LAST: list[_Shared] = []
"""That of the fact book which was audited last: audit, notes and editions ask in turn."""


def _shared(documents: tuple[Document, ...], book: FactBook) -> _Shared:
    money = {each["name"]: None for d in documents for each in language(d.info.language).currencies.values()}
    if not _LAST or _LAST[0].names.book is not book or _LAST[0].names.currencies != tuple(money):
        _LAST[:] = [_Shared(Names(book, tuple(money)))]
    return _LAST[0]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document taken apart."""

    document: Document
    templates: Templates
    """What it was composed from."""
    shown: Templates
    """The same with the charts as the document shows them."""
    passages: tuple[Passage, ...]


_LAST_READ: deque[_Read] = deque(maxlen=16)
"""The documents that were taken apart last: audit, notes and evidence page ask for the same ones in turn."""


def _read(document: Document, templates: Templates) -> _Read:
    """Return a document taken apart, once for all who ask."""
    for each in tuple(_LAST_READ):  # another thread may add to it
        if each.document is document and each.templates is templates:
            return each
    shown = as_shown(templates, document.info.id, slides=document.info.slides)
    found = passages(document, {id: file for id, (file, _) in shown.charts.items()})
    _LAST_READ.append(_Read(document, templates, shown, found))
    return _LAST_READ[-1]


def _document(read: _Read, bench: Bench, only: Set[str], verdicts: Verdicts | None) -> Iterator[Problem]:
    document, templates = read.document, read.shown
    yield from chart_problems(document, templates)
    yield from crowded_charts(document, templates)
    yield from beside_passages(document, templates)
    pointer = Pointer(templates, document.info.id, read.passages)
    grounds = verdicts.on(bench) if verdicts is not None else None
    yield from matrix_problems(document, templates, bench)
    for passage in read.passages:
        if only and (passage.where is None or not any(passage.where.path.startswith(each) for each in only)):
            continue
        yield from map(pointer.problem, _judged(passage, bench, grounds))


def _judged(passage: Passage, bench: Bench, grounds: Grounds | None) -> Iterator[Finding]:
    """Yield what is wrong with a passage; one that was found without fault on the same grounds is not judged again."""
    if grounds is None:
        yield from _against(passage, bench, RULES)[0]
        return
    key = grounds.key(passage)
    if grounds.known(key):
        yield from _against(passage, bench, OF_DOCUMENT)[0]
        return
    bench.asked.clear()
    told, broken = _against(passage, bench, RULES)
    if all(rule.of_document for rule in broken):
        grounds.keep(key)
    yield from told


def _against(passage: Passage, bench: Bench, rules: Iterable[Rule]) -> tuple[list[Finding], list[Rule]]:
    """Return what is to be told of a passage by some rules, and each rule that it breaks, whether that is waived or not."""
    taken: list[tuple[int, int]] = []
    told: list[Finding] = []
    broken: list[Rule] = []
    figures, worded = any(passage.refs), passage.is_worded
    for rule in rules:
        if (rule.of_figures and not figures) or (rule.of_own_words and not worded):
            continue
        for finding in rule.find(passage, bench):
            broken.append(rule)
            if rule.of_words and waived(finding, bench):
                continue
            if rule.alone or not any(finding.start < end and start < finding.end for start, end in taken):
                told.append(finding)
            taken.append((finding.start, finding.end))
    return told, broken


def literals(document: Document, templates: Templates) -> tuple[Waiver, ...]:
    """Return the literals of `document` in reading order, and the declared terms that it uses, for the evidence page."""
    found = _read(document, templates).passages
    named: Iterator[Waiver] = iter(())
    if document.book.terms:
        named = terms_used(document.book, found, _shared((document,), document.book).bench(document))
    return (
        *(
            Waiver(node.text, node.why, document.info.kept(passage.where) or passage.chart or document.info.id)
            for passage in found
            for _, node in literals_in(passage)
        ),
        *named,
    )
