"""Charts of several series: which points share a category, how the axis is marked, and what cannot be one chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.charts.chart_kind import ChartKind, GridNative
from reports.charts.grammar.grid import Grid, begins_years, day_of, evenly_spaced
from reports.charts.grammar.grid_sheet import OLDEST
from reports.charts.grammar.panels import MANY
from reports.charts.grammar.series_looks import is_forecast, is_hollow
from reports.document import ChartPoint, Inlines, Literal, Text, Tick
from reports.domain.datasets.declared_parts import stackable
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.periods import plain_months
from reports.domain.wording import Speech, date_text, number, unit_of
from reports.errors import Problem
from reports.notation.yaml_tree import Tree

FEWEST_STEPS = 3
"""Points of a waterfall: two totals and a step."""


def began(fact: Fact) -> str:
    """Return when the period of a fact begins, or its day, ISO 8601; empty where it has neither."""
    moment = fact.period or fact.date or fact.as_of or ""
    return plain_months(moment).partition("/")[0] if moment else ""


def with_periods(points: tuple[ChartPoint, ...]) -> tuple[ChartPoint, ...]:
    """Return the points by period where every period has one name and every name one period; else by name alone."""
    pairs = {(point.at, point.label) for point in points}
    periods, names = Counter(at for at, _ in pairs), Counter(label for _, label in pairs)
    if "" in periods or max(periods.values(), default=0) > 1 or max(names.values(), default=0) > 1:
        return tuple(replace(point, at="") for point in points)
    return points


def grid_problems(native: GridNative, kind: ChartKind, points: tuple[ChartPoint, ...], tree: Tree) -> Iterator[Problem]:
    """Yield why points cannot stand in one chart of several series."""
    names = dict.fromkeys(point.series for point in points)
    if len(names) > native.series:
        what = f"{len(names)} series are more than can be told apart in a chart of kind {kind.name}"
        yield Problem(tree.place(("points",)), what, f"keep at most {native.series}, or use {native.instead}")
    if len(names) > 1 and "" in names:
        n = next(n for n, point in enumerate(points) if not point.series)
        yield Problem(tree.place(("points", n)), "the point belongs to no series", "add 'series:' to it")
    found = {point.at or point.label for point in points}
    if native.categories and len(found) != native.categories:
        what = f"a chart of kind {kind.name} lies between {native.categories} categories, and there are {len(found)}"
        yield Problem(tree.place(("points",)), what, "name these and no others, or use 'kind: line'")
    yield from panel_problems(points, tree)
    yield from _too_old(points, tree)
    seen: dict[tuple[str, str, str], int] = {}
    for n, point in enumerate(points):
        if (first := seen.setdefault((point.panel, point.series, point.at or point.label), n)) != n:
            what = f"{point.fact_id!r} stands where {points[first].fact_id!r} does: {point.label}"
            yield Problem(tree.place(("points", n)), what, "give it another 'label:' or 'series:', or leave it out")


def _too_old(points: tuple[ChartPoint, ...], tree: Tree) -> Iterator[Problem]:
    """Yield why periods before 1900 cannot be placed by time: Office counts no day before, and takes years alone."""
    days = sorted({day_of(point.at) for point in points if point.at})
    grid = Grid(tuple(map(str, days)), tuple(days), ())
    if days and all(point.at for point in points) and grid.by_day and days[0] < OLDEST and not begins_years(grid):
        n = min(range(len(points)), key=lambda n: day_of(points[n].at))
        what = f"the periods begin in {points[n].at[:4]}, and Office places no months or days before March 1900 by time"
        yield Problem(
            tree.place(("points", n)), what, "show years, or periods equally far from each other, up to 14 of them"
        )


def panel_problems(points: tuple[ChartPoint, ...], tree: Tree) -> Iterator[Problem]:
    """Yield why points cannot stand in panels with one scale."""
    names = dict.fromkeys(point.panel for point in points)
    if not any(names):
        return
    if "" in names:
        n = next(n for n, point in enumerate(points) if not point.panel)
        yield Problem(tree.place(("points", n)), "the point belongs to no panel", "add 'panel:' to it")
    if len(names) > MANY:
        what = f"{len(names)} panels are more than can be compared"
        yield Problem(tree.place(("points",)), what, f"keep at most {MANY}, or use 'kind: heat'")
    days = sorted({point.at for point in points})
    if all(days) and not evenly_spaced([day_of(day) for day in days]):
        what = "the periods of the panels are not equally far from each other, and panels show them as if they were"
        yield Problem(tree.place(("points",)), what, "leave out those between, or use 'kind: line' with 'series:'")


def loose_parts(id: str, points: tuple[ChartPoint, ...], book: FactBook, tree: Tree) -> Iterator[Problem]:
    """Yield the first of points on top of each other that no source states as parts of one whole, or whose status differs."""
    heaps: dict[str, list[Fact]] = {}
    for n, point in enumerate(points):
        fact = book.facts[point.fact_id]
        heap = heaps.setdefault(point.at or point.label, [])
        other = next((each for each in heap if not stackable(fact, each, book)), None)
        if other:
            what = f"the chart {id!r} puts {fact.id!r} on {other.id!r}, and no source states both as parts of one whole"
            cure = "declare 'part_of:' in both where one does, or use 'kind: columns'"
            yield Problem(tree.place(("points", n, "fact")), what, cure)
            return
        heap.append(fact)


def _sum(points: Sequence[ChartPoint]) -> Decimal:
    return sum((point.value or Decimal(0) for point in points), Decimal(0))


def loose_steps(points: tuple[ChartPoint, ...], book: FactBook, tree: Tree) -> Iterator[Problem]:
    """Yield why the last of points is not what the ones before it are declared to add up to."""
    if len(points) < FEWEST_STEPS or any(point.value is None for point in points):
        what = "a waterfall leads from one total to another by steps that all have a value"
        yield Problem(
            tree.place(("points",)), what, "name the first total, the steps and the last total, or use 'kind: columns'"
        )
        return
    *parts, last = points
    whole, total = book.facts[last.fact_id], _sum(parts)
    if total != last.value:
        what = f"the steps lead to {total:f}, and {last.fact_id!r} is {last.value:f}"
        yield Problem(tree.place(("points", len(parts))), what, "name every step, or use 'kind: columns'")
    elif crossing := next((n for n in range(1, len(parts)) if _sum(parts[:n]) * _sum(parts[: n + 1]) < 0), 0):
        what = f"the step {parts[crossing].fact_id!r} leads over zero, and a column from one side to the other says nothing"
        yield Problem(tree.place(("points", crossing)), what, "use 'kind: columns'")
    elif not {point.fact_id for point in parts} <= {*whole.derived_from}:
        what = f"the fact {last.fact_id!r} does not declare that it is what these steps add up to"
        cure = "list them under its 'derived_from:' with a 'formula:' such as 'a + b', or use 'kind: columns'"
        yield Problem(tree.place(("points", len(parts))), what, cure)


def ticks(
    kind: ChartKind, points: tuple[ChartPoint, ...], maximum: Decimal | None, unit: str, speech: Speech
) -> tuple[Tick, ...]:
    """Return the marks of the axis of values, as the language prints them; none where the kind prints no axis."""
    if kind.scale is None or not points:
        return ()
    return printed_ticks(kind.scale(points, maximum), unit, speech)


def printed_ticks(values: tuple[Decimal, ...], unit: str, speech: Speech) -> tuple[Tick, ...]:
    """Return marks of an axis as the language prints them, all with as many decimals."""
    places = max(max(0, -int(value.normalize().as_tuple().exponent)) for value in values)
    pattern = speech.percent if unit_of(unit).is_percent else "{number}"
    even = (value.quantize(Decimal(1).scaleb(-places)) for value in values)
    return tuple(Tick(value, pattern.format(number=number(value, speech))) for value in even)


def grid_keys(native: GridNative, points: tuple[ChartPoint, ...], speech: Speech) -> str:
    """Return what hollow signs, dashes, breaks and bands stand for, as far as they occur."""
    occurring = {
        "key-hollow": any(is_hollow(point) and not is_forecast(point) for point in points),
        "key-forecast": any(map(is_forecast, points)),
        "key-break": any(point.observed == "break" for point in points),
        "key-interval": any(len(point.values) > 2 for point in points),
        "key-whole": native.totals
        and any(point.label.endswith(f"({ref.text})") for point in points for ref in point.refs),
    }
    said = [speech.word("furniture", key) for key, occurs in occurring.items() if occurs]
    return speech.word("furniture", "list-separator").join(said)


def cut_axis(marked: tuple[Tick, ...], speech: Speech) -> Inlines:
    """Return that an axis of values does not begin at zero, and where it does; nothing where zero is on it."""
    if not marked or marked[0].value <= 0 <= marked[-1].value:
        return ()
    before, _, after = speech.word("furniture", "axis-start").partition("{start}")
    return (
        Text(before),
        Literal(marked[0].text, "where the axis of the chart begins"),
        Text(after + speech.word("furniture", "stop")),
    )


def based(base: str, speech: Speech) -> Inlines:
    """Return what the values of an index are to: the period in which they are a hundred; nothing where there is no index."""
    if not base:
        return ()
    before, _, after = speech.word("furniture", "key-index").partition("{base}")
    return (
        Text(before),
        Literal(f"{date_text(base, speech)} = 100", "the base of the index"),
        Text(after + speech.word("furniture", "stop")),
    )
