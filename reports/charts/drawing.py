"""What a chart is drawn with: paths, discs and runs of text, in points from the upper left corner, y downwards.

Pure data: the kinds make it; `svg` and `png` put it on paper, `artist` hands it to matplotlib.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import assert_never

from reports.languages.numerals import lone_digits
from reports.theme.bidirectional import line_stretches
from reports.theme.definition import Colours
from reports.theme.fonts import stretch_width, text_width
from reports.theme.scripts import Stretch

XY = tuple[float, float]
LETTERS_ALONE = "und"
"""BCP 47 of a run of which only its letters say the language."""
CORNERS = 32
"""Of a circle that is drawn with dashes."""


@dataclass(frozen=True, slots=True)
class Lines:
    """One or more polylines drawn as one; closed ones can be filled."""

    runs: tuple[tuple[XY, ...], ...]
    stroke: str = ""
    """Colour; empty for none."""
    width: float = 0
    fill: str = ""
    dashes: tuple[float, ...] = ()
    """Lengths in points, on and off in turn."""
    closed: bool = False
    round_ends: bool = False
    """Dashes of no length become dots."""


@dataclass(frozen=True, slots=True)
class Discs:
    """Circles of one look."""

    centres: tuple[XY, ...]
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text on a baseline, starting at x."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: int = 400
    rtl: bool = False
    """Whether it stands in a line from right to left; x is its left end nevertheless."""

    @property
    def width(self) -> float:
        """Return how wide it runs, in points."""
        return text_width(self.text, self.size, self.weight)

    def parts(self) -> Iterator[tuple[Stretch, float]]:
        """Yield its stretches from left to right, and where each begins, in points."""
        cut = line_stretches(self.text, LETTERS_ALONE if self.rtl else "")
        at = self.x
        for each in reversed(cut) if self.rtl else cut:
            yield each, at
            at += stretch_width(each, self.weight) * self.size


Shape = Lines | Discs | Run


@dataclass(frozen=True, slots=True)
class Mark:
    """All that is drawn for one point of the chart; empty id for furniture such as the axis."""

    fact_id: str
    shapes: tuple[Shape, ...]
    value: str = ""
    """As in `reading.value_text`, for those who read the chart back."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, ready to be put on paper."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    unnamed: tuple[str, ...] = ()
    """Names of points for which there was no room."""


