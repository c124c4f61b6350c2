"""How far apart facts are dated, and whether a text that says so is right: a day after, ten years earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.audit.context import Bench
from reports.audit.figure_search import Figure
from reports.audit.passages import Passage
from reports.domain.facts import Fact
from reports.domain.periods import Period, read_period

NEAR = 40
"""Characters on either side of a figure in which the words beside it stand."""
MONTH, UNEVEN = 30, Decimal("0.7")
"""Days from which a unit of time is not always as long, and how many days a unit may differ."""
_WORD = re.compile(r"[^\W\d_]+")


def are_apart(dates: Iterable[str], days: Decimal, slack: Decimal) -> bool:
    """Return whether two of `dates` (EDTF) of one grain are `days` apart, give or take `slack`."""
    periods = [read_period(each) for each in dict.fromkeys(dates)]
    return any(_distance(one, other, days) <= slack for one in periods for other in periods if _comparable(one, other))


def _comparable(one: Period, other: Period) -> bool:
    return one.grain == other.grain and one != other


def _distance(one: Period, other: Period, days: Decimal) -> Decimal:
    return abs((one.first - other.first).days - days)


def tells_distance(figure: Figure, passage: Passage, bench: Bench) -> bool:
    """Return whether a figure counts the years, months … between the dates of two facts of its sentence: ten years earlier."""
    words = _WORD.findall(passage.masked, figure.end, figure.end + NEAR)[:2]
    unit = bench.distances.get(bench.claims.lemmas.of(words[0].lower())) if words and figure.value else None
    before = _WORD.findall(passage.masked, max(0, figure.start - NEAR), figure.start)[-1:]
    spans = bench.beside.words("spans")
    if not unit or not figure.value or spans.isdisjoint(map(str.lower, (*words[1:], *before))):
        return False
    spoken = bench.spoken(passage)
    sentence = spoken.sentence_at(figure.start)
    if sentence is None:
        return False
    facts = [bench.book.facts[id] for id in bench.facts_of(spoken, sentence) if id in bench.book.facts]
    every = [each for fact in facts for each in bench.behind(fact)]
    slack = max(Decimal(2), figure.value * UNEVEN) if unit >= MONTH else Decimal(0)
    return are_apart(dates_of(every), figure.value * unit, slack)


def dates_of(facts: Sequence[Fact]) -> list[str]:
    """Return the day, month or year of each fact that has one: when it was or is, or of when its figure is."""
    return [date for fact in facts for date in (fact.date, fact.as_of) if date]
