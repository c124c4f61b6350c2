"""Charts of several series: one grid behind drawing, Office chart and workbook; gaps, forecasts and hedges as such."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.audit.finished.chart_rows import chart_faults
from reports.charts.chart_extraction import chart_text
from reports.charts.drawing import Discs, Drawing, Lines, Run
from reports.charts.grammar.direct_labels import parted
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.scales import MOST_TICKS, for_line, from_zero, thinned
from reports.charts.mark_values import value_text
from reports.charts.native.fit import CrowdedError
from reports.charts.native.parts import OfficeChart, office_chart
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.charts.svg import draw_svg
from reports.document import ChartSpec
from reports.document.extracted_text import ChartText
from reports.errors import ReportError
from reports.languages.lexicon import lexicon
from reports.languages.registry import language
from reports.ooxml.drawingml import NAMESPACES as C
from reports.ooxml.package import Package
from reports.ooxml.theme_places import SLIDES
from tests.chart_reading import shown_in_svg
from tests.chart_series_cases import NAMES, case
from tests.office_files import docx_with
from tests.sample import theme

MEDIA = ("word", "slides")
FIELD = f"{{{C['a']}}}fld"
"""What a label shows from a cell."""


def chart(spec: ChartSpec, medium: str = "word", **more: float) -> OfficeChart:
    return office_chart(spec, theme(), medium, **more)  # type: ignore[arg-type]


def read(made: OfficeChart) -> ChartText:
    """Return a chart as it is read back from a Word file."""
    package = Package.read(docx_with([made]))
    [name] = [part for part in package.parts if part.startswith("word/charts/chart")]
    return chart_text(package, name, 1)


def drawing(spec: ChartSpec, width: float = 460) -> Drawing:
    return KINDS[spec.kind].draw(spec, Pen(theme().colours, 0.85), width)


def series(spec: ChartSpec, name: str) -> etree._Element:
    """Return the series `name` of the Office chart."""
    root = etree.fromstring(chart(spec).xml)
    return next(each for each in root.iter(f"{{{C['c']}}}ser") if each.findtext("c:tx//c:v", "", C) == name)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", NAMES)
def test_the_audit_of_a_finished_chart_finds_what_the_spec_says(name: str, medium: str) -> None:
    spec = case(name)
    assert list(chart_faults([(1, spec)], [read(chart(spec, medium))], lexicon("en-GB"), "en-GB")) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_audit_finds_a_number_that_was_changed(name: str) -> None:
    spec = case(name)
    wrong = replace(spec, points=(replace(spec.points[0], value=Decimal("1.5")), *spec.points[1:]))
    found = list(chart_faults([(1, spec)], [read(chart(wrong))], lexicon("en-GB"), "en-GB"))
    assert any("its values are" in fault for fault in found)


@pytest.mark.parametrize("name", NAMES)
def test_every_point_is_a_mark_of_the_drawing(name: str) -> None:
    spec = case(name)
    shown = {each.fact_id: "/".join(each.values) for each in shown_in_svg(draw_svg(spec, theme(), 460))}
    assert shown == {point.fact_id: value_text(point) for point in spec.points}


@pytest.mark.parametrize("width", [180.0, 300.0, 460.0, 900.0])
@pytest.mark.parametrize("name", NAMES)
def test_words_neither_meet_nor_leave_the_drawing(name: str, width: float) -> None:
    try:
        made = drawing(case(name), width)
    except ReportError:  # that is for the test of refusals
        return
    runs = [shape for mark in made.marks for shape in mark.shapes if isinstance(shape, Run)]
    for run in runs:
        assert run.x >= -0.5
        assert run.x + run.width <= width + 0.5, run.text
        assert 0 <= run.y <= made.height
    for n, one in enumerate(runs):
        for other in runs[n + 1 :]:
            apart = one.x + one.width <= other.x + 0.1 or other.x + other.width <= one.x + 0.1
            assert apart or abs(one.y - other.y) >= 0.7 * one.size, (one.text, other.text)


# ── What is known of a point ─────────────────────────────────────────────────────────────────────


def test_a_gap_is_no_zero() -> None:
    spec = case("line-everything")
    grid = grid_of(spec)
    assert grid.categories == ("2019", "2020", "2024", "2025")
    cells = series(spec, "South").findall("c:val//c:pt", C)
    assert [cell.get("idx") for cell in cells] == ["0", "2", "3"]
    south = [mark for mark in drawing(spec).marks if mark.fact_id.startswith("s")]
    assert [mark.fact_id for mark in south] == ["s19", "s24", "s25"]


def test_the_way_to_a_forecast_is_dashed_and_its_sign_hollow() -> None:
    spec = case("line-everything")
    points = {each.find("c:idx", C).get("val"): each for each in series(spec, "South").findall("c:dPt", C)}  # type: ignore[union-attr]
    assert points.keys() == {"2", "3"}
    assert points["3"].find("c:spPr/a:ln/a:prstDash", C) is not None
    assert points["2"].find("c:spPr/a:ln/a:prstDash", C) is None
    for each in points.values():
        assert each.find("c:marker/c:spPr/a:solidFill/a:schemeClr", C).get("val") == SLIDES["paper"]  # type: ignore[union-attr]
    dashed = [s for m in drawing(spec).marks for s in m.shapes if isinstance(s, Lines) and s.dashes]
    assert len(dashed) == 1


def test_a_break_parts_a_line() -> None:
    west = series(case("line-everything"), "West with a long name")
    [broken] = [each for each in west.findall("c:dPt", C) if each.find("c:idx", C).get("val") == "1"]  # type: ignore[union-attr]
    assert broken.find("c:spPr/a:ln/a:noFill", C) is not None


def test_an_interval_is_drawn_and_kept_with_the_number() -> None:
    spec = case("line-everything")
    bars = series(spec, "North").find("c:errBars", C)
    assert bars is not None
    assert [each.text for each in bars.findall("c:plus//c:v", C)] == ["1.5", "1.6"]
    assert [each.text for each in bars.findall("c:minus//c:v", C)] == ["1.5", "1.4"]
    [row] = [cells for cells in read(chart(spec)).facts if "n20" in cells]
    assert {"60.5", "63.5"} <= set(row)


def test_the_hedge_goes_with_the_number() -> None:
    hedged = (("columns-both-sides", "Last year", '"> "#,##0.0'), ("line-everything", "North", '"≈ "#,##0"%"'))
    for name, label, code in hedged:
        formats = [cell.get("formatCode") for cell in series(case(name), label).findall("c:val//c:pt", C)]
        assert code in [each.replace("\N{NO-BREAK SPACE}", " ") for each in formats if each], formats


def test_unequal_years_lie_on_the_axis_by_time() -> None:
    root = etree.fromstring(chart(case("line-everything")).xml)
    assert root.find(".//c:dateAx/c:baseTimeUnit", C).get("val") == "years"  # type: ignore[union-attr]
    assert etree.fromstring(chart(case("line-five")).xml).find(".//c:dateAx", C) is None
    discs = {m.fact_id: s for m in drawing(case("line-everything")).marks for s in m.shapes if isinstance(s, Discs)}
    x19, x24, x25 = (discs[id].centres[0][0] for id in ("n19", "n24", "n25"))
    assert (x24 - x19) / (x25 - x24) == pytest.approx(5, rel=0.01)


def test_three_series_are_named_at_their_ends_and_five_in_a_legend_in_the_order_of_the_ends() -> None:
    three, five = (etree.fromstring(chart(case(name)).xml) for name in ("line-everything", "line-five"))
    assert three.find("c:chart/c:legend", C) is None
    assert five.find("c:chart/c:legend", C) is not None
    names = [each.findtext("c:tx//c:v", "", C) for each in five.iter(f"{{{C['c']}}}ser")]
    assert names == ["Birch", "Ash", "Date", "Cedar", "Elm"]


def test_labels_follow_the_numbers() -> None:
    """No figure is typed into a label."""
    for name in NAMES:
        root = etree.fromstring(chart(case(name)).xml)
        typed = [each for each in root.iterfind(".//c:dLbls//c:rich//a:t", C) if each.getparent().tag != FIELD]  # type: ignore[union-attr]
        assert typed == []
        assert name.startswith(("area", "scatter")) or root.findall(".//c:dLbls//c:showVal[@val='1']", C)


def test_the_axis_of_columns_has_zero_on_it() -> None:
    for name in ("columns-one", "columns-both-sides", "stacked-parts", "histogram-delays", "waterfall-steps"):
        root = etree.fromstring(chart(case(name)).xml)
        low, high = (float(root.find(f".//c:valAx//c:{tag}", C).get("val", "")) for tag in ("min", "max"))  # type: ignore[union-attr]
        assert low <= 0 < high


def test_names_of_columns_that_find_no_room_are_refused_with_a_cure() -> None:
    spec = case("columns-one")
    many = replace(
        spec, points=tuple(replace(spec.points[0], fact_id=f"f{n}", label=f"Neighbourhood {n}") for n in range(24))
    )
    with pytest.raises(CrowdedError, match=r"names of 24 columns need more than .* or use kind: bars"):
        chart(many)
    with pytest.raises(ReportError, match="24 names of columns find no room side by side"):
        drawing(many)


# ── Scales and labels ────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=12))
def test_marks_of_axes_are_few_round_and_around_all_values(values: list[Decimal]) -> None:
    spec = case("columns-one")
    points = tuple(replace(spec.points[0], value=value) for value in values)
    for marks in (from_zero(points, None), for_line(points, None)):
        assert 2 <= len(marks) <= MOST_TICKS + 1
        assert marks[0] <= min(values)
        assert marks[-1] >= max(values)
        steps = {later - sooner for sooner, later in pairwise(marks)}
        assert len(steps) == 1
    assert min(from_zero(points, None)) <= 0 <= max(from_zero(points, None))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_are_parted_in_order(wanted: list[float]) -> None:
    heights = [10.0] * len(wanted)
    middles = parted(wanted, heights, 0, 100)
    found = sorted(middles)
    assert all(later - sooner >= 10 - 1e-6 for sooner, later in pairwise(found))
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    assert [middles[n] for n in order] == found


@given(st.lists(st.floats(5, 60), min_size=1, max_size=40), st.floats(50, 600))
def test_thinned_labels_never_meet_and_the_last_stays(widths: list[float], room: float) -> None:
    places = tuple(room * n / max(len(widths) - 1, 1) for n in range(len(widths)))
    kept = thinned(tuple(widths), places, 4)
    assert kept[-1] == len(widths) - 1
    for left, right in pairwise(kept):
        assert places[left] + widths[left] / 2 + 4 <= places[right] - widths[right] / 2 + 1e-6


def test_the_workbook_has_a_sheet_of_what_stands_behind_the_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(chart(case("columns-both-sides")).workbook)) as package:
        names = etree.fromstring(package.read("xl/workbook.xml"))
    assert [each.get("name") for each in names.iter("{*}sheet")] == ["Data", "Facts", "Sources"]
    heads = language("en-GB").tables["sheet"]
    assert read(chart(case("columns-both-sides"))).facts[0][:4] == tuple(
        heads[key] for key in ("category", "series", "fact", "figure")
    )


@pytest.mark.parametrize(
    ("observed", "said"), [("forecast", "45.0%␣f"), ("provisional", "45.0%␣p"), ("normal", "45.0%")]
)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_figure_at_a_line_has_the_mark_of_its_publisher(observed: str, said: str, medium: str) -> None:
    spec = case("line-everything")
    points = tuple(replace(each, observed=observed) if each.fact_id == "s25" else each for each in spec.points)
    root = etree.fromstring(chart(replace(spec, points=points), medium).xml)
    south = next(each for each in root.iter(f"{{{C['c']}}}ser") if each.findtext("c:tx//c:v", "", C) == "South")
    code = south.findall("c:dLbls/c:dLbl/c:numFmt", C)[-1].get("formatCode", "")
    assert code.replace("#,##0.0", "45.0").replace('"', "").replace("\N{NO-BREAK SPACE}", "␣") == said


@pytest.mark.parametrize(("name", "level"), [("line-five", True), ("line-months", False)])
def test_names_of_which_some_are_left_out_are_not_broken_within(name: str, level: bool) -> None:
    """LibreOffice, which prints every name, breaks words of an axis whose names are told to lie level."""
    axis = next(etree.fromstring(chart(case(name)).xml).iter(f"{{{C['c']}}}catAx"))
    assert (axis.xpath("string(c:tickLblSkip/@val)", namespaces=C) == "1") == level
    assert (axis.xpath("string(c:txPr/a:bodyPr/@rot)", namespaces=C) == "0") == level
