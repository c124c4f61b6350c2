"""The rule of the first audit on changes: a text says rose only of a rise and fell only of a fall, and says it once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reports.audit.claims.spoken import FRAGMENTS
from reports.audit.clauses import clauses
from reports.audit.context import Bench, Finding
from reports.audit.inline_pieces import Piece
from reports.audit.passages import Passage
from reports.document.inlines import FactRef
from reports.domain.facts import Fact
from reports.domain.wording import is_change

FIGURES = frozenset({"figure", "full", "short", "symbol", "number", "bare", "bare-short", "signed", "signed-number"})
"""Formats that print a change with its sign."""
NEAR = 24
"""Characters between a word and a figure with its sign within which the word says the direction of that figure."""
MOVE = 32
"""Characters before 'from … to …' in which the word stands that says which way it went."""
UNSIGNED = "size"
"""Format that leaves the direction to the words around it."""


def misdirected(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words of rise or fall beside a change that went the other way, and changes without sign or word."""
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or fact.value is None or not is_change(fact):
            continue
        if ref.form == UNSIGNED:
            yield from _unsigned(passage, piece, ref, fact, bench)
        elif ref.form in FIGURES:
            yield from _signed(passage, piece, ref, fact, bench)
    yield from _moved(passage, bench)
    yield from _levels(passage, bench)


def _levels(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield a rise or a fall 'to' the figure of one time, where its fact tells of none and no other fact stands beside it."""
    if passage.kind in FRAGMENTS:
        return
    spoken = bench.spoken(passage)
    to = re.compile(rf"\b(?:{bench.beside.text('move-to')})[\s\u00a0]*\Z")
    for place, ref in spoken.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or fact.derived_from or not _is_level(fact, bench) or not to.search(passage.masked[:place]):
            continue
        sentence = spoken.sentence_at(place)
        if sentence is None or len(bench.facts_of(spoken, sentence)) != 1:
            continue
        changing = (each for each in sentence.claims if each.group and each.group.name in bench.claims.changing)
        for claim in (each for each in changing if each.finite and each.real and each.start < place):
            if not (claim.denied or bench.licence(fact.id).says(claim)):
                words = passage.text[claim.start : claim.end]
                what = f"“{words}” tells of a change, and {fact.id!r} of one time only"
                yield Finding(passage, claim.start, claim.end, what, "say what it is, or print what it was as well")


def _is_level(fact: Fact, bench: Bench) -> bool:
    """Return whether `fact` counts something at one time: no change, no observation of a dataset, no money."""
    return fact.value is not None and not (is_change(fact) or fact.is_observation) and bench.licence(fact.id).counts


def _moved(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield 'fell from {8} to {12}', and 'rose to {8} from {12}'."""
    if sum(1 for _ in passage.refs) < 2:
        return
    lead, to = (re.compile(rf"\b(?:{bench.beside.text(key)})[\s\u00a0]*\Z") for key in ("move-from", "move-to"))
    for (one, first), (other, second) in pairwise(passage.refs):
        before, between = passage.masked[: one.start], passage.masked[one.end : other.start]
        came, went = bench.book.facts.get(first.fact_id), bench.book.facts.get(second.fact_id)
        if to.search(before) and lead.fullmatch(between.strip()):
            came, went = went, came
        elif not (lead.search(before) and to.fullmatch(between.strip())):
            continue
        word = _last(bench, passage.masked, max(0, one.start - MOVE), one.start)
        if word is None or came is None or went is None or came.value is None or went.value is None:
            continue
        rises = bool(bench.words.rising.fullmatch(word[0]))
        if came.unit == went.unit and not (went.value > came.value if rises else went.value < came.value):
            what = f"“{word[0]}” is said of {came.id!r} ({came.value}) and {went.id!r} ({went.value})"
            yield Finding(passage, *word.span(), what, "say which way it went as their values do")


def _unsigned(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield what is wrong around a change that is printed without its sign."""
    word = _word(passage, piece, bench)
    if word is None:
        what = f"“{ref.text}” leaves out the sign of a change, and no word says whether it rose or fell"
        yield Finding(passage, piece.start, piece.end, what, 'print it in the format "moved", or with its sign')
    elif wrong := _against(word[0], fact, bench):
        yield Finding(passage, *word.span(), *wrong)


def _signed(passage: Passage, piece: Piece, ref: FactRef, fact: Fact, bench: Bench) -> Iterator[Finding]:
    """Yield a word right before a change with its sign that says the other direction, or the same once more."""
    word = _last(bench, passage.masked, max(0, piece.start - NEAR), piece.start)
    if word is None:
        return
    if wrong := _against(word[0], fact, bench):
        yield Finding(passage, *word.span(), *wrong)
    elif (fact.value or 0) < 0:
        what = f"“{word[0]}” and the sign of {ref.text} both say that it fell"
        yield Finding(passage, *word.span(), what, 'print it in the format "size" or "moved"')


def _against(word: str, fact: Fact, bench: Bench) -> tuple[str, str] | None:
    """Return what is wrong with a word that says another direction than the sign of `fact`; None where it agrees."""
    value = fact.value or 0
    rises = bool(bench.words.rising.fullmatch(word))
    if (value > 0 and rises) or (value < 0 and not rises):
        return None
    said = "did not change" if not value else "rose" if value > 0 else "fell"
    return (
        f"“{word}” is said of {fact.id!r}, which {said} ({value})",
        'print it in the format "moved", whose verb follows the sign',
    )


def _word(passage: Passage, piece: Piece, bench: Bench) -> re.Match[str] | None:
    """Return the word that says the direction of a figure: the last one before it in its sentence, or the first after it."""
    for clause in clauses(passage, bench.words):
        start, end = clause.sentence
        if start <= piece.start < end and clause.span[0] <= piece.start < max(clause.span[1], clause.span[0] + 1):
            before = _last(bench, passage.masked, start, piece.start)
            return before or bench.words.direction.search(passage.masked, piece.end, clause.span[1])
    return None


def _last(bench: Bench, text: str, start: int, end: int) -> re.Match[str] | None:
    matches = [*bench.words.direction.finditer(text, start, end)]
    return matches[-1] if matches else None
