"""Random charts on paper: words keep their size, never meet and are never cut, or the chart is refused with a cure."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from reports.charts.drawing import Drawing, Run
from reports.charts.mark_values import value_text
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.document import ChartSpec
from reports.errors import ReportError
from tests.chart_random import GRIDS, specs
from tests.sample import theme

PRINT = 0.85
"""Scale of marks in a PDF."""
SMALLEST = 8.5
"""Points: the size of words in print."""
WIDTHS = (300.0, 500.0)


def words(drawing: Drawing) -> list[Run]:
    return [shape for mark in drawing.marks for shape in mark.shapes if isinstance(shape, Run) and shape.text]


def faults(drawing: Drawing) -> list[str]:
    """Return what is wrong with the words of a drawing."""
    runs, found = words(drawing), []
    for n, one in enumerate(runs):
        if one.x < -0.5 or one.x + one.width > drawing.width + 0.5 or not 0 <= one.y <= drawing.height:
            found.append(f"{one.text!r} is cut")
        if one.size < SMALLEST - 0.01:
            found.append(f"{one.text!r} is too small")
        for other in runs[n + 1 :]:
            apart = one.x + one.width <= other.x + 0.1 or other.x + other.width <= one.x + 0.1
            if not apart and abs(one.y - other.y) < 0.7 * one.size:
                found.append(f"{one.text!r} meets {other.text!r}")
    return found


def charts(kind: str) -> list[ChartSpec]:
    return [spec for seed in range(4) for spec in specs(kind, random.Random(seed))]


@pytest.mark.parametrize("kind", GRIDS)
def test_words_of_random_charts_fit_or_the_chart_is_refused(kind: str) -> None:
    drawn, refused = 0, []
    for spec in charts(kind):
        for width in WIDTHS:
            try:
                made = KINDS[kind].draw(spec, Pen(theme().colours, PRINT), width)
            except ReportError as failure:
                refused.append((spec.id, str(failure)))
                continue
            drawn += 1
            assert faults(made) == [], (spec.id, width)
            shown = {mark.fact_id: mark.value for mark in made.marks if mark.fact_id}
            assert shown == {point.fact_id: value_text(point) for point in spec.points}, spec.id
    assert all(told.startswith(f"chart {id}: ") and "; " in told for id, told in refused), "place and cure"
    assert drawn > len(charts(kind)), "most of them are drawn"


def test_words_that_meet_or_are_cut_are_found() -> None:
    spec = charts("bars")[0]
    made = KINDS["bars"].draw(spec, Pen(theme().colours, PRINT), 500)
    [mark] = [each for each in made.marks if any(isinstance(s, Run) for s in each.shapes)][:1]
    run = next(shape for shape in mark.shapes if isinstance(shape, Run))
    for wrong, what in (
        (replace(run, x=run.x + 1), "meets"), (replace(run, x=-9.0, y=1), "is cut"), (replace(run, size=6), "small"),
    ):  # fmt: skip
        bent = replace(made, marks=(*made.marks, replace(mark, shapes=(wrong,))))
        assert any(what in fault for fault in faults(bent))
