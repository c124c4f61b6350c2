"""What marks of native charts are made of: unit squares, days, shapes over a chart; with their audit and merge."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from reports.audit.finished.chart_rows import chart_faults
from reports.charts.native.parts import OfficeChart, office_chart
from reports.charts.native.shapes import GENERATED
from reports.charts.timeline.days import serial
from reports.document import ChartSpec
from reports.document.extracted_text import ChartText
from reports.formats.finished_file import extract
from reports.languages.lexicon import lexicon
from reports.merge.chart_merge import ChartHost, merge_chart, plot
from reports.ooxml.drawingml import NAMESPACES as C
from reports.ooxml.package import Package
from reports.ooxml.scheme_colours import hex_of
from reports.theme.fonts import outer_environment
from tests.chart_cases import case
from tests.chart_reading import drawn_in_chart
from tests.office_files import pptx_with
from tests.sample import theme
from tests.test_theme_colours import scheme

OURS = scheme("slides")
S = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
WORDS = lexicon("en-GB")


def made(name: str, medium: str = "slides", **other: object) -> OfficeChart:
    """Return a case as an Office chart, on slides high enough for any of them."""
    height = 0 if medium == "word" else 400
    return office_chart(replace(case(name), **other), theme(), medium, height_pt=height)  # type: ignore[arg-type]


def squares(chart: OfficeChart) -> list[int]:
    """Return how many squares stand in each line of a chart."""
    return [sum(length == "1" for length in line) for line in drawn_in_chart(chart.xml)]


# ── Squares ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("medium", ["word", "slides"])
def test_squares_are_as_many_as_counted_and_run_on_in_lines(medium: str) -> None:
    opened, agreed, *negotiated = squares(made("units-named", medium))
    assert (opened, agreed, sum(negotiated), len(negotiated)) == (11, 10, 47, 2)
    assert squares(made("units-range", medium)) == [11]


def test_squares_that_are_not_named_are_hollow_and_those_of_a_range_a_tint() -> None:
    assert (
        fills("units-named", 0)
        == ["solidFill " + theme().colours.primary] * 8 + ["solidFill " + theme().colours.paper] * 3
    )
    assert fills("units-range", 0)[7:] == ["solidFill " + theme().colours.primary_tint] * 4
    assert len(set(fills("units-range", 0)[:7])) == 1


def fills(name: str, line: int) -> list[str]:
    """Return kind and colour of the fill of each square in a line."""
    found = []
    for series in etree.fromstring(made(name).xml).iterfind(".//c:ser", C):
        if (
            not series.findtext("c:tx//c:v", "", C).startswith("■")
            or series.find(f"c:val//c:pt[@idx='{line}']", C) is None
        ):
            continue
        own = [each for each in series.findall("c:dPt", C) if each.find("c:idx", C).get("val") == str(line)]  # type: ignore[union-attr]
        shape = (own[0] if own else series).find("c:spPr", C)
        assert shape is not None
        tag = etree.QName(shape[0]).localname
        [colour] = shape[0].findall("a:schemeClr" if tag == "solidFill" else "a:fgClr/a:schemeClr", C)
        found.append(f"{tag} {hex_of(OURS.value(colour) or (0, 0, 0)).upper()}")
    return found


def test_a_chart_of_many_squares_holds_fewer_series_than_office_takes() -> None:
    spec = case("units-named")
    many = replace(spec, points=(replace(spec.points[2], value=Decimal(376)),))
    chart = office_chart(many, theme(), "word", tallest_pt=600)
    assert sum(squares(chart)) == 376
    assert len(etree.fromstring(chart.xml).findall(".//c:ser", C)) < 255


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("name", ["units-named", "units-range", "timeline-lengths", "timeline-spans"])
def test_a_spreadsheet_works_out_what_the_chart_draws(name: str, tmp_path: Path) -> None:
    chart = made(name)
    assert worked_out(chart.workbook, tmp_path) == [list(map(float, line)) for line in drawn_in_chart(chart.xml)]
    if name == "units-named":
        one_less = changed(chart.workbook, "sheet1.xml", lambda text: text.replace("<v>11</v>", "<v>10</v>", 1))
        counted = [sum(length == 1 for length in line) for line in worked_out(one_less, tmp_path)]
        assert counted[0] == 10, "who edits the number takes a square"
        assert counted[1:] == squares(chart)[1:]


def worked_out(workbook: bytes, folder: Path) -> list[list[float]]:
    """Return the lengths on the sheet of drawing aids as LibreOffice calculates them."""
    if shutil.which("soffice") is None:
        pytest.skip("needs soffice")
    last = max(each for each in zipfile.ZipFile(io.BytesIO(workbook)).namelist() if "worksheets/sheet" in each)
    name = last.rpartition("/")[2]
    bare = changed(workbook, name, lambda text: re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text))
    path = folder / "book.xlsx"
    path.write_bytes(bare)
    sheets = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{name[5]}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", sheets, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=outer_environment())
    with next(folder.glob("book-*.csv")).open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    lines = [[length for cell in row[1:] if cell and (length := number_of(cell))] for row in rows]
    return lines[: max(n for n, line in enumerate(lines, start=1) if line)]


def number_of(cell: str) -> float:
    """Return a number, or the number of a day that is shown as a date."""
    return float(serial(date.fromisoformat(cell)) if cell.count("-") == 2 else cell)


def changed(workbook: bytes, name: str, change: object) -> bytes:
    """Return a workbook with one of its sheets changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            if each.endswith(name):
                text = data.decode()
                data = change(text).encode()  # type: ignore[operator]
                assert data.decode() != text
            new.writestr(each, data)
    return out.getvalue()


