"""Native bars of several series: a group a category, names at the left, figures that follow the numbers at the ends."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from reports.charts.grammar.bar_marks import bar_mark, bar_scale
from reports.charts.grammar.grid import Grid, Series, grid_of
from reports.charts.grammar.grid_room import LEGEND_ROWS, Room, plot_of
from reports.charts.grammar.grid_series import column_series, value_labels
from reports.charts.grammar.grid_sheet import written
from reports.charts.native.axes import CATEGORY_AXIS, VALUE_AXIS, category_axis, value_axis
from reports.charts.native.chart import Plot
from reports.charts.native.look import BESIDE_NAMES, Look
from reports.charts.native.sheet import NBSP
from reports.document import ChartSpec
from reports.ooxml.drawingml import el, val
from reports.theme.text_metrics import Piece, break_lines, metrics

NAME_SHARE = 0.34
"""Of the width, at most, for the names of the categories."""
GAP = 55
"""Between groups of bars, in per cent of a bar."""
LINE = 1.25
"""Height of a line of text, in the size of its letters."""


def native_grouped_bars(spec: ChartSpec, look: Look) -> Plot:
    """Return bars side by side over a hidden axis that ends where the longest figure does."""
    grid = grid_of(spec)
    left = look.label_column(grid.categories, NAME_SHARE)
    top = LEGEND_ROWS * look.face.size
    room = Room(left, top, look.width - left - 2, look.height - top - 2)
    points = [point for _, _, point in grid.cells()]
    needed = [look.text_width(point.figure, bold=True) + 0.9 * look.face.size for point in points]
    scale = bar_scale(list(map(bar_mark, points)), needed, room.width, maximum=spec.maximum, least=0.15, longest=1)
    unit = scale.unit or room.width
    made = written(spec, look, grid, ranges=True)
    chart = el(
        "c:barChart",
        val("c:barDir", "bar"),
        val("c:grouping", "clustered"),
        val("c:varyColors", 0),
        *(
            column_series(n, made, labels=value_labels(made, n, past=_past(grid.series[n], unit, look)))
            for n in range(len(grid.series))
        ),
        val("c:gapWidth", GAP),
        val("c:overlap", 0),
        val("c:axId", CATEGORY_AXIS),
        val("c:axId", VALUE_AXIS),
    )
    axis = value_axis(look, 0 - scale.zero / unit, (room.width - scale.zero) / unit)
    return plot_of(made, chart, category_axis(look), axis, room, legend=True)


def _past(series: Series, unit: float, look: Look) -> dict[int, int]:
    """Return how many spaces keep the figure of a bar off the end of the interval around its value."""
    wide = look.text_width(NBSP)
    known = (
        (n, bar_mark(point)) for n, point in enumerate(series.points) if point is not None and point.value is not None
    )
    return {
        n: ceil((abs(float(mark.outermost - mark.tip)) * unit + 2) / wide)
        for n, mark in known
        if mark.whisker and not mark.below
    }


def fitted_bars(spec: ChartSpec, look: Look, tallest: float) -> tuple[Look, str]:
    """Return the look with the largest letters in which names and figures find room, and what is wrong where none are."""
    grid, size = grid_of(spec), look.face.size
    room = tallest or look.height
    while True:
        tried = replace(look, face=replace(look.face, size=size))
        need = _height(grid, tried)
        if need <= room:
            return replace(tried, height=need if look.medium == "word" else min(look.height, room)), ""
        if size <= look.smallest:
            count = len(grid.categories) * len(grid.series)
            return tried, f"{count} bars need {need:.0f} pt of height where {room:.0f} pt are"
        size = max(size - 0.5, look.smallest)


def _height(grid: Grid, look: Look) -> float:
    """Return the height of a chart whose groups are all as high as the highest needs to be."""
    font, size = metrics(look.family), look.face.size
    column = look.label_column(grid.categories, NAME_SHARE) - 0.5 * BESIDE_NAMES * size
    lines = max(len(break_lines((Piece(name),), size, column, font)) for name in grid.categories)
    bars = len(grid.series) + GAP / 100
    return len(grid.categories) * max(bars, lines + 0.2) * LINE * size + LEGEND_ROWS * size + 4
