"""The gallery: a page and a slide a kind of chart, built by itself; every form of a chart shows the same facts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from reports.charts.native.parts import office_chart
from reports.charts.picture import picture
from reports.charts.registry import KINDS
from reports.charts.svg import draw_svg
from reports.document import ChartSpec, Document, Figure, Table, walk
from reports.languages.registry import language
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.composition import compose_all
from reports.theme.definition import Theme
from tests.chart_reading import shown_in_svg, shown_in_workbook

ROOT = Path(__file__).parents[1]
GALLERY = Path(__file__).parent / "subjects" / "gallery"


@pytest.fixture(scope="module")
def composed() -> tuple[dict[str, Document], Theme]:
    """Return the reports of the gallery, and the look."""
    made = compose_all(folders(ROOT, str(GALLERY / "facts"), str(GALLERY / "templates")))
    return {document.info.id: document for document in made.documents}, made.templates.theme


def exhibits(document: Document) -> Iterator[ChartSpec | Table]:
    """Yield the charts of a report, tables included."""
    for node in walk(document.blocks):
        if isinstance(node, Figure):
            yield node.spec
        elif isinstance(node, Table) and node.id in KINDS:
            yield node


@pytest.mark.parametrize("report", ["pages", "slides"])
def test_every_kind_of_chart_stands_in_the_gallery(composed: tuple[dict[str, Document], Theme], report: str) -> None:
    shown = {each.id for each in exhibits(composed[0][report])}
    assert set(KINDS) <= shown
    assert {path.stem for path in (GALLERY / "templates" / "charts").glob("*.yaml")} == shown


def test_the_gallery_builds_by_itself(tmp_path: Path) -> None:
    where = folders(ROOT, str(GALLERY / "facts"), str(GALLERY / "templates"), str(tmp_path / "output"))
    built = build(where)
    names = {path.name for path in built.written}
    assert {"gallery-pages.docx", "gallery-pages.pdf", "gallery-slides.pptx", "evidence.html"} <= names


def test_drawing_workbook_and_words_hold_the_same_facts_in_the_same_order(
    composed: tuple[dict[str, Document], Theme],
) -> None:
    documents, theme = composed
    charts = [each for each in exhibits(documents["pages"]) if isinstance(each, ChartSpec)]
    assert len(charts) > 10
    for spec in charts:
        drawn = [each.fact_id for each in shown_in_svg(draw_svg(spec, theme, 460))]
        points = [point.fact_id for point in spec.points]
        assert sorted(drawn) == sorted(points), spec.id
        kind = KINDS[spec.kind]
        grid = kind.grid_of(spec.points)
        assert grid or drawn == points, spec.id
        said = spec.described
        assert all(point.label in said for point in spec.points if not grid), spec.id
        if kind.has_native:
            book = office_chart(spec, theme, "word").workbook
            facts = fact_column(book) if grid else [each.fact_id for each in shown_in_workbook(book)]
            assert sorted(facts) == sorted(points), spec.id


def fact_column(workbook: bytes) -> list[str]:
    """Return the ids of facts on the second sheet of a workbook, top to bottom."""
    head = language("en-GB").word("sheet", "fact")
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        strings = [
            "".join(map(str, each.itertext())) for each in etree.fromstring(package.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(package.read("xl/worksheets/sheet2.xml"))
    cells = {
        str(cell.get("r")): strings[int(cell.findtext("{*}v", "0"))]
        for cell in sheet.iter("{*}c")
        if cell.get("t") == "s"
    }
    [column] = [place[0] for place, text in cells.items() if text == head]
    return [text for place, text in cells.items() if place[0] == column and text != head]


def test_every_kind_can_leave_the_reports_as_a_picture(composed: tuple[dict[str, Document], Theme]) -> None:
    documents, theme = composed
    for exhibit in exhibits(documents["pages"]):
        shown = picture(exhibit, theme)
        assert shown.drawing.height > 40
        assert shown.alt or isinstance(exhibit, Table)
