"""A chart that somebody restyled keeps its colours when its rows come to stand in other series, and says what they are."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

import pytest
from lxml import etree

from reports.charts.native.parts import office_chart
from reports.formats.pptx.drawing_xml import Pen
from reports.formats.pptx.slide_master import theme_part
from reports.merge.chart_series import colours_of, merge_series, shown_colour
from reports.ooxml.drawingml import NAMESPACES as C
from reports.ooxml.package import Package, parse
from reports.ooxml.scheme_colours import scheme_of
from tests.chart_cases import case
from tests.merge_desk import Desk, built, merged
from tests.sample import theme

PINK = "B0007A"
SCHEME = scheme_of(parse(theme_part(Pen(theme(), "en-GB"), "Report").encode()), None)
"""Of our own decks."""
Element = etree._Element


def fresh(name: str) -> Element:
    return etree.fromstring(office_chart(case(name), theme(), "slides", height_pt=700).xml)


def series_of(chart: Element) -> dict[str, Element]:
    """Return the series of a chart by their names."""
    return {each.findtext("c:tx//c:v", "", C): each for each in chart.iterfind(".//c:ser", C)}


def looks_of(chart: Element) -> str:
    """Return the fills of a chart as the base remembers them."""
    return str([each for shape in chart.iterfind(".//c:ser//c:spPr", C) for each in colours_of(shape, SCHEME)])


def joined(chart: Element, names: tuple[str, ...], name: str, colour: str = "") -> None:
    """Put several series of `chart` into one, as an earlier version did, and paint it as a person does."""
    first, *others = (series_of(chart)[each] for each in names)
    first.find("c:tx//c:v", C).text = name  # type: ignore[union-attr]
    for other in others:
        first.find("c:val//c:numCache", C).extend(other.findall("c:val//c:pt", C))  # type: ignore[union-attr]
        other.getparent().remove(other)  # type: ignore[union-attr]
    if colour:
        for point in first.findall("c:dPt", C):
            first.remove(point)
        look = first.find("c:spPr", C)
        assert look is not None
        look[:] = [etree.fromstring(f'<a:solidFill xmlns:a="{C["a"]}"><a:srgbClr val="{colour}"/></a:solidFill>')]


def shape_of(series: Element) -> tuple[str, tuple[str, ...], str]:
    """Return kind of fill, its colours, and the colour of the outline."""
    shape = series.find("c:spPr", C)
    assert shape is not None
    line = next(iter(shape.findall("a:ln/a:solidFill/*", C)), None)
    outline = "" if line is None else shown_colour(line, SCHEME)
    return etree.QName(shape[0]).localname, colours_of(shape, SCHEME)[0], outline


def test_a_series_that_was_parted_keeps_its_colour_and_gets_its_hedge() -> None:
    new = fresh("bars-every-mark")
    old, looks = deepcopy(new), looks_of(new)
    joined(old, ("approved, about", "approved, up to"), "approved", PINK)
    merge_series(old, new, looks, SCHEME)
    assert list(series_of(old)) == list(series_of(new))
    kind, _, outline = shape_of(series_of(old)["approved, up to"])
    assert (kind, outline) == ("solidFill", PINK), "a ceiling is still an outline around a tint"
    assert PINK in shape_of(series_of(old)["approved, about"])[1]
    assert shape_of(series_of(old)["concluded"]) == shape_of(series_of(new)["concluded"])


def test_a_plan_stays_an_outline_whatever_its_colour() -> None:
    new = fresh("timeline-lengths")
    old, looks = deepcopy(new), looks_of(new)
    names = tuple(series_of(new))[2:]  # after that of the months and that of the starts
    joined(old, names, "length in days", PINK)
    merge_series(old, new, looks, SCHEME)
    assert list(series_of(old)) == list(series_of(new))
    for name in names:
        was, now = shape_of(series_of(new)[name]), shape_of(series_of(old)[name])
        assert now[0] == was[0]
        assert PINK in (*now[1], now[2]) or "derived" in name
    planned = series_of(old)["announced, planned, date derived"]
    assert planned.find("c:spPr/a:ln/a:prstDash", C) is not None
    hidden = series_of(old)["start on the axis"].find("c:spPr", C)
    assert hidden is not None
    assert hidden.find("a:noFill", C) is not None


def test_what_nobody_painted_looks_as_it_is_generated_now() -> None:
    new = fresh("bars-every-mark")
    old, looks = deepcopy(new), looks_of(new)
    joined(old, ("approved, about", "approved, up to"), "approved")
    merge_series(old, new, looks, SCHEME)
    assert [etree.tostring(each) for each in old.iter("{*}ser")] == [
        etree.tostring(each) for each in new.iter("{*}ser")
    ]


def test_a_series_that_keeps_its_name_keeps_its_look() -> None:
    new = fresh("bars-every-mark")
    old = deepcopy(new)
    joined(old, ("concluded",), "concluded", PINK)
    series_of(old)["concluded"].find("c:val//c:v", C).text = "7"  # type: ignore[union-attr]
    merge_series(old, new, looks_of(new), SCHEME)
    assert shape_of(series_of(old)["concluded"]) == ("solidFill", (PINK,), "")
    assert series_of(old)["concluded"].findtext("c:val//c:v", "", C) == "30.5"


def test_series_stand_before_what_parts_them_and_are_numbered_anew() -> None:
    new = fresh("bars-every-mark")
    old = deepcopy(new)
    joined(old, ("approved, about", "approved, up to"), "approved", PINK)
    merge_series(old, new, looks_of(new), SCHEME)
    plot = old.find(".//c:barChart", C)
    assert plot is not None
    places = [plot.index(each) for each in plot.iterfind("c:ser", C)]
    assert all(two == one + 1 for one, two in pairwise(places))
    assert plot[places[-1] + 1].tag.endswith("}gapWidth")
    for tag in ("idx", "order"):
        numbers = [int(each.find(f"c:{tag}", C).get("val", "")) for each in plot.iterfind("c:ser", C)]  # type: ignore[union-attr]
        assert numbers == list(range(len(places)))


# ── Room for the names ───────────────────────────────────────────────────────────────────────────

CHART = "word/charts/chart3.xml"


def layout_of(chart: Element) -> list[str]:
    return [each.get("val", "") for each in chart.iterfind(".//c:plotArea/c:layout/c:manualLayout/*", C)]


@pytest.mark.parametrize("moved", [False, True])
def test_the_bars_make_room_for_longer_names_unless_somebody_moved_them(moved: bool) -> None:
    desk, later = Desk(built()), built(share_copper="72.123456")
    chart = desk.package.tree(CHART)
    hue = next(chart.iter(f"{{{C['a']}}}schemeClr"))
    hue.getparent().replace(hue, etree.fromstring(f'<a:srgbClr xmlns:a="{C["a"]}" val="{PINK}"/>'))  # type: ignore[union-attr]
    if moved:
        chart.find(".//c:manualLayout/c:y", C).set("val", "0.1")  # type: ignore[union-attr]
    before = layout_of(chart)
    made = Package.read(merged(desk, later).data).tree(CHART)
    wanted = layout_of(Package.read(later).tree(CHART))
    assert before != wanted, "the names have grown"
    assert layout_of(made) == (before if moved else wanted)
