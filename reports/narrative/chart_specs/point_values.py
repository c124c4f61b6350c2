"""The numbers of a fact in the unit of a chart, and how they are printed at its mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.document import FactRef, Inlines, Text
from reports.domain.facts import Fact, Observed
from reports.domain.wording import FormatError, quote, rescaled
from reports.errors import Place, Problem
from reports.narrative.chart_specs.limits import off_the_axis

if TYPE_CHECKING:
    from reports.narrative.chart_specs.chart_composition import Drafting


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers of a fact in the unit of the chart, and how they are printed."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    figure: str = ""
    stated: str = ""


def drawn_values(draft: Drafting, fact: Fact, place: Place, unit: str | None = None) -> Drawn:
    """Return the numbers of `fact` as the chart draws and prints them; none where that is a problem."""
    speech, kind, wanted = draft.setting.speech, draft.kind, draft.file.unit if unit is None else unit
    if kind.dated or (kind.is_strip and fact.value is None and fact.low is None):
        return Drawn(fact.value)
    if draft.grid and fact.observed in (Observed.MISSING, Observed.SUPPRESSED):
        return Drawn()  # a gap
    if not fact.has_value:
        what = f"the fact {fact.id!r} has no value to draw"
        draft.problems.append(Problem(place, what, "choose another fact or kind"))
        return Drawn()
    try:
        scaled = rescaled(fact, wanted) if wanted else fact
        drawn = Drawn(scaled.value, scaled.low, scaled.high)
        stands = [each for each in (drawn.value, drawn.low, drawn.high) if each is not None]
        draft.problems.extend(p for each in stands for p in off_the_axis(each, fact, draft.file, place))
        short = "symbol" if scaled.unit == "percent" or not stands else "number"
        return replace(drawn, figure=quote(scaled, short, speech), stated=quote(fact, "figure", speech))
    except FormatError as failure:
        draft.problems.append(
            Problem(place, f"the fact {fact.id!r} {failure}", "put facts of other units into another chart")
        )
        return Drawn()


def whole_figure(draft: Drafting, fact: Fact) -> Inlines:
    """Return the figure of the whole that a part belongs to, in brackets, where the kind prints it and there is one."""
    whole = draft.setting.book.facts.get(fact.part_of or "")
    if not (draft.grid and draft.grid.totals) or whole is None or not whole.has_value:
        return ()
    try:
        scaled = rescaled(whole, draft.file.unit) if draft.file.unit else whole
        return (Text(" ("), FactRef(whole.id, "number", quote(scaled, "number", draft.setting.speech)), Text(")"))
    except FormatError:
        return ()
