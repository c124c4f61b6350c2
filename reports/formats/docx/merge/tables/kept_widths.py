"""Widths that a person gave the columns of a table, kept in the table that is set anew in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.formats.docx.merge.file_reading import TC, TR, VAL
from reports.ooxml.wordprocessingml import Element, W

_W = f"{{{W}}}"
WIDTH = _W + "w"


def keep_widths(made: Element, mine: Element, columns: Mapping[int, int]) -> None:
    """Give the columns of `made` the widths that they have in a person's table; others keep the generated ones.

    A table that would be wider than both is made as wide as the wider of them, in the same proportions.

    Args:
        made: the new table, which is changed.
        mine: the person's.
        columns: column of the new table by column of the person's.
    """
    old, new = _widths(mine), _widths(made)
    wide = {n: old[m] for m, n in columns.items() if m < len(old) and n < len(new) and old[m]}
    found = [wide.get(n, width) for n, width in enumerate(new)]
    most = max(sum(old), sum(new))
    if wide and sum(found):
        share = min(1.0, most / sum(found))
        _set(made, [round(width * share) for width in found])


def _widths(table: Element) -> list[int]:
    """Return the widths of the columns of a table, in twentieths of a point (17.4.48)."""
    texts = (each.get(WIDTH, "") for each in table.iterfind(f"{_W}tblGrid/{_W}gridCol"))
    return [int(text) if text.isdecimal() else 0 for text in texts]


def _set(table: Element, widths: Sequence[int]) -> None:
    for column, width in zip(table.iterfind(f"{_W}tblGrid/{_W}gridCol"), widths, strict=True):
        column.set(WIDTH, str(width))
    for whole in table.iterfind(f"{_W}tblPr/{_W}tblW"):
        whole.set(WIDTH, str(sum(widths)))
    for row in table.iterchildren(TR):
        at = 0
        for cell in row.iterchildren(TC):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            end = at + (int(span.get(VAL, "1")) if span is not None and span.get(VAL, "").isdecimal() else 1)
            for node in cell.iterfind(f"{_W}tcPr/{_W}tcW"):
                node.set(WIDTH, str(sum(widths[at:end])))
            at = end


__all__ = ["keep_widths"]
