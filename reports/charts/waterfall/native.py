"""Native waterfalls: stacked columns whose first series, where steps begin, is not drawn; then totals, rises and falls."""

from __future__ import annotations

from dataclasses import replace

from reports.charts.drawing import blend
from reports.charts.grammar.grid import grid_of
from reports.charts.grammar.grid_axes import base_axis, upright_axis
from reports.charts.grammar.grid_room import plot_room
from reports.charts.grammar.grid_sheet import cell_format, facts_sheet
from reports.charts.grammar.series_looks import LIGHT
from reports.charts.mark_values import plain_number
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS
from reports.charts.native.chart import Plot
from reports.charts.native.labels import shows
from reports.charts.native.look import Look
from reports.charts.native.sheet import Column, Sheet, categories, series_head, values
from reports.charts.waterfall.steps import sheet_columns
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape, solid, text_body, val

GAP = 50
"""Between columns, in per cent of one."""
MINUS = "\N{MINUS SIGN}"


def native_waterfall(spec: ChartSpec, look: Look) -> Plot:
    """Return the chart; falls are lengths in the sheet, whose format shows their sign."""
    grid, heads = grid_of(spec), look.speech.tables["sheet"]
    names = (heads["start"], heads["total"], heads["rise"], heads["fall"])
    columns = []
    for n, (name, cells) in enumerate(zip(names, sheet_columns(spec), strict=True)):
        formats = tuple(
            "" if cell is None or n == 0 else _signed(cell_format(point, look), fall=n == len(names) - 1)
            for point, cell in zip(spec.points, cells, strict=True)
        )
        columns.append(
            Column(name, tuple(None if cell is None else float(plain_number(cell)) for cell in cells), formats)
        )
    sheet = Sheet(Column(spec.unit, grid.categories), tuple(columns), (), facts=facts_sheet(grid, look))
    colours = look.colours
    fills = (None, colours.primary, blend(colours.primary, colours.paper, LIGHT), colours.context)
    room = plot_room(spec, grid, look)
    chart = el(
        "c:barChart",
        val("c:barDir", "col"),
        val("c:grouping", "stacked"),
        val("c:varyColors", 0),
        *(_series(n, fill, spec, sheet, look) for n, fill in enumerate(fills)),
        val("c:gapWidth", GAP),
        val("c:overlap", 100),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    upright = upright_axis(spec, look, between=True, bare=True)
    area = el("c:plotArea", room.layout(look), chart, base_axis(look, 1), upright, shape(None, line("", 0)))
    return Plot(area, sheet)


def _signed(format: str, *, fall: bool) -> str:
    return f'"{MINUS}"{format}' if fall else f'"+"{format}' if format.startswith("+") else format


def _series(order: int, fill: str | None, spec: ChartSpec, sheet: Sheet, look: Look) -> Element:
    focus = [
        el(
            "c:dPt",
            val("c:idx", n),
            val("c:invertIfNegative", 0),
            val("c:bubble3D", 0),
            shape(solid(look.colours.focus), line("", 0)),
        )
        for n, point in enumerate(spec.points)
        if fill and point.focus and sheet.series[order].cells[n] is not None
    ]
    return el(
        "c:ser",
        val("c:idx", order),
        val("c:order", order),
        series_head(sheet, order + 1),
        shape(solid(fill) if fill else None, line("", 0)),
        val("c:invertIfNegative", 0),
        *focus,
        _labels(sheet.series[order], look) if fill else None,
        categories(sheet),
        values(sheet, order + 1),
    )


def _labels(column: Column, look: Look) -> Element:
    """Return the figures inside the columns, each in the format of its cell."""
    small = replace(look.face, size=look.face.size)
    own = [
        el(
            "c:dLbl",
            val("c:idx", n),
            el("c:numFmt", formatCode=column.format(n) or "General", sourceLinked=0),
            el("c:spPr", solid(look.colours.paper), line("", 0)),
            text_body("c:txPr", small, look.colours.ink, wrap=False),
            val("c:dLblPos", "ctr"),
            *shows("Val"),
        )
        for n, cell in enumerate(column.cells)
        if cell is not None
    ]
    return el("c:dLbls", *own, *shows())
