"""A chart on a slide: the person's formatting stays, the data in it are refreshed."""

from __future__ import annotations

from reports.formats.pptx.merge.chart_frames import ChartFrame, chart_of
from reports.formats.pptx.merge.slide_records import Shape
from reports.merge.chart_merge import merge_chart
from reports.ooxml.package import Package
from reports.ooxml.presentationml import WORKBOOK, C, local
from reports.ooxml.wordprocessingml import Element

LABEL_ORDER = (
    "dLbl", "idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal",
    "showCatName", "showSerName", "showPercent", "showBubbleSize", "separator", "showLeaderLines", "leaderLines", "extLst",
)  # fmt: skip
"""Order of what labels consist of (ISO/IEC 29500-1, 21.2.2.47 and 21.2.2.49); LibreOffice 7 writes another."""


def refresh_chart(
    mine: Package, old: tuple[Element, str], new: Package, fresh: tuple[Element, str], was: Shape
) -> None:
    """Put workbook, values and labels of the chart `fresh` into `old`; each is a frame and the slide part it is on."""
    part, source = chart_of(mine, old[1], old[0]), chart_of(new, fresh[1], fresh[0])
    if part and source and not mine.related(part, WORKBOOK):
        _give_workbook(mine, part, new, source)  # LibreOffice drops it
    merge_chart(mine, ChartFrame(*old), new, ChartFrame(*fresh), was.plot)
    if part:
        _order_labels(mine.tree(part))


def _order_labels(chart: Element) -> None:
    for labels in list(chart.iter(f"{C}dLbls", f"{C}dLbl")):
        labels[:] = sorted(labels, key=lambda each: LABEL_ORDER.index(local(each)) if local(each) in LABEL_ORDER else 0)


def _give_workbook(mine: Package, part: str, new: Package, source: str) -> None:
    book = new.related(source, WORKBOOK)
    if book in new.parts:
        name = mine.add("ppt/embeddings/workbook{}.xlsx", new.content_type(book), new.parts[book])
        mine.relate(part, WORKBOOK, name)
