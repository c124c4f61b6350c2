"""What a chart definition names: facts, actors, sources and months that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from reports.charts.timeline.days import first_day, last_day, serial
from reports.charts.timeline.time_axis import Grain, TimeAxis
from reports.domain.wording import is_named
from reports.errors import Problem
from reports.narrative.chart_specs.limits import misfits, undrawable
from reports.narrative.template_functions import unknown
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route

if TYPE_CHECKING:
    from reports.narrative.chart_specs.chart_composition import Drafting

MOST: Mapping[Grain, int] = {"year": 1000, "month": 20, "day": 100, "hour": 48}
"""Years, days and hours of a timeline that is marked so, at most; a longer one has no room for its marks."""
COARSER: Mapping[Grain, str] = {
    "month": ", or write both as years",
    "day": ", or write both as months",
    "hour": ", or write both as days",
}
"""The cure of an axis that has too many marks."""
LONG: Mapping[Grain, float] = {"year": 1, "month": 365.25, "day": 1, "hour": 1 / 24}
"""How long one of them is on the axis."""
OLDEST = date(1900, 3, 1)
"""From it on spreadsheets count days as the calendar does."""


def missing(draft: Drafting) -> bool:
    """Return whether the chart stands on an entry that could not be read, which is a problem already."""
    ids = [id for point in draft.file.points for id in (point.fact, point.named, point.x, point.size)]
    ids += [event.fact for event in draft.file.events]
    ids += [*(id for column in draft.file.columns for id in column.facts), *draft.file.rows, *draft.file.sources]
    ids += [id for region in draft.file.regions for id in region.actors]
    ids += [draft.file.observations.dataset] if draft.file.observations else []
    return any(id in draft.setting.book.broken for id in ids)


def undeclared(draft: Drafting) -> Iterable[Problem]:
    """Yield what a definition names that is not declared, and what no chart of its kind can show."""
    facts = draft.setting.book.facts
    named: list[tuple[Route, str]] = [(("points", n, "fact"), p.fact) for n, p in enumerate(draft.file.points)]
    named += [(("points", n, "named"), p.named) for n, p in enumerate(draft.file.points) if p.named]
    named += [(("points", n, "x"), p.x) for n, p in enumerate(draft.file.points) if p.x]
    named += [(("points", n, "size"), p.size) for n, p in enumerate(draft.file.points) if p.size]
    for n, column in enumerate(draft.file.columns):
        named += [(("columns", n, "done", m), f) for m, f in enumerate(column.done)]
        named += [(("columns", n, "open", m), f) for m, f in enumerate(column.open)]
        named += [(("columns", n, "list"), column.list)] if column.list else []
    for route, id in named:
        if id not in facts and (fault := unknown(id, draft.setting.book)).what:
            yield Problem(draft.tree.place(route), fault.what, fault.cure)
    yield from _nobody(draft)
    yield from _unnamed(draft)
    if "points" in draft.kind.needs and not (draft.file.points or draft.file.observations):
        yield Problem(draft.tree.place(()), "the chart has no points", "add 'points:' with at least one fact")
    yield from undrawable(draft.file, draft.tree)
    yield from misfits(draft.file, draft.tree)
    if draft.kind.dated:
        yield from _axis(draft)


def _nobody(draft: Drafting) -> Iterable[Problem]:
    """Yield actors and sources of a definition that are not declared."""
    book, file = draft.setting.book, draft.file
    actors: list[tuple[Route, str]] = [(("rows", n), id) for n, id in enumerate(file.rows)]
    actors += [
        (("regions", n, "actors", m), id) for n, each in enumerate(file.regions) for m, id in enumerate(each.actors)
    ]
    for route, id in actors:
        if id not in book.actors:
            what = f"there is no actor {id!r}{nearest(id, book.actors)}"
            yield Problem(draft.tree.place(route), what, "correct the id or declare it")
    for n, id in enumerate(file.sources):
        if id not in book.sources:
            what = f"there is no source {id!r}{nearest(id, book.sources)}"
            yield Problem(draft.tree.place(("sources", n)), what, "correct the id or add the source")


def _unnamed(draft: Drafting) -> Iterable[Problem]:
    """Yield actors that a table of a translation would name in another language."""
    book, file, speech = draft.setting.book, draft.file, draft.setting.speech
    named: list[tuple[Route, str]] = [(("rows", n), id) for n, id in enumerate(file.rows)]
    for n, column in enumerate(file.columns):
        facts = [book.facts[id] for id in column.facts if id in book.facts]
        named += [(("columns", n), id) for fact in facts for id in (fact.countries or fact.actors)]
    for route, id in dict.fromkeys(named):
        if id in book.actors and not is_named(book.actors[id], speech):
            what = f"the actor {id!r} has no name in the language {speech.locale!r}"
            yield Problem(draft.tree.place(route), what, "add it under 'labels:' of the actor")


def _axis(draft: Drafting) -> Iterable[Problem]:
    """Yield what is wrong with the two ends of a timeline."""
    first, last = draft.file.start, draft.file.stop
    for key, end in (("start", first), ("stop", last)):
        if not _is_end(end):
            what = f"the timeline needs a month as {key!r}, not {end!r}"
            cure = f"write '{key}: 2026-02', or a year, a day or an hour as 2026, 2026-02-04 or 2026-02-04T09"
            yield Problem(draft.tree.place((key,)), what, cure)
            return
    said = f"the timeline runs from {first} to {last}"
    if len(first.partition("T")[0]) != len(last.partition("T")[0]):
        cure = "write both ends as years, as months, or as days and hours"
        yield Problem(draft.tree.place(("stop",)), said, cure)
        return
    axis = TimeAxis(first, last)
    count, most = round((axis.end - axis.first) / LONG[axis.grain]), MOST[axis.grain]
    if axis.end <= axis.first or count > most:
        unit = "year" if axis.grain == "month" else axis.grain
        coarser = COARSER.get(axis.grain, "") if count > most else ""
        cure = f"end it after its start, within {most} {unit}s{coarser}"
        yield Problem(draft.tree.place(("stop",)), said, cure)
    elif axis.grain != "year" and axis.first < serial(OLDEST):
        what = f"the timeline begins in {first[:4]}, and Office counts no days before March 1900"
        cure = f"mark it by years: 'start: {first[:4]}' and 'stop: {last[:4]}'"
        yield Problem(draft.tree.place(("start",)), what, cure)


def _is_end(text: str) -> bool:
    """Return whether `text` can be the first or last of a timeline: a year, month, day, or a whole hour of a day."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T([01][0-9]|2[0-3])(:00)?)?)?)?", text):
        return False
    try:
        return first_day(text) <= last_day(text)
    except ValueError:
        return False
