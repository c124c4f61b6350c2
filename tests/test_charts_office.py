from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from reports.charts.native.labels import figure_code
from reports.charts.native.look import look_of
from reports.charts.native.parts import OfficeChart, has_native, office_chart
from reports.charts.native.sheet import letter
from reports.charts.timeline.days import EPOCH, serial
from reports.charts.timeline.native_calendar import name_axis
from reports.charts.timeline.time_axis import TimeAxis
from reports.errors import InternalError
from reports.languages.registry import language
from reports.merge.chart_content import changes, content_of
from reports.ooxml.drawingml import NAMESPACES as C
from reports.theme.fonts import outer_environment
from tests.chart_cases import NAMES, case
from tests.chart_reading import drawn_in_chart
from tests.office_files import docx_with, pptx_with
from tests.sample import theme

NATIVE = tuple(name for name in NAMES if has_native(case(name)))
JUDGE = os.environ.get("REPORT_JUDGE") or shutil.which("judge")


def chart(name: str, medium: str = "word") -> OfficeChart:
    height = 450 if medium == "slides" else 0  # of slides, high enough for any case
    return office_chart(case(name), theme(), medium, height_pt=height)  # type: ignore[arg-type]


def tree(name: str, medium: str = "word") -> etree._Element:
    return etree.fromstring(chart(name, medium).xml)


@pytest.mark.parametrize("name", NATIVE)
def test_a_native_chart_has_no_title_frame_legend_or_round_corner(name: str) -> None:
    root = tree(name)
    assert root.find("c:chart/c:title", C) is None
    assert root.find("c:chart/c:legend", C) is None
    assert root.find("c:chart/c:autoTitleDeleted", C).get("val") == "1"  # type: ignore[union-attr]
    assert root.find("c:roundedCorners", C).get("val") == "0"  # type: ignore[union-attr]
    assert root.find("c:spPr/a:ln/a:noFill", C) is not None
    assert root.find("c:externalData", C).get(f"{{{C['r']}}}id") == "rId1"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", NATIVE)
def test_axes_know_each_other(name: str) -> None:
    root = tree(name)
    plot = root.find("c:chart/c:plotArea", C)
    assert plot is not None
    axes = {each.find("c:axId", C).get("val"): each for each in plot if each.tag.endswith("Ax")}  # type: ignore[union-attr]
    for chart in plot.iterfind("c:barChart", C):
        row, value = (each.get("val") for each in chart.iterfind("c:axId", C))
        for one, other, kind in ((row, value, "catAx"), (value, row, "valAx")):
            assert axes[one].tag.endswith(kind)
            assert axes[one].find("c:crossAx", C).get("val") == other  # type: ignore[union-attr]
    assert len(axes) == 2 * len(plot.findall("c:barChart", C))
    assert all(1 <= int(str(number)) <= 2147483647 for number in axes)


@pytest.mark.parametrize("name", NATIVE)
def test_rows_run_from_top_to_bottom(name: str) -> None:
    assert tree(name).find(".//c:catAx/c:scaling/c:orientation", C).get("val") == "maxMin"  # type: ignore[union-attr]


def test_a_series_is_a_status() -> None:
    heads = [e.text for e in tree("bars-every-mark").findall(".//c:ser/c:tx//c:v", C)]
    assert heads == [
        "signed, more than",
        "approved, about",
        "concluded",
        "negotiated",
        "mixed, approx.",
        "letter of interest",
        "reported",
        "approved, up to",
        "negotiated, more than",
        "claimed",
    ]


