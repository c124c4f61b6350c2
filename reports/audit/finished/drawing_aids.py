"""What marks of a native chart are made of, against its facts and against the sheet of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.document.extracted_text import ChartText

SAME = Decimal("0.001")
"""Lengths that differ by less are the same: programs round them."""


def drawn_faults(spec: ChartSpec, chart: ChartText) -> Iterator[str]:
    """Yield where squares are not as many as their facts count, or the chart draws other lengths than its workbook holds."""
    if KINDS[spec.kind].counted:
        for point, row in zip(spec.points, chart.rows, strict=True):
            squares = sum(1 for length in _lengths(row.drawn) if length == 1)
            if row.drawn and squares != int(point.reach or 0):
                yield f"row “{point.label or point.fact_id}”: {squares} squares are drawn, not {int(point.reach or 0)}"
    if chart.aids and _names(chart.aids) != _names(chart.cells):
        yield "the rows of its sheet of drawing aids are called otherwise than those of its data"
    drawn = [length for row in chart.rows for length in _lengths(row.drawn)]
    held = [length for cells in chart.aids[1:] for length in _lengths(cells[1:])]
    if len(drawn) != len(held) or any(abs(one - other) > SAME for one, other in zip(drawn, held, strict=True)):
        yield "it draws other lengths than the sheet of drawing aids holds"


def _names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the names of rows; a line in which marks run on has none."""
    return [cells[0] for cells in rows if cells and cells[0]]


def _lengths(cells: Sequence[str]) -> list[Decimal]:
    """Return the lengths in `cells`, without those of nothing."""
    found = []
    for cell in cells:
        try:
            found.append(Decimal(cell))
        except InvalidOperation:
            continue
    return [length for length in found if length]