def rectangle(x: float, y: float, width: float, height: float) -> tuple[XY, ...]:
    """Return the corners of a rectangle."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def box(x: float, y: float, width: float, height: float, *, fill: str = "", stroke: str = "", line: float = 0) -> Lines:
    """Return a rectangle; its outline lies inside, so that outlined and solid ones are of one size."""
    half = line / 2 if stroke else 0
    inner = rectangle(x + half, y + half, max(width - line, 0.01) if stroke else width, height - 2 * half)
    return Lines((inner,), stroke, line, fill, closed=True)


def segment(start: XY, end: XY, stroke: str, width: float, dashes: tuple[float, ...] = ()) -> Lines:
    """Return a straight line."""
    return Lines(((start, end),), stroke, width, "", dashes)


def dashed_circle(x: float, y: float, radius: float, stroke: str, width: float, count: int) -> Lines:
    """Return a circle of `count` dashes, drawn in pieces so short that they look round."""
    turns = (2 * pi * n / CORNERS for n in range(CORNERS))
    run = tuple((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns)
    step = 2 * CORNERS * radius * sin(pi / CORNERS) / count
    return Lines((run,), stroke, width, "", (0.6 * step, 0.4 * step), closed=True)


def hatch(x: float, y: float, width: float, height: float, step: float, stroke: str, line: float) -> Lines:
    """Return lines rising to the right, `step` points apart along the edge, cut off at the rectangle.

    Drawn as lines, not as an SVG pattern: every bar starts with the same stroke, and every reader shows them.
    """
    runs = []
    offset = step / 2
    while offset < width + height:
        start = (x, y + offset) if offset <= height else (x + offset - height, y + height)
        end = (x + offset, y) if offset <= width else (x + width, y + offset - width)
        runs.append((start, end))
        offset += step
    return Lines(tuple(runs), stroke, line)


def stipple(x: float, y: float, width: float, height: float, step: float, radius: float, colour: str) -> Lines:
    """Return dots in staggered rows, whole ones only, `step` points between rows and half the distance in a row.

    A row is one line whose dashes have no length and round ends: a dot costs nothing.
    """
    rows = max(int((height - 2 * radius) / step) + 1, 1)
    top = y + (height - (rows - 1) * step) / 2
    runs = []
    for row in range(rows):
        start, at = x + 1.6 * radius + (step if row % 2 else 0), top + row * step
        dots = int((x + width - 1.3 * radius - start) / (2 * step))
        if start + radius <= x + width:
            runs.append(((start, at), (start + 2 * step * max(dots, 0) + 0.01, at)))
    return Lines(tuple(runs), colour, 2 * radius, dashes=(0, 2 * step), round_ends=True)


def blend(colour: str, paper: str, share: float) -> str:
    """Return `colour` mixed with `paper`; share 1 is all colour."""
    pairs = zip(*(bytes.fromhex(c[1:]) for c in (colour, paper)), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def ground(colours: Colours, share: int) -> str:
    """Return the primary colour on paper, at `share` per cent of its strength."""
    return blend(colours.primary, colours.paper, share / 100)


def fading(
    x: float, y: float, width: float, height: float, colour: str, paper: str, *, leftwards: bool = False
) -> tuple[Lines, ...]:
    """Return a rectangle that fades to paper at its right, or left, end.

    Opaque steps laid over each other, long and pale ones first: no seams, no transparency, no raster.
    """
    steps = max(8, min(32, int(width / 0.6)))
    found = []
    for n in range(1, steps + 1):
        length = width * (steps - n + 1) / steps
        left = x + width - length if leftwards else x
        found.append(
            Lines((rectangle(left, y, length, height),), fill=blend(colour, paper, n / (steps + 1)), closed=True)
        )
    return tuple(found)


def moved(shape: Shape, x: float, y: float) -> Shape:
    """Return `shape` shifted by x and y."""
    match shape:
        case Lines():
            return replace(shape, runs=tuple(tuple((a + x, b + y) for a, b in run) for run in shape.runs))
        case Discs():
            return replace(shape, centres=tuple((a + x, b + y) for a, b in shape.centres))
        case Run():
            return replace(shape, x=shape.x + x, y=shape.y + y)
        case _:
            assert_never(shape)


def numbered(drawing: Drawing, system: str) -> Drawing:
    """Return `drawing` with the counters and source marks in its runs in digits of `system`."""

    def shape(each: Shape) -> Shape:
        return replace(each, text=lone_digits(each.text, system)) if isinstance(each, Run) else each

    marks = (replace(mark, shapes=tuple(map(shape, mark.shapes))) for mark in drawing.marks)
    return replace(drawing, marks=tuple(marks))


def mirrored(drawing: Drawing) -> Drawing:
    """Return `drawing` read from right to left: what stood at the left stands as far from the right edge.

    Letters are not turned round, and hatches rise as they did: they stand for a status.
    """
    marks = (
        replace(mark, shapes=tuple(_mirrored(shape, drawing.width) for shape in mark.shapes)) for mark in drawing.marks
    )
    return replace(drawing, marks=tuple(marks))


def _mirrored(shape: Shape, width: float) -> Shape:
    match shape:
        case Lines():
            return replace(shape, runs=tuple(tuple((width - x, y) for x, y in run) for run in shape.runs))
        case Discs():
            return replace(shape, centres=tuple((width - x, y) for x, y in shape.centres))
        case Run():
            return replace(shape, x=width - shape.x - shape.width, rtl=True)
        case _:
            assert_never(shape)
