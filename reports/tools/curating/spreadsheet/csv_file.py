"""The cells of a CSV file as Excel or LibreOffice saves it: UTF-8; commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from reports.errors import InputError, Place, Problem
from reports.tools.curating.spreadsheet.sheet_reading import MAX_ROWS, Kind

SEPARATORS = ",;\t"


def csv_rows(data: bytes, shown: str) -> Sequence[Sequence[tuple[object, Kind]]]:
    """Return the rows of a CSV file, without empty ones at the end.

    Raises:
        InputError: it is not UTF-8 text, or its quotes do not close.
    """
    text = _text(data, shown)
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[tuple[object, Kind]]] = []
    try:
        for row in reader:
            rows.append([(cell, Kind.TYPED) for cell in row])
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as failure:
        what = f"is no CSV file that can be read ({failure})"
        raise InputError([Problem(Place(shown, reader.line_num), what, "save it again from the spreadsheet")]) from None
    while rows and not any(value for value, _ in rows[-1]):
        rows.pop()
    return rows


def _text(data: bytes, shown: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data[: failure.start].count(b"\n") + 1
        bad = data[failure.start : failure.start + 1]
        what = f"is not UTF-8 text: here stands the byte {bad.hex().upper()}, as an older encoding writes letters"
        cure = "save it as 'CSV UTF-8' (LibreOffice: Edit filter settings, Unicode UTF-8), or as .xlsx"
        raise InputError([Problem(Place(shown, line), what, cure)]) from None
    if "\0" in text:
        raise InputError([Problem(Place(shown), "is no text: it holds zero bytes", "save it as .xlsx or 'CSV UTF-8'")])
    return text
