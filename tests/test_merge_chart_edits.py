"""What a person changed in a chart of a brief is kept, refreshed around, told and listed."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook

from reports.document import ChartSpec, Document, rebuild
from reports.formats.docx import merge
from reports.formats.docx.merge import joining
from reports.merge.workbook_cells import cells_of
from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import NAMESPACES, Element
from tests import sample
from tests.merge_desk import NEW, Desk, build, changed, merged

C = {"c": NAMESPACES["c"], "a": NAMESPACES["a"]}
CHART, BOOK = "word/charts/chart2.xml", "word/embeddings/workbook2.xlsx"
NAME = "Signed at the meeting"


def in_bars(node: object) -> object:
    return replace(node, kind="bars") if isinstance(node, ChartSpec) and node.kind == "units" else node


def document(**values: str) -> Document:
    """Return the sample with other figures, its squares as bars, whose lengths are the numbers themselves."""
    made = changed(sample.document(), **values)
    return replace(made, blocks=rebuild(made.blocks, in_bars))  # type: ignore[arg-type]


def built(**values: str) -> bytes:
    return build(document(**values))


def series(data: bytes | Desk) -> list[Element]:
    package = data.package if isinstance(data, Desk) else Package.read(data)
    return package.tree(CHART).findall(".//c:ser", C)


def at(node: Element, path: str) -> Element:
    found = node.find(path, C)
    assert found is not None
    return found


def said(data: bytes) -> list[tuple[str, list[str], list[str], list[str]]]:
    """Return each series: name, categories, values, labels."""
    return [
        (
            each.findtext("c:tx//c:v", "", C),
            [v.text or "" for v in each.iterfind("c:cat//c:v", C)],
            [v.text or "" for v in each.iterfind("c:val//c:v", C)],
            ["".join(t.text or "" for t in one.iterfind(".//a:t", C)) for one in each.iterfind("c:dLbls/c:dLbl", C)],
        )
        for each in series(data)
    ]


def in_book(desk: Desk, act: Callable[[Workbook], object]) -> None:
    """Work in the workbook as Excel does behind a chart."""
    book = load_workbook(io.BytesIO(desk.package.parts[BOOK]))
    act(book)
    made = io.BytesIO()
    book.save(made)
    desk.package.parts[BOOK] = made.getvalue()


def set_cell(name: str, text: object, sheet: str = "Data") -> Callable[[Workbook], object]:
    def act(book: Workbook) -> None:
        book[sheet][name] = text

    return act


# ── What a person does ───────────────────────────────────────────────────────────────────────────


def value_typed(desk: Desk) -> None:
    at(series(desk)[1], "c:val//c:v").text = "99"
    in_book(desk, set_cell("C3", 99))


def value_typed_where_the_facts_change(desk: Desk) -> None:
    at(series(desk)[0], "c:val//c:v").text = "99"
    in_book(desk, set_cell("B2", 99))


def category_typed(desk: Desk) -> None:
    for each in series(desk):
        each.findall("c:cat//c:v", C)[2].text = "Talks over"
    in_book(desk, set_cell("A4", "Talks over"))


def label_typed(desk: Desk) -> None:
    texts = series(desk)[2].findall(".//a:t", C)
    texts[1].text = "seventeen"


def series_renamed(desk: Desk) -> None:
    at(series(desk)[0], "c:tx//c:v").text = "put on paper"
    in_book(desk, set_cell("B1", "put on paper"))


def own_series(desk: Desk) -> None:
    made = deepcopy(series(desk)[0])
    for tag in ("idx", "order"):
        at(made, f"c:{tag}").set("val", "3")
    at(made, "c:tx//c:v").text = "my own"
    at(made, "c:tx//c:f").text = "Data!$K$1"
    at(made, "c:val//c:f").text = "Data!$K$2:$K$4"
    at(made, "c:val//c:v").text = "77"
    made.remove(at(made, "c:dLbls"))
    series(desk)[-1].addnext(made)
    in_book(desk, lambda book: (set_cell("K1", "my own")(book), set_cell("K2", 77)(book)))


def own_row(desk: Desk) -> None:
    for each in series(desk):
        for tag, text in (("cat", "My own row"), ("val", "55")):
            cache = at(at(each, f"c:{tag}"), ".//c:ptCount").getparent()
            assert cache is not None
            at(cache, "c:ptCount").set("val", "4")
            if tag == "val" and each is not series(desk)[0]:
                continue
            point = deepcopy(at(cache, "c:pt"))
            point.set("idx", "3")
            at(point, "c:v").text = text
            cache.append(point)
    in_book(desk, lambda book: (set_cell("A5", "My own row")(book), set_cell("B5", 55)(book)))


def own_sheet(desk: Desk) -> None:
    def act(book: Workbook) -> None:
        book.create_sheet("Mine")["B2"] = "kept by me"

    in_book(desk, act)


def cell_beside(desk: Desk) -> None:
    in_book(desk, set_cell("H4", "lines talked about"))


def coloured(desk: Desk) -> None:
    fill = at(series(desk)[0], "c:spPr/a:solidFill")
    fill[:] = [etree.Element(f"{{{C['a']}}}srgbClr", val="FF00AA")]


CASES: dict[str, tuple[Callable[[Desk], None], str, str, str]] = {
    # how: what is listed as before → after, kind
    "value": (value_typed, "Concluded before it: 10", "Concluded before it: 99", "charted"),
    "value of a changed fact": (
        value_typed_where_the_facts_change,
        "Signed at the meeting: 11",
        "Signed at the meeting: 99",
        "charted",
    ),
    "category": (category_typed, "Negotiations completed", "Talks over", "charted"),
    "label": (
        label_typed,
        "Negotiations completed: 17 more lines [2]",
        "Negotiations completed: seventeen more lines [2]",
        "charted",
    ),
    "series renamed": (series_renamed, "signed", "put on paper", "charted"),
    "own series": (own_series, "", "my own: 77", "charted"),
    "own sheet": (own_sheet, "", "sheet “Mine”: kept by me", "charted"),
    "cell beside": (cell_beside, "cells: more lines", "cells: lines talked about", "charted"),
    "colour": (coloured, "chart", "chart", "restyled"),
}


QUICK = ("value", "own series", "own sheet")
"""The others take their time."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in CASES]
)
def test_a_change_in_a_chart_is_listed_kept_and_refreshed_around(name: str) -> None:
    act, before, after, kind = CASES[name]
    desk = Desk(built())
    act(desk)
    mine = desk.save()
    base = merge.base_in(mine)
    assert base is not None
    listed = [(kind, before, after)]
    assert [(edit.kind, edit.before, edit.after) for edit in merge.review(mine, base)] == listed
    made = merged(mine, built(**NEW))
    if name != "value of a changed fact":
        assert [(edit.kind, edit.before, edit.after) for edit in made.edits] == listed
        assert "12" in said(made.data)[0][2]
        assert cells_of(Package.read(made.data).parts[BOOK])["Data"]["B2"] == "12"
    back = merged(made.data, built())
    assert [(edit.kind, edit.before, edit.after) for edit in back.edits] == listed
    assert said(back.data) == said(mine)
    assert cells_of(Package.read(back.data).parts[BOOK]) == cells_of(desk.package.parts[BOOK])
    assert b"FF00AA" in Package.read(back.data).parts[CHART] or name != "colour"


