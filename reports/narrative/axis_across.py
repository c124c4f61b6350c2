"""The axis across of a chart that sets two values of one thing against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from reports.charts.grammar.scales import position_ticks
from reports.document import ChartPoint, Tick
from reports.errors import Problem
from reports.narrative.chart_grids import printed_ticks
from reports.narrative.point_values import drawn_values

if TYPE_CHECKING:
    from decimal import Decimal

    from reports.load.definition_files import PointFile
    from reports.narrative.chart_composition import Drafting


class Across(TypedDict, total=False):
    """The fields of a point that say where it stands across."""

    x: Decimal | None
    x_fact: str
    x_figure: str


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
    return {"x": made.value, "x_fact": fact.id, "x_figure": made.stated or made.figure}


def across_ticks(draft: Drafting, points: tuple[ChartPoint, ...]) -> tuple[Tick, ...]:
    """Return the marks of the axis across; none in charts without one."""
    values = [point.x for point in points if point.x is not None]
    return printed_ticks(position_ticks(values), draft.file.x_unit, draft.setting.speech) if values else ()
