"""What a presenter types into a chart on a slide stays, is told value by value, and all around it is refreshed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from reports.formats.pptx import merge
from reports.formats.pptx.merge.chart_frames import chart_of
from reports.formats.pptx.merge.file_reading import read
from reports.merge.workbook_cells import cells_of
from reports.ooxml.package import Package
from reports.ooxml.presentationml import WORKBOOK, C, opened
from tests.test_merge_deck import NEW, built, merged
from tests.test_pptx import problems, unzip

Element = etree._Element
TITLE = "Only one amount"


def part_of(package: Package) -> str:
    """Return the chart of the slide on amounts."""
    page = next(each for each in read(package).pages if each.slide.title.startswith(TITLE))
    return next(filter(None, (chart_of(package, page.part, each) for each in page.elements)))


def points(chart: Element, tag: str) -> list[Element]:
    return list(next(chart.iter(f"{C}{tag}")).iter(f"{C}v"))


def value(chart: Element) -> None:
    points(chart, "val")[0].text = "77"


def category(chart: Element) -> None:
    points(chart, "cat")[0].text = "My own name"


def series_name(chart: Element) -> None:
    next(next(chart.iter(f"{C}ser")).iter(f"{C}tx")).find(f".//{C}v").text = "As I count"  # type: ignore[union-attr]


def own_series(chart: Element) -> None:
    last = list(chart.iter(f"{C}ser"))[-1]
    made = deepcopy(last)
    for tag in ("idx", "order"):
        made.find(f"{C}{tag}").set("val", "9")  # type: ignore[union-attr]
    made.find(f"{C}tx").find(f".//{C}v").text = "My estimate"  # type: ignore[union-attr]
    for each in made.find(f"{C}val").iter(f"{C}v"):  # type: ignore[union-attr]
        each.text = "44"
    last.addnext(made)


ACTS: Mapping[str, tuple[Callable[[Element], None], str, tuple[str, ...]]] = {
    "value": (value, "77", ("77",)),
    "category": (category, "My own name", ("My own name",)),
    "series name": (series_name, "As I count", ("As I count",)),
    "own series": (own_series, "My estimate: 44", ("My estimate", "44")),
}
"""What is typed, how it is told, and what must stand in the chart after builds."""


def done(name: str) -> bytes:
    package = opened(built())
    ACTS[name][0](package.tree(part_of(package)))
    return package.pack()


def said(data: bytes) -> list[str]:
    package = opened(data)
    return [each.text or "" for each in package.tree(part_of(package)).iter(f"{C}v")]


@pytest.mark.parametrize("name", ACTS)
def test_what_is_typed_into_a_chart_stays_and_the_rest_is_refreshed(name: str) -> None:
    mine, (_, told, held) = done(name), ACTS[name]
    untouched = {each for each in said(built(**NEW)) if each not in said(built())}
    for new in (built(**NEW), built(), built(**NEW)):
        made = merged(mine, new)
        assert [each.kind for each in made.edits] == ["data"]
        assert told in str(made.edits[0])
        assert [each for each in held if each not in said(made.data)] == []
        assert merged(made.data, new).data == made.data
        mine = made.data
    lost = {each for each in untouched if each not in said(mine)}
    assert len(lost) <= (name in ("value", "category")), "what nobody typed over is refreshed"
    assert problems(unzip(mine)) == []


def test_a_typed_value_stands_in_the_workbook_too() -> None:
    package = opened(merged(done("value"), built(**NEW)).data)
    cells = cells_of(package.parts[package.related(part_of(package), WORKBOOK)])
    assert "77" in {text for sheet in cells.values() for text in sheet.values()}


def test_a_sheet_of_ones_own_stays_beside_the_refreshed_ones() -> None:
    package = opened(done("value"))
    name = package.related(part_of(package), WORKBOOK)
    book = load_workbook(BytesIO(package.parts[name]))
    book.create_sheet("Mine")["B2"] = "kept by me"
    written = BytesIO()
    book.save(written)
    package.parts[name] = written.getvalue()
    mine = package.pack()
    for new in (built(**NEW), built(), built(**NEW)):
        made = merged(mine, new)
        joined = opened(made.data)
        cells = cells_of(joined.parts[joined.related(part_of(joined), WORKBOOK)])
        fresh = opened(new)
        generated = cells_of(fresh.parts[fresh.related(part_of(fresh), WORKBOOK)])
        assert cells["Mine"] == {"B2": "kept by me"}
        others = [at for sheet in generated for at, text in generated[sheet].items() if cells[sheet].get(at) != text]
        assert len(others) == 1, "the value that was typed"
        assert merged(made.data, new).data == made.data
        mine = made.data


def test_what_is_kept_against_the_facts_is_told_on_the_slide() -> None:
    made = merged(done("value"), built(**NEW))
    assert len(made.flags) == 1
    assert "77" in str(made.flags[0])
    assert "31" in str(made.flags[0])
    assert merged(done("value"), built()).flags == ()


def test_a_chart_that_nobody_typed_into_tells_nothing() -> None:
    base = merge.base_in(built())
    assert base is not None
    assert merge.review(built(), base) == ()


def test_a_base_of_an_earlier_version_keeps_the_chart_as_the_person_left_it() -> None:
    base = merge.base_in(done("value"))
    assert base is not None
    old = tuple(
        replace(slide, shapes=tuple(replace(shape, content=()) for shape in slide.shapes)) for slide in base.slides
    )
    made = merge.merge(done("value"), built(**NEW), replace(base, slides=old))
    assert [each.kind for each in made.edits] == ["data"]
    assert "77" in said(made.data)
