"""Paragraphs that came or went together: a table, a row or a column of one is one act of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.formats.docx.merge.comparison import said
from reports.merge.records import Record

Part = tuple[str, int, int]
"""A table, a row or a column: which of these, number of the table, number in it."""


def acts_of(found: Sequence[int], records: Sequence[Record]) -> list[list[int]]:
    """Return the paragraphs `found` by the acts in which they came or went, in the order of the first of each.

    A table, a row or a column is one where everything that stands in it came or went.
    """
    inside: dict[Part, set[int]] = {}
    for n, record in enumerate(records):
        if record.text.strip():
            for part in _parts(record):
                inside.setdefault(part, set()).add(n)
    gone = set(found)
    whole = {part for part, members in inside.items() if members <= gone}
    acts: dict[Part, list[int]] = {}
    for n in found:
        act = next((part for part in _parts(records[n]) if part in whole), ("paragraph", n, 0))
        acts.setdefault(act, []).append(n)
    return list(acts.values())


def _parts(record: Record) -> Iterator[Part]:
    """Yield what a paragraph stands in, the largest first."""
    if record.kind == "c" and len(record.at) == 3:
        table, row, column = record.at
        yield from (("table", table, 0), ("row", table, row), ("column", table, column))


def text_of(act: Sequence[int], records: Sequence[Record]) -> str:
    """Return what was added or deleted in one act: the rows of a table in lines, cells parted by a bar."""
    rows: dict[tuple[int, ...], list[str]] = {}
    for n in act:
        rows.setdefault(records[n].at[:2] or (n,), []).append(said(records[n]))
    return "\n".join(" | ".join(cells) for cells in rows.values())


__all__ = ["acts_of", "text_of"]
