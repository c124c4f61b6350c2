"""Rules of the first audit on who is named, how far things have come, and what is added up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.audit.clauses import Clause, Span, clauses
from reports.audit.context import Bench, Finding
from reports.audit.declared_wholes import related
from reports.audit.passages import Passage
from reports.document import Cite, FactRef, Name, Text
from reports.domain.facts import Fact, Status

SENTENCES = frozenset({"paragraph", "cell", "footnote", "notes", "tile", "label", "alt", "chart"})
"""Kinds of passage that say something about the actors they name; headings and captions announce."""
SOFT = frozenset(Status) - {Status.REPORTED, Status.ARGUED, Status.NOT_STATED, Status.SCHEDULED, Status.LAUNCHED}
"""Statuses that say how far a thing has come, or that somebody claims it."""


def strangers(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield declared actors that belong to no fact cited in the paragraph."""
    if passage.kind not in SENTENCES or passage.panel == "analysis" or bench.unread(passage):
        return
    named = [found for found in bench.names.actors(passage.text) if not _inside_fact(passage, found.start)]
    if not named:
        return
    subjects = {*bench.document.info.subjects, bench.document.info.focus}
    allowed = subjects.union(*(bench.names.of(fact) for fact in bench.facts(passage)))
    gaps = tuple(_gaps(passage, bench))
    seen: set[str] = set()
    for found in named:
        words = passage.text[found.start : found.end]
        unstated = any(start <= found.start < end for start, end in gaps) and (
            not found.ids.isdisjoint(bench.names.unstated) or bool(bench.book.broken)
        )
        if found.ids.isdisjoint(allowed) and not unstated and words not in seen:
            seen.add(words)
            yield Finding(
                passage, found.start, found.end, f"“{words}” belongs to no fact cited here", _cure(found.ids, bench)
            )


def _gaps(passage: Passage, bench: Bench) -> Iterator[Span]:
    """Yield the sentences that say what is not known; they may name whom the facts on what is not stated name."""
    if passage.panel == "gap":
        yield 0, len(passage.text)
    elif bench.words.unknown.search(passage.masked):
        for sentence in dict.fromkeys(clause.sentence for clause in clauses(passage, bench.words)):
            if bench.words.unknown.search(passage.masked, *sentence):
                yield sentence


def _inside_fact(passage: Passage, start: int) -> bool:
    return any(p.start <= start < p.end and not isinstance(p.node, Text | Name) for p in passage.pieces)


def _cure(ids: frozenset[str], bench: Bench) -> str:
    known = [fact.id for fact in bench.book.facts.values() if not ids.isdisjoint((*fact.actors, *fact.countries))]
    if not known:
        return "cite a fact that names it, or put the passage into ::: analysis"
    some = ", ".join(known[:3]) + (" …" if len(known) > 3 else "")
    return (
        f'cite a fact that names it ({some}) or print it, such as {{{{ fact("{known[0]}", "status") }}}}; where it is our own '
        "view, put the passage into ::: analysis; where the report is about it, list it under 'subjects:' in report.yaml"
    )


