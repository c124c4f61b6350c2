"""Paragraphs to which a person did the same at once: a figure moved with its caption, a list made another, a style renamed."""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence
from itertools import accumulate

from reports.formats.docx.merge.comparison import Comparison, Group
from reports.merge.records import Record

RENAMED = "renamed"


def runs_of(done: Sequence[tuple[Group, str]], comparison: Comparison) -> list[list[int]]:
    """Return which of `done`, each a paragraph with the kind of the edit, a person did in one act: lists of their indices.

    Paragraphs that were moved, or given the same style or layout, one behind the other are one act; so are all that had a
    style which has another name now, and the paragraphs of one table.
    """
    ranks = _ranks(comparison.base), _ranks([line.record for line in comparison.lines])
    styles = {name for line in comparison.lines[:1] for name in line.names.styles.values()}
    made: list[list[int]] = []
    last: dict[Hashable, list[int]] = {}
    for n, (group, kind) in enumerate(done):
        change = _change(comparison, group, kind, styles)
        run = last.get(change) if change else None
        if run and (change[0] == RENAMED or _together(comparison, ranks, done[run[-1]][0], group)):
            run.append(n)
        else:
            made.append([n])
            last[change] = made[-1]
    return made


def _change(comparison: Comparison, group: Group, kind: str, styles: Container[str]) -> tuple[str, ...]:
    """Return what was done, alike for paragraphs to which the same was done; empty for what is an act by itself.

    A style that the file knows no more, while all else is as it was, has another name now.
    """
    was, now = comparison.records(group)[0], comparison.mine(group)[0].record
    if kind == "restyled" and was.style not in styles and was.layout == now.layout:
        return (RENAMED, was.style, now.style)
    set_on = (now.style, now.layout) if was.style != now.style else ("", was.layout, now.layout)
    return {"moved": (kind,), "restyled": (kind, *set_on)}.get(kind, ())


def _together(comparison: Comparison, ranks: tuple[Sequence[int], Sequence[int]], one: Group, other: Group) -> bool:
    """Return whether one paragraph follows the other in the base and in the file, or both stand in one table of each."""
    there = [comparison.base[group.base[0]] for group in (one, other)]
    here = [comparison.lines[group.mine[0]].record for group in (one, other)]
    if all(record.kind == "c" for record in (*there, *here)):
        return len({record.at[:1] for record in there}) == len({record.at[:1] for record in here}) == 1
    steps = (ranks[0][other.base[0]] - ranks[0][one.base[-1]], ranks[1][other.mine[0]] - ranks[1][one.mine[-1]])
    return all(0 <= step <= 1 for step in steps)


def _ranks(records: Sequence[Record]) -> list[int]:
    """Return for each paragraph how many with something in them stand before it: empty ones part nothing."""
    return [0, *accumulate(int(bool(record.text.strip())) for record in records)]


__all__ = ["runs_of"]