# ── Audit ────────────────────────────────────────────────────────────────────────────────────────


def faults(name: str, chart: OfficeChart) -> list[str]:
    """Return what the audit of a finished deck finds in a chart."""
    return list(chart_faults([(1, case(name))], extracted(chart), WORDS, "en-GB"))


def extracted(chart: OfficeChart) -> tuple[ChartText, ...]:
    return extract("pptx", pptx_with([chart])).charts


@pytest.mark.parametrize("name", ["units-named", "units-range", "timeline-lengths", "timeline-spans", "timeline-lanes"])
def test_a_chart_as_written_is_clean(name: str) -> None:
    chart = made(name)
    assert [
        each for each in faults(name, replace(chart, workbook=without_about(chart))) if "last sheet" not in each
    ] == []


def without_about(chart: OfficeChart) -> bytes:
    return chart.workbook


def test_a_square_too_few_is_noticed_in_chart_and_workbook() -> None:
    chart = made("units-named")
    root = etree.fromstring(chart.xml)
    last = next(each for each in root.iterfind(".//c:ser", C) if each.findtext("c:tx//c:v", "", C) == "■ 11")
    point = last.find("c:val//c:pt[@idx='0']", C)
    assert point is not None
    point.getparent().remove(point)  # type: ignore[union-attr]
    assert any(
        "10 squares are drawn, not 11" in each
        for each in faults("units-named", replace(chart, xml=etree.tostring(root)))
    )
    book = changed(chart.workbook, "sheet3.xml", lambda text: text.replace("<v>1</v>", "<v>0</v>", 1))
    assert any("drawing aids" in each for each in faults("units-named", replace(chart, workbook=book)))


def test_another_day_is_noticed_in_chart_workbook_and_shapes() -> None:
    chart = made("timeline-lengths")
    day = str(47821)  # 4 December 2030
    assert day.encode() in chart.xml
    book = changed(chart.workbook, "sheet1.xml", lambda text: text.replace(f"<v>{day}</v>", "<v>47822</v>", 1))
    assert any(
        "the days 2030" not in each and "of its workbook" in each
        for each in faults("timeline-lengths", replace(chart, workbook=book))
    )
    xml = chart.xml.replace(f"<c:v>{day}</c:v>".encode(), b"<c:v>47822</c:v>")
    assert any("its bar stands at" in each for each in faults("timeline-lengths", replace(chart, xml=xml)))
    over = chart.shapes.replace(b"20 May", b"21 May")
    assert any(
        "21 May 2031” stands over it" in each for each in faults("timeline-lengths", replace(chart, shapes=over))
    )


