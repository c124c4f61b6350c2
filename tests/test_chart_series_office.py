"""Charts of several series in LibreOffice: names and figures of random charts are printed whole, apart, and in their size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest

from reports.charts.native_fit import CrowdedError
from reports.charts.native_parts import OfficeChart, office_chart
from reports.charts.registry import KINDS
from reports.document import ChartPoint, ChartSpec, Text, Tick
from reports.pipeline.libreoffice import convert
from tests.office_files import pptx_with
from tests.sample import theme
from tests.test_office import HAS_OFFICE

pytestmark = [pytest.mark.office, pytest.mark.slow, HAS_OFFICE]

GRIDS = tuple(name for name, kind in KINDS.items() if kind.takes_series)
ROUNDS = 3
"""Random charts of each kind."""
NOUNS = ("Harbour", "Hill", "Market", "Mill", "Field", "Old bridge", "North-west quay", "Depot", "Ring", "Airport line")


def point(n: int, series: str, label: str, at: str, value: Decimal) -> ChartPoint:
    """Return a point; every seventh is hedged, and every ninth a forecast."""
    hedged, ahead = n % 7 == 3, n % 9 == 5
    figure = f"{'≈ ' if hedged else ''}{value}"
    return ChartPoint(
        f"f{n}", label, value, "about" if hedged else "exactly", "reported", "plain", "fade" if hedged else "flat",
        figure, "", (1,), series=series, at=at, observed="forecast" if ahead else "",
    )  # fmt: skip


def specs(kind: str, dice: random.Random) -> Iterator[ChartSpec]:
    """Yield random charts of a kind: few or many categories, names long and short, values small and large."""
    grid = KINDS[kind].grid_of((point(0, NOUNS[0], "", "", Decimal(1)),))
    assert grid is not None
    for n in range(ROUNDS):
        timed = kind in ("line", "area", "slope")
        count = 2 if kind == "slope" else dice.randint(3, 40 if timed else 6)
        places = [(str(1990 + k), str(1990 + k)) if timed else (dice.choice(NOUNS) + f" {k}", "") for k in range(count)]
        names = dice.sample(NOUNS, dice.randint(1, min(grid.series, 4))) if grid.series > 1 else [""]
        scale = 10 ** dice.randint(0, 4)
        low = 0 if kind in ("stacked", "area", "histogram") else -scale if kind in ("columns", "bars") else 1
        points = [
            point(17 * k + m, name, label, at, Decimal(dice.randint(low, scale)) if scale > 1 else Decimal(m + 1))
            for m, name in enumerate(names)
            for k, (label, at) in enumerate(places)
        ]
        if kind == "waterfall":
            points = [replace(each, value=abs(each.value or Decimal(1)) + 1) for each in points]
            total = sum((each.value or Decimal(0) for each in points[:-1]), Decimal(0))
            points[-1] = replace(points[-1], value=total, figure=str(total))
        scaled = KINDS[kind].scale
        assert scaled is not None
        ticks = tuple(Tick(value, f"{value:,f}") for value in scaled(points, None))
        words = (Text("Random"),)
        spec = ChartSpec(f"{kind}-{n}", kind, words, words, tuple(points), words, words, "", "units", ticks=ticks)
        yield across(spec, dice) if kind == "scatter" else spec


def across(spec: ChartSpec, dice: random.Random) -> ChartSpec:
    """Return a scatter chart with random places across."""
    points = tuple(
        replace(each, x=Decimal(dice.randint(0, 100)), x_fact=f"x{n}", x_figure="some")
        for n, each in enumerate(spec.points)
    )
    marks = tuple(Tick(Decimal(each), str(each)) for each in range(0, 101, 20))
    return replace(spec, points=points, x_ticks=marks, axis_words=("Across", "Up"))


def printed(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float, float]]:
    """Return the words of a page with their boxes: left, bottom, right, top."""
    text = page.get_textpage()
    rects = [text.get_rect(n) for n in range(text.count_rects())]
    return [(text.get_text_bounded(*rect).strip(), *rect) for rect in rects]


def drawable() -> Iterator[tuple[ChartSpec, OfficeChart]]:
    """Yield random charts of every kind as Office charts, but those that are refused: the other way to keep the promise."""
    dice = random.Random(17)
    for kind in GRIDS:
        for spec in specs(kind, dice):
            try:
                yield spec, office_chart(spec, theme(), "slides")
            except CrowdedError:
                continue


def test_what_random_charts_say_is_printed_whole_and_apart() -> None:
    charts = list(drawable())
    assert {spec.kind for spec, _ in charts} == set(GRIDS)
    deck = pptx_with([chart for _, chart in charts])
    pages = pypdfium2.PdfDocument(convert({"charts.pptx": deck}, "pdf")["charts.pdf"])
    for (spec, _), page in zip(charts, pages, strict=True):
        boxes = printed(page)
        said = " ".join(text for text, *_ in boxes).replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", " ")
        names = {each.series for each in spec.points}
        assert len(names) == 1 or all(name in said for name in names), (spec.id, names, said)
        for label in {each.label for each in spec.points if not each.at and each.x is None}:
            assert all(word in said for word in label.split()), (spec.id, label)
        assert overlapping(boxes) == [], spec.id


def overlapping(boxes: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """Return pairs of texts whose boxes meet by more than the air around letters."""
    found = []
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            across, down = min(one[3], other[3]) - max(one[1], other[1]), min(one[4], other[4]) - max(one[2], other[2])
            if across > 1.5 and down > 2.5:
                found.append((one[0], other[0]))
    return found


def test_texts_that_meet_are_found() -> None:
    assert overlapping([("one", 0, 0, 20, 10), ("two", 15, 4, 30, 14)]) == [("one", "two")]
    assert overlapping([("one", 0, 0, 20, 10), ("two", 21, 4, 30, 14)]) == []
