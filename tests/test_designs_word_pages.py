"""Pages of a designer's file: a large table goes on overleaf under its head, contents that do not fit begin a page."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.document import Column, Contents, Heading, Paragraph, Row, Table, Text
from reports.formats.docx import write
from reports.formats.docx.tables import FEW, LEAST
from tests import sample
from tests.test_designs_word import theme

LONG = (
    "What the report says of this row takes many words, and so the row stands as tall as a paragraph of running text does. "
    * 3
)


def table_of(rows: int, *, tall: bool) -> Table:
    """Return a table without a note, each row a label and what is said of it."""
    said = LONG if tall else "Short"
    return Table(
        (Column((Text("Link"),)), Column((Text("Says"),))),
        tuple(Row(((Text(f"Row {n}"),), (Text(said),))) for n in range(rows)),
        caption=(Text("What stands in rows"),),
    )


def plain(base: Word) -> None:
    """Leave the file as python-docx makes it."""


def kept(rows: int, *, tall: bool, designed: bool) -> list[bool]:
    """Return of each row whether it stays on a page with the next."""
    document = replace(sample.document(), blocks=(table_of(rows, tall=tall),))
    made = docx.Document(io.BytesIO(write(document, theme(plain) if designed else sample.theme())))
    found = next(each for each in made.element.body.iter(qn("w:tbl")) if "Row 0" in "".join(each.itertext()))
    return [each.find(f".//{qn('w:keepNext')}") is not None for each in found.iterfind(qn("w:tr"))][1:]


@pytest.mark.parametrize("rows", [3, 5, 8])
def test_a_large_table_on_a_designers_page_may_be_parted(rows: int) -> None:
    stays = kept(rows, tall=True, designed=True)
    assert not all(stays[:-1]), "some row begins a page"
    assert all(stays[: FEW - 1]), "so many rows stand below the head"
    assert rows < 2 * FEW or all(stays[-FEW:-1])


@pytest.mark.parametrize(("rows", "tall", "designed"), [(3, False, True), (6, False, True), (3, True, False)])
def test_a_small_table_and_those_of_our_own_pages_stay_whole(rows: int, tall: bool, designed: bool) -> None:
    assert all(kept(rows, tall=tall, designed=designed)[:-1])


def test_long_tables_are_parted_as_before() -> None:
    stays = kept(12, tall=False, designed=False)
    assert [all(stays[: LEAST - 1]), any(stays[LEAST:-LEAST])] == [True, False]


def front(height: float, family: str) -> tuple[bool, str]:
    """Return whether the contents begin a page behind a front of text, on a page so high, and what stands right before them."""

    def page(base: Word) -> None:
        base.sections[0].page_height = Mm(height)
        base.styles["Normal"].font.name = family

    said = tuple(Paragraph((Text(LONG),)) for _ in range(6))
    chapters = tuple(Heading(1, (Text(f"Chapter {name} finds something"),), f"chapter-{name}") for name in "abcdef")
    blocks = (*said, Contents((Text("In this brief"),)), *(each for head in chapters for each in (head, said[0])))
    made = docx.Document(io.BytesIO(write(replace(sample.document(), blocks=blocks), theme(page))))
    body = list(made.element.body)
    at = next(n for n, each in enumerate(body) if each.tag == qn("w:sdt"))
    return body[at - 1].find(f".//{qn('w:pageBreakBefore')}") is not None, "".join(body[at - 1].itertext())


@pytest.mark.parametrize(
    ("height", "family", "breaks"),
    [(320, "Arial", True), (400, "Arial", False), (250, "Arial", False), (320, "Harbour Sans", False)],
)
def test_contents_that_do_not_fit_below_the_front_begin_a_page_with_their_heading(
    height: float, family: str, *, breaks: bool
) -> None:
    opens, before = front(height, family)
    assert opens is breaks
    assert (before == "") is breaks