# ── Merge ────────────────────────────────────────────────────────────────────────────────────────


def deck(chart: OfficeChart) -> tuple[Package, ChartHost]:
    """Return a deck of one slide, and the frame of its chart."""
    package = Package.read(pptx_with([chart]))
    slide = next(name for name in package.parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))

    class Host:
        element = next(package.tree(slide).iter("{*}graphicFrame"))
        part = slide

    return package, Host()


def over(package: Package) -> etree._Element:
    return package.tree(next(name for name in package.parts if "drawings/drawing" in name))


def joined(was: OfficeChart, now: OfficeChart, edit: object = None) -> Package:
    """Return a deck as it is after a build that made the chart `now`, where a person did `edit` to the chart `was`."""
    (mine, host), (new, fresh) = deck(was), deck(now)
    before = plot(mine, host)
    if edit:
        edit(mine)  # type: ignore[operator]
    merge_chart(mine, host, new, fresh, before)
    return Package.read(mine.pack())


def drawn_by_hand(package: Package) -> None:
    """Draw an arrow over the chart, as a person does."""
    shapes = over(package)
    own = etree.fromstring(etree.tostring(shapes[-1]))
    own.find(".//{*}cNvPr").set("name", "Arrow of mine")  # type: ignore[union-attr]
    shapes.append(own)


def test_the_as_of_line_moves_and_what_somebody_drew_stays() -> None:
    later = {"today": "2031-06-20", "today_words": "as of 20 June 2031"}
    merged = joined(made("timeline-lengths"), made("timeline-lengths", **later), drawn_by_hand)
    names = [each.get("name", "") for each in over(merged).iter("{*}cNvPr")]
    said = ["".join(map(str, each.itertext())) for each in over(merged).iter("{*}p")]
    assert names[-1] == "Arrow of mine"
    assert sum(name.startswith(GENERATED) for name in names) == len(set(names)) - 1
    assert "as of 20 June 2031" in said


def test_a_line_that_is_new_comes_over_a_chart_that_had_none() -> None:
    merged = joined(made("timeline-lengths", today="", silent=""), made("timeline-lengths"))
    chart = merged.tree(next(name for name in merged.parts if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)))
    assert chart[-1].tag == f"{{{C['c']}}}userShapes"
    assert len(over(merged)) == len(etree.fromstring(made("timeline-lengths").shapes)) >= 3


def test_plain_bars_of_an_earlier_version_become_squares() -> None:
    spec = case("units-named")
    earlier = office_chart(replace(spec, kind="bars"), theme(), "slides")
    merged = joined(earlier, made("units-named"))
    chart = merged.tree(next(name for name in merged.parts if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)))
    assert chart.find(".//c:grouping", C).get("val") == "stacked"  # type: ignore[union-attr]
    assert sum(length == "1" for length in drawn_in_chart(etree.tostring(chart))[0]) == 11


def test_series_stay_in_their_plots_when_a_timeline_is_refreshed() -> None:
    def longer(spec: ChartSpec) -> ChartSpec:
        first = spec.points[0]
        assert first.span
        return replace(spec, points=(replace(first, span=replace(first.span, end="2031-03-04")), *spec.points[1:]))

    pink = b"B0007A"

    def paint(package: Package) -> None:
        chart = package.tree(next(name for name in package.parts if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)))
        colour = next(chart.iter(f"{{{C['a']}}}schemeClr"))
        colour.addprevious(etree.Element(f"{{{C['a']}}}srgbClr", val=pink.decode()))
        colour.getparent().remove(colour)  # type: ignore[union-attr]

    now = office_chart(longer(case("timeline-lengths")), theme(), "slides", height_pt=400)
    merged = joined(made("timeline-lengths"), now, paint)
    chart = merged.tree(next(name for name in merged.parts if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)))
    plots, wanted = (each.findall(".//c:barChart", C) for each in (chart, etree.fromstring(now.xml)))
    assert [len(each.findall("c:ser", C)) for each in plots] == [len(each.findall("c:ser", C)) for each in wanted]
    assert drawn_in_chart(etree.tostring(chart)) == drawn_in_chart(now.xml)
    assert pink in etree.tostring(chart), "what somebody painted stays"
