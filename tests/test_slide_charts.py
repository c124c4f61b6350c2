"""One chart file serves paper and slides: short labels and fewer rows where letters are large."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.document import Document, Figure, walk
from reports.load.definition_files import ChartFile
from reports.load.project_folders import folders
from reports.load.slide_charts import on_slides
from reports.load.template_files import Templates
from reports.notation.yaml_tree import parse_tree
from reports.pipeline.composition import compose_all
from reports.tools.curating.export_charts import charts

ROOT = Path(__file__).parents[1]
CHART = """kind: bars
title: Two loans
points:
- fact: one
  label: The loan for the new building
  short: Building
- fact: two
  label: The loan for books
  on_slides: false
- fact: three
"""


def read(text: str) -> tuple[ChartFile, list[tuple[str, str]], object]:
    tree = parse_tree(text, "charts/loans.yaml")
    file = ChartFile.model_validate(tree.value, context={})
    return file, [(each.fact, each.label) for each in file.points], tree


def test_slides_have_short_labels_and_fewer_rows_and_each_keeps_its_place() -> None:
    file, said, tree = read(CHART)
    shown, places = on_slides(file, tree)  # type: ignore[arg-type]
    assert [(each.fact, each.label) for each in shown.points] == [("one", "Building"), ("three", "")]
    assert said[0] == ("one", "The loan for the new building"), "the file says what it said"
    assert [places.place(("points", n, "fact")).line for n in (0, 1)] == [4, 10]
    assert places.place(("points", 2, "fact")).line == places.place(("points",)).line


def test_a_chart_without_either_is_left_as_it_is() -> None:
    file, _, tree = read("\n".join(line for line in CHART.split("\n") if "short" not in line and "on_" not in line))
    shown, places = on_slides(file, tree)  # type: ignore[arg-type]
    assert shown is file
    assert places is tree


@pytest.fixture(scope="module")
def composed() -> tuple[dict[str, Document], Templates]:
    made = compose_all(folders(ROOT))
    return {document.info.id: document for document in made.documents}, made.templates


def labels(document: Document, chart: str) -> list[str]:
    [spec] = (node.spec for node in walk(document.blocks) if isinstance(node, Figure) and node.spec.id == chart)
    assert all(each.label in spec.alternative for each in spec.points)
    return [each.label for each in spec.points]


def test_the_talk_of_the_project_uses_the_charts_of_its_brief(composed: tuple[dict[str, Document], Templates]) -> None:
    documents, _ = composed
    paper, slides = (labels(documents[report], "financing") for report in ("brief", "deck"))
    assert "EXIM, letters of interest" in paper
    assert "EXIM, letters" in slides
    assert len(paper) == len(slides)
    assert max(map(len, slides)) < max(map(len, paper))
    assert len(labels(documents["deck"], "dates")) < len(labels(documents["brief"], "dates"))


def test_both_are_exported_under_names_of_their_own(composed: tuple[dict[str, Document], Templates]) -> None:
    documents, templates = composed
    names = [name for name, _ in charts(tuple(documents.values()), templates.charts.keys())]
    assert {"financing", "financing-deck", "dates", "dates-deck"} <= set(names)
    assert not any(name.endswith("-en") for name in names)
