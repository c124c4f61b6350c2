"""The frame of a chart on paper: axis of values with its marks, names of categories, legend, and what is left for marks."""

from __future__ import annotations

from dataclasses import dataclass

from reports.charts.drawing import Discs, Lines, Mark, Run, Shape, rectangle, segment
from reports.charts.grammar.grid import Grid
from reports.charts.grammar.scales import Linear, linear, thinned
from reports.charts.grammar.series_looks import SeriesLook, Sign
from reports.charts.line_breaking import filled_lines
from reports.charts.pen import Pen, ring
from reports.document import ChartSpec
from reports.errors import ReportError
from reports.theme.fonts import text_width

HEIGHT = 165.0
"""Of the plot, in points at scale 1."""
PANEL = 92.0
"""Of the plot of one panel of several."""
LINES = 3
"""Of the name of a category, at most."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where marks may stand."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Linear
    """From values to heights."""
    zero: float
    """Where zero lies; the nearer end where the axis has none."""


@dataclass(frozen=True, slots=True)
class Legend:
    """Names of series in rows above the plot."""

    mark: Mark
    height: float


def legend(names: tuple[str, ...], looks: tuple[SeriesLook, ...], pen: Pen, width: float) -> Legend:
    """Return a key and a name for each series, in as many rows as they need."""
    shapes: list[Shape] = []
    x, y = 0.0, 0.0
    for name, look in zip(names, looks, strict=True):
        run = Run(0, 0, name, pen.size, pen.colours.ink)
        needed = 2 * pen.gap + run.width
        if x and x + needed > width:
            x, y = 0.0, y + pen.leading * 1.15
        middle = y + pen.leading / 2
        shapes.append(sign(look.sign, x + 0.45 * pen.gap, middle, 3.6 * pen.k, look.hue))
        shapes.append(Run(x + 1.4 * pen.gap, pen.baseline(middle), name, pen.size, pen.colours.ink))
        x += needed + 1.6 * pen.gap
    return Legend(Mark("", tuple(shapes)), y + pen.leading * 1.6)


def sign(shape: Sign, x: float, y: float, radius: float, hue: str, paper: str = "") -> Shape:
    """Return a sign at a place; hollow where `paper` is given."""
    line = 0.45 * radius
    if shape == "circle":
        return ring(x, y, radius, hue, paper, line) if paper else Discs(((x, y),), radius, hue)
    half = radius * 0.9
    corners = {
        "square": rectangle(x - half, y - half, 2 * half, 2 * half),
        "triangle": ((x - 1.1 * half, y + half), (x, y - half), (x + 1.1 * half, y + half)),
        "diamond": ((x - 1.2 * half, y), (x, y - 1.2 * half), (x + 1.2 * half, y), (x, y + 1.2 * half)),
    }[shape]
    return Lines((corners,), hue if paper else "", line if paper else 0, paper or hue, closed=True)


def frame(spec: ChartSpec, pen: Pen, width: float, top: float, right: float, *, bare: bool = False) -> Frame:
    """Return the room for marks below `top`, with `right` points kept for labels at the right.

    A `bare` one prints no axis of values, since every mark says its figure.
    """
    wide = 0 if bare else max(Run(0, 0, tick.text, pen.size, "").width for tick in spec.ticks)
    left, head = (0 if bare else wide + pen.gap), top + 0.7 * pen.size
    bottom = head + (PANEL if spec.shared else HEIGHT) * pen.k
    scale = linear(spec.ticks, bottom, head)
    zero = min(max(scale(0), head), bottom)
    return Frame(left, width - right, head, bottom, scale, zero)


def axis(spec: ChartSpec, pen: Pen, held: Frame, *, bare: bool = False) -> Mark:
    """Return the marks of the axis of values over hairlines, and the line of zero, or else of the lower end."""
    shapes: list[Shape] = []
    thin, k = pen.colours.hairline, pen.k
    for tick in () if bare else spec.ticks:
        y = held.scale(tick.value)
        if abs(y - held.zero) > 0.01:
            shapes.append(segment((held.left, y), (held.right, y), thin, 0.7 * k))
        run = Run(0, pen.baseline(y), tick.text, pen.size, pen.colours.muted)
        shapes.append(Run(held.left - 0.6 * pen.gap - run.width, run.y, run.text, run.size, run.colour))
    shapes.append(segment((held.left, held.zero), (held.right, held.zero), pen.colours.ink, 0.9 * k))
    return Mark("", tuple(shapes))


def category_names(
    spec: ChartSpec, grid: Grid, pen: Pen, held: Frame, centres: tuple[float, ...], room: float
) -> tuple[Mark, float]:
    """Return the names below the axis, and where they end: periods thinned by rule, other names all, in lines.

    Raises:
        ReportError: names that may not be left out find no room.
    """
    base = held.bottom + 1.15 * pen.leading
    if grid.spaced:
        widths = tuple(text_width(name, pen.size) for name in grid.categories)
        # the first stands no further left than the frame
        kept = thinned(widths, tuple(max(x, wide / 2) for x, wide in zip(centres, widths, strict=True)), pen.gap)
        runs = [_centred(grid.categories[n], centres[n], base, pen, held) for n in kept]
        ticks = [
            segment(
                (centres[n], held.bottom), (centres[n], held.bottom + 2.4 * pen.k), pen.colours.context, 0.7 * pen.k
            )
            for n in kept
        ]
        return Mark("", (*ticks, *runs)), base + 0.4 * pen.leading
    lines = [filled_lines(name, pen.size, 400, room) for name in grid.categories]
    widest = max((text_width(line, pen.size) for each in lines for line in each), default=0)
    if widest > room or max(map(len, lines)) > LINES:
        what = f"chart {spec.id}: {len(lines)} names of columns find no room side by side"
        raise ReportError(f"{what}; shorten them, keep fewer, or use kind: bars")
    shapes = [
        _centred(line, centres[n], base + k * pen.leading, pen, None)
        for n, each in enumerate(lines)
        for k, line in enumerate(each)
    ]
    return Mark("", tuple(shapes)), base + (max(map(len, lines)) - 0.6) * pen.leading


def _centred(text: str, x: float, y: float, pen: Pen, held: Frame | None) -> Run:
    run = Run(0, y, text, pen.size, pen.colours.muted)
    at = x - run.width / 2
    if held is not None:  # the first and the last may not stand out of the frame
        at = max(at, 0.0)
    return Run(at, y, text, pen.size, pen.colours.muted)