@pytest.mark.parametrize("tag", ["en-GB", "fr-FR"])
@pytest.mark.parametrize("medium", ["word", "slides"])
@pytest.mark.parametrize("name", [name for name in NATIVE if case(name).kind != "timeline"])
def test_no_number_in_the_data_is_firmer_than_its_fact(name: str, medium: str, tag: str) -> None:
    """Whoever points at a bar sees series, row and number; whoever edits the data sees them as heads and cells."""
    spec, words = case(name), language(tag)
    made = office_chart(spec, theme(), medium, language=tag, height_pt=450)  # type: ignore[arg-type]
    root = etree.fromstring(made.xml)
    for series in root.iter(f"{{{C['c']}}}ser"):
        head = series.findtext("c:tx//c:v", "", C)
        if not series.findtext("c:val/c:numRef/c:f", "", C).startswith("Data!"):
            continue  # what marks are made of says no number
        for cell in series.findall("c:val//c:pt", C):
            point = spec.points[int(cell.get("idx", "-1"))]
            row = series.findtext(f"c:cat//c:pt[@idx='{cell.get('idx')}']/c:v", "", C)
            hedge = words.word("hedge-words", point.qualifier)
            assert words.word("statuses", point.status) in head
            if point.qualifier == "exactly":
                assert (head, cell.get("formatCode")) == (words.word("statuses", point.status), None)
                assert point.label in row
                assert "(" not in row
            elif point.qualifier == "between":
                ends = {words.word("sheet", "low"): point.low, words.word("sheet", "high"): point.high}
                assert [Decimal(cell.findtext("c:v", "", C))] == [v for k, v in ends.items() if head.endswith(k)]
                assert f"({point.stated})" in row
            else:
                assert hedge in head
                assert f"({point.stated or point.figure})" in row
                assert f'"{words.word("hedges", point.qualifier).partition("{")[0]}"' in cell.get("formatCode", "")


def test_the_cells_of_the_workbook_show_their_hedge() -> None:
    with zipfile.ZipFile(io.BytesIO(chart("bars-every-mark").workbook)) as package:
        styles = etree.fromstring(package.read("xl/styles.xml"))
    codes = [str(each.get("formatCode")) for each in styles.iter("{*}numFmt")]
    assert codes == ['"more than "#,##0', '"about "#,##0', '"approximately "#,##0', '"up to "#,##0']


def test_done_and_planned_stated_and_derived_differ_in_every_native_timeline() -> None:
    for medium in ("word", "slides"):
        root = tree("timeline-lengths", medium)
        looks = {}
        for series in list(root.iter(f"{{{C['c']}}}ser"))[2:]:  # after that of the months and that of the starts
            for cell in series.findall("c:val//c:pt", C):
                point = case("timeline-lengths").points[int(cell.get("idx", "-1"))]
                looks[point.fact_id] = (series.findtext("c:tx//c:v", "", C), *look_at(series, cell.get("idx", "")))
        days = ("day", "day-derived", "day-planned", "day-planned-derived")
        assert {id: looks[id][1] for id in days} == dict(zip(days, "●●○○", strict=True))
        assert len({looks[id][2] for id in days[:2]}) == len({looks[id][2] for id in days[2:]}) == 2, "derived is pale"
        assert [looks[id][0] for id in (*days, "six", "chair")] == [
            "signed",
            "signed, date derived",
            "planned",
            "planned, date derived",
            "claimed, date derived",
            "announced, planned, date derived",
        ]
        assert looks["six"][1:] == ("gradFill", "")
        assert looks["chair"][1:] == ("solidFill", "sysDash")
        assert looks["month-derived"][1:] == ("solidFill", "")


def look_at(series: etree._Element, row: str) -> tuple[str, str]:
    """Return sign and ink of a point, or fill and dashes of a bar."""
    label = by_row(series, "c:dLbls/c:dLbl").get(row)
    if label is not None:
        ink = label.find(".//a:rPr/a:solidFill/a:schemeClr", C)
        assert ink is not None
        return label.findtext(".//a:t", "", C), etree.tostring(ink, encoding="unicode")
    shape = by_row(series, "c:dPt").get(row, series).find("c:spPr", C)
    assert shape is not None
    dash = shape.find("a:ln/a:prstDash", C)
    return etree.QName(shape[0]).localname, "" if dash is None else dash.get("val", "")


