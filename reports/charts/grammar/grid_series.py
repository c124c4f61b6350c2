"""Series of an Office chart: columns and lines, each point in the look of what is known of it, labels that follow."""

from __future__ import annotations

from reports.charts.grammar.grid import interval
from reports.charts.grammar.grid_sheet import Written
from reports.charts.grammar.series_looks import is_forecast, is_hollow
from reports.charts.native_chart import categories, number, series_head, values
from reports.charts.native_series import fill_look
from reports.document import ChartPoint
from reports.ooxml.drawingml import Element, el, line, shape, solid, text_body, text_el, val

SHOWN = ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")
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
        series_head(made.sheet, order + 1),
        shape(solid(made.looks[order].hue), line("", 0)),
        val("c:invertIfNegative", 0),
        *own,
        labels,
        _intervals(order, made),
        categories(made.sheet),
        values(made.sheet, order + 1),
    )


def _alone_in_focus(point: ChartPoint, made: Written) -> bool:
    return point.focus and len(made.grid.series) == 1


def _is_special(point: ChartPoint) -> bool:
    return is_hollow(point) or point.fill not in ("plain", "solid")


def _body(point: ChartPoint, order: int, made: Written) -> Element:
    """Return the look of a column: hollow, dashed where forecast, or the fill of its status."""
    colours = made.look.colours
    hue = colours.focus if point.focus else made.looks[order].hue
    if is_hollow(point):
        return shape(
            solid(colours.paper), line(hue, 1.3 * made.look.outline, dash=DASHED if is_forecast(point) else "")
        )
    if point.fill in ("plain", "solid"):
        return shape(solid(hue), line("", 0))
    return fill_look(point.fill, hue, made.look)


def line_series(order: int, made: Written, *, calm: bool, labels: Element | None) -> Element:
    """Return c:ser of a line; signs are hollow, and the way to a forecast is dashed, point by point."""
    series, hue, width = made.grid.series[order], made.looks[order].hue, LINE * made.look.k
    own = [
        _line_point(n, point, order, made, hidden=calm and n != series.last and not is_hollow(point))
        for n, point in enumerate(series.points)
        if point is not None and (is_hollow(point) or point.observed == "break" or calm)
    ]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(made.sheet, order + 1),
        el("c:spPr", line(hue, width)),
        _sign(order, made, hollow=False),
        *own,
        labels,
        _intervals(order, made),
        categories(made.sheet),
        values(made.sheet, order + 1),
        val("c:smooth", 0),
    )


def _line_point(n: int, point: ChartPoint, order: int, made: Written, *, hidden: bool) -> Element:
    hue, width = made.looks[order].hue, LINE * made.look.k
    mark = el("c:marker", val("c:symbol", "none")) if hidden else _sign(order, made, hollow=is_hollow(point))
    way = line("", 0) if point.observed == "break" else line(hue, width, dash=DASHED if is_forecast(point) else "")
    return el("c:dPt", val("c:idx", n), mark, val("c:bubble3D", 0), el("c:spPr", way))


def _sign(order: int, made: Written, *, hollow: bool) -> Element:
    look = made.looks[order]
    size = max(round(5.8 * made.look.k), 4) + int(
        hollow
    )  # LibreOffice reads the sign of a point only if it differs in size
    fill = made.look.colours.paper if hollow else look.hue
    return el(
        "c:marker",
        val("c:symbol", look.sign),
        val("c:size", size),
        shape(solid(fill), line(look.hue, 1.2 * made.look.k)),
    )


def _intervals(order: int, made: Written) -> Element | None:
    """Return the intervals around the values of a series as error bars of their own lengths."""
    ends = {n: interval(point) for n, point in enumerate(made.grid.series[order].points)}
    known = {n: each for n, each in ends.items() if each is not None}
    if not known:
        return None

    def side(tag: str, at: int) -> Element:
        cells = []
        for n, each in known.items():
            point = made.grid.series[order].points[n]
            assert point is not None, "an interval has a point"
            length = abs(float(point.value or 0) - each[at])
            cells.append(el("c:pt", text_el("c:v", number(round(length, 9))), idx=n))
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


def value_labels(made: Written, order: int, *, place: str = "outEnd", hue: str = "") -> Element:
    """Return labels that show each number in the format of its cell: they follow when the number is edited."""
    look = made.look
    focus = made.grid.series[order].focus and len(made.grid.series) > 1
    hue = hue or (look.colours.focus if focus else look.colours.ink)
    return el(
        "c:dLbls",
        el("c:numFmt", formatCode="General", sourceLinked=1),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, hue, wrap=False),
        val("c:dLblPos", place),
        *(val(tag, int(tag == "c:showVal")) for tag in SHOWN),
    )


def end_label(made: Written, order: int, *, named: bool) -> Element | None:
    """Return the label at the last point of a line: name of the series and number, neither typed."""
    series, look = made.grid.series[order], made.look
    if series.last < 0:
        return None
    hue = look.colours.focus if series.focus else look.colours.ink
    shown = {"c:showVal", "c:showSerName"} if named and series.name else {"c:showVal"}
    label = el(
        "c:dLbl",
        val("c:idx", series.last),
        el("c:numFmt", formatCode="General", sourceLinked=1),
        el("c:spPr", el("a:noFill"), line("", 0)),
        text_body("c:txPr", look.face, hue, wrap=False),
        val("c:dLblPos", "r"),
        *(val(tag, int(tag in shown)) for tag in SHOWN),
        text_el("c:separator", " "),
    )
    return el("c:dLbls", label, *(val(tag, 0) for tag in SHOWN))
