"""Charts: the person's formatting stays, the data in it are refreshed (ISO/IEC 29500-1, 21.2)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from reports.merge.chart_series import COLOURS, SER, VAL, colours_of, merge_series, shown_colour
from reports.merge.chart_shapes import merge_shapes, said_over
from reports.ooxml.package import OFFICE, Package, Relation
from reports.ooxml.scheme_colours import Scheme, scheme_behind
from reports.ooxml.wordprocessingml import NAMESPACES, Element, clark
from reports.theme.bidirectional import without_marks

PACKAGE = f"{OFFICE}/package"
_C = f"{{{NAMESPACES['c']}}}"
_A = f"{{{NAMESPACES['a']}}}"


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
    """Digest of its names, values, labels, the ends of its axes and the shapes over it."""
    ends: str
    """Ends of its axes."""
    size: str
    """Width and height, in EMU."""
    alt: str
    """What it says to readers who do not see it."""
    looks: str = ""
    """Its fills, gaps, legend and kinds, which LibreOffice keeps; then sizes, fonts and colours, to which it adds."""
    inside: str = ""
    """Where its bars lie within the chart; empty in a base of an earlier version."""


def plot(package: Package, host: ChartHost) -> Plot:
    """Return what is to be remembered of the chart in a paragraph."""
    part = chart_part(package, host)
    extent, properties = _frame(host)
    size = f"{extent.get('cx')} {extent.get('cy')}" if extent is not None else ""
    alt = properties.get("descr", "") if properties is not None else ""
    if not part:
        return Plot("", "", size, alt, "")
    chart = package.tree(part)
    texts = [without_marks(each.text or "") for each in chart.iter(f"{_C}v", f"{_A}t")]
    says = sha256("\n".join((*texts, *_ends(chart), *said_over(package, part))).encode()).hexdigest()[:16]
    looks = _looks(chart, scheme_behind(package, host.part))
    return Plot(says, " ".join(_ends(chart)), size, alt, looks, _inside(chart))


def _looks(chart: Element, scheme: Scheme) -> str:
    """Return how a chart looks, as far as it can be told after a save: what holds, and what may grow, parted by '|'.

    Colours of the theme stand as they look, as they do after a save by LibreOffice and in bases of earlier versions.
    """
    fills = {
        colours
        for series in chart.iter(SER)
        for shape in (*series.iterfind(f"{_C}spPr"), *series.iterfind(f"{_C}dPt/{_C}spPr"))
        for colours in colours_of(shape, scheme)
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
    grows |= {f"ink {shown_colour(colour, scheme)}" for node in words for colour in node.iter(*COLOURS)}
    return f"{sorted(fills)} {sorted(holds)}|{','.join(sorted(grows))}"


ADDED = frozenset(("size 1000", "font DejaVu Sans", "font Liberation Sans", "font Arial"))
"""What LibreOffice sets where a chart says nothing."""


def _as_generated(chart: Element, was: Plot | None, scheme: Scheme) -> bool:
    """Return whether a chart looks as it was generated, apart from what LibreOffice makes of it on a save."""
    if was is None or not was.looks or " ".join(_ends(chart)) != was.ends:
        return False
    (held, grown), (holds, grows) = was.looks.split("|"), _looks(chart, scheme).split("|")
    return held == holds and set(grows.split(",")) - ADDED <= set(grown.split(","))


def is_restyled(package: Package, part: str, was: Plot) -> bool:
    """Return whether a person changed how the chart in `part` of a Word file looks: colours, kind, the ends of its axes."""
    return bool(was.looks) and not _as_generated(package.tree(part), was, scheme_behind(package, package.main))


def by_libreoffice(package: Package) -> bool:
    """Return whether LibreOffice saved the file: it breaks labels and patterns of charts, and the order of their parts."""
    part = package.related("", f"{OFFICE}/extended-properties")
    return b"LibreOffice" in package.parts.get(part, b"")


def _frame(host: ChartHost) -> tuple[Element | None, Element | None]:
    return next(host.element.iter(clark("wp:extent")), None), next(host.element.iter(clark("wp:docPr")), None)


def _ends(chart: Element) -> tuple[str, ...]:
    return tuple(f"{tag}={_number(node.get(VAL, ''))}" for tag in ("min", "max") for node in chart.iter(f"{_C}{tag}"))


def _number(text: str, written: str = "g") -> str:
    try:
        return format(float(text), written)
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
    scheme = scheme_behind(mine, host.part)
    spoilt = by_libreoffice(mine) and _as_generated(chart, was, scheme)
    if was is not None and was.says == now.says and not spoilt:
        return False
    if spoilt or _plots(chart) != _plots(data) or _regrouped(chart, data, was):  # its formatting fits no longer
        mine.trees[mine_part] = deepcopy(data)
        chart = mine.tree(mine_part)
    elif was is not None and " ".join(_ends(chart)) == was.ends:
        _set_ends(chart, data)
    _reset_layout(chart, data, was)
    merge_series(chart, data, was.looks if was else "", scheme)
    _workbook(mine, mine_part, new, new_part)
    merge_shapes(mine, mine_part, new, new_part)
    return True


def put_chart(mine: Package, host: ChartHost, new: Package, fresh: ChartHost, was: Plot | None) -> None:
    """Put the new chart in the place of one that is not the person's and not the one that stood there."""
    mine_part, new_part = chart_part(mine, host), chart_part(new, fresh)
    _reframe(host, fresh, was)
    mine.trees[mine_part] = deepcopy(new.tree(new_part))
    _workbook(mine, mine_part, new, new_part)
    merge_shapes(mine, mine_part, new, new_part)


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


