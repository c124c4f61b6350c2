"""What the first audit merely remarks: names in sentences that nobody has declared, and exhibits named by number."""

from __future__ import annotations

from collections.abc import Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.audit.rules.actors import SENTENCES


def remarks(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield what is worth a look in a sentence of `passage`, though it is no error."""
    if passage.kind in SENTENCES:
        yield from _names(passage, bench)
        yield from _exhibits(passage, bench)


def _names(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield names that the fact book does not know."""
    for start, end in bench.vocabulary.unknown(passage.masked, behind_figure=passage.kind == "tile"):
        if not any(first <= start and end <= last for first, last in bench.terms.spans(passage.text)):
            what = f"“{passage.text[start:end]}” is a name that the facts do not declare"
            yield Finding(passage, start, end, what, "declare it under 'actors:', if it is one")


def _exhibits(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield figures, tables and sections that are named by number, which changes when something is put before them."""
    for match in bench.beside.pattern("exhibits", plain=True).finditer(passage.masked):
        what = f"“{match[0]}” names a part of the document by its number"
        yield Finding(
            passage, *match.span(), what, 'write {{ ref("…") }}, which follows it, if it is one of this document'
        )
