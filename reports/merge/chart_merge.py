"""Charts: the person's formatting stays, the data in it are refreshed (ISO/IEC 29500-1, 21.2)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from reports.ooxml.package import OFFICE, Package, Relation
from reports.ooxml.wordprocessingml import NAMESPACES, Element, clark

PACKAGE = f"{OFFICE}/package"
_C = f"{{{NAMESPACES['c']}}}"
_A = f"{{{NAMESPACES['a']}}}"
VAL = "val"
SER = f"{_C}ser"
DATA = tuple(_C + tag for tag in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"))
"""What a series says, apart from how it looks (21.2.2.170)."""


class ChartHost(Protocol):
    """What a chart hangs on: a paragraph of a Word file, or a frame on a slide."""

    element: Element
    """The element with the reference to the chart in it."""
    part: str
    """The part that it stands in."""


def chart_part(package: Package, host: ChartHost) -> str:
    """Return the chart part that a paragraph shows; empty where it shows none."""
    for node in host.element.iter(clark("c:chart")):
        relation = package.relations(host.part).get(node.get(clark("r:id"), ""))
        if relation and relation.target in package.parts:
            return relation.target
    return ""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is remembered of a chart as it was generated."""

    says: str
    """Digest of its names, values, labels and the ends of its axes."""
    ends: str
    """Ends of its axes."""
    size: str
    """Width and height, in EMU."""
    alt: str
    """What it says to readers who do not see it."""
    looks: str = ""
    """Its fills, gaps, legend and kinds, which LibreOffice keeps; then sizes, fonts and colours, to which it adds."""


def plot(package: Package, host: ChartHost) -> Plot:
    """Return what is to be remembered of the chart in a paragraph."""
    part = chart_part(package, host)
    extent, properties = _frame(host)
    size = f"{extent.get('cx')} {extent.get('cy')}" if extent is not None else ""
    alt = properties.get("descr", "") if properties is not None else ""
    if not part:
        return Plot("", "", size, alt, "")
    chart = package.tree(part)
    texts = [each.text or "" for each in chart.iter(f"{_C}v", f"{_A}t")]
    says = sha256("\n".join((*texts, *_ends(chart))).encode()).hexdigest()[:16]
    return Plot(says, " ".join(_ends(chart)), size, alt, _looks(chart))


def _looks(chart: Element) -> str:
    """Return how a chart looks, as far as it can be told after a save: what holds, and what may grow, parted by '|'."""
    fills = {
        tuple(sorted({colour.get(VAL, "").upper() for colour in fill.iter(f"{_A}srgbClr", f"{_A}schemeClr")}))
        for series in chart.iter(SER)
        for shape in (*series.iterfind(f"{_C}spPr"), *series.iterfind(f"{_C}dPt/{_C}spPr"))
        for fill in shape
        if not str(fill.tag).endswith("}ln")
    }
    holds = [
        *(
            f"{tag}={node.get(VAL)}"
            for tag in ("gapWidth", "delete", "barDir", "grouping")
            for node in chart.iter(_C + tag)
        ),
        *(f"{tag}" for tag in ("legend", "title", "majorGridlines") for _ in chart.iter(_C + tag)),
        *_plots(chart),
    ]
    words = list(chart.iter(f"{_A}defRPr", f"{_A}rPr"))
    grows = {f"size {node.get('sz')}" for node in words if node.get("sz")}
    grows |= {f"font {node.get('typeface')}" for node in chart.iter(f"{_A}latin")}
    grows |= {f"ink {colour.get(VAL, '').upper()}" for node in words for colour in node.iter(f"{_A}srgbClr")}
    return f"{sorted(fills)} {sorted(holds)}|{','.join(sorted(grows))}"


ADDED = frozenset(("size 1000", "font DejaVu Sans", "font Liberation Sans", "font Arial"))
"""What LibreOffice sets where a chart says nothing."""


def _as_generated(chart: Element, was: Plot | None) -> bool:
    """Return whether a chart looks as it was generated, apart from what LibreOffice makes of it on a save."""
    if was is None or not was.looks or " ".join(_ends(chart)) != was.ends:
        return False
    (held, grown), (holds, grows) = was.looks.split("|"), _looks(chart).split("|")
    return held == holds and set(grows.split(",")) - ADDED <= set(grown.split(","))


def _by_libreoffice(package: Package) -> bool:
    """Return whether LibreOffice saved the file: it breaks labels and patterns of charts, and the order of their parts."""
    part = package.related("", f"{OFFICE}/extended-properties")
    return b"LibreOffice" in package.parts.get(part, b"")


def _frame(host: ChartHost) -> tuple[Element | None, Element | None]:
    return next(host.element.iter(clark("wp:extent")), None), next(host.element.iter(clark("wp:docPr")), None)


def _ends(chart: Element) -> tuple[str, ...]:
    return tuple(f"{tag}={_number(node.get(VAL, ''))}" for tag in ("min", "max") for node in chart.iter(f"{_C}{tag}"))


def _number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


def merge_chart(mine: Package, host: ChartHost, new: Package, fresh: ChartHost, was: Plot | None) -> bool:
    """Put the data of the new chart into the person's, whose formatting stays; return whether there was something to do."""
    mine_part, new_part = chart_part(mine, host), chart_part(new, fresh)
    now = plot(new, fresh)
    _reframe(host, fresh, was)
    if not mine_part or not new_part:
        return False
    chart, data = mine.tree(mine_part), new.tree(new_part)
    spoilt = _by_libreoffice(mine) and _as_generated(chart, was)
    if was is not None and was.says == now.says and not spoilt:
        return False
    if spoilt or _plots(chart) != _plots(data):  # another kind of chart: its formatting fits no longer
        mine.trees[mine_part] = deepcopy(data)
        chart = mine.tree(mine_part)
    elif was is not None and " ".join(_ends(chart)) == was.ends:
        _set_ends(chart, data)
    _series(chart, data)
    _workbook(mine, mine_part, new, new_part)
    return True


