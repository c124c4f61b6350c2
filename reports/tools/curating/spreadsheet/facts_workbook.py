"""The fact files as an Excel workbook in which people edit: locked ids, drop-downs, and text cells that no program converts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.ooxml.zip_archive import rezipped
from reports.tools.curating.spreadsheet.entry_records import Record, Records, base_heading, base_text
from reports.tools.curating.spreadsheet.sheet_columns import (
    BASE,
    DATASETS,
    FACTS,
    HELP,
    LISTS,
    NOTATION,
    TABLES,
    Column,
    Form,
    Table,
)

CREATED = datetime(2000, 1, 1)
"""Fixed, so that the same facts give the same bytes."""
ROOM = 500
"""Empty rows below the last entry that have drop-downs too."""
LINE_HEIGHT = 12.75
"""Of a line of 10 points, in points."""
MOST_LINES = 10
GUIDE_WIDTHS = (12.0, 16.0, 62.0, 62.0)
INK, HEAD, LOCKED, LINE = "#1F2933", "#1F4E5F", "#ECEFF1", "#D5DBDF"
ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "autofilter": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""What a protected sheet still lets people do; the protection has no password."""
INTRODUCTION = (
    "Edit any white cell, save, and run: invoke import-facts output/facts.xlsx",
    "It shows every change and asks before it writes. What you leave as it is stays in the fact file letter for letter.",
    "A new fact: fill an empty row below the last one. It needs a statement, a topic, a status and a source.",
    "To delete or sort rows, take the protection off first (Review, Unprotect Sheet; no password) and select whole rows.",
    "A fact whose row you delete stays in the fact file, unless you import with --delete.",
    "Grey cells name the rows and are locked. Order, width and filters of the sheet are yours: rows are known by their names.",
    "All cells are text, so that 1/2 stays 1/2 and 14.80 keeps its zero. Formulas are refused.",
    "Keep the hidden last column: by it the import sees what somebody else changed in the meantime.",
)


def workbook(records: Records, version: str) -> bytes:
    """Return the workbook of all entries.

    Args:
        records: from the fact files.
        version: of the facts, for the properties of the file.
    """
    buffer = io.BytesIO()
    # texts from the fact file stay text, whatever they begin with
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Facts", "created": CREATED, "comments": f"Facts version {version}"})
        book.set_size(2400, 1400)
        formats = _formats(book)
        wanted = [table for table in TABLES if table is not DATASETS or records[table.kind]]
        pages = [(table, book.add_worksheet(table.sheet)) for table in wanted]
        guide, lists = book.add_worksheet(HELP), book.add_worksheet(LISTS)
        choices = _choices(lists, records)
        for table, page in pages:
            _fill(page, table, records[table.kind], formats)
            _validate(page, table, len(records[table.kind]), choices)
        _guide(guide, formats)
        lists.hide()
    return _growing(buffer.getvalue())


