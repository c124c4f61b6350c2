"""Charts of several series in LibreOffice: names and figures of random charts are printed whole, apart, and in their size."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pypdfium2
import pytest

from reports.charts.native.fit import CrowdedError
from reports.charts.native.parts import OfficeChart, office_chart
from reports.document import ChartSpec
from reports.pipeline.libreoffice import convert
from tests.chart_random import GRIDS, specs
from tests.office_files import pptx_with
from tests.sample import theme
from tests.test_office import HAS_OFFICE

pytestmark = [pytest.mark.office, pytest.mark.slow, HAS_OFFICE]


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
