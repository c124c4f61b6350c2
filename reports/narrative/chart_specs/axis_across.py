"""The axis across of a chart that sets two values of one thing against each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from reports.charts.grammar.scales import position_ticks
from reports.document import ChartPoint, FactRef, Inlines, Text, Tick
from reports.domain.wording import FormatError, quote, rescaled
from reports.errors import Problem
from reports.narrative.chart_specs.grids import printed_ticks
from reports.narrative.chart_specs.point_values import drawn_values
from reports.notation.first_letter import with_capital

if TYPE_CHECKING:
    from reports.load.definition_files import PointFile
    from reports.narrative.chart_specs.chart_composition import Drafting


class Across(TypedDict, total=False):
    """The fields of a point that say where it stands across."""

    x: Decimal | None
    x_fact: str
    x_figure: str
    size: Decimal | None
    size_fact: str
    size_figure: str


def across(draft: Drafting, n: int, point: PointFile) -> Across:
    """Return where a point stands across; nothing in charts without such an axis."""
    if "across" not in draft.kind.needs:
        return {}
    place = draft.tree.place(("points", n))
    if not point.x:
        draft.problems.append(
            Problem(place, f"the point of {point.fact!r} has no place across", "add 'x:' with a fact")
        )
        return {}
    fact = draft.setting.book.facts[point.x]
    made = drawn_values(draft, fact, draft.tree.place(("points", n, "x")), unit=draft.file.x_unit)
    if made.value is None:
        what = f"the fact {fact.id!r} has no single value to stand at"
        draft.problems.append(Problem(place, what, "choose another, or use 'kind: dumbbell' for ranges"))
    return {"x": made.value, "x_fact": fact.id, "x_figure": made.stated or made.figure, **_area(draft, n, point)}


def _area(draft: Drafting, n: int, point: PointFile) -> Across:
    """Return the value that the area of a point stands for; nothing in charts without areas."""
    if "area" not in draft.kind.needs:
        return {}
    if not point.size:
        what = f"the point of {point.fact!r} has no value for its area"
        draft.problems.append(Problem(draft.tree.place(("points", n)), what, "add 'size:' with a fact"))
        return {}
    fact, place = draft.setting.book.facts[point.size], draft.tree.place(("points", n, "size"))
    made = drawn_values(draft, fact, place, unit=draft.file.size_unit)
    if made.value is None or made.value <= 0:
        what = f"the fact {fact.id!r} has no value above zero, and an area shows no other"
        draft.problems.append(Problem(place, what, "choose another fact, or use 'kind: scatter'"))
    return {"size": made.value, "size_fact": fact.id, "size_figure": made.stated or made.figure}


LEAST, MOST = "\x02", "\x03"
"""Stand for figures in a pattern until it is parted."""


def area_named(draft: Drafting, point: PointFile) -> Inlines:
    """Return the figure of an area, in brackets after the name of its point: no axis tells it."""
    fact = draft.setting.book.facts.get(point.size)
    if fact is None or "area" not in draft.kind.needs or not fact.has_value:
        return ()
    try:
        scaled = rescaled(fact, draft.file.size_unit) if draft.file.size_unit else fact
        figure = quote(scaled, "number", draft.setting.speech)
    except FormatError:
        return ()
    return (Text(" ("), FactRef(fact.id, "number", figure), Text(")"))


def area_key(draft: Drafting, points: tuple[ChartPoint, ...]) -> Inlines:
    """Return what the area of a disc stands for, with the smallest and the largest of the chart, as a sentence of its own."""
    sized = [n for n, point in enumerate(points) if point.size is not None]
    if not draft.file.area or not sized:
        return ()
    least, most = (end(sized, key=lambda n: points[n].size or Decimal(0)) for end in (min, max))
    speech = draft.setting.speech
    said = speech.word("furniture", "key-area").format(area=draft.file.area, least=LEAST, most=MOST)
    before, _, rest = said.partition(LEAST)
    between, _, after = rest.partition(MOST)
    figures = (area_named(draft, draft.file.points[n])[1:2] for n in (least, most))
    first, last = figures
    end_of_line = Text(after + speech.word("furniture", "stop"))
    return (Text(with_capital(before)), *first, Text(between), *last, end_of_line)


def across_ticks(draft: Drafting, points: tuple[ChartPoint, ...]) -> tuple[Tick, ...]:
    """Return the marks of the axis across; none in charts without one."""
    margin = draft.grid.margin if draft.grid else Decimal(0)
    values = [point.x for point in points if point.x is not None]
    return (
        printed_ticks(position_ticks(values, margin=margin), draft.file.x_unit, draft.setting.speech) if values else ()
    )