def by_row(series: etree._Element, path: str) -> dict[str, etree._Element]:
    """Return what a series says of single rows, by their place."""
    return {str(each.find("c:idx", C).get("val")): each for each in series.findall(path, C)}  # type: ignore[union-attr]


def test_a_bar_of_a_timeline_is_as_long_as_its_fact() -> None:
    made = chart("timeline-lengths")
    lengths = dict(zip([p.fact_id for p in case("timeline-lengths").points], drawn_in_chart(made.xml), strict=True))
    assert int(lengths["day"][1]) == 1
    assert int(lengths["month-derived"][1]) == 31
    assert int(lengths["six"][1]) == (date(2031, 2, 4) - date(2030, 8, 5)).days + 1, "no seventh month"


def test_labels_are_on_one_line_with_a_bold_figure() -> None:
    label = tree("bars-every-mark").find(".//c:dLbl", C)
    assert label is not None
    body = label.find(".//a:bodyPr", C)
    assert body is not None
    assert body.get("wrap") == "none"
    each = [run for run in label.find(".//a:p", C) if run.find("a:t", C) is not None]  # type: ignore[union-attr]
    runs = [(run.findtext("a:t", "", C).strip(), run.find("a:rPr", C).get("b")) for run in each]  # type: ignore[union-attr]
    assert runs == [("", "0"), ("> 40", "1"), ("signed", "0"), ("[1]\N{NO-BREAK SPACE}[2]", "0")]


