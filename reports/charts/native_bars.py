"""Native bars: one series a status, so that a row added by hand takes its column's fill; labels say hedge and status."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.mark_values import plain_number
from reports.charts.native_chart import (
    CATEGORY_AXIS,
    NBSP,
    VALUE_AXIS,
    Column,
    Look,
    Plot,
    Sheet,
    categories,
    category_axis,
    facts_of,
    layout,
    marks_of,
    number,
    series_head,
    status_of,
    value_axis,
    values,
)
from reports.document import ChartPoint, ChartSpec, Fill
from reports.ooxml.drawingml import (
    Element,
    el,
    gradient,
    line,
    pattern,
    shape,
    solid,
    text_body,
    text_el,
    text_run,
    val,
)

ARROW_ROOM = NBSP * 7
"""Pushes the label past the arrow, which is an error bar and knows no label."""
THIN = 500
"""The widest gap that Office takes: a bar as thin as a stem."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things lie, and how long a unit is."""

    left: float
    """Share of the chart left of the axis."""
    wide: float
    """Share of the chart that the plot takes."""
    most: float
    """End of the axis."""
    points: float
    """Points a unit."""


def native_bars(spec: ChartSpec, look: Look) -> Plot:
    """Return bars with a hidden axis that ends where the longest label does."""
    labels = _labels(spec)
    left = look.label_column(labels)
    room = look.width - left - 2
    most = max((_most(p, look, room) for p in spec.points if p.value), default=1.0)
    most = max(most, float(spec.maximum or 0))
    frame = _Frame(left / look.width, room / look.width, most, room / most)
    return _plot(spec, look, labels, frame, value_axis(look, 0, most), look.gap_width, 1.0)


def native_units(spec: ChartSpec, look: Look) -> Plot:
    """Return small counts as plain bars in the same fills: Office has no unit squares."""
    return native_bars(spec, look)


def native_lollipop(spec: ChartSpec, look: Look) -> Plot:
    """Return shares as thin bars on a whole axis, whose two ends are named; stems are drawn solid, as on paper."""
    spec = replace(spec, points=tuple(replace(p, fill="solid") if p.fill == "plain" else p for p in spec.points))
    labels = _labels(spec)
    left = look.label_column(labels)
    given = [float(p.value) for p in spec.points if p.value is not None]
    most = float(spec.maximum) if spec.maximum is not None else max(given, default=1) * 1.15
    room = look.width - left - 2
    bounds = [(room - _label_width(p, look)) * most / float(p.value) for p in spec.points if p.value]
    wide = max(min([*bounds, room - look.text_width("100%") / 2]), room / 4)
    frame = _Frame(left / look.width, wide / look.width, most, wide / most)
    first, last = spec.axis_words
    code = f'[=0]"{first or 0}";[={number(most)}]"{last or number(most)}";General'
    axis = value_axis(look, 0, most, step=most, code=code)
    return _plot(spec, look, labels, frame, axis, THIN, len(spec.points) / (len(spec.points) + 0.8))


def _labels(spec: ChartSpec) -> tuple[str, ...]:
    """Return the names of the rows; where no number is stated, the words stand there, since no mark can carry them."""
    return tuple(
        p.label if p.value is not None else " ".join(filter(None, (f"{p.label}: {p.figure}", marks_of(p))))
        for p in spec.points
    )


def _label_width(point: ChartPoint, look: Look) -> float:
    texts = [point.words, marks_of(point)]
    gap = look.text_width(NBSP * 2)
    wide = look.text_width(point.figure, bold=True) + sum(look.text_width(t) + gap for t in texts if t)
    return wide + (look.text_width(ARROW_ROOM) if point.end == "arrow" else 0) + 1.1 * look.face.size


def _most(point: ChartPoint, look: Look, room: float) -> float:
    """Return where the axis must end so that the label after the bar of `point` still fits."""
    assert point.value is not None
    share = max((room - _label_width(point, look)) / room, 0.15)
    return float(point.value) / min(share, 0.545)


def _plot(
    spec: ChartSpec, look: Look, labels: tuple[str, ...], frame: _Frame, axis: Element, gap: int, tall: float
) -> Plot:
    groups = _groups(spec)
    columns = tuple(
        Column(_head(spec, members, look), tuple(_cell(p) if n in members else None for n, p in enumerate(spec.points)))
        for members in groups.values()
    )
    sheet = Sheet(Column(spec.unit, labels), columns, facts_of(spec, look))
    series = [
        _series(n, spec, look, sheet, fill, members, frame, with_arrow)
        for n, ((fill, with_arrow), members) in enumerate(groups.items())
    ]
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "clustered"),
        val("c:varyColors", 0),
        *series,
        val("c:gapWidth", gap),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    place = layout(frame.left, 0, frame.wide, tall)
    return Plot(el("c:plotArea", place, chart, category_axis(look), axis, shape(None, line("", 0))), sheet)


def _groups(spec: ChartSpec) -> dict[tuple[Fill, bool], tuple[int, ...]]:
    """Return the rows of each series: same fill, and an open end or none. Rows without a number are in no series."""
    found: dict[tuple[Fill, bool], tuple[int, ...]] = {}
    for n, point in enumerate(spec.points):
        if point.value is not None:
            key = (point.fill, point.end == "arrow")
            found[key] = (*found.get(key, ()), n)
    # a chart without a series is no chart: rows that state nothing still stand on the axis
    return found or {("plain", False): ()}


