"""What marks of a native chart are made of, against its facts and against the sheet of its workbook."""

from __future__ import annotations

from calendar import isleap
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

    `days` are the cells of its first and last day in the workbook; of its first and last year on an axis of years.
    """
    years = len(spec.start) == len("2031")
    first, last = (_cell(text, years=years) if text else None for text in (span.start, _closing(span.end, years)))
    if not _same(days, wanted := (first, last)):
        yield f"the days {_said(days)} of its workbook are not those of {span.start}/{span.end}, {_texts(wanted)}"
    if (row.values or first is not None) and not _same(row.values, (first,)):
        yield f"its first day {_said(row.values)} is not that of {span.start}/{span.end}"
    begins, ends = _cell(spec.start, years=years), _end(spec.stop, years=years)
    start = max(begins if first is None else first, begins)
    end = min(_end(span.end, years=years), ends) if span.end else ends
    at = _lengths(row.drawn)
    there = bool(at) and abs(at[0] - start) < SAME
    length = at[1] if len(at) > 1 else Decimal(0)
    open_end = not span.end and 0 < length <= end - start  # its arrow takes the rest
    if not there or not (open_end or abs(length - (end - start)) < SAME):
        yield f"its bar stands at {_said(row.drawn)}, not where {span.start}/{span.end} is"


def _same(cells: Sequence[str], wanted: Sequence[Decimal | None]) -> bool:
    """Return whether cells hold these numbers, and are empty where there is none."""
    if len(cells) != len(wanted):
        return False
    for cell, number in zip(cells, wanted, strict=True):
        if not cell or number is None:
            if cell or number is not None:
                return False
        elif abs(Decimal(cell) - number) > SAME:
            return False
    return True


def _said(cells: Sequence[str]) -> str:
    return ", ".join(cell or "none" for cell in cells) or "none"


def _texts(numbers: Sequence[Decimal | None]) -> str:
    return _said([f"{round(each, 4).normalize():f}" if each is not None else "" for each in numbers])


def _closing(text: str, years: bool) -> str:
    """Return the day that the last cell of a row stands for; on an axis of years a year stands for itself."""
    return text if not text or "T" in text or (years and len(text) == len("2031")) else _last(text).isoformat()


def _cell(text: str, *, years: bool) -> Decimal:
    """Return the number that a cell holds for the beginning of a date: its day and time, or its year and part of one."""
    day, clock = _first(text), text.partition("T")[2]
    if years:
        new_year = date(day.year, 1, 1)
        return day.year + Decimal((day - new_year).days) / (366 if isleap(day.year) else 365)
    hour, _, minute = clock.partition(":")
    return (day - EPOCH).days + Decimal(int(hour or 0) * 60 + int(minute or 0)) / 1440


def _end(text: str, *, years: bool) -> Decimal:
    """Return where a date ends: a day on the morning after it, a time of day at its minute."""
    return _cell(text if "T" in text else (_last(text) + timedelta(days=1)).isoformat(), years=years)


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
