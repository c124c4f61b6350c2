"""What marks of a native chart are made of, against its facts and against the sheet of its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from reports.charts.registry import KINDS
from reports.document import ChartSpec, Span
from reports.document.extracted_text import ChartRow, ChartText

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
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


def day_faults(span: Span, spec: ChartSpec, days: Sequence[str], row: ChartRow) -> Iterator[str]:
    """Yield where a row of a timeline holds other days than its fact, or its bar begins or ends on others.

    `days` are the cells of its first and last day in the workbook.
    """
    first, last = (_first(text) if text else None for text in (span.start, span.end and _last(span.end).isoformat()))
    wanted = tuple(str((day - EPOCH).days) if day else "" for day in (first, last))
    if tuple(days) != wanted:
        yield f"the days {_said(days)} of its workbook are not those of {span.start}/{span.end}, {_said(wanted)}"
    if row.values != wanted[:1] and (row.values or wanted[0]):
        yield f"its first day {_said(row.values)} is not that of {span.start}/{span.end}"
    begins, ends = _first(spec.start), _last(spec.stop) + timedelta(days=1)
    start = max(first or begins, begins)
    end = min(last + timedelta(days=1), ends) if last else ends
    at = [int(length) for length in _lengths(row.drawn)]
    open_end = not last and len(at) == 2 and 0 < at[1] <= (end - start).days  # its arrow takes the rest
    if at != [(start - EPOCH).days, (end - start).days] and not (open_end and at[0] == (start - EPOCH).days):
        yield f"its bar stands at {_said(row.drawn)}, not where {span.start}/{span.end} is"


def _said(cells: Sequence[str]) -> str:
    return ", ".join(cell or "none" for cell in cells) or "none"


def _first(text: str) -> date:
    day = text.partition("T")[0]
    return date.fromisoformat(day + "-01" * (2 - day.count("-")))


def _last(text: str) -> date:
    day = text.partition("T")[0]
    if day.count("-") == 2:
        return date.fromisoformat(day)
    more = 32 if day.count("-") else 366
    return (_first(day) + timedelta(days=more)).replace(day=1) - timedelta(days=1)


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