ROUNDING_EMU = 2000
"""LibreOffice keeps lengths in hundredths of a millimetre."""


def _reframe(host: ChartHost, fresh: ChartHost, was: Plot | None) -> None:
    """Take over size and alternative text, unless the person changed them."""
    (extent, properties), (size, said) = _frame(host), _frame(fresh)
    if extent is not None and size is not None and was is not None and was.size:
        old = [int(n) for n in was.size.split()]
        if all(abs(int(extent.get(name, "0")) - n) < ROUNDING_EMU for name, n in zip(("cx", "cy"), old, strict=True)):
            extent.set("cx", size.get("cx", ""))
            extent.set("cy", size.get("cy", ""))
    if properties is not None and said is not None and properties.get("descr", "") in ("", was.alt if was else ""):
        properties.set("descr", said.get("descr", ""))


def _plots(chart: Element) -> list[str]:
    area = next(chart.iter(f"{_C}plotArea"), None)
    return [str(each.tag) for each in area if each.find(SER) is not None] if area is not None else []


def _set_ends(chart: Element, fresh: Element) -> None:
    for tag in ("min", "max"):
        for node, value in zip(chart.iter(f"{_C}{tag}"), list(fresh.iter(f"{_C}{tag}")), strict=False):
            node.set(VAL, value.get(VAL, ""))


def _series(chart: Element, fresh: Element) -> None:
    old = {_index(each): each for each in chart.iter(SER)}
    new = {_index(each): each for each in fresh.iter(SER)}
    for index, series in new.items():
        if index in old:
            _refresh_series(old[index], series)
        else:
            _add_series(chart, series, fresh)
    for index in old.keys() - new.keys():
        _drop(old[index])


def _index(series: Element) -> str:
    found = series.find(f"{_C}idx")
    return found.get(VAL, "") if found is not None else ""


def _add_series(chart: Element, series: Element, fresh: Element) -> None:
    """Put a new series where the last one of a plot of the same kind stands, else where any does."""
    plot = series.getparent()
    kinds = list(chart.iter(plot.tag)) if plot is not None else []
    series_there = [each for kind in kinds for each in kind.iterfind(SER)] or list(chart.iter(SER))
    if series_there:
        series_there[-1].addnext(deepcopy(series))


def _drop(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _refresh_series(old: Element, new: Element) -> None:
    for tag in DATA:
        ours, theirs = old.find(tag), new.find(tag)
        if ours is not None and theirs is not None:
            old.replace(ours, deepcopy(theirs))
    for ours, theirs in zip(old.iterfind(f"{_C}errBars"), list(new.iterfind(f"{_C}errBars")), strict=False):
        for tag in ("plus", "minus"):
            was, now = ours.find(_C + tag), theirs.find(_C + tag)
            if was is not None and now is not None:
                ours.replace(was, deepcopy(now))
    _labels(old.find(f"{_C}dLbls"), new.find(f"{_C}dLbls"))


def _labels(old: Element | None, new: Element | None) -> None:
    """Refresh the words of labels at single points; each keeps the look of its first words, or of each run where they fit."""
    if old is None or new is None:
        return
    ours = {_index(each): each for each in old.iterfind(f"{_C}dLbl")}
    theirs = {_index(each): each for each in new.iterfind(f"{_C}dLbl")}
    for index, label in theirs.items():
        if index in ours:
            _label(ours[index], label)
        elif ours:
            list(ours.values())[-1].addnext(deepcopy(label))
    for index in ours.keys() - theirs.keys():
        _drop(ours[index])


def _label(old: Element, new: Element) -> None:
    was, now = list(old.iter(f"{_A}t")), [each.text or "" for each in new.iter(f"{_A}t")]
    if not was or not now:
        return
    if len(was) == len(now):
        for node, text in zip(was, now, strict=True):
            node.text = text
        return
    was[0].text = "".join(now)
    for node in was[1:]:
        node.text = ""


def _workbook(mine: Package, mine_part: str, new: Package, new_part: str) -> None:
    """Put the new workbook behind the chart, so that 'Edit data' shows what the chart does."""
    source = next((each for each in new.relations(new_part).values() if each.kind == PACKAGE), None)
    if source is None:
        return
    known: Relation | None = next((each for each in mine.relations(mine_part).values() if each.kind == PACKAGE), None)
    if known is not None and known.target in mine.parts:
        mine.parts[known.target] = new.parts[source.target]
        id = known.id
    else:
        name = mine.add("word/embeddings/workbook{}.xlsx", new.content_type(source.target), new.parts[source.target])
        id = mine.relate(mine_part, PACKAGE, name)
    chart = mine.tree(mine_part)
    outside = chart.find(f"{_C}externalData")
    if outside is None:
        fresh = new.tree(new_part).find(f"{_C}externalData")
        if fresh is None:
            return
        outside = deepcopy(fresh)
        after = [each for each in chart if each.tag in (f"{_C}userShapes", f"{_C}extLst")]
        if after:
            after[0].addprevious(outside)
        else:
            chart.append(outside)
    outside.set(clark("r:id"), id)
