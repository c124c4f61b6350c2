"""Charts on slides as data: names, values and how they look; the frame that a chart stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reports.formats.pptx.merge.shape_looks import Setting, digest
from reports.formats.pptx.merge.slide_records import Shape
from reports.merge.chart_content import content_of
from reports.merge.chart_merge import Plot, by_libreoffice
from reports.merge.chart_merge import plot as plot_of
from reports.ooxml.package import Package
from reports.ooxml.presentationml import CHART, C, R, local
from reports.ooxml.scheme_colours import hex_of
from reports.ooxml.wordprocessingml import Element
from reports.theme.bidirectional import without_marks


@dataclass(slots=True)
class ChartFrame:
    """A frame on a slide with a chart in it (`ChartHost`)."""

    element: Element
    part: str


def chart_of(package: Package, part: str, element: Element) -> str:
    """Return the chart part that a frame shows; empty where there is none."""
    for node in element.iter(f"{C}chart"):
        relation = package.relations(part).get(node.get(f"{R}id", ""))
        if relation and relation.kind == CHART and relation.target in package.parts:
            return relation.target
    return ""


def chart_shape(
    package: Package, part: str, element: Element, setting: Setting, key: str, box: tuple[int, ...]
) -> Shape:
    """Return a frame with a chart in it as data; `key` and `box` are its placeholder and its place."""
    chart = chart_of(package, part, element)
    if not chart:
        return Shape("other", key, (), box)
    root = package.tree(chart)
    data = digest("\n".join(_data(root)))
    plot: Plot = plot_of(package, ChartFrame(element, part))
    look, content = digest(chart_look(root, setting)), content_of(root)
    return Shape("chart", key, (), box, look, data=data, plot=plot, content=content, lossy=by_libreoffice(package))


def _data(chart: Element) -> Iterator[str]:
    """Yield names and values of each series, and the words of labels, as every program keeps them."""
    for series in chart.iter(f"{C}ser"):
        for tag in ("tx", "cat", "val", "xVal", "yVal"):
            for node in series.iterfind(C + tag):
                yield tag
                yield from (f"{each.get('idx', '')} {_plain(each)}" for each in node.iter(f"{C}pt"))


def _plain(point: Element) -> str:
    text = without_marks(point.findtext(f"{C}v", ""))
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return " ".join(text.replace("&#10;", " ").split())


# ── How they look ────────────────────────────────────────────────────────────────────────────────


def chart_look(chart: Element, setting: Setting) -> str:
    """Return kinds and colours of a chart: what a person who restyles it changes."""
    found = []
    for node in chart.iter(f"{C}plotArea"):
        for plot in node:
            if plot.find(f"{C}ser") is not None:
                found.append(" ".join((local(plot), *(_value(plot, tag) for tag in ("barDir", "grouping")))))
    for series in chart.iter(f"{C}ser"):
        found.append(f"{_value(series, 'idx')} {_points(series, setting)}")
    has_title = chart.find(f"{C}chart/{C}title") is not None
    has_legend = chart.find(f"{C}chart/{C}legend") is not None
    return "\n".join([*found, f"title {has_title} legend {has_legend}"])


def _points(series: Element, setting: Setting) -> str:
    """Return the fill of each point that has a value; LibreOffice spells out what the series says."""
    own = {_value(point, "idx"): _painted(point, setting) for point in series.iterfind(f"{C}dPt")}
    there = [
        each.get("idx", "")
        for tag in ("val", "yVal")
        for node in series.iterfind(C + tag)
        for each in node.iter(f"{C}pt")
    ]
    whole = _painted(series, setting)
    return " ".join(own.get(each) or whole for each in there)


def _value(node: Element, tag: str) -> str:
    found = node.find(C + tag)
    return found.get("val", "") if found is not None else ""


def _painted(node: Element, setting: Setting) -> str:
    look = node.find(f"{C}spPr")
    if look is None:
        return ""
    fill = next((each for each in look if local(each).endswith("Fill")), None)
    if fill is None or local(fill) != "solidFill":
        return local(fill) if fill is not None else ""
    shown = setting.scheme.shown(fill)
    return hex_of(shown)[1:].lower() if shown is not None else ""
