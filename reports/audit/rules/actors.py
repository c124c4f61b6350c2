"""The rule on actors: whoever a text names belongs to a fact that it cites."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.claims.prospects import advises
from reports.audit.claims.sentence import Sentence
from reports.audit.clauses import Span, clauses
from reports.audit.context import Bench, Finding
from reports.audit.declared_names import Found
from reports.audit.passages import Passage
from reports.document import Name, Text

SENTENCES = frozenset({"paragraph", "cell", "footnote", "notes", "tile", "label", "alt", "chart"})
"""Kinds of passage that say something about the actors they name; headings and captions announce."""


def strangers(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield declared actors that belong to no fact cited in the paragraph, nor published a source of one."""
    if passage.kind not in SENTENCES or passage.panel == "analysis" or bench.unread(passage):
        return
    named = [found for found in bench.names.actors(passage.text) if not _inside_fact(passage, found.start)]
    if not named:
        return
    subjects = {*passage.info.subjects, passage.info.focus}
    facts = tuple(bench.facts(passage))
    allowed = subjects.union(*map(bench.names.of, facts))
    gaps = tuple(_gaps(passage, bench))
    seen: set[str] = set()
    for found in named:
        words = passage.text[found.start : found.end]
        unstated = any(start <= found.start < end for start, end in gaps) and (
            not found.ids.isdisjoint(bench.names.unstated) or bool(bench.book.broken)
        )
        if (
            found.ids.isdisjoint(allowed)
            and not unstated
            and words not in seen
            and all(found.ids.isdisjoint(bench.names.publishers_of(fact)) for fact in facts)
            and not _idle(passage, found, bench)
        ):
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


def _idle(passage: Passage, found: Found, bench: Bench) -> bool:
    """Return whether the sentence rests on no fact and claims nothing of whom it names: no report names it, it should ask.

    Nor does one that says where the text's own figures come from, of whoever published a source.
    """
    start, end = found.start, found.end
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(start)
    words = bench.claims
    if sentence is None or bench.facts_of(spoken, sentence):
        return False
    if not sentence.verbs and all(each.lemma not in words.modals for each in sentence.tokens):
        return False
    asked = any(each.finite and each.open for each in sentence.claims) or any(
        each.lemma in words.questions for each in sentence.tokens if each.start < start
    )
    silent = sentence.gap or asked or any(each.lemma in words.naming for each in sentence.tokens)
    silent = (
        silent
        or advises(sentence.tokens, words, sentence.words)
        or bool(bench.beside.pattern("as-example").match(passage.text, end))
    )
    silent = silent or (
        not found.ids.isdisjoint(bench.names.publishers)
        and bool(bench.terms.own.search(passage.text[sentence.span[0] : start].lower()))
    )
    told = any(
        each.finite and each.real and (each.group or not each.denied) for each in sentence.claims
    ) or _was_perhaps(sentence, bench)
    return silent and not told


def _was_perhaps(sentence: Sentence, bench: Bench) -> bool:
    """Return whether the sentence guesses at what has been: it may have signed."""
    words = bench.claims
    helping = words.auxiliaries - words.copulas
    row = [each for each in sentence.tokens if each.lemma not in words.adverbs]
    return any(
        one.lemma in words.modals
        and other.lemma in helping
        and other.text not in words.supports
        and third.lemma not in words.to
        for one, other, third in zip(row, row[1:], row[2:], strict=False)
    )


def _inside_fact(passage: Passage, start: int) -> bool:
    return any(p.start <= start < p.end and not isinstance(p.node, Text | Name) for p in passage.pieces)


def _cure(ids: frozenset[str], bench: Bench) -> str:
    known = [fact.id for fact in bench.book.naming(ids)]
    if not known:
        return "cite a fact that names it, or put the passage into ::: analysis"
    some = ", ".join(known[:3]) + (" …" if len(known) > 3 else "")
    return (
        f'cite a fact that names it ({some}) or print it, such as {{{{ fact("{known[0]}", "status") }}}}; where it is our own '
        "view, put the passage into ::: analysis; where the report is about it, list it under 'subjects:' in report.yaml"
    )