def test_a_typed_value_is_told_with_what_the_facts_say_now() -> None:
    desk = Desk(built())
    value_typed_where_the_facts_change(desk)
    made = merged(desk, built(**NEW))
    assert said(made.data)[0][2] == ["99"]
    assert [(hand.text, hand.generated) for hand in made.by_hand] == [("99", "12")]
    assert [(each.kept, each.generated) for each in made.conflicts] == [
        ("Signed at the meeting: 99", "Signed at the meeting: 12")
    ]
    settled = merged(made.data, built(lines_open="99"))
    assert (settled.edits, settled.by_hand) == ((), ())


@pytest.mark.parametrize(
    ("act", "typed"), [(value_typed, "99"), (label_typed, "seventeen"), (own_series, "77"), (own_row, "55")]
)
def test_typed_figures_are_handed_to_publish(act: Callable[[Desk], None], typed: str) -> None:
    desk = Desk(built())
    act(desk)
    joined = joining.join("brief.docx", desk.save(), built(**NEW), None, document(**NEW))
    assert typed in {hand.text for hand in joined.by_hand}
    assert [line for line in joined.told if typed in line]


def test_an_own_row_stays_below_those_of_the_facts() -> None:
    desk = Desk(built())
    own_row(desk)
    made = merged(desk, built(**NEW))
    assert said(made.data)[0][1:3] == (
        ["Signed at the meeting", "Concluded before it", "Negotiations completed", "My own row"],
        ["12", "55"],
    )
    assert cells_of(Package.read(made.data).parts[BOOK])["Data"]["B5"] == "55"


def test_what_was_typed_goes_with_its_row() -> None:
    """The rows of the chart stand in another order: the value stays with the words that it was typed beside."""

    def turn(node: object) -> object:
        return replace(node, points=node.points[::-1]) if isinstance(node, ChartSpec) else node

    old = document()
    new = build(replace(old, blocks=rebuild(old.blocks, turn)))  # type: ignore[arg-type]
    desk = Desk(built())
    value_typed(desk)
    made = merged(desk, new)
    rows = {
        name: value
        for each in series(made.data)
        for name, value in zip(
            [v.text for v in each.iterfind("c:cat//c:v", C)],
            [
                next((p.findtext("c:v", "", C) for p in each.iterfind("c:val//c:pt", C) if p.get("idx") == str(n)), "")
                for n in range(3)
            ],
            strict=True,
        )
        if value
    }
    assert rows == {"Signed at the meeting": "11", "Concluded before it": "99", "Negotiations completed": "17"}
    cells = cells_of(Package.read(made.data).parts[BOOK])["Data"]
    assert "99" in [cells.get(f"{column}3") for column in "BCD"]


def test_a_chart_that_nobody_touched_has_no_edit() -> None:
    base = merge.base_in(built())
    assert base is not None
    assert merge.review(built(), base) == ()
    assert merge.base_from_json(merge.base_json(base)) == base


def test_a_base_of_an_earlier_version_knows_no_data_of_charts() -> None:
    desk = Desk(built())
    value_typed(desk)
    base = merge.base_in(built())
    assert base is not None
    made = merge.merge(desk.save(), built(**NEW), replace(base, charts={}))
    assert said(made.data)[0][2] == ["12"]
