"""Titles of Word files and PDFs part no declared name where a line holds it, and tables stay with their notes."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from reports.document import Column, Document, Inlines, Name, Row, Table, Text, plain
from reports.formats.docx import write
from reports.formats.pdf import html_page
from tests import sample

SHORT, MIDDLE, LONG = (
    "Harbour Conference of Cities",
    "2031 Conference of Northern Harbours",
    "2031 Conference of the Associated Cities of the Northern Harbours and of their Trams",
)


def title(name: str) -> Inlines:
    """Return a title that ends on the name of an actor."""
    return (Text("Trams at the "), Name("conference", name))


@pytest.mark.parametrize(
    ("name", "whole", "size"),
    [
        (SHORT, True, html_page.TITLE_SIZE),
        (MIDDLE, True, html_page.SMALLER),
        (LONG, False, html_page.TITLE_SIZE),
    ],
)
def test_a_name_in_the_title_of_a_pdf_stands_on_one_line_where_one_holds_it(
    name: str, whole: bool, size: float
) -> None:
    room = max(html_page._words(MIDDLE.replace(" ", "\u00a0"), 25))
    made, points = html_page._with_whole_names(title(name), room)
    assert points == size
    assert plain(made) == plain(title(name)).replace(name, name.replace(" ", "\u00a0") if whole else name)


@pytest.mark.parametrize(("name", "whole"), [(SHORT, True), (MIDDLE, True), (LONG, False)])
def test_a_name_in_the_title_of_a_word_file_stands_on_one_line_where_one_holds_it(name: str, whole: bool) -> None:
    base = sample.document()
    data = write(replace(base, info=replace(base.info, title=title(name))), sample.theme())
    [shown] = [each.text for each in docx.Document(io.BytesIO(data)).paragraphs if each.style.name == "Title"]
    assert shown == plain(title(name)).replace(name, name.replace(" ", "\u00a0") if whole else name)


# ── Tables and their notes ───────────────────────────────────────────────────────────────────────


def table(rows: int, note: str) -> Document:
    """Return a document of one table with so many rows, and a note below it where there are words for one."""
    base = sample.document()
    cells = tuple(Row(((Text(f"Line {n}"),), (Text("open"),))) for n in range(rows))
    columns = (Column((Text("Line"),)), Column((Text("State"),)))
    return replace(base, blocks=(Table(columns, cells, id="lines", note=(Text(note),) if note else ()),))


@pytest.mark.parametrize(
    ("rows", "note", "kept"),
    [
        (3, "As the office says.", [True, True, True]),
        (3, "", [True, True, False]),
        (12, "As the office says.", [True] * 2 + [False] * 7 + [True] * 3),
        (12, "", [True] * 2 + [False] * 7 + [True] * 2 + [False]),
    ],
)
def test_the_last_rows_of_a_table_stay_with_its_note(rows: int, note: str, kept: list[bool]) -> None:
    made = docx.Document(io.BytesIO(write(table(rows, note), sample.theme())))
    [shown] = [each for each in made.tables if each.rows[0].cells[0].text == "Line"]
    found = [row._tr.findall(f".//{qn('w:p')}/{qn('w:pPr')}/{qn('w:keepNext')}") for row in shown.rows][1:]
    assert [bool(each) for each in found] == kept
