"""Where the plot of an Office chart of several series lies, which names its axis prints, and whether all of them find room."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.grammar.grid import Grid
from reports.charts.grammar.grid_axes import base_axis, time_axis
from reports.charts.grammar.grid_sheet import Written, names_fit, periods
from reports.charts.grammar.panels import in_a_row, panel_names, spans_in_a_row
from reports.charts.grammar.scales import thinned
from reports.charts.native.axes import layout
from reports.charts.native.chart import Plot
from reports.charts.native.look import Look
from reports.document import ChartSpec
from reports.ooxml.drawingml import Element, el, line, shape
from reports.theme.text_metrics import Piece, break_lines, metrics

LINES = 3
"""Of the name of a category, at most."""
EVENT_ROW = 1.25
"""Height of the words of an event above the plot, in the size of letters; each has the room of a row of its own."""
LEGEND_ROWS = 1.9
"""Height of the legend, in the size of letters."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the plot lies within the chart, in points."""

    left: float
    top: float
    width: float
    height: float

    def layout(self, look: Look) -> Element:
        """Return it as shares of the chart."""
        return layout(
            self.left / look.width, self.top / look.height, self.width / look.width, self.height / look.height
        )


def room_of(spec: ChartSpec, grid: Grid, look: Look, *, right: float, legend: bool, bare: bool = False) -> Room:
    """Return where the plot lies: what axis, legend, names and `right` points of labels leave, below the words of events."""
    left = 2 if bare else max(look.text_width(tick.text) for tick in spec.ticks) + 0.9 * look.face.size
    top = (LEGEND_ROWS if legend and len(grid.series) > 1 else 0.8) * look.face.size
    top += EVENT_ROW * look.face.size * len(spec.events)
    width = look.width - left - right
    lines = 1 if grid.spaced else max(name_lines(grid, look, width / len(grid.categories)))
    lines += 1 if panel_names(spec) else 0
    bottom = (1.25 * lines + 0.5) * look.face.size
    return Room(left, top, width, look.height - top - bottom)


def plot_room(spec: ChartSpec, grid: Grid, look: Look) -> Room:
    """Return where a plot without legend and without a printed axis of values lies."""
    return room_of(spec, grid, look, right=2, legend=False, bare=True)


def name_lines(grid: Grid, look: Look, band: float) -> tuple[int, ...]:
    """Return how many lines the name of each category takes in `band` points."""
    font = metrics(look.family)
    return tuple(len(break_lines((Piece(name),), look.face.size, band, font)) for name in grid.categories)


def names_below(grid: Grid, look: Look, width: float) -> Element:
    """Return the axis of the categories: names in a row, or days on an axis of time."""
    return time_axis(look, grid, width) if grid.by_day else base_axis(look, _every(grid, look, width))


def _every(grid: Grid, look: Look, width: float) -> int:
    """Return that every n-th period is named; names of anything else all are."""
    if not grid.spaced:
        return 1
    widths = tuple(look.text_width(name) for name in grid.categories)
    band = width / len(widths)
    places = tuple((n + 0.5) * band for n in range(len(widths)))
    kept = thinned(widths, places, 0.7 * look.face.size)
    return kept[1] - kept[0] if len(kept) > 1 else len(widths)


def fitted_grid(spec: ChartSpec, look: Look, tallest: float) -> tuple[Look, str]:
    """Return the look with the largest letters in which all names find room, and what is wrong where there are none."""
    grid = in_a_row(spec)
    panels = panel_names(spec)
    look = replace(look, height=min(look.height, tallest or look.height))
    size = look.face.size
    while True:
        tried = replace(look, face=replace(look.face, size=size))
        told = _lacking(spec, grid, panels, tried)
        if not told or size <= look.smallest:
            return tried, told
        size = max(size - 0.5, look.smallest)


def _lacking(spec: ChartSpec, grid: Grid, panels: tuple[str, ...], look: Look) -> str:
    """Return what names at the axis find no room; nothing where all do."""
    inside = look.width - 4 * look.face.size
    band = inside / len(grid.categories)
    columns = f"the names of {len(grid.categories)} columns need more than {band:.0f} pt each"
    if not panels:
        fits = max(name_lines(grid, look, band)) <= LINES and _words_fit(grid, look, band)
        return "" if grid.spaced or fits else columns
    # on an axis of two levels, programs do not break names into lines
    if not periods(grid) and max(map(look.text_width, grid.categories)) + 0.5 * look.face.size > band:
        return columns
    heads = panels if names_fit(grid, look) else spans_in_a_row(spec)
    each = inside / len(panels)
    return "" if max(map(look.text_width, heads)) <= each else f"{len(panels)} panels need more than {each:.0f} pt each"


def _words_fit(grid: Grid, look: Look, band: float) -> bool:
    return all(look.text_width(word) <= band for name in grid.categories for word in name.split())


def plot_of(
    made: Written,
    chart: Element | tuple[Element | None, ...],
    below: Element,
    upright: Element,
    room: Room,
    *,
    legend: bool,
) -> Plot:
    """Return the inside of a chart; a legend only where there are several series."""
    charts = chart if isinstance(chart, tuple) else (chart,)
    area = el("c:plotArea", room.layout(made.look), *charts, below, upright, shape(None, line("", 0)))
    return Plot(area, made.sheet, legend=legend and len(made.grid.series) > 1)
