"""A native chart as a part: its plot, and the chartSpace around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from reports.charts.native.look import Look
from reports.charts.native.shapes import Shape
from reports.charts.native.sheet import Sheet
from reports.document import ChartSpec
from reports.ooxml.drawingml import NAMESPACES, C, Element, el, in_theme, line, shape, text_body, val
from reports.ooxml.part_xml import blob


@dataclass(frozen=True, slots=True)
class Plot:
    """The inside of a native chart."""

    area: Element
    """c:plotArea."""
    sheet: Sheet
    legend: bool = False
    """Whether a legend stands above the plot."""
    shapes: tuple[Shape, ...] = ()
    """What lies over the plot, where Office has no mark for it."""
    unnamed: tuple[str, ...] = ()
    """Names of points for which there was no room."""


NativeChart = Callable[[ChartSpec, Look], Plot]


def _legend(look: Look) -> Element:
    """Return the legend, above the plot and not over it."""
    return el(
        "c:legend", val("c:legendPos", "t"), val("c:overlay", 0), text_body("c:txPr", look.face, look.colours.ink)
    )


def chart_space(plot: Plot, look: Look) -> bytes:
    """Return the chart part: no title, no legend, no frame; `rId1` is the workbook, `rId2` the shapes over it."""
    root = etree.Element(f"{{{C}}}chartSpace", nsmap=NAMESPACES)
    external = el("c:externalData", val("c:autoUpdate", 0))
    external.set(f"{{{NAMESPACES['r']}}}id", "rId1")
    over = el("c:userShapes") if plot.shapes else None
    if over is not None:
        over.set(f"{{{NAMESPACES['r']}}}id", "rId2")
    chart = el(
        "c:chart",
        val("c:autoTitleDeleted", 1),
        plot.area,
        _legend(look) if plot.legend else None,
        val("c:plotVisOnly", 1),
        val("c:dispBlanksAs", "gap"),
    )
    root.extend(
        (
            val("c:date1904", 0),
            val("c:lang", look.face.language),
            val("c:roundedCorners", 0),
            chart,
            shape(None, line("", 0)),
            text_body("c:txPr", look.face, look.colours.ink),
            external,
            *((over,) if over is not None else ()),
        )
    )
    in_theme(root, look.paint_of)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["c", "a", "r"])
    return blob(root)
