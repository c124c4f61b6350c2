"""Rows that would be printed over one another are fitted, or refused with chart, place and cure; nothing is left to Office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from reports.charts.native.fit import CrowdedError
from reports.charts.native.look import SMALLEST, Medium
from reports.charts.native.parts import crowded, office_chart, tallest_in_word
from reports.document import ChartSpec, Document, Figure, Heading, Text
from reports.errors import InputError, Place
from reports.formats.pptx.plan import plan
from reports.ooxml.drawingml import NAMESPACES as C
from reports.theme.text_metrics import Piece, break_lines, metrics
from tests import sample
from tests.chart_cases import NAMES, case
from tests.sample import theme

ROWS = {"bars": "bars-every-mark", "units": "units-named", "lollipop": "lollipop-ends", "timeline": "timeline-spans"}
"""A case of every kind whose labels can collide."""


def grown(name: str, rows: int) -> ChartSpec:
    """Return the chart of the case `name` with its first row so many times."""
    spec = case(name)
    point = spec.points[0]
    return replace(spec, points=tuple(replace(point, label=f"Row {chr(65 + n)}") for n in range(rows)))


def room_a_row(spec: ChartSpec, medium: Medium, width: float, height: float) -> tuple[float, float]:
    """Return the height of a row of the finished chart, and what its longest name takes there."""
    made = office_chart(spec, theme(), medium, width_pt=width, height_pt=height)
    root = etree.fromstring(made.xml)
    inside = {each.tag.rpartition("}")[2]: each.get("val", "") for each in root.iterfind(".//c:manualLayout/*", C)}
    size, names, font = letters(root), names_of(root), metrics("Calibri")
    column = float(inside["x"]) * made.width_pt - 0.5 * size
    lines = max(len(break_lines((Piece(name),), size, column, font)) for name in names)
    return float(inside["h"]) * made.height_pt / len(spec.points), lines * size * font.line


def letters(root: etree._Element) -> float:
    """Return the size of the names, in points."""
    return int(root.find(".//c:catAx//a:defRPr", C).get("sz", "")) / 100  # type: ignore[union-attr]


def names_of(root: etree._Element) -> tuple[str, ...]:
    """Return the names of the rows."""
    return tuple(each.text or "" for each in root.find(".//c:ser/c:cat", C).iter(f"{{{C['c']}}}v"))  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("rows", [1, 6, 12])
def test_names_of_rows_never_stand_over_one_another_on_a_slide(kind: str, rows: int) -> None:
    spec = grown(ROWS[kind], rows)
    if crowded(spec, theme(), "slides", width_pt=864, height_pt=314) is None:
        row, name = room_a_row(spec, "slides", 864, 314)
        assert name <= row
    else:
        assert rows > 6


@pytest.mark.parametrize("kind", ROWS)
def test_what_cannot_fit_is_refused_and_says_how_much_would(kind: str) -> None:
    fault = crowded(grown(ROWS[kind], 40), theme(), "slides", width_pt=864, height_pt=314)
    assert fault is not None
    assert fault.what.startswith(("40 bars need ", "40 rows need "))
    assert crowded(grown(ROWS[kind], fault.most), theme(), "slides", width_pt=864, height_pt=314) is None
    assert crowded(grown(ROWS[kind], fault.most + 1), theme(), "slides", width_pt=864, height_pt=314) is not None
    with pytest.raises(CrowdedError, match=f"chart {case(ROWS[kind]).id}: 40 "):
        office_chart(grown(ROWS[kind], 40), theme(), "slides", width_pt=864, height_pt=314)


@pytest.mark.parametrize("name", [name for name in NAMES if case(name).kind in ROWS])
def test_a_chart_in_word_grows_with_the_names_of_its_rows(name: str) -> None:
    spec = case(name)
    made = office_chart(spec, theme(), "word")
    row, tall = room_a_row(spec, "word", made.width_pt, 0)
    assert tall <= row
    assert row == pytest.approx(max(24, row), abs=1.5), "no lower than usual"


def test_letters_get_smaller_before_a_chart_is_refused_and_no_smaller_than_can_be_read() -> None:
    sizes = []
    for rows in (5, 16, 17):
        made = office_chart(grown("bars-every-mark", rows), theme(), "slides", width_pt=864, height_pt=314)
        sizes.append(letters(etree.fromstring(made.xml)))
    assert sizes[0] == 16 > sizes[1] > sizes[2] >= SMALLEST["slides"]


def test_words_that_leave_no_room_for_bars_stand_with_the_names() -> None:
    root = etree.fromstring(office_chart(case("bars-long-words"), theme(), "word").xml)
    names = names_of(root)
    said = "".join(each.text or "" for each in root.iter(f"{{{C['a']}}}t"))
    assert "never audited by anybody" in names[0]
    assert "never audited by anybody" not in said
    assert "≥ 1,250" in said


def test_all_rows_keep_their_names() -> None:
    for kind in ROWS:
        root = etree.fromstring(office_chart(grown(ROWS[kind], 6), theme(), "slides").xml)
        assert root.find(".//c:catAx/c:tickLblSkip", C).get("val") == "1"  # type: ignore[union-attr]


# ── Where it is told ─────────────────────────────────────────────────────────────────────────────


def talk(rows: int) -> Document:
    heading = Heading(1, (Text("What the lines cost"),), "cost", (("layout", "chart"),), where=Place("slides.md", 3))
    figure = Figure(grown("bars-every-mark", rows), "fig", where=Place("slides.md", 5))
    return replace(sample.document("deck"), blocks=(heading, figure))


def test_a_slide_that_cannot_hold_its_chart_is_refused_with_place_and_cure() -> None:
    with pytest.raises(InputError) as failure:
        plan(talk(24), theme())
    [problem] = failure.value.problems
    assert str(problem).startswith(
        "slides.md:5: the chart 'every-mark' does not fit on the slide “What the lines cost”: 24 bars need "
    )
    assert "split it over two slides, keep at most " in str(problem)
    assert plan(talk(12), theme()).slides


def test_a_page_of_word_is_as_tall_as_its_paper() -> None:
    assert tallest_in_word(theme(), "Letter") < tallest_in_word(theme(), "A4") < 842
