"""The rule on loud words: no praise, no alarm, nothing significant without a measure."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.clauses import clauses
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.comparisons import carries
from reports.audit.waivers import waive


def loud(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words of praise and alarm outside quotations, and 'significant' without a measure."""
    for match in bench.words.praise.finditer(passage.masked):
        if any(carries(match[0], fact, bench) for fact in bench.facts(passage)):
            continue
        cure = f'delete it, or quote it with {{{{ fact("…", "quotation") }}}}; where it is no praise, {waive(match[0])}'
        yield Finding(passage, *match.span(), f"“{match[0]}” praises or alarms", cure)
    for match in bench.words.unmeasured.finditer(passage.masked):
        sentence = next(c for c in clauses(passage, bench.words) if c.sentence[0] <= match.start() < c.sentence[1])
        if not any(sentence.sentence[0] <= piece.start < sentence.sentence[1] for piece, _ in passage.refs):
            cure = "give the figure, or say what it is without the word"
            yield Finding(passage, *match.span(), f"“{match[0]}” stands without a measure", cure)
