"""Points of a chart that stay without their names: whoever builds is told, and of none that has its name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from reports.audit.chart_room_rules import unnamed_points
from reports.charts.native.parts import names_marks, unnamed
from reports.charts.pen import Pen
from reports.charts.registry import KINDS
from reports.document import ChartSpec, Figure, Heading, Notes, Paragraph, Text, Tick
from reports.formats.pptx import plan_deck
from reports.load.template_files import Templates
from tests import sample

NAMES = tuple(f"A harbour with a long name, number {n}" for n in "abcdefgh")
WIDE = 420.0


def pairs(kind: str, *, crowded: bool) -> ChartSpec:
    """Return a chart of eight named points, all about one place or far from each other."""
    point = sample.BARS.points[0]
    points = tuple(
        replace(
            point,
            fact_id=f"{point.fact_id}-{n}",
            label=name if crowded else name[-1],
            value=Decimal(50 + n if crowded else 10 + 10 * n),
            x=Decimal(50 + n if crowded else 10 + 10 * n),
            x_fact=f"x{n}",
            x_figure="some",
            size=Decimal(1000 - n) if kind == "bubble" else None,
            size_fact=f"s{n}" if kind == "bubble" else "",
            focus=False,
        )
        for n, name in enumerate(NAMES)
    )
    marks = tuple(Tick(Decimal(each), str(each)) for each in range(0, 101, 20))
    return replace(
        sample.BARS, id="ports", kind=kind, points=points, ticks=marks, x_ticks=marks,
        axis_words=("Across", "Up"), area_words="residents" if kind == "bubble" else "",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["scatter", "bubble"])
def test_names_without_room_are_known_on_paper_and_in_office(kind: str) -> None:
    theme = sample.theme()
    for crowded in (True, False):
        spec = pairs(kind, crowded=crowded)
        drawn = KINDS[kind].draw(spec, Pen(theme.colours, 0.85), WIDE)
        native = unnamed(spec, theme, "word", width_pt=WIDE, tallest_pt=500)
        for found in (drawn.unnamed, native):
            assert bool(found) is crowded
            assert len(found) < len(NAMES), "some have their names"
            assert set(found) <= {point.label for point in spec.points}


def test_charts_with_names_at_an_axis_leave_none_out() -> None:
    assert not names_marks(sample.BARS)
    assert unnamed(sample.BARS, sample.theme(), "word", width_pt=WIDE, tallest_pt=500) == ()


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_check_tells_which_points_have_no_name_in_which_file(format: str) -> None:
    templates = cast("Templates", SimpleNamespace(theme=sample.theme()))
    for crowded in (True, False):
        document = sample.document()
        figure = Figure(pairs("bubble", crowded=crowded), "fig-ports")
        document = replace(document, blocks=(figure,), info=replace(document.info, formats=(format,)))
        told = [problem.what for problem in unnamed_points(document, templates)]
        assert len(told) == crowded
        if crowded:
            assert "the chart 'ports' has no room for " in told[0]
            assert f".{format}: “A harbour" in told[0]


@pytest.mark.parametrize("crowded", [True, False])
def test_a_plan_of_slides_tells_it_too(crowded: bool) -> None:
    heading = Heading(
        1, (Text("Ports lie close together"),), "ports-close", attributes=(("layout", "chart"), ("seconds", "10"))
    )
    notes = Notes((Paragraph((Text("Spoken."),)),))
    blocks = (heading, Figure(pairs("bubble", crowded=crowded), "fig-ports"), notes)
    made = plan_deck(replace(sample.document("deck"), blocks=blocks), sample.theme())
    told = [str(each) for each in made.warnings if "names on the slide" in str(each)]
    assert len(told) == crowded
