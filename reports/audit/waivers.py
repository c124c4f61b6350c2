"""Words that the audit was told to let pass: literals in templates, and terms, which are declared once for every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reports.audit.context import Bench, Finding
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.document import Literal, Text
from reports.domain.fact_book import FactBook
from reports.errors import Place, Problem

Find = Callable[[Passage, Bench], Iterator[Finding]]
"""What looks for one kind of fault in a passage."""


class Waiver(NamedTuple):
    """A literal or a term: words that the audit was told to let pass, and why."""

    text: str
    why: str
    where: str
    """Place in the template or the fact file, as far as known."""


def waive(words: str) -> str:
    """Return how to let words pass: here, or everywhere."""
    return f"write [{words}]{{.literal why=\"…\"}}, or declare its phrase once under 'terms:'"


def literals_in(passage: Passage) -> Iterator[tuple[int, Literal]]:
    """Yield where the passage holds literals."""
    return ((piece.start, piece.node) for piece in passage.pieces if isinstance(piece.node, Literal))


def waived(finding: Finding, bench: Bench) -> bool:
    """Return whether the words of `finding` are part of a declared term; a term that is no longer than they excuses nothing."""
    start, end = finding.start, finding.end
    spans = bench.terms.declared_spans(finding.passage.text)
    return any(first <= start and end <= last and (first, last) != (start, end) for first, last in spans)


def terms_used(book: FactBook, passages: tuple[Passage, ...], bench: Bench) -> Iterator[Waiver]:
    """Yield the declared terms that stand in `passages`, each once."""
    said = {passage.text[start:end] for passage in passages for start, end in bench.terms.declared_spans(passage.text)}
    for id, term in book.terms.items():
        if not said.isdisjoint(term.words):
            yield Waiver(term.term, term.why, str(book.where.get(("terms", id), id)))


def idle_terms(book: FactBook, said: frozenset[str]) -> Iterator[Problem]:
    """Yield the declared terms of which no document uses a spelling; `said` are those that stand in one."""
    for id, term in book.terms.items():
        if said.isdisjoint(term.words):
            what = f"the term {term.term!r} is used in no document, and lets nothing pass"
            yield Problem(Place(str(book.where.get(("terms", id), id))), what, "delete it, or correct its spelling")


def idle_literals(passage: Passage, bench: Bench, finds: tuple[Find, ...]) -> Iterator[Finding]:
    """Yield the literals of `passage` to whose words no rule would object."""
    for start, literal in literals_in(passage):
        plain = replace(passage, pieces=tuple(_plain(piece, start) for piece in passage.pieces))
        end = start + len(literal.text)
        if not any(each.start < end and start < each.end for find in finds for each in find(plain, bench)):
            what = f"“{literal.text}” is waived, but no rule objects to it"
            yield Finding(passage, start, end, what, "write it without '.literal', so that the rules guard it")


def _plain(piece: Piece, start: int) -> Piece:
    """Return the literal at `start` as the text that it would be without its waiver; any other piece as it is."""
    is_it = piece.start == start and isinstance(piece.node, Literal)
    return Piece(piece.start, piece.end, Text(piece.node.text)) if is_it and isinstance(piece.node, Literal) else piece
