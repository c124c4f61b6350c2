"""Events of a chart over time: each is marked at the period in which its day lies."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from reports.charts.grammar.grid import day_of
from reports.document import ChartEvent, ChartPoint, FactRef, plain, walk
from reports.errors import Problem
from reports.narrative.chart_specs.grids import began

if TYPE_CHECKING:
    from reports.load.definition_files import EventFile
    from reports.narrative.chart_specs.chart_composition import Drafting

MOST = 4
"""Events of a chart: more lines hide what it shows."""
DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def events_of(draft: Drafting, points: tuple[ChartPoint, ...]) -> tuple[ChartEvent, ...]:
    """Return what is marked in a chart, and tell what cannot be."""
    events, tree = draft.file.events, draft.tree
    if not events:
        return ()
    days = sorted({point.at for point in points})
    if not all(days) or any(point.panel for point in points):
        where = "in panels" if all(days) else "in a chart whose categories are no periods"
        draft.problems.append(Problem(tree.place(("events",)), f"an event has no place {where}", "take 'events:' out"))
        return ()
    if len(events) > MOST:
        what = f"{len(events)} events hide what the chart shows"
        draft.problems.append(Problem(tree.place(("events",)), what, f"keep at most {MOST}, or use 'kind: timeline'"))
    found = (_event(draft, n, event, days) for n, event in enumerate(events))
    return tuple(event for event in found if event is not None)


def _event(draft: Drafting, n: int, event: EventFile, days: list[str]) -> ChartEvent | None:
    place = draft.tree.place(("events", n))
    fact = draft.setting.book.facts.get(event.fact) if event.fact else None
    stated = began(fact) if fact else ""
    what, cure = _wrong(event, stated, has_fact=fact is not None)
    at = _period(event.at or stated, days) if not what else ""
    if not what and not at:
        what = f"no period of the chart holds {event.at or stated}"
        cure = "mark a day between the first and the last that the chart shows"
    words = draft.line(event.words or f'{{{{ fact("{event.fact}", "label") }}}}', place) if not what else ()
    if what:
        draft.problems.append(Problem(place, what, cure))
        return None
    refs = tuple(ref for ref in walk(words) if isinstance(ref, FactRef))
    return ChartEvent(at, plain(words), event.fact, refs)


def _wrong(event: EventFile, stated: str, *, has_fact: bool) -> tuple[str, str]:
    """Return what is wrong with the day of an event, and the cure; nothing where all is well."""
    if event.fact and not has_fact:
        return f"there is no fact {event.fact!r}", "correct the id"
    if event.fact and not stated:
        return f"the fact {event.fact!r} states no day", "name another fact, or write 'at:' and 'words:' alone"
    if event.at and not DAY.fullmatch(event.at):
        return f"{event.at!r} is no day, month or year", "write it such as 2031-04-02"
    if stated and event.at and not (stated.startswith(event.at) or event.at.startswith(stated)):
        return f"the event is at {event.at}, and its fact {event.fact!r} says {stated}", "take 'at:' out"
    if not (event.at or event.fact):
        return "the event has no day", "add 'at:' or 'fact:'"
    if not (event.words or event.fact):
        return "the event has no words", "add 'words:'"
    return "", ""


def _period(at: str, days: list[str]) -> str:
    """Return the beginning of the period in which `at` lies: of those shown, each as long as the shortest between two."""
    begun = [day for day in days if day_of(day) <= day_of(at)]
    if not begun:
        return ""
    months = min((_months(later) - _months(sooner) for sooner, later in pairwise(days)), default=12)
    if months:
        return begun[-1] if _months(at) < _months(begun[-1]) + months else ""
    step = min(day_of(later) - day_of(sooner) for sooner, later in pairwise(days))
    return begun[-1] if day_of(at) < day_of(begun[-1]) + step else ""


def _months(text: str) -> int:
    day = date.fromordinal(day_of(text))
    return day.year * 12 + day.month
