"""What stands around the bars of a timeline on paper: its years, months, days or hours, lines between them, the as-of date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from reports.charts.drawing import Mark, Run, Shape, segment
from reports.charts.pen import BOLD, Pen, extent
from reports.charts.timeline.days import first_day
from reports.charts.timeline.time_axis import TimeAxis, day_at
from reports.document import ChartSpec

HEAD = 27
"""Height of the two lines above the rows, such as years and months, in points at scale 1."""
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NEEDED = {"year": 30, "month": 24, "day": 16, "hour": 32}
"""Room for the name of a unit, in points at scale 1."""


@dataclass(frozen=True)
class Across:
    """An axis between two places of the paper."""

    axis: TimeAxis
    left: float
    right: float

    @cached_property
    def unit(self) -> float:
        """Return how many points wide 1 is: a day, or a year on an axis of years."""
        return (self.right - self.left) / (self.axis.end - self.axis.first)

    @cached_property
    def bounds(self) -> tuple[float, ...]:
        """Return where each of its units begins on the paper, and where the last one ends."""
        return (*map(self.x, self.axis.units), self.right)

    def x(self, place: float) -> float:
        """Return where a place of the axis is on the paper."""
        return self.left + (place - self.axis.first) * self.unit

    def step(self, pen: Pen) -> int:
        """Return how many units share a name."""
        wide = (self.right - self.left) / (len(self.bounds) - 1)
        return self.axis.label_step(wide, NEEDED[self.axis.grain] * pen.k)


def grid(spec: ChartSpec, across: Across, pen: Pen, rows: tuple[float, ...]) -> Mark:
    """Return heads and names above, and hairlines around the named units and every row."""
    line, thin, every = pen.colours.hairline, 0.7 * pen.k, across.step(pen)
    top, bottom = rows[0], rows[-1]
    shapes: list[Shape] = [segment((0, y), (across.right, y), line, thin) for y in rows]
    for n, x in enumerate(across.bounds):
        if n % every == 0 or n == len(across.bounds) - 1:
            shapes.append(segment((x, top), (x, bottom), line, thin))
    shapes += _names(spec, across, pen)
    for n, run in _heads(spec, across, pen):
        x = across.bounds[n]
        if n:
            foot = top if every == 1 else 12 * pen.k  # a name that several units share stands across the line
            shapes.append(segment((x, 2 * pen.k), (x, foot), pen.colours.context, thin))
        shapes.append(run)
    return Mark("", tuple(shapes))


def _heads(spec: ChartSpec, across: Across, pen: Pen) -> list[tuple[int, Run]]:
    """Return the heads above the units, such as years above months, as far as each has room before the next."""
    found: list[tuple[int, Run]] = []
    places = across.axis.heads
    for k, n in enumerate(places):
        name = spec.head_words[k] if k < len(spec.head_words) else str(day_at(across.axis.units[n]).year)
        run = Run(across.bounds[n] + (4 * pen.k if n else 0), 9.5 * pen.k, name, pen.size, pen.colours.ink, BOLD)
        end = across.bounds[places[k + 1]] if k + 1 < len(places) else across.right
        if run.x + run.width <= end + 0.5 or (not k and len(places) == 1):
            found.append((n, run))
    return found


def _names(spec: ChartSpec, across: Across, pen: Pen) -> tuple[Run, ...]:
    """Return the names of the units: in the middle of what each stands for, or at its beginning where that is a moment."""
    bounds, every, axis = across.bounds, across.step(pen), across.axis
    first = first_day(axis.start).month - 1
    names = spec.month_words or tuple(ENGLISH[(first + n) % 12] for n in range(len(bounds)))
    at_line = axis.grain == "hour" or (axis.grain == "year" and every > 1)
    runs: list[Run] = []
    for n in range(0, len(bounds) - 1, every):
        run = Run(0, HEAD * pen.k - 4.5 * pen.k, names[n % len(names)], pen.size, pen.colours.muted)
        middle = bounds[n] if at_line else (bounds[n] + bounds[min(n + every, len(bounds) - 1)]) / 2
        x = min(middle - run.width / 2, across.right - run.width)
        if not runs or x > extent((runs[-1],)) + 3 * pen.k:
            runs.append(replace(run, x=x))
    return tuple(runs)


def today_line(spec: ChartSpec, across: Across, pen: Pen, bottom: float) -> tuple[tuple[Shape, ...], float]:
    """Return the dashed line of the as-of date with its words, and where it ends below."""
    x = across.x(across.axis.finish(spec.today)) if spec.today else across.left - 1
    if not across.left <= x <= across.right:
        return (), bottom
    words = _today_words(spec, across, pen, x)
    if words is None:  # no room beside the heads: below
        run = Run(0, bottom + 1.1 * pen.leading, spec.today_words, pen.size, pen.colours.ink)
        words = replace(run, x=min(x - run.width / 2, across.right - run.width))
    names = _names(spec, across, pen)
    crossed = any(run.x - 2 * pen.k < x < run.x + run.width + 2 * pen.k for run in names)
    top = (HEAD if crossed or words.y > bottom else 12) * pen.k
    foot = bottom + 3 * pen.k if words.y > bottom else bottom
    line = segment((x, top), (x, foot), pen.colours.ink, 0.9 * pen.k, (2.4 * pen.k, 1.7 * pen.k))
    return (line, *((words,) if words.text else ())), max(bottom, words.y + 3 * pen.k)


def _today_words(spec: ChartSpec, across: Across, pen: Pen, x: float) -> Run | None:
    """Return the words of the as-of date on the line of the heads, near x; None where they find no room."""
    left, right, gap = across.left, across.right, pen.gap
    run = Run(x, 9.5 * pen.k, spec.today_words, pen.size, pen.colours.ink)
    heads = [(across.bounds[n], head.width + 4 * pen.k) for n, head in _heads(spec, across, pen)]
    places = [x - 2 * pen.k, right - run.width, *(start + width + gap for start, width in heads)]
    places += [start - run.width - gap for start, _ in heads]
    free = [
        at
        for at in places
        if at >= left
        and at + run.width <= right
        and abs(at - x) < run.width + 12 * pen.k
        and all(at >= start + width + gap or at + run.width + gap <= start for start, width in heads)
    ]
    return replace(run, x=min(free, key=lambda at: abs(at - x))) if free else None
