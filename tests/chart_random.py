"""Random charts of every kind of several series: few or many categories, names long and short, values small and large."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reports.charts.registry import KINDS
from reports.document import ChartEvent, ChartPoint, ChartSpec, Text, Tick

GRIDS = tuple(name for name, kind in KINDS.items() if kind.takes_series)
ROUNDS = 3
"""Random charts of each kind."""
MOST_IN_PANELS = 12
"""Categories of a chart that is parted into panels."""
NOUNS = ("Harbour", "Hill", "Market", "Mill", "Field", "Old bridge", "North-west quay", "Depot", "Ring", "Airport line")


def point(n: int, series: str, label: str, at: str, value: Decimal) -> ChartPoint:
    """Return a point; every seventh is hedged, and every ninth a forecast."""
    hedged, ahead = n % 7 == 3, n % 9 == 5
    figure = f"{'≈ ' if hedged else ''}{value}"
    return ChartPoint(
        f"f{n}", label, value, "about" if hedged else "exactly", "reported", "plain", "fade" if hedged else "flat",
        figure, "", (1,), series=series, at=at, observed="forecast" if ahead else "",
    )  # fmt: skip


def specs(kind: str, dice: random.Random) -> Iterator[ChartSpec]:
    """Yield random charts of a kind: few or many categories, names long and short, values small and large."""
    grid = KINDS[kind].grid_of((point(0, NOUNS[0], "", "", Decimal(1)),))
    assert grid is not None
    for n in range(ROUNDS):
        timed = kind in ("line", "area", "slope")
        count = 2 if kind == "slope" else dice.randint(3, 40 if timed else 6)
        places = [(str(1990 + k), str(1990 + k)) if timed else (dice.choice(NOUNS) + f" {k}", "") for k in range(count)]
        names = dice.sample(NOUNS, dice.randint(1, min(grid.series, 4))) if grid.series > 1 else [""]
        scale = 10 ** dice.randint(0, 4)
        low = 0 if kind in ("stacked", "area", "histogram") else -scale if kind in ("columns", "bars") else 1
        points = [
            point(17 * k + m, name, label, at, Decimal(dice.randint(low, scale)) if scale > 1 else Decimal(m + 1))
            for m, name in enumerate(names)
            for k, (label, at) in enumerate(places)
        ]
        if kind == "waterfall":
            points = [replace(each, value=abs(each.value or Decimal(1)) + 1) for each in points]
            total = sum((each.value or Decimal(0) for each in points[:-1]), Decimal(0))
            points[-1] = replace(points[-1], value=total, figure=str(total))
        scaled = KINDS[kind].scale
        assert scaled is not None
        ticks = tuple(Tick(value, f"{value:,f}") for value in scaled(points, None))
        words = (Text("Random"),)
        spec = ChartSpec(f"{kind}-{n}", kind, words, words, tuple(points), words, words, "", "units", ticks=ticks)
        yield across(spec, dice) if kind in ("scatter", "bubble") else spec
        native = KINDS[kind].grid_of(spec.points)
        if native and native.panels and count <= MOST_IN_PANELS:
            yield in_panels(spec, dice)
            if timed:
                yield with_events(spec, dice)
        if not all(each.series for each in points):
            continue
        if KINDS[kind].grid_of((replace(points[0], series=""),)) is None:  # rows with words of their own
            yield replace(spec, id=f"{kind}-rows-{n}", points=tuple(rows(points, dice)))


def rows(points: list[ChartPoint], dice: random.Random) -> Iterator[ChartPoint]:
    """Yield the points as rows, each with its words and marks, some of them ranges."""
    for n, each in enumerate(points[:12]):
        value = each.value or Decimal(0)
        row = replace(
            each, series="", words=dice.choice(("reported", "claimed by the operator", "")), label=f"{each.label} {n}"
        )
        if n % 5 == 2:
            ends = sorted((value, value + dice.randint(1, 50)))
            row = replace(
                row, value=None, low=ends[0], high=ends[1], qualifier="between", end="range", figure="a range"
            )
        yield row


def in_panels(spec: ChartSpec, dice: random.Random) -> ChartSpec:
    """Return a chart as two to six panels of other values within its axis."""
    names = dice.sample(NOUNS, dice.randint(2, 6))
    points = tuple(
        replace(each, fact_id=f"{each.fact_id}-{n}", panel=name, value=(each.value or Decimal(0)) / (n + 1))
        for n, name in enumerate(names)
        for each in spec.points
    )
    return replace(spec, id=f"{spec.id}-panels", points=points)


def with_events(spec: ChartSpec, dice: random.Random) -> ChartSpec:
    """Return a chart over time with one to four events."""
    days = sorted({each.at for each in spec.points})
    events = tuple(ChartEvent(dice.choice(days), f"{noun} opens") for noun in dice.sample(NOUNS, dice.randint(1, 4)))
    return replace(spec, id=f"{spec.id}-events", events=events)


def across(spec: ChartSpec, dice: random.Random) -> ChartSpec:
    """Return a scatter chart with random places across."""
    sized = spec.kind == "bubble"
    points = tuple(
        replace(
            each,
            x=Decimal(dice.randint(10, 90)),
            x_fact=f"x{n}",
            x_figure="some",
            size=Decimal(dice.randint(1, 5000)) if sized else None,
            size_fact=f"s{n}" if sized else "",
        )
        for n, each in enumerate(spec.points)
    )
    marks = tuple(Tick(Decimal(each), str(each)) for each in range(0, 101, 20))
    return replace(spec, points=points, x_ticks=marks, axis_words=("Across", "Up"))
