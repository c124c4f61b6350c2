"""The workbook behind a native chart: what 'Edit data' opens."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.charts.native.sheet import AIDS, SHEET, Column, Sheet, number

ABOUT = "Sources"
"""Name of the sheet with claim, note, sources and the day of the facts."""
FACTS = "Facts"
"""Name of the sheet that says what stands behind each number."""
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Fixed, so that the same facts give the same bytes."""


def workbook(sheet: Sheet, about: Sequence[str] = (), stamped: datetime = CREATED, *, rtl: bool = False) -> bytes:
    """Return an .xlsx file: names, series, and fact id, figure, status, words and sources beside them or on a second sheet.

    `about` are the lines of a sheet after them: claim, subtitle, note, sources, and as of when. What marks are made of stands
    on the last one. Its properties say that it was made at `stamped`. With `rtl` the first column of its sheets stands at
    the right.
    """
    buffer = io.BytesIO()
    # texts from the fact file stay text, whatever they begin with
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": stamped})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        shown = {format: book.add_format({"num_format": format}) for format in _formats(sheet)}
        _fill(book.add_worksheet(SHEET), sheet.columns, head, shown)
        if sheet.facts:
            _fill(book.add_worksheet(FACTS), sheet.facts, head, shown)
        if about:
            page = book.add_worksheet(ABOUT)
            page.set_column(0, 0, 100)
            for row, text in enumerate(filter(None, about)):
                page.write_string(row, 0, text)
        if sheet.aids:
            _fill(book.add_worksheet(AIDS), sheet.aids, head, shown)
        for each in book.worksheets() if rtl else ():
            each.right_to_left()
    return buffer.getvalue()


def _fill(page: Worksheet, columns: tuple[Column, ...], head: Format, shown: Mapping[str, Format]) -> None:
    """Write columns from the left, heads in the first row, which stays in sight."""
    for at, column in enumerate(columns):
        page.set_column(at, at, _width(column))
        page.write_string(0, at, column.head, head)
        for row, cell in enumerate(column.cells, start=1):
            if column.formulas:
                comes_out = "0" if cell is None else number(cell)
                page.write_formula(row, at, column.formulas[row - 1], shown.get(column.format(row - 1)), comes_out)
            elif isinstance(cell, str):
                page.write_string(row, at, cell)
            elif cell is not None:
                page.write_number(row, at, _Shortest(cell), shown.get(column.format(row - 1)))
    page.freeze_panes(1, 1)


class _Shortest(float):
    """A number that is written with as few digits as tell it: XlsxWriter's sixteen make 9.199999999999999 of 9.2."""

    def __format__(self, spec: str) -> str:
        """Return the digits; fifteen are what spreadsheets keep."""
        text = super().__format__(".15G")
        return text if float(text) == self else repr(float(self))


def _formats(sheet: Sheet) -> tuple[str, ...]:
    """Return the number formats of a sheet, each once, in the order of its columns."""
    return tuple(
        dict.fromkeys(format for column in (*sheet.columns, *sheet.aids) for format in column.formats if format)
    )


def _width(column: Column) -> float:
    longest = max((len(part) for cell in column.cells if isinstance(cell, str) for part in cell.split("\n")), default=8)
    return min(max(longest, 12) + 2, 48)
