"""The rule on source marks: each figure has one after it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.context import Bench, Finding, covers
from reports.audit.passages import Passage
from reports.document import Cite, FactRef
from reports.domain.facts import Fact

UNMARKED = frozenset({"bottom-line", "gap", "point"})
"""Boxes that sum up: the marks of their figures stand in the text."""
WORDS = frozenset({"label", "status", "hedge", "difference", "reason", "id", "place"})
"""Formats that print words about a fact, not the fact."""


def unmarked(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures without a source mark after them in the same paragraph, or in the same row of a table."""
    if passage.info.slides or passage.kind not in ("paragraph", "cell", "footnote") or passage.panel in UNMARKED:
        return
    if bench.unread(passage):  # the mark may be that of the fact that could not be read
        return
    for piece, ref in passage.refs:
        fact = bench.book.facts.get(ref.fact_id)
        if fact is None or ref.form.split(":")[0] in WORDS:
            continue
        later = [each.node for each in passage.pieces if isinstance(each.node, Cite) and each.start >= piece.end]
        numbers = _numbers(fact, ref, bench)
        if not any(covers(cite, fact, numbers) for cite in (*later, *passage.cites)):
            what = f"“{ref.text}” has no source mark after it"
            yield Finding(
                passage, piece.start, piece.end, what, f'add {{{{ cite("{fact.id}") }}}} after it, or {{{{ cite() }}}}'
            )


def _numbers(fact: Fact, ref: FactRef, bench: Bench) -> tuple[int, ...]:
    kind, _, name = ref.form.partition(":")
    refs = next((r.sources for r in fact.readings if kind == "reading" and r.name == name and r.sources), fact.sources)
    return tuple(bench.book.numbers[each.source] for each in refs)
