"""The rule on printed figures: each reads as its fact prints it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.chart_words import DRAWN
from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.domain.wording import FormatError, quote


def stale(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures whose text is not what their fact prints in their format."""
    for piece, ref in passage.refs:
        if ref.format == DRAWN:
            continue
        try:
            text = quote(bench.book.facts[ref.fact_id], ref.format, bench.speech)
        except (KeyError, FormatError) as failure:
            yield Finding(
                passage,
                piece.start,
                piece.end,
                f"“{ref.text}” cannot be made from {ref.fact_id!r}: {failure}",
                "report it",
            )
            continue
        if text != ref.text:
            what = f"“{ref.text}” is not what the fact {ref.fact_id!r} prints as {ref.format!r}: “{text}”"
            yield Finding(passage, piece.start, piece.end, what, "print it with {{ fact(…) }}")
