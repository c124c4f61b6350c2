"""Text read back from files: fields, notes, charts and workbooks, properties, broken words."""

from __future__ import annotations

from functools import cache

import pytest
from lxml import etree

from reports.audit.figure_atoms import atoms
from reports.document.extracted_text import Extracted
from reports.errors import ReportError
from reports.formats.docx.read import _Reader
from reports.formats.finished_file import extract
from reports.formats.registry import FORMATS
from reports.languages.lexicon import lexicon
from tests import sample


@cache
def read(kind: str, id: str) -> Extracted:
    return extract(kind, FORMATS[kind].write(sample.document(id), sample.theme()))


def texts(found: Extracted, part: str) -> list[str]:
    return [run.text.replace("\N{NO-BREAK SPACE}", " ") for run in found.runs if run.part == part]


def test_a_word_file_gives_all_its_parts() -> None:
    found = read("docx", "brief")
    assert "Figure 1. Only one of five amounts is reported as approved, and it is a ceiling" in texts(found, "body")
    assert "It holds grants of approximately $0.5 billion, still at an early stage." in texts(found, "table")
    assert any("No source says how far they overlap [3]." in text for text in texts(found, "footnote"))
    assert any("As of 2 April 2031" in text for text in texts(found, "header"))
    assert "Two points on which sources differ." in texts(found, "alt")
    assert "Trams of the Harbour" in texts(found, "properties")


def test_numbers_of_pages_are_kept_apart() -> None:
    footers = [run for run in read("docx", "brief").runs if run.part == "footer"]
    assert footers
    assert all("Page" in run.text and run.numbering == ("1", "1") for run in footers)
    slides = [run for run in read("pptx", "deck").runs if run.numbering and run.part == "slide"]
    assert [run.numbering for run in slides] == [(str(run.number),) for run in slides]


@pytest.mark.parametrize(("kind", "id"), [("docx", "brief"), ("pptx", "deck")])
def test_a_chart_gives_rows_labels_and_workbook(kind: str, id: str) -> None:
    chart = read(kind, id).charts[0]
    assert [row.labels for row in chart.rows][:2] == [
        ("City total, letters of interest included\n(more than $30\u00a0billion)",),
        ("Bank, letters of interest",),
    ]
    assert [row.values for row in chart.rows] == [("30",), ("14.8",), ("10",), ("0.5",), ()]
    assert "> 30" in chart.rows[0].said.replace("\N{NO-BREAK SPACE}", " ")
    assert "fact id" in chart.cells[0]
    assert "budget" in chart.cells[1]


def test_slides_give_notes_and_alternative_texts() -> None:
    found = read("pptx", "deck")
    assert "The office claims more than $30 billion." in texts(found, "notes")
    assert any("54 cities, plus the region" in text for text in texts(found, "alt"))


def test_pages_give_text_bookmarks_and_title() -> None:
    found = read("pdf", "summary")
    assert "> 30 claimed as mobilised [1] [2]" in " ".join(texts(found, "page"))
    assert "Groups stay apart" in texts(found, "outline")
    assert "Trams of the Harbour" in texts(found, "properties")


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    root = etree.fromstring(
        '<w:body xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>'
        "<w:r><w:t>It has </w:t></w:r><w:del><w:r><w:delText>11</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:tab/><w:t>lines</w:t></w:r></w:p></w:body>"
    )
    assert [run.text for run in _Reader("body").read(root)] == ["It has 12\tlines"]


def test_a_word_broken_at_a_line_is_one_figure() -> None:
    words = lexicon("en")
    assert atoms("thir\u00adteen trams, thirty\u00adnine lines", words) == {"thirteen": 1, "thirty": 1, "nine": 1}


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf"])
def test_what_is_no_such_file_is_refused(kind: str) -> None:
    with pytest.raises(ReportError, match="is no"):
        extract(kind, b"no file")