def _groupings(chart: Element) -> set[str]:
    return {f"grouping={each.get(VAL)}" for each in chart.iter(f"{_C}grouping")}


def _regrouped(chart: Element, fresh: Element, was: Plot | None) -> bool:
    """Return whether bars that stood beside one another are stacked now, or the other way round, as they are generated."""
    if was is None or not was.looks:
        return _groupings(chart) != _groupings(fresh)
    return any(each not in was.looks for each in _groupings(fresh))


def _layout(chart: Element) -> Element | None:
    area = next(chart.iter(f"{_C}plotArea"), None)
    return area.find(f"{_C}layout") if area is not None else None


def _inside(chart: Element) -> str:
    """Return where the bars lie: x, y, width and height as shares of the chart, to a thousandth."""
    layout = _layout(chart)
    found = (layout.find(f"{_C}manualLayout/{_C}{tag}") for tag in "xywh") if layout is not None else ()
    return " ".join(_number(each.get(VAL, ""), ".3f") for each in found if each is not None)


def _reset_layout(chart: Element, fresh: Element, was: Plot | None) -> None:
    """Give the names the room that they need now, unless the person has moved the bars within the chart."""
    old, new, inside = _layout(chart), _layout(fresh), _inside(chart)
    # an earlier version did not remember it; a hand that moves the bars moves them off the upper edge
    untouched = was is not None and (inside == was.inside if was.inside else inside.split(" ")[1:2] == ["0.000"])
    if old is not None and new is not None and untouched:
        parent = old.getparent()
        if parent is not None:
            parent.replace(old, deepcopy(new))


def _set_ends(chart: Element, fresh: Element) -> None:
    for tag in ("min", "max"):
        for node, value in zip(chart.iter(f"{_C}{tag}"), list(fresh.iter(f"{_C}{tag}")), strict=False):
            node.set(VAL, value.get(VAL, ""))


def _is_shared(package: Package, chart: str, workbook: str) -> bool:
    """Return whether another chart has the same workbook, as LibreOffice leaves it where somebody moved one."""
    folder = chart.rpartition("/")[0] + "/"
    others = (name for name in package.parts if name.startswith(folder) and name.endswith(".xml") and name != chart)
    return any(each.target == workbook for name in others for each in package.relations(name).values())


def _workbook(mine: Package, mine_part: str, new: Package, new_part: str) -> None:
    """Put the new workbook behind the chart, so that 'Edit data' shows what the chart does."""
    source = next((each for each in new.relations(new_part).values() if each.kind == PACKAGE), None)
    if source is None:
        return
    known: Relation | None = next((each for each in mine.relations(mine_part).values() if each.kind == PACKAGE), None)
    if known is not None and _is_shared(mine, mine_part, known.target):
        mine.unrelate(mine_part, known.id)
        known = None
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