def _head(spec: ChartSpec, members: tuple[int, ...], look: Look) -> str:
    """Return the name of a series: the statuses in it, and the hedge where all its ends are open."""
    points = [spec.points[n] for n in members]
    statuses = dict.fromkeys(status_of(p, look) for p in points)
    hedges = dict.fromkeys(look.speech.word("hedge-words", p.qualifier) for p in points if p.end == "arrow")
    return ", ".join((*statuses, *hedges)) or look.speech.word("statuses", "not-stated")


def _cell(point: ChartPoint) -> float | None:
    return None if point.value is None else float(plain_number(point.value))


def _series(
    order: int,
    spec: ChartSpec,
    look: Look,
    sheet: Sheet,
    fill: Fill,
    members: tuple[int, ...],
    frame: _Frame,
    with_arrow: bool,
) -> Element:
    points = [(n, spec.points[n]) for n in members]
    own = [(n, p) for n, p in points if p.focus or p.end in ("wall", "fade")]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(sheet, order + 1),
        fill_look(fill, look.colours.primary, look),
        val("c:invertIfNegative", 0),
        *(_point_look(n, p, look, frame) for n, p in own),
        _data_labels(points, look),
        _arrows(points, spec, look, frame) if with_arrow else None,
        categories(sheet),
        values(sheet, order + 1),
    )


def fill_look(fill: Fill, hue: str, look: Look) -> Element:
    """Return the fill that stands for a status."""
    paper, outline = look.colours.paper, line(hue, look.outline)
    match fill:
        case "solid":
            return shape(solid(hue), line("", 0))
        case "dense":
            return shape(pattern("dkUpDiag", hue, paper), outline)
        case "light":
            return shape(pattern("wdUpDiag", hue, paper), outline)
        case "dots":
            return shape(pattern("pct25", hue, paper), outline)
        case "dashed":
            return shape(solid(paper), line(hue, look.outline, dash="sysDash"))
        case "plain":
            edge = hue if hue == look.colours.focus else look.colours.context
            return shape(solid(look.colours.swatch), line(edge, look.outline))


def _point_look(n: int, point: ChartPoint, look: Look, frame: _Frame) -> Element:
    colours = look.colours
    hue = colours.focus if point.focus else colours.primary
    if point.end == "wall":
        tint = colours.focus_tint if point.focus else colours.primary_tint
        found = shape(solid(tint), line(hue, 1.5 * look.outline))
    elif point.end == "fade" and point.fill == "solid" and float(point.value or 0) * frame.points >= 14 * look.k:
        found = shape(gradient(((0, hue), (0.85, hue), (1, colours.paper))), line("", 0))
    else:
        found = fill_look(point.fill, hue, look)
    return el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), found)


_SHOWN = ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")


def _data_labels(points: list[tuple[int, ChartPoint]], look: Look) -> Element:
    shown = [val(tag, int(tag == "c:showVal")) for tag in _SHOWN]
    return el(
        "c:dLbls",
        *(_data_label(n, point, look) for n, point in points),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, look.colours.ink, wrap=False),
        val("c:dLblPos", "outEnd"),
        *shown,
    )


def _data_label(n: int, point: ChartPoint, look: Look) -> Element:
    """Return figure in bold, words muted, marks in the primary colour, on one line."""
    colours = look.colours
    hue = colours.focus if point.focus else colours.ink
    runs = [
        (ARROW_ROOM if point.end == "arrow" else NBSP, colours.ink, False),
        (point.figure, hue, True),
        (NBSP * 2 + point.words if point.words else "", colours.muted, False),
        (NBSP * 2 + marks_of(point) if point.numbers else "", colours.primary, False),
    ]
    texts = tuple(text_run(text, look.face, rgb, bold=bold) for text, rgb, bold in runs if text)
    return el(
        "c:dLbl",
        val("c:idx", n),
        # LibreOffice sets a whole label in the look of its paragraph once a chart has been stored in a text document.
        el("c:tx", text_body("c:rich", look.face, hue, texts, wrap=False)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        val("c:dLblPos", "outEnd"),
        *(val(tag, int(tag == "c:showVal")) for tag in _SHOWN),
    )


def _arrows(points: list[tuple[int, ChartPoint]], spec: ChartSpec, look: Look, frame: _Frame) -> Element:
    """Return 'more than' as an error bar of fixed length: dashed, with an arrow at its end."""
    length = number(13 * look.k / frame.points)
    cells = [el("c:pt", text_el("c:v", length), idx=n) for n, _ in points]
    literal = el("c:numLit", text_el("c:formatCode", "General"), val("c:ptCount", len(spec.points)), *cells)
    hue = look.colours.focus if all(p.focus for _, p in points) else look.colours.primary
    return el(
        "c:errBars",
        val("c:errBarType", "plus"),
        val("c:errValType", "cust"),
        val("c:noEndCap", 1),
        el("c:plus", literal),
        el("c:spPr", el("a:noFill"), line(hue, 1.2 * look.k, dash="sysDash", arrow=True)),
    )