FIGURES = {
    "> 40": ("40", '"> "General'),
    "≈ 12.5%": ("12.5", '"≈ "0.0##"%"'),
    "1,250": ("1250", "#,##0"),
    "12,50 €": ("12.50", '0.00##" €"'),
    "\N{MINUS SIGN}3.1": ("-3.1", '0.0##;"\N{MINUS SIGN}"0.0##'),
    "0": ("0", "General"),
    "4 … 6": ("6", ""),
    "1.2 billion": ("1200000000", ""),
    "dozens": ("24", ""),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_that_is_one_number_is_a_format_of_it(figure: str) -> None:
    value, code = FIGURES[figure]
    assert figure_code(figure, Decimal(value)) == code


def test_figures_at_bars_and_squares_follow_their_numbers() -> None:
    for name in ("bars-every-mark", "units-named", "lollipop-ends", "bars-below-zero"):
        for label in tree(name).iterfind(".//c:dLbls/c:dLbl", C):
            if re.search(
                r"[0-9] (to|…) -?[0-9]", "".join(map(str, label.itertext())).replace("\N{NO-BREAK SPACE}", " ")
            ):
                continue  # made of two numbers
            assert len(label.findall(".//a:fld[@type='VALUE']", C)) == 1, (name, etree.tostring(label))
            assert label.find("c:numFmt", C) is not None
            assert label.find("c:extLst", C) is not None


def test_what_office_saves_in_place_of_a_figure_is_no_edit() -> None:
    made = tree("bars-every-mark")
    base = content_of(made)
    for text in made.iterfind(".//c:dLbl//a:fld/a:t", C):
        text.text = "[VALUE]"
    assert not changes(base, content_of(made), lossy=False)
    made.find(".//c:dLbl//a:fld/a:t", C).text = "> 41"  # type: ignore[union-attr]
    assert [each.now.split()[:2] for each in changes(base, content_of(made), lossy=False).changed] == [[">", "41"]]


def test_only_open_ends_have_arrows() -> None:
    bars = tree("bars-every-mark").findall(".//c:errBars", C)
    assert [[p.get("idx") for p in each.findall(".//c:plus//c:pt", C)] for each in bars] == [["0"], ["8"]]
    assert all(each.find(".//a:tailEnd", C) is not None for each in bars)
    assert tree("units-named").findall(".//c:errBars//c:pt[@idx='0']", C) == []


def test_text_sizes_follow_the_medium() -> None:
    for medium, size, font in (("word", "900", "Calibri"), ("slides", "1600", "+mn-lt")):
        root = tree("units-named", medium)
        assert {e.get("sz") for e in root.iter(f"{{{C['a']}}}rPr", f"{{{C['a']}}}defRPr")} == {size}
        assert {e.get("typeface") for e in root.iter(f"{{{C['a']}}}latin")} == {font}


def test_frames_follow_rows_or_what_is_asked() -> None:
    spec = case("units-named")
    lines = 5  # of four rows, one runs on
    assert office_chart(spec, theme(), "word").height_pt == pytest.approx(lines / 4 * (4 * 24 + 2))
    assert office_chart(spec, theme(), "slides").height_pt == pytest.approx(lines / 4 * (4 * 50 + 2))
    many = replace(case("bars-every-mark"), points=case("bars-every-mark").points[:7])
    assert office_chart(many, theme(), "slides").height_pt == theme().slides.boxes["content"].h
    asked = office_chart(spec, theme(), "slides", width_pt=560, height_pt=220, language="de-DE")
    assert (asked.width_pt, asked.height_pt) == (560, 220)
    assert b'<c:lang val="de-DE"/>' in asked.xml


def test_the_workbook_holds_text_as_text_and_one_sheet() -> None:
    spec = case("bars-long-words")
    with zipfile.ZipFile(io.BytesIO(office_chart(spec, theme(), "word").workbook)) as package:
        assert package.testzip() is None
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        strings = package.read("xl/sharedStrings.xml").decode()
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")
    assert "<f>" not in sheet
    assert "fact id" in strings
    assert "signed &lt; 2 weeks later" in strings


def test_months_are_named_by_marks_near_their_first_days() -> None:
    for first in range(1, 13):
        spec = replace(case("timeline-spans"), start=f"2030-{first:02}", stop=f"2033-{first:02}", points=())
        axis = TimeAxis(spec.start, spec.stop)
        for step in (1, 3, 6):
            made = name_axis(spec, look_of(theme(), "word", "en-GB", 0, 0, 3), step)
            least, most = (float(made.find(f"c:scaling/c:{end}", C).get("val")) for end in ("min", "max"))  # type: ignore[union-attr, arg-type]
            for n in range(0, 37, step):
                mark = least + n * 30.4375
                day = EPOCH + timedelta(days=int(mark))
                assert (day.year * 12 + day.month) - (2030 * 12 + first) == n, "it names its month"
                at = axis.first + (mark - least) / (most - least) * (axis.end - axis.first)
                assert at == pytest.approx(axis.units[n], abs=2.5), "and stands near its first day"


def test_the_as_of_date_and_what_is_not_on_record_lie_over_a_timeline() -> None:
    spec = case("timeline-lengths")
    for medium in ("word", "slides"):
        made = chart("timeline-lengths", medium)
        root, over = etree.fromstring(made.xml), etree.fromstring(made.shapes)
        assert root.find("c:userShapes", C).get(f"{{{C['r']}}}id") == "rId2"  # type: ignore[union-attr]
        places = {each.find(".//{*}cNvPr").get("name"): corners(each) for each in over}  # type: ignore[union-attr]
        left, wide = (float(root.find(f".//c:manualLayout/c:{tag}", C).get("val")) for tag in "xw")  # type: ignore[union-attr, arg-type]
        axis = TimeAxis(spec.start, spec.stop)
        share = [
            left + wide * (serial(day) - axis.first) / (axis.end - axis.first)
            for day in (date(2031, 2, 6), date(2031, 5, 21))
        ]
        assert places["Drawn: nothing on record"] == pytest.approx(share, abs=1e-4)
        assert places["Drawn: as-of date"] == pytest.approx([share[1]] * 2, abs=1e-4), "on the evening of that day"
        assert "as of 20 May 2031" in etree.tostring(over, encoding="unicode")


def test_a_chart_without_them_has_no_shapes() -> None:
    spec = replace(case("timeline-lengths"), silent="", today="")
    for made in (office_chart(spec, theme(), "word"), chart("bars-every-mark")):
        assert made.shapes == b""
        assert b"userShapes" not in made.xml
    past = replace(case("timeline-lengths"), today="2032-01-01", silent="")
    assert office_chart(past, theme(), "word").shapes == b"", "a day beyond the axis has no line"


def corners(anchor: etree._Element) -> list[float]:
    """Return where a shape over a chart begins and ends across, in shares of the chart."""
    return [float(each.text or "") for each in anchor.iterfind("*/{*}x")]


def test_columns_have_letters() -> None:
    assert [letter(n) for n in (0, 1, 25, 26, 27, 701)] == ["A", "B", "Z", "AA", "AB", "ZZ"]


def test_dots_have_no_native_chart() -> None:
    assert not has_native(case("dots-ring"))
    with pytest.raises(InternalError, match="no native chart"):
        office_chart(case("dots-ring"), theme(), "word")


@pytest.mark.judges
@pytest.mark.slow
def test_the_validators_find_nothing(tmp_path: Path) -> None:
    if JUDGE is None:
        pytest.skip("the validators are not on the path (judge); see REPORT_JUDGE")
    word, slides = tmp_path / "charts.docx", tmp_path / "charts.pptx"
    word.write_bytes(docx_with([chart(name) for name in NATIVE]))
    slides.write_bytes(pptx_with([chart(name, "slides") for name in NATIVE]))
    done = subprocess.run([JUDGE, str(word), str(slides)], capture_output=True, text=True, env=outer_environment())
    assert done.returncode == 0, done.stdout
    broken = tmp_path / "broken.pptx"
    first = chart(NATIVE[0], "slides")
    wrong = OfficeChart(first.xml.replace(b'val="1001"', b'val="-1001"'), first.workbook, 800, 300)
    broken.write_bytes(pptx_with([wrong]))
    assert subprocess.run([JUDGE, str(broken)], capture_output=True, text=True, env=outer_environment()).returncode == 1


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_prints_every_label(tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("needs soffice and pdftotext")
    path = tmp_path / "charts.pptx"
    path.write_bytes(pptx_with([chart(name, "slides") for name in NATIVE]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=outer_environment())
    text = subprocess.run(["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"], capture_output=True, text=True)
    printed = text.stdout.replace("\N{NO-BREAK SPACE}", " ")
    for name in NATIVE:
        for point in case(name).points:
            assert point.figure in printed, (name, point.figure)
    assert "no such figure" not in printed


def heads_of(workbook: bytes) -> list[str]:
    """Return the texts of the workbook behind a chart; the heads come first."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        root = etree.fromstring(package.read("xl/sharedStrings.xml"))
    return ["".join(map(str, each.itertext())) for each in root]


def test_series_and_columns_are_named_in_the_language_of_the_report() -> None:
    chart = office_chart(case("bars-every-mark"), theme(), "word", language="fr-FR")
    heads = [e.text for e in etree.fromstring(chart.xml).findall(".//c:ser/c:tx//c:v", C)]
    assert heads[:3] == ["signé, plus de", "approuvé, environ", "conclu"]
    named = {"identifiant du fait", "chiffre avec réserve", "statut", "mots", "sources", "lettre d’intérêt"}
    assert named <= {*heads_of(chart.workbook)}
    spans = office_chart(case("timeline-spans"), theme(), "word", language="fr-FR")
    assert "début sur l’axe" in heads_of(spans.workbook)


def test_a_language_that_the_program_does_not_speak_gets_english_names() -> None:
    chart = office_chart(case("bars-every-mark"), theme(), "word", language="de-DE")
    assert etree.fromstring(chart.xml).findtext(".//c:ser/c:tx//c:v", "", C) == "signed, more than"
