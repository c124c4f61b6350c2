"""Series of an Office chart: columns and lines, each point in the look of what is known of it, labels that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from reports.charts.grammar.grid import is_range
from reports.charts.grammar.grid_sheet import Written
from reports.charts.grammar.series_looks import is_forecast, is_hollow
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS
from reports.charts.native.labels import shows
from reports.charts.native.series import fill_look
from reports.charts.native.sheet import NBSP, categories, number, series_head, values
from reports.document import ChartPoint
from reports.ooxml.drawingml import NAMESPACES, Element, el, line, shape, solid, text_body, text_el, val

DASHED = "sysDash"
LINE = 1.9
"""Width of a line, in points at scale 1."""


def column_series(order: int, made: Written, *, labels: Element | None) -> Element:
    """Return c:ser of columns: solid in the colour of the series, each point with the look of what is known of it."""
    series = made.grid.series[order]
    own = [
        el("c:dPt", val("c:idx", n), val("c:invertIfNegative", 0), val("c:bubble3D", 0), _body(point, order, made))
        for n, point in enumerate(series.points)
        if point is not None and (point.focus != series.focus or _is_special(point) or _alone_in_focus(point, made))
    ]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(made.sheet, made.sheet.first + order),
        shape(solid(made.looks[order].hue), line("", 0)),
        val("c:invertIfNegative", 0),
        *own,
        labels,
        _intervals(order, made),
        categories(made.sheet),
        values(made.sheet, made.sheet.first + order),
    )


def _alone_in_focus(point: ChartPoint, made: Written) -> bool:
    return point.focus and len(made.grid.series) == 1


def _is_special(point: ChartPoint) -> bool:
    return is_hollow(point) or is_range(point) or point.fill not in ("plain", "solid")


def _body(point: ChartPoint, order: int, made: Written) -> Element:
    """Return the look of a column: hollow, dashed where forecast, or the fill of its status."""
    colours = made.look.colours
    hue = colours.focus if point.focus else made.looks[order].hue
    if is_hollow(point) or is_range(point):
        return shape(
            solid(colours.paper), line(hue, 1.3 * made.look.outline, dash=DASHED if is_forecast(point) else "")
        )
    if point.fill in ("plain", "solid"):
        return shape(solid(hue), line("", 0))
    return fill_look(point.fill, hue, made.look)


def area_series(order: int, made: Written) -> Element:
    """Return c:ser of an area, in the colour of the series; its outline is paper, so that neighbours stand apart."""
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(made.sheet, made.sheet.first + order),
        shape(solid(made.looks[order].hue), line(made.look.colours.paper, 0.75 * made.look.k)),
        categories(made.sheet),
        values(made.sheet, made.sheet.first + order),
    )


def line_series(order: int, made: Written, *, calm: bool, labels: Element | None) -> Element:
    """Return c:ser of a line; signs are hollow, and the way to a forecast is dashed, point by point."""
    return _signed(order, made, line(made.looks[order].hue, LINE * made.look.k), calm=calm, labels=labels)


def sign_series(order: int, made: Written, *, labels: Element | None) -> Element:
    """Return c:ser of signs without a line."""
    return _signed(order, made, line("", 0), calm=False, labels=labels)


def _signed(order: int, made: Written, way: Element, *, calm: bool, labels: Element | None) -> Element:
    series = made.grid.series[order]
    in_focus = made.looks[order].hue == made.look.colours.focus
    is_line = way.find("a:noFill", NAMESPACES) is None
    own = [
        _line_point(n, point, order, made, hidden=calm and n != series.last and not is_hollow(point), is_line=is_line)
        for n, point in enumerate(series.points)
        if point is not None and (is_hollow(point) or point.observed == "break" or calm or point.focus != in_focus)
    ]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(made.sheet, made.sheet.first + order),
        el("c:spPr", way),
        _sign(made.looks[order].hue, order, made, hollow=False),
        *own,
        labels,
        _intervals(order, made),
        categories(made.sheet),
        values(made.sheet, made.sheet.first + order),
        val("c:smooth", 0),
    )


def _line_point(n: int, point: ChartPoint, order: int, made: Written, *, hidden: bool, is_line: bool) -> Element:
    colours, width = made.look.colours, LINE * made.look.k
    hue = colours.focus if point.focus else made.looks[order].hue
    mark = el("c:marker", val("c:symbol", "none")) if hidden else _sign(hue, order, made, hollow=is_hollow(point))
    dash = DASHED if is_forecast(point) else ""
    way = (
        line(hue if point.panel else made.looks[order].hue, width, dash=dash)
        if is_line and point.observed != "break"
        else line("", 0)
    )
    return el("c:dPt", val("c:idx", n), mark, val("c:bubble3D", 0), el("c:spPr", way))


def _sign(hue: str, order: int, made: Written, *, hollow: bool) -> Element:
    size = max(round(5.8 * made.look.k), 4) + int(
        hollow
    )  # LibreOffice reads the sign of a point only if its size differs
    fill = made.look.colours.paper if hollow else hue
    return el(
        "c:marker",
        val("c:symbol", made.looks[order].sign),
        val("c:size", size),
        shape(solid(fill), line(hue, 1.2 * made.look.k)),
    )


def _held(order: int, made: Written) -> Iterator[tuple[ChartPoint | None, float | None]]:
    """Yield each point of a series with the number in its cell."""
    for point, cell in zip(made.grid.series[order].points, made.sheet.series[order].cells, strict=True):
        yield point, cell if isinstance(cell, float) else None


def _around(point: ChartPoint | None, cell: float | None) -> tuple[float, float] | None:
    """Return how far an interval, or a range, reaches below and above the number in the cell of its point."""
    if point is None or point.low is None or point.high is None or cell is None:
        return None
    return abs(cell - float(point.low)), abs(float(point.high) - cell)


def _intervals(order: int, made: Written) -> Element | None:
    """Return the intervals around the values of a series as error bars of their own lengths."""
    ends = {n: _around(point, cell) for n, (point, cell) in enumerate(_held(order, made))}
    known = {n: each for n, each in ends.items() if each is not None}
    if not known:
        return None

    def side(tag: str, at: int) -> Element:
        cells = [el("c:pt", text_el("c:v", number(round(each[at], 9))), idx=n) for n, each in known.items()]
        count = val("c:ptCount", len(ends))
        return el(tag, el("c:numLit", text_el("c:formatCode", "General"), count, *cells))

    return el(
        "c:errBars",
        val("c:errDir", "y"),
        val("c:errBarType", "both"),
        val("c:errValType", "cust"),
        val("c:noEndCap", 0),
        side("c:plus", 1),
        side("c:minus", 0),
        el("c:spPr", el("a:noFill"), line(made.look.colours.muted, 0.9 * made.look.k)),
    )


# ── Labels and axes ──────────────────────────────────────────────────────────────────────────────


def value_labels(
    made: Written,
    order: int,
    *,
    place: str = "outEnd",
    hue: str = "",
    thin: frozenset[int] = frozenset(),
    past: Mapping[int, int] | None = None,
) -> Element:
    """Return labels that show each number in the format of its cell: they follow when the number is edited.

    Columns at the places `thin` are too thin for one; `past` says how many spaces keep it off an interval.
    """
    look = made.look
    focus = made.grid.series[order].focus and len(made.grid.series) > 1
    hue = hue or (look.colours.focus if focus else look.colours.ink)
    column = made.sheet.series[order]
    own = {n for n, cell in enumerate(column.cells) if cell is not None and column.format(n) != column.common} - thin
    gone = {n: el("c:dLbl", val("c:idx", n), val("c:delete", 1)) for n in thin}
    how = (
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, hue, wrap=False),
        val("c:dLblPos", place),
        *shows("Val"),
    )
    off = past or {}
    own |= off.keys() - thin
    kept = {
        n: el("c:dLbl", val("c:idx", n), _shown_as(column.format(n), NBSP * off.get(n, 0)), *map(deepcopy, how))
        for n in own
    }
    labels = (each for _, each in sorted((kept | gone).items()))
    return el("c:dLbls", *labels, _shown_as(column.common), *how)


def _shown_as(format: str, lead: str = "") -> Element:
    """Return the number format of a label: that of its cell, spelled out for programs that do not look there."""
    return el("c:numFmt", formatCode=(f'"{lead}"' if lead else "") + (format or "General"), sourceLinked=0)


def line_chart(series: Iterable[Element], joined: Element | None = None) -> Element:
    """Return a line chart of `series` over the two axes; `joined` are lines from the highest to the lowest of a category."""
    return el(
        "c:lineChart",
        val("c:grouping", "standard"),
        val("c:varyColors", 0),
        *series,
        joined,
        val("c:marker", 1),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )


def line_labels(labels: Sequence[Element]) -> Element | None:
    """Return these labels of a line, and none for its other points."""
    return el("c:dLbls", *labels, *shows()) if labels else None


def line_label(made: Written, order: int, at: int, *, place: str, named: bool, shift: float = 0) -> Element:
    """Return the label at a point of a line: number, and name of the series, neither typed; `shift` points further down."""
    series, look = made.grid.series[order], made.look
    point = series.points[at]
    focus = point.focus if point and point.panel else series.focus and len(made.grid.series) > 1
    hue = look.colours.focus if focus else look.colours.ink
    shown = ("Val", "SerName") if named and series.name else ("Val",)
    moved = el("c:layout", el("c:manualLayout", val("c:x", 0), val("c:y", f"{shift / look.height:.5f}")))
    return el(
        "c:dLbl",
        val("c:idx", at),
        moved if abs(shift) > 1 else None,
        _shown_as(made.sheet.series[order].format(at)),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, hue, wrap=False),
        val("c:dLblPos", place),
        *shows(*shown),
        text_el("c:separator", " "),
    )
