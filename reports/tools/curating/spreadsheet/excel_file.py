"""The cells of a workbook, as its file holds them: formulas are not worked out, dates not read as text."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from reports.errors import InputError, Place, Problem
from reports.tools.curating.spreadsheet.sheet_reading import MAX_ROWS, Kind

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_COLUMNS = 200
KINDS = {
    "n": Kind.NUMBER,
    "d": Kind.DATE,
    "b": Kind.TRUTH,
    "f": Kind.FORMULA,
    "e": Kind.ERROR,
}
"""Type of a cell (https://openpyxl.readthedocs.io/en/stable/api/openpyxl.cell.cell.html) to what it holds; else text."""
Rows = Sequence[Sequence[tuple[object, Kind]]]


def excel_rows(data: bytes, shown: str) -> dict[str, Rows]:
    """Return the rows of each sheet by its name, without empty ones at the end.

    Args:
        data: a workbook that was found safe to open.
        shown: how messages name it.

    Raises:
        InputError: it is broken.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and rules, which nothing here depends on
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return {page.title: _rows(page, f"{shown}, {page.title}") for page in book.worksheets}
    except InputError:
        raise
    except Exception as failure:  # openpyxl lets through whatever its parser stumbles over
        what = f"cannot be read as a workbook ({type(failure).__name__}: {failure})"
        cure = "open it in Excel or LibreOffice, save it as .xlsx and try again"
        raise InputError([Problem(Place(shown), what, cure)]) from None


def _rows(page: ReadOnlyWorksheet, title: str) -> Rows:
    rows: list[list[tuple[object, Kind]]] = []
    last = 0
    for number, row in enumerate(page.iter_rows(max_col=MAX_COLUMNS), start=1):
        held = [_held(cell) for cell in row]
        if any(value is not None for value, _ in held):
            last = number
        if last > MAX_ROWS:
            cure = "keep facts only, or split them into several files"
            raise InputError([Problem(Place(title), f"has more than {MAX_ROWS:,} rows", cure)])
        if number <= MAX_ROWS:
            rows.append(held)
    return rows[:last]


def _held(cell: object) -> tuple[object, Kind]:
    """Return the value of a cell, numbers with all digits of the file, and what it is."""
    value: object = getattr(cell, "value", None)
    kind = KINDS.get(str(getattr(cell, "data_type", "s")), Kind.TEXT)
    if value is None or value == "":
        return None, Kind.TEXT
    if kind is Kind.NUMBER and isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0"), kind
    return value, kind