def upgrades(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words that say a thing has come further than the status of the facts in the clause."""
    if not bench.words.status.search(passage.masked) or bench.unread(passage):
        return
    parts = tuple(clauses(passage, bench.words))
    for clause in parts:
        for match in bench.words.status.finditer(passage.masked, *clause.span):
            if not _unreal(passage.masked, match.start(), clause, bench):
                yield from _upgrade(passage, match, clause, parts, bench)


def _unreal(text: str, at: int, clause: Clause, bench: Bench) -> bool:
    """Return whether the word is denied, wished, asked or said to be unknown."""
    return bool(
        bench.words.unreal.search(text, clause.span[0], at) or bench.words.unknown.search(text, *clause.sentence)
    )


def _upgrade(
    passage: Passage, match: re.Match[str], clause: Clause, parts: Iterable[Clause], bench: Bench
) -> Iterator[Finding]:
    word = match[0]
    facts = _bearing(clause.refs, clause.cites, bench)
    near = bool(facts)
    if not facts:
        facts = tuple(f for c in parts if c.sentence == clause.sentence for f in _bearing(c.refs, c.cites, bench))
        if not facts and passage.kind == "cell":
            facts = tuple(fact for fact in bench.facts(passage) if fact.unit not in bench.words.time_units)
        if not all(fact.status in SOFT for fact in facts):
            return
    if not facts or any(_carries(word, fact, bench) for fact in facts):
        return
    fact = facts[0]
    said = bench.speech.word("statuses", fact.status)
    what = f"“{word}” says more than the status of {fact.id!r}, which is {said}"
    cure = (
        f"say {said!r}"
        + ("" if near else ", or move the word away from the figure")
        + ", or correct the status of the fact"
    )
    yield Finding(passage, *match.span(), what, f'{cure}; a false alarm: write [{word}]{{.literal why="…"}}')


def _bearing(refs: Iterable[FactRef], cites: Iterable[Cite], bench: Bench) -> tuple[Fact, ...]:
    """Return the facts whose status counts: not lengths of time and dates."""
    ids = dict.fromkeys(
        [ref.fact_id for ref in refs if ref.format != "date"] + [id for cite in cites for id in cite.fact_ids]
    )
    facts = (fact for id in ids for fact in _with_parts(id, bench))
    return tuple(fact for fact in facts if fact.unit not in bench.words.time_units)


def _with_parts(id: str, bench: Bench) -> Iterator[Fact]:
    """Yield the fact and those it derives from, whose words it may use."""
    if fact := bench.book.facts.get(id):
        yield fact
        for part in fact.derived_from:
            yield from _with_parts(part, bench)


def _carries(word: str, fact: Fact, bench: Bench) -> bool:
    said = " ".join(filter(None, (fact.statement, fact.label, fact.quotation, *(r.text for r in fact.readings))))
    if fact.status is not Status.NOT_STATED and _affirmed(word, said, bench):
        return True
    statuses = {fact.status} | {reading.status for reading in fact.readings if reading.status}
    for pattern, carried in bench.words.carried:
        if pattern.fullmatch(word):
            return not statuses.isdisjoint(carried)
    return all(statuses.isdisjoint(never) for pattern, never in bench.words.never if pattern.fullmatch(word))


def _affirmed(word: str, said: str, bench: Bench) -> bool:
    """Return whether the record uses the word itself, and not in a denial."""
    match = re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE)
    return bool(match) and not bench.words.unreal.search(said, 0, match.start() if match else 0)


def sums(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words that add up figures of different status that declare no whole."""
    if not bench.words.adding.search(passage.masked):
        return
    seen: set[Span] = set()
    for clause in clauses(passage, bench.words):
        match = bench.words.adding.search(passage.masked, *clause.sentence)
        if (
            not match
            or clause.sentence in seen
            or bench.words.unreal.search(passage.masked, clause.sentence[0], match.start())
        ):
            continue
        seen.add(clause.sentence)
        start, end = clause.sentence
        ids = dict.fromkeys(ref.fact_id for piece, ref in passage.refs if start <= piece.start < end)
        facts = [fact for id in ids if (fact := bench.book.facts.get(id)) and fact.value is not None]
        if pair := _apart(facts):
            what = f"“{match[0]}” adds up {pair[0].id!r} ({pair[0].status}) and {pair[1].id!r} ({pair[1].status})"
            yield Finding(
                passage, *match.span(), what, "name them one by one, or declare the whole with 'part_of:' in the facts"
            )


def _apart(facts: list[Fact]) -> tuple[Fact, Fact] | None:
    """Return two facts of one unit that differ in status and are no parts of one whole."""
    for n, one in enumerate(facts):
        for other in facts[n + 1 :]:
            if one.unit == other.unit and one.status is not other.status and not related(one, other):
                return one, other
    return None
