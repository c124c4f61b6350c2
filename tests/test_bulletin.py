"""The third subject, a quarterly bulletin: three reports in two languages from four tables, true to their cells."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.document.blocks import Figure, Paragraph, Table
from reports.document.inlines import FactRef
from reports.document.report import Document
from reports.document.traversal import facts_behind, plain, walk
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all

ROOT = Path(__file__).parent / "subjects" / "bulletin"
TEXTS = {"bulletin": "note", "talk": "expose", "onepage": "fiche"}
"""Each English report, and the French one."""


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Return the reports, audited."""
    composed = compose_all(folders(ROOT))
    return {document.info.id: document for document in composed.documents}


def tables(document: Document) -> dict[str, Table]:
    """Return the tables of a report by id."""
    return {node.id: node for node in walk(document.blocks) if isinstance(node, Table)}


def in_text(document: Document) -> list[FactRef]:
    """Return the figures in the paragraphs of a report."""
    paragraphs = [node for node in walk(document.blocks) if isinstance(node, Paragraph)]
    return [ref for paragraph in paragraphs for ref in walk(paragraph) if isinstance(ref, FactRef)]


def test_three_reports_in_two_languages(documents: dict[str, Document]) -> None:
    assert {id: (each.info.formats, each.info.language) for id, each in documents.items()} == {
        "bulletin": (("docx",), "en-GB"), "note": (("docx",), "fr-FR"),
        "talk": (("pptx",), "en-GB"), "expose": (("pptx",), "fr-FR"),
        "onepage": (("pdf",), "en-GB"), "fiche": (("pdf",), "fr-FR"),
    }  # fmt: skip


def test_figures_tables_and_charts_are_there(documents: dict[str, Document]) -> None:
    brief = documents["bulletin"]
    assert len(in_text(brief)) >= 30
    assert [len(tables(brief)[id].rows) for id in ("output-table", "jobs-table")] == [20, 21]
    assert len(tables(brief)["fertility-table"].rows) >= 200
    assert sum(isinstance(node, Figure) for node in walk(brief.blocks)) == 3


@pytest.mark.parametrize("english", TEXTS)
def test_both_languages_rest_on_the_same_cells(english: str, documents: dict[str, Document]) -> None:
    own, french = (set(facts_behind(documents[id])) for id in (english, TEXTS[english]))
    assert len(own & french) >= 0.6 * len(own)


def test_a_row_is_said_in_its_language(documents: dict[str, Document]) -> None:
    rows = {}
    for id, name in (("bulletin", "jobs-table"), ("note", "emploi-tableau")):
        found = tables(documents[id])[name]
        [row] = [row for row in found.rows if plain(row.cells[0]) == "Construction"]
        rows[id] = [plain(cell).replace("\u202f", " ") for cell in row.cells]
        assert [plain(column.head) for column in found.columns][1:] == {
            "bulletin": ["Thousand jobs", "Change on a year before, thousand jobs", "Change on a year before, %"],
            "note": ["Milliers d’emplois", "Variation sur un an, milliers d’emplois", "Variation sur un an, %"],
        }[id]
    assert rows == {
        "bulletin": ["Construction", "5,787", "−1,257", "−17.8"],
        "note": ["Construction", "5 787", "−1 257", "−17,8"],
    }


def test_a_column_of_changes_says_since_when(documents: dict[str, Document]) -> None:
    heads = [[plain(each.head) for each in tables(documents[id])[name].columns][2:]
             for id, name in (("bulletin", "output-table"), ("note", "activite-tableau"))]  # fmt: skip
    assert heads == [
        ["Change on the quarter before, %", "Change on a year before, %"],
        ["Variation sur un trimestre, %", "Variation sur un an, %"],
    ]


def test_a_cell_that_changes_is_printed_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "bulletin")
    path = tmp_path / "bulletin" / "facts" / "data" / "employment.csv"
    lines = path.read_text("utf-8").split("\n")
    assert ",5787," in lines[45]
    lines[45] = lines[45].replace(",5787,", ",7100,")
    path.write_text("\n".join(lines), "utf-8")
    composed = compose_all(folders(tmp_path / "bulletin"))
    brief = next(each for each in composed.documents if each.info.id == "bulletin")
    said = " ".join(plain(node.inlines) for node in walk(brief.blocks) if isinstance(node, Paragraph))
    assert "Construction rose by 0.8% on the year" in said
    [figure] = [node for node in walk(brief.blocks) if isinstance(node, Figure) and node.id == "industries"]
    assert [str(point.value) for point in figure.spec.points if point.label == "Construction"] == ["7100"]
