"""A chart on a slide: the person's formatting stays, the data in it are refreshed."""

from __future__ import annotations

from collections.abc import Iterator

from reports.formats.pptx.merge.chart_frames import ChartFrame, chart_of
from reports.formats.pptx.merge.merge_state import Kept
from reports.formats.pptx.merge.slide_records import Shape
from reports.merge.chart_base import cells_or_none
from reports.merge.chart_content import shown
from reports.merge.chart_edits import Kept as Edited
from reports.merge.chart_edits import now_of, put_back, take_out
from reports.merge.chart_merge import merge_chart
from reports.merge.workbook_cells import Sheets, refreshed
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
    before = mine.parts.get(mine.related(part, WORKBOOK), b"") if part else b""
    merge_chart(mine, ChartFrame(*old), new, ChartFrame(*fresh), was.plot)
    if part:
        _keep_sheets(mine, part, before)
        _order_labels(mine.tree(part))


def refresh_around(
    mine: Package,
    old: tuple[Element, str],
    new: Package,
    fresh: tuple[Element, str],
    shapes: tuple[Shape, Shape, Shape],
) -> Kept:
    """Put the data of `fresh` around what a person changed in the chart `old`; return what was kept against them.

    Args:
        mine: the person's file.
        old: frame and slide part of their chart.
        new: the new file.
        fresh: the same of the new chart.
        shapes: the chart as generated last, as the person left it, and as generated now.
    """
    was, ours, now = shapes
    part, found = chart_of(mine, old[1], old[0]), was.charted(ours)
    kept = take_out(mine.tree(part), was.content, found)
    refresh_chart(mine, old, new, fresh, was)
    put_back(mine.tree(part), kept, now.content)
    book = mine.related(part, WORKBOOK)
    if book in mine.parts and kept.cells:
        cells = cells_or_none(mine.parts[book])
        mine.parts[book] = refreshed(mine.parts[book], Sheets(cells, cells, cells), _same, kept.cells)
    _order_labels(mine.tree(part))
    return tuple(_told(kept))


def _keep_sheets(mine: Package, part: str, before: bytes) -> None:
    """Keep the workbook `before` behind the chart `part` where it has sheets of a person's own; its other sheets become new."""
    book = mine.related(part, WORKBOOK)
    theirs, now = cells_or_none(before), cells_or_none(mine.parts.get(book, b""))
    if theirs and now and not theirs.keys() <= now.keys():
        mine.parts[book] = refreshed(before, Sheets(theirs, theirs, now), _same, {})


def _same(row: int) -> int:
    return row


def _told(kept: Edited) -> Iterator[tuple[str, str]]:
    """Yield what was kept that is otherwise generated now, or has no place any more."""
    for change in kept.changes.changed:
        now = now_of(change, kept)
        if change in kept.lost:
            yield shown(change, change.now), ""
        elif now not in (change.was, change.now):
            yield shown(change, change.now), shown(change, now)


def _order_labels(chart: Element) -> None:
    for labels in list(chart.iter(f"{C}dLbls", f"{C}dLbl")):
        labels[:] = sorted(labels, key=lambda each: LABEL_ORDER.index(local(each)) if local(each) in LABEL_ORDER else 0)


def _give_workbook(mine: Package, part: str, new: Package, source: str) -> None:
    book = new.related(source, WORKBOOK)
    if book in new.parts:
        name = mine.add("ppt/embeddings/workbook{}.xlsx", new.content_type(book), new.parts[book])
        mine.relate(part, WORKBOOK, name)