def _growing(data: bytes) -> bytes:
    """Return the workbook with row heights that programs adapt when somebody edits a cell (ECMA-376-1, 18.3.1.73)."""
    return rezipped(
        data,
        lambda name, part: (
            re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", part) if name.startswith("xl/worksheets/") else part
        ),
    )


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in points: that of its tallest cell, given texts and widths in characters."""
    lines = max((sum(max(1, ceil(len(line) * 0.9 / width)) for line in text.split("\n")) for text, width in cells))
    return 4 + LINE_HEIGHT * min(lines, MOST_LINES)


def _formats(book: xlsxwriter.Workbook) -> Mapping[str, Format]:
    base = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
    cell = {**base, "num_format": "@", "border": 1, "border_color": LINE}
    return {
        "head": book.add_format({**base, "bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"}),
        "name": book.add_format({**cell, "bg_color": LOCKED, "bold": True}),
        "text": book.add_format({**cell, "locked": False}),
        "number": book.add_format({**cell, "locked": False, "align": "right"}),
        "title": book.add_format({**base, "bold": True, "font_size": 14, "text_wrap": False}),
        "plain": book.add_format(base),
        "said": book.add_format({**base, "text_wrap": False}),
    }


def _fill(page: Worksheet, table: Table, rows: Mapping[str, Record], formats: Mapping[str, Format]) -> None:
    page.set_row(0, 30)
    for at, column in enumerate(table.columns):
        kind = "number" if column.form is Form.NUMBER else "text"
        page.set_column(at, at, column.width, formats[kind])
        page.write_string(0, at, column.heading, formats["head"])
        _explain(page, at, column)
        locked = formats["name"] if column.key in table.names else formats[kind]
        for row, record in enumerate(rows.values(), start=1):
            text = record.texts[column.key]
            if text or column.key in table.names:
                page.write_string(row, at, text, locked)
            else:
                page.write_blank(row, at, None, locked)
    for row, record in enumerate(rows.values(), start=1):
        page.set_row(row, _height((record.texts[column.key], column.width) for column in table.columns))
    _base(page, len(table.columns), rows)
    last = len(table.columns) - 1
    page.freeze_panes(1, len(table.names))
    page.autofilter(0, 0, max(len(rows), 1), last)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + ROOM + 1}"})
    page.protect("", ALLOWED)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.repeat_rows(0)
    page.repeat_columns(0, len(table.names) - 1)


def _base(page: Worksheet, at: int, rows: Mapping[str, Record]) -> None:
    page.set_column(at, at, 10, None, {"hidden": True})
    page.write_string(0, at, base_heading(rows))
    for row, record in enumerate(rows.values(), start=1):
        page.write_string(row, at, base_text(record))


def _explain(page: Worksheet, at: int, column: Column) -> None:
    """Show what a column says to those who select its heading."""
    page.data_validation(
        0,
        at,
        0,
        at,
        {"validate": "any", "input_title": column.heading[:32], "input_message": column.says[:255]},
    )


# ── Drop-downs ───────────────────────────────────────────────────────────────────────────────────


def _offered(column: Column, rows: Mapping[str, Record]) -> Sequence[str]:
    """Return what a column offers: its closed list, or what is in use in it."""
    return column.choices or sorted({record.texts[column.key] for record in rows.values()} - {""})


def _choices(page: Worksheet, records: Records) -> Mapping[tuple[str, str], str]:
    """Write the lists behind the drop-downs into a hidden sheet and return the range of each, by kind and key."""
    ranges: dict[tuple[str, str], str] = {}
    at = 0
    for table in TABLES:
        for column in table.columns:
            values = _offered(column, records[table.kind]) if column.choices or column.offers == "own" else ()
            if not values:
                continue
            page.write_string(0, at, f"{table.sheet}: {column.heading}")
            for row, value in enumerate(values, start=1):
                page.write_string(row, at, value)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            ranges[table.kind, column.key] = f"={LISTS}!${letter}$2:${letter}${len(values) + 1}"
            at += 1
    return ranges


def _validate(page: Worksheet, table: Table, count: int, choices: Mapping[tuple[str, str], str]) -> None:
    for at, column in enumerate(table.columns):
        ids = f"={column.offers}!$A$2:$A${ROOM * 20}" if column.offers not in ("", "own") else ""
        source = choices.get((table.kind, column.key), ids)
        if not source:
            continue
        rule = {"validate": "list", "source": source, "ignore_blank": True}
        if column.choices:
            stop = {"error_title": "Pick one of the list", "error_message": f"Other words are no {column.heading}."}
            page.data_validation(1, at, count + ROOM, at, {**rule, **stop})
        else:
            page.data_validation(1, at, count + ROOM, at, {**rule, "show_error": False})


# ── Help ─────────────────────────────────────────────────────────────────────────────────────────


def _guide(page: Worksheet, formats: Mapping[str, Format]) -> None:
    for at, width in enumerate(GUIDE_WIDTHS):
        page.set_column(at, at, width, formats["plain"])
    page.write_string(0, 0, "How to work in this file", formats["title"])
    for row, line in enumerate(INTRODUCTION, start=1):
        page.write_string(row, 0, line, formats["said"])
    start = len(INTRODUCTION) + 2
    for at, head in enumerate(("sheet", "column", "says", "is written as")):
        page.write_string(start, at, head, formats["head"])
    for row, cells in enumerate(_explained(), start=start + 1):
        for at, text in enumerate(cells):
            page.write_string(row, at, text, formats["plain"])
        page.set_row(row, _height(zip(cells, GUIDE_WIDTHS, strict=True)))
    page.hide_gridlines(2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.protect("", ALLOWED)


def _explained() -> Iterator[tuple[str, str, str, str]]:
    for table in TABLES:
        for column in table.columns:
            written = "one of: " + ", ".join(column.choices) if column.choices else NOTATION[column.form]
            needed = table.model.model_fields.get(column.key)
            filled_in = table is FACTS and column.key in ("id", "recorded")
            must = "; needed" if needed is not None and needed.is_required() and not filled_in else ""
            yield table.sheet, column.heading, column.says + must, written
    yield FACTS.sheet, BASE, "hidden: what each row held when this file was written", "leave it as it is"
