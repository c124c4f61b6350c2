"""Widths of the columns of a table on a slide that is set anew: those that a person set stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.formats.pptx.merge.slide_records import Shape
from reports.ooxml.presentationml import A
from reports.ooxml.wordprocessingml import Element


def keep_widths(
    was: Shape,
    mine: Shape,
    old: Sequence[Element],
    table: Element,
    columns: Mapping[int, int],
    shift: Mapping[int, int],
) -> None:
    """Give a table that was set anew the widths that a person set on the columns that it still has.

    Args:
        was: as generated last.
        mine: as the person left it.
        old: its columns there.
        table: the new one; it stays as wide as the person made it, or as it is generated.
        columns: column of the person's by column of the base.
        shift: column of the new table by column of the base.
    """
    if "columns" not in was.traits(mine):
        return
    theirs = columns_of(table)
    widths = [_width(each) for each in theirs]
    resized = len(was.box) == len(mine.box) == 4 and not was.placed_as(mine)
    whole = sum(map(_width, old)) if resized else sum(widths)
    for c, e in shift.items():
        d = columns.get(c)
        if d is not None and d < len(old) and e < len(widths):
            widths[e] = _width(old[d])
    share = whole / max(sum(widths), 1)
    made = [round(each * share) for each in widths]
    _put(theirs, [*made[:-1], whole - sum(made[:-1])])


def columns_of(frame: Element) -> list[Element]:
    """Return the columns of a table, each with its width (ISO/IEC 29500-1, 21.1.3.2)."""
    return list(frame.iter(f"{A}gridCol"))


def _width(column: Element) -> int:
    return int(column.get("w", "0"))


def _put(columns: Sequence[Element], widths: Sequence[int]) -> None:
    for each, width in zip(columns, widths, strict=True):
        each.set("w", str(width))


__all__ = ["columns_of", "keep_widths"]
