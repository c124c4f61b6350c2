"""A chart on a slide: the person's formatting stays, the data in it are refreshed."""

from __future__ import annotations

from reports.merge.charts import merge_chart
from reports.merge.package import Package
from reports.merge_deck.names import WORKBOOK
from reports.merge_deck.reading import chart_line, chart_of
from reports.merge_deck.shape import Shape
from reports.writers.docx.elements import Element


def refresh_chart(
    mine: Package, old: tuple[Element, str], new: Package, fresh: tuple[Element, str], was: Shape
) -> None:
    """Put workbook, values and labels of the chart `fresh` into `old`; each is a frame and the slide part it is on."""
    part, source = chart_of(mine, old[1], old[0]), chart_of(new, fresh[1], fresh[0])
    if part and source and not mine.related(part, WORKBOOK):
        _give_workbook(mine, part, new, source)  # LibreOffice drops it
    merge_chart(mine, chart_line(*old), new, chart_line(*fresh), was.plot)


def _give_workbook(mine: Package, part: str, new: Package, source: str) -> None:
    book = new.related(source, WORKBOOK)
    if book in new.parts:
        name = mine.add("ppt/embeddings/workbook{}.xlsx", new.content_type(book), new.parts[book])
        mine.relate(part, WORKBOOK, name)
