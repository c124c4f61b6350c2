"""Words in charts can be read: at least 14 points on slides and 8.5 in print, in every kind and in the project."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from reports.charts.drawing import Run
from reports.charts.native.fit import CrowdedError
from reports.charts.native.look import SMALLEST, Medium
from reports.charts.native.parts import has_native, office_chart
from reports.charts.picture import picture
from reports.charts.registry import KINDS
from reports.document import ChartSpec, Document, Figure, Table, walk
from reports.formats.docx import write as write_docx
from reports.formats.pptx import write as write_pptx
from reports.load.project_folders import folders
from reports.pipeline.composition import compose_all
from reports.theme.definition import Theme
from tests.chart_cases import case
from tests.chart_random import GRIDS, specs
from tests.sample import theme

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "tests" / "subjects" / "gallery"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEDIA: tuple[Medium, ...] = ("word", "slides")
LEAST = {"word": 8.5, "slides": 14.0}
"""Points; written out here, so that the program cannot lower them unseen."""


@pytest.fixture(scope="module")
def projects() -> tuple[tuple[dict[str, Document], Theme], ...]:
    """Return the reports and the look of the gallery and of the project."""
    places = (folders(ROOT, str(GALLERY / "facts"), str(GALLERY / "templates")), folders(ROOT))
    made = [compose_all(place) for place in places]
    return tuple(({each.info.id: each for each in one.documents}, one.templates.theme) for one in made)


def sizes(part: bytes) -> list[float]:
    """Return the sizes of letters that a part of DrawingML sets, in points."""
    return [int(each.get("sz", "")) / 100 for each in etree.fromstring(part).iter() if each.get("sz", "").isdigit()]


def unsized(part: bytes) -> list[str]:
    """Return the words of a part of DrawingML that no size is set for."""
    runs = etree.fromstring(part).iter(f"{A}r")
    return [run.findtext(f"{A}t", "") for run in runs if "sz" not in (run.find(f"{A}rPr").attrib)]  # type: ignore[union-attr]


def charts(documents: dict[str, Document]) -> list[ChartSpec]:
    found = {
        node.spec.id: node.spec for each in documents.values() for node in walk(each.blocks) if isinstance(node, Figure)
    }
    return list(found.values())


def test_the_program_does_not_go_below_what_can_be_read() -> None:
    assert {medium: SMALLEST[medium] for medium in MEDIA} == LEAST


@pytest.mark.parametrize("medium", MEDIA)
def test_words_of_native_charts_are_large_enough(
    projects: tuple[tuple[dict[str, Document], Theme], ...], medium: Medium
) -> None:
    met = set()
    for documents, look in projects:
        for spec in charts(documents):
            if has_native(spec):
                part = office_chart(spec, look, medium).xml
                assert min(sizes(part)) >= LEAST[medium], spec.id
                assert unsized(part) == [], spec.id
                met.add(spec.kind)
    assert met == {kind for kind in KINDS if KINDS[kind].has_native}


def test_small_letters_are_found() -> None:
    part = office_chart(case("bars-range"), theme(), "slides").xml
    assert min(sizes(part.replace(b'sz="1600"', b'sz="1350"', 1))) < LEAST["slides"]
    assert unsized(part.replace(b' sz="1600"', b"")) != []


@pytest.mark.parametrize("kind", GRIDS)
def test_a_small_frame_refuses_a_chart_before_its_words_are_too_small(kind: str) -> None:
    dice = random.Random(14)
    for spec in specs(kind, dice):
        for wide, tall in ((864, 314), (560, 220)):
            try:
                part = office_chart(spec, theme(), "slides", width_pt=wide, height_pt=tall).xml
            except CrowdedError:
                continue
            assert min(sizes(part)) >= LEAST["slides"], (spec.id, wide)


def test_words_of_charts_on_paper_are_large_enough(projects: tuple[tuple[dict[str, Document], Theme], ...]) -> None:
    kinds = set()
    for documents, look in projects:
        for document in documents.values():
            for node in walk(document.blocks):
                exhibit = node.spec if isinstance(node, Figure) else node
                if isinstance(exhibit, ChartSpec) or (isinstance(exhibit, Table) and exhibit.id in KINDS):
                    marks = picture(exhibit, look).drawing.marks
                    small = [s for m in marks for s in m.shapes if isinstance(s, Run) and s.size < LEAST["word"]]
                    assert small == [], exhibit.id
                    kinds.add(exhibit.kind if isinstance(exhibit, ChartSpec) else exhibit.id)
    assert kinds >= set(KINDS)


def test_tables_that_stand_for_charts_can_be_read_on_slides_and_in_word(
    projects: tuple[tuple[dict[str, Document], Theme], ...],
) -> None:
    decks = [(projects[0][0]["slides"], projects[0][1]), (projects[1][0]["deck"], projects[1][1])]
    for document, look in decks:
        with zipfile.ZipFile(io.BytesIO(write_pptx(document, look))) as file:
            parts = [file.read(name) for name in file.namelist() if name.startswith("ppt/slides/slide")]
        tables = [etree.tostring(table) for part in parts for table in etree.fromstring(part).iter(f"{A}tbl")]
        assert len(tables) > 5
        assert all(min(sizes(table)) >= LEAST["slides"] and unsized(table) == [] for table in tables)
    with zipfile.ZipFile(io.BytesIO(write_docx(projects[0][0]["pages"], projects[0][1]))) as file:
        styles = etree.fromstring(file.read("word/styles.xml"))
        body = etree.fromstring(file.read("word/document.xml"))
    used = {each.get(f"{W}val") for table in body.iter(f"{W}tbl") for each in table.iter(f"{W}pStyle")}
    found = {
        each.get(f"{W}styleId"): int(size.get(f"{W}val", "0")) / 2
        for each in styles.iter(f"{W}style")
        if (size := each.find(f"{W}rPr/{W}sz")) is not None
    }
    assert used
    assert all(found[each] >= LEAST["word"] for each in used if each)
