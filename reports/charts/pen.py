"""The chart grammar: fill says status, the end of the mark says the hedge, the label says both.

Measures: `chart` in the look's tokens, at scale 1; every length is multiplied by the scale of the medium.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace

from reports.charts.drawing import Discs, Lines, Run, Shape, blend, box, hatch, rectangle, segment, stipple
from reports.document import ChartPoint
from reports.domain.statuses import Fill
from reports.theme.definition import Colours
from reports.theme.fonts import text_width

NBSP = "\N{NO-BREAK SPACE}"
BOLD = 600
LABEL_CHARACTERS = 40
"""A row label longer than this runs to a second line."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Colours and lengths of one chart; `k` is 0.85 in the PDF."""

    colours: Colours
    k: float

    # lengths, in points

    @property
    def size(self) -> float:
        """Return the size of labels."""
        return 10 * self.k

    @property
    def leading(self) -> float:
        """Return the distance of baselines inside a label."""
        return 13.5 * self.k

    @property
    def row(self) -> float:
        """Return the height of a row with a one-line label."""
        return 22.35 * self.k

    @property
    def bar(self) -> float:
        """Return the height of a bar."""
        return 12.95 * self.k

    @property
    def outline(self) -> float:
        """Return the width of outlines."""
        return 1.1 * self.k

    @property
    def open_end(self) -> float:
        """Return the length of an arrow or a stub: fixed, since it says 'open', never how much."""
        return 13 * self.k

    @property
    def gap(self) -> float:
        """Return the room between a mark and its label."""
        return 7 * self.k

    def hue(self, point: ChartPoint) -> str:
        """Return the colour of the mark of `point`."""
        return self.colours.focus if point.focus else self.colours.primary

    def tint(self, point: ChartPoint) -> str:
        """Return the fill of a ceiling."""
        return self.colours.focus_tint if point.focus else self.colours.primary_tint

    def baseline(self, centre: float, size: float = 0) -> float:
        """Return the baseline of text that stands centred on `centre`; the x-height and half the capitals' rise."""
        return centre + 0.345 * (size or self.size)

    # fills

    def filled(self, fill: Fill, x: float, y: float, width: float, height: float, hue: str) -> tuple[Shape, ...]:
        """Return a rectangle with the fill that stands for a status."""
        paper, k = self.colours.paper, self.k
        match fill:
            case "solid":
                return (box(x, y, width, height, fill=hue),)
            case "dense" | "light":
                step, line = (5.2 * k, 1.9 * k) if fill == "dense" else (6.4 * k, 0.8 * k)
                inner = _inside(x, y, width, height, self.outline)
                ground = Lines((rectangle(x, y, width, height),), fill=paper, closed=True)
                return (ground, hatch(*inner, step, hue, line), self.frame(x, y, width, height, hue))
            case "dots":
                dots = stipple(*_inside(x, y, width, height, self.outline), 2.55 * k, 0.8 * k, hue)
                return (self.frame(x, y, width, height, hue, fill=paper), *((dots,) if dots.runs else ()))
            case "dashed":
                frame = self.frame(x, y, width, height, hue, fill=paper)
                return (replace(frame, dashes=(3 * k, 1.8 * k)),)
            case "plain":
                edge = hue if hue == self.colours.focus else self.colours.context
                return (self.frame(x, y, width, height, edge, fill=self.colours.swatch),)

    def frame(self, x: float, y: float, width: float, height: float, hue: str, fill: str = "") -> Lines:
        """Return an outlined rectangle."""
        return box(x, y, width, height, fill=fill, stroke=hue, line=self.outline)

    # ends

    def arrow(self, x: float, y: float, hue: str) -> tuple[Shape, ...]:
        """Return a dashed stub with a head, from x on: 'more than'."""
        k, tip = self.k, x + self.open_end
        head = ((tip - 5.6 * k, y - 3.3 * k), (tip, y), (tip - 5.6 * k, y + 3.3 * k))
        shaft = segment((x, y), (tip - 5.6 * k, y), hue, 1.2 * k, (2.4 * k, 1.5 * k))
        return (shaft, Lines((head,), fill=hue, closed=True))

    def wall(self, x: float, y: float, height: float, hue: str) -> Lines:
        """Return a thick upright that ends at x and stands over the bar at both sides: 'up to'."""
        thick, over = 2.6 * self.k, 2.2 * self.k
        return Lines((rectangle(x - thick, y - over, thick, height + 2 * over),), fill=hue, closed=True)

    def stub(self, x: float, y: float, hue: str) -> Lines:
        """Return a dotted stub: 'not stated', never a zero."""
        k = self.k
        return segment((x + 3 * k, y), (x + 3 * k + self.open_end, y), hue, 1.2 * k, (1.2 * k, 1.9 * k))

    def fading_squares(self, x: float, y: float, hue: str, count: int = 7) -> tuple[Shape, ...]:
        """Return squares that fade: 'dozens', an amount without a number."""
        side, pitch, paper = 6.4 * self.k, 8.4 * self.k, self.colours.paper
        return tuple(
            box(x + 3 * self.k + n * pitch, y - side / 2, side, side, fill=blend(hue, paper, 1 - n / count))
            for n in range(count)
        )

    def without_number(self, point: ChartPoint, x: float, y: float, height: float) -> tuple[Shape, ...]:
        """Return what stands from x on where no number is stated: squares that fade, or a stub; y is the upper edge."""
        hue, middle = self.hue(point), y + height / 2
        return self.fading_squares(x, middle, hue) if point.end == "units" else (self.stub(x, middle, hue),)

    def whisker(self, start: float, stop: float, middle: float, height: float, hue: str) -> tuple[Shape, ...]:
        """Return a line between the ends of a range, each with a cap: the value lies between them."""
        k, reach = self.k, height * 0.32
        rule = segment((start, middle), (stop, middle), hue, 1.2 * k)
        caps = (segment((at, middle - reach), (at, middle + reach), hue, 1.6 * k) for at in (start, stop))
        return (rule, *caps)

    # labels

    def label(self, point: ChartPoint, width: float) -> tuple[Run, ...]:
        """Return the name of the row on one line or more, at the origin; first baseline at 0."""
        hue, weight = (self.colours.focus, BOLD) if point.focus else (self.colours.ink, 400)
        return self.lines(point.label, hue, width, weight)

    def lines(self, text: str, colour: str, width: float, weight: int = 400) -> tuple[Run, ...]:
        """Return `text` broken to `width` points and at most 40 characters a line, at the origin."""
        widest = min(LABEL_CHARACTERS, _characters(text, self.size, weight, width))
        parts = textwrap.wrap(text, widest, break_long_words=False, break_on_hyphens=False) or [""]
        return tuple(Run(0, n * self.leading, part, self.size, colour, weight) for n, part in enumerate(parts))

    def figure(self, point: ChartPoint, size: float = 0) -> Run:
        """Return the value with its hedge, in bold, at the origin."""
        hue = self.colours.focus if point.focus else self.colours.ink
        return Run(0, 0, point.figure, size or self.size, hue, BOLD)

    def words(self, point: ChartPoint) -> tuple[Run, ...]:
        """Return what the figure is, and the source marks, each at the origin."""
        muted = (Run(0, 0, point.words, self.size, self.colours.muted),) if point.words else ()
        marks = NBSP.join(f"[{n}]" for n in point.numbers)
        return (*muted, *((Run(0, 0, marks, self.size, self.colours.primary),) if marks else ()))

    def said(self, point: ChartPoint) -> tuple[Run, ...]:
        """Return the whole label of a mark on one line, from the origin: figure, words, source marks."""
        return self.in_a_row((self.figure(point), *self.words(point)))

    def in_a_row(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return `runs` one after the other on one line."""
        at, found = 0.0, []
        for run in runs:
            if run.text:
                found.append(replace(run, x=at))
                at += run.width + 0.55 * self.size
        return tuple(found)


def extent(runs: tuple[Run, ...]) -> float:
    """Return the right edge of `runs`."""
    return max((run.x + run.width for run in runs), default=0)


def moved(shapes: tuple[Run, ...], x: float, y: float) -> tuple[Run, ...]:
    """Return runs of text shifted by x and y."""
    return tuple(replace(run, x=run.x + x, y=run.y + y) for run in shapes)


def ring(x: float, y: float, radius: float, hue: str, paper: str, line: float) -> Discs:
    """Return a ring whose outer radius is `radius`."""
    return Discs(((x, y),), radius - line / 2, paper, hue, line)


def _inside(x: float, y: float, width: float, height: float, line: float) -> tuple[float, float, float, float]:
    return x + line, y + line, max(width - 2 * line, 0.01), height - 2 * line


def _characters(text: str, size: float, weight: int, width: float) -> int:
    """Return how many characters a line of `width` points holds, for breaking `text`; 8 at least."""
    longest = max(len(text), 8)
    while longest > 8 and any(
        text_width(line, size, weight) > width
        for line in textwrap.wrap(text, longest, break_long_words=False, break_on_hyphens=False)
    ):
        longest -= 1
    return longest
