"""Workbooks as people leave them: cells of an exported one changed as a case says, with openpyxl, and saved."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from reports.notation.yaml_tree import Value
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.spreadsheet.entry_records import records
from reports.tools.curating.spreadsheet.facts_workbook import workbook
from reports.tools.curating.spreadsheet.import_facts import Wish, import_facts
from reports.tools.curating.spreadsheet.sheet_columns import BASE, TABLES
from tests.analyst_cases import facts_of, project

TODAY = "2031-05-01"
KINDS = {"text": "s", "number": "n", "date": "d", "truth": "b", "formula": "f", "error": "e"}
NAMES = {table.sheet: len(table.names) for table in TABLES}


def started(root: Path) -> tuple[Facts, Path]:
    """Return the fact files of a new project, and a workbook of them; messages say 'facts'."""
    facts = Facts(facts_of(project(root)).folder, "facts")
    path = root / "facts.xlsx"
    path.write_bytes(workbook(records(facts), "0"))
    return facts, path


def run(facts: Facts, wish: Wish, answer: str = "y") -> list[str]:
    """Import with `answer` to every question and return what was said."""
    said: list[str] = []
    import_facts(facts, wish, lambda question: said.append(question) or answer, said.append)  # type: ignore[func-returns-value]
    return said


def edit(path: Path, edits: list[Mapping[str, Value]]) -> None:
    """Change the workbook at `path` as the edits of a case say."""
    book = load_workbook(path)
    for each in edits:
        _edit(book[str(each["sheet"])], each)
    book.save(path)


def _edit(page, each) -> None:  # type: ignore[no-untyped-def] # openpyxl has no types
    heads = {str(cell.value).split()[0] if str(cell.value).startswith(BASE) else cell.value: cell for cell in page[1]}
    names = {
        " ".join(str(cell.value) for cell in row[: NAMES.get(page.title, 1)]): row[0].row
        for row in page.iter_rows(min_row=2)
    }
    if "rename" in each:
        page.title = each["rename"]
    elif "heading" in each:
        heads[each["heading"]].value = each["to"] or None
    elif "remove" in each:
        page.delete_rows(names[each["remove"]])
    elif "add" in each:
        for key, text in each["add"].items():
            page.cell(len(names) + 2, heads[key.replace("_", " ")].column).value = text
    else:
        cell = page.cell(names[each["row"]], heads[each["column"]].column)
        kind = next(kind for kind in KINDS if kind in each)
        _fill(cell, kind, each[kind])


def _fill(cell, kind, value) -> None:  # type: ignore[no-untyped-def]
    cell.number_format = "yyyy-mm-dd" if kind == "date" else "General"
    if kind == "date":
        cell.value = datetime.date.fromisoformat(value)
    elif kind == "number":
        cell.value = value
    else:
        cell.value = value if value != "" else None
        if value != "":
            cell.data_type = KINDS[kind]


def as_csv(facts: Facts, kind: str = "facts", separator: str = ",") -> str:
    """Return the sheet of a kind as a spreadsheet program saves it, with the hidden column."""
    import csv

    from reports.tools.curating.spreadsheet.entry_records import base_heading, base_text

    table = next(table for table in TABLES if table.kind == kind)
    rows = records(facts)[kind]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([*(column.heading for column in table.columns), base_heading(rows)])
    for record in rows.values():
        writer.writerow([*record.texts.values(), base_text(record)])
    return out.getvalue()


def zipped(parts: Mapping[str, str]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()
