"""What a chart may not say is refused with its reason and what to use instead, and the chart that may is let pass."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from reports.document import ChartSpec, Table, plain, walk
from reports.errors import InputError
from reports.load.project_folders import folders
from reports.narrative.chart_specs.grids import based
from reports.pipeline.composition import compose_all
from tests.test_gallery import GALLERY, ROOT

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "honest_charts.yaml").read_text(encoding="utf-8"))["cases"]
REPORT = {
    "title": "One chart", "organisation": "City", "version": "1.0", "language": "en-GB", "status": "draft",
    "formats": ["docx", "pdf"], "subjects": ["city", "harbour", "iowa"], "sections": ["one"],
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project with the facts of the gallery and a report of one chart."""
    folder = tmp_path_factory.mktemp("honest")
    shutil.copytree(GALLERY / "facts", folder / "facts")
    (folder / "templates" / "charts").mkdir(parents=True)
    (folder / "templates" / "one").mkdir()
    (folder / "templates" / "one" / "report.yaml").write_text(yaml.safe_dump(REPORT), "utf-8")
    (folder / "templates" / "one" / "one.md").write_text('# One chart\n\n{{ chart("one") }}\n', "utf-8")
    return folder


def composed(home: Path, chart: dict[str, Any]) -> ChartSpec:
    """Return the chart of a definition as it is printed."""
    (home / "templates" / "charts" / "one.yaml").write_text(yaml.safe_dump(chart), "utf-8")
    made = compose_all(folders(ROOT, str(home / "facts"), str(home / "templates")))
    return next(node for document in made.documents for node in walk(document.blocks) if isinstance(node, ChartSpec))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_chart_is_refused_or_let_pass(home: Path, case: dict[str, Any]) -> None:
    chart = {key: value for key, value in {**case["chart"], **case.get("change", {})}.items() if value is not None}
    if not case["refused"]:
        assert composed(home, chart).points
        return
    with pytest.raises(InputError) as failure:
        composed(home, chart)
    assert any(case["refused"] in str(problem) for problem in failure.value.problems), failure.value


def chart_of(name: str) -> dict[str, Any]:
    """Return the definition of the case `name`."""
    case = next(each for each in CASES if each["name"] == name)
    return {**case["chart"], **case.get("change", {})}


def note(spec: ChartSpec) -> str:
    return "".join(getattr(each, "text", "") for each in spec.note)


def test_an_index_names_its_base_in_the_note(home: Path) -> None:
    assert "Index: 2001 = 100" in note(composed(home, chart_of("an index with its base")))
    assert "Index" not in note(composed(home, chart_of("panels")))
    assert based("", None) == ()  # type: ignore[arg-type]


def test_an_axis_that_does_not_begin_at_zero_says_so(home: Path) -> None:
    assert "Axis from 49%, not from zero" in note(composed(home, chart_of("a line is a line")))
    assert "not from zero" not in note(composed(home, chart_of("bars below zero")))


def test_panels_share_their_marks(home: Path) -> None:
    from reports.charts.grammar.panels import panels_of

    panels = panels_of(composed(home, chart_of("panels")))
    assert len(panels) == 3
    assert len({panel.ticks for panel in panels}) == 1
    assert panels[0].ticks[-1].value >= max(value for panel in panels for p in panel.points for value in p.values)


def test_an_event_stands_at_the_period_that_holds_its_day(home: Path) -> None:
    spec = composed(home, chart_of("an event"))
    assert [(event.at, event.words, event.fact_id) for event in spec.events] == [
        ("2028", "Ring opened", "ring-opened"),
        ("2027", "Fares rise", ""),
    ]
    assert "Marked: Ring opened (2028), Fares rise (2027)" in spec.described


# ── From datasets ────────────────────────────────────────────────────────────────────────────────

RIDING = {"dataset": "riding", "rows": "district", "at": {"measure": "trips"}}
POWER = {"dataset": "electricity", "rows": "year", "series": "source"}
ONE_YEAR = {"dataset": "electricity", "rows": "source", "at": {"year": "2009"}}
SLICES: dict[str, dict[str, Any]] = {
    "bars": {"observations": RIDING},
    "columns": {"observations": POWER},
    "stacked": {"observations": {**POWER, "rows": "year: 2005/2009"}},
    "histogram": {"observations": RIDING},
    "line": {"observations": POWER},
    "area": {"observations": POWER},
    "slope": {"observations": {**POWER, "rows": "year: 2001, 2009"}},
    "dumbbell": {"observations": {**POWER, "rows": "source", "series": "year: 2001/2002"}},
    "scatter": {"observations": {**RIDING, "x": {"measure": "density"}}, "across": "Residents", "up": "Trips"},
    "bubble": {
        "observations": {**RIDING, "x": {"measure": "density"}, "size": {"measure": "residents"}},
        "across": "Residents", "up": "Trips", "area": "residents",
    },
    "units": {"observations": {**RIDING, "rows": "district: Park, Field"}},
    "lollipop": {"observations": {**ONE_YEAR, "figure": "share"}, "maximum": 100},
    "ladder": {"observations": RIDING, "stages": [{"head": "Told", "statuses": ["reported"]}]},
    "heat": {"observations": POWER},
    "stages": {"observations": RIDING, "stages": [{"head": "Told", "statuses": ["reported"]}]},
    "evidence": {"observations": {**RIDING, "rows": "district: Park"}},
}  # fmt: skip
FACTS_ONLY = {
    "waterfall": "its last fact must declare what it adds up",
    "timeline": "its marks are dates of facts",
    "tiles": "the names that a fact records",
    "dots": "one number, and who of it is named",
    "matrix": "who is named in which fact", "sets": "lists of facts", "places": "who is named in which fact",
}  # fmt: skip
"""Kinds that show what only facts have, and why."""


@pytest.mark.parametrize("kind", SLICES)
def test_a_kind_is_made_from_a_slice_of_a_dataset(home: Path, kind: str) -> None:
    chart = {"kind": kind, "title": "What the table holds", "subtitle": "By place", **SLICES[kind]}
    (home / "templates" / "charts" / "one.yaml").write_text(yaml.safe_dump(chart), "utf-8")
    made = compose_all(folders(ROOT, str(home / "facts"), str(home / "templates")))
    shown = [
        n for d in made.documents for n in walk(d.blocks) if isinstance(n, ChartSpec) or getattr(n, "id", "") == "one"
    ]
    assert shown


def test_a_table_names_the_dimension_of_its_rows(home: Path) -> None:
    chart = {"kind": "heat", "title": "What the table holds", "subtitle": "By place", "observations": POWER}
    (home / "templates" / "charts" / "one.yaml").write_text(yaml.safe_dump(chart), "utf-8")
    made = compose_all(folders(ROOT, str(home / "facts"), str(home / "templates")))
    tables = [n for d in made.documents for n in walk(d.blocks) if isinstance(n, Table) and n.id == "one"]
    assert {plain(table.columns[0].head) for table in tables} == {"Year"}


def test_every_kind_is_from_datasets_or_says_why_not() -> None:
    from reports.charts.registry import KINDS

    assert SLICES.keys() | FACTS_ONLY.keys() == KINDS.keys()
    assert not SLICES.keys() & FACTS_ONLY.keys()
