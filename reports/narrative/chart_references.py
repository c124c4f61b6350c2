"""What a chart definition names: facts, actors, sources and months that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reports.domain.wording import is_named
from reports.errors import Problem
from reports.narrative.chart_limits import misfits, undrawable
from reports.narrative.template_functions import unknown
from reports.notation.nearest_name import nearest
from reports.notation.yaml_tree import Route

if TYPE_CHECKING:
    from reports.narrative.chart_composition import Drafting

MAX_YEARS = 20
"""A longer timeline has no room for its months."""


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
    """Yield what is wrong with the first and last month of a timeline."""
    first, last = draft.file.start, draft.file.stop
    for key, month in (("start", first), ("stop", last)):
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
            yield Problem(
                draft.tree.place((key,)),
                f"the timeline needs a month as {key!r}, not {month!r}",
                f"write '{key}: 2026-02'",
            )
            return
    if not first < last < f"{int(first[:4]) + MAX_YEARS}{first[4:]}":
        what = f"the timeline runs from {first} to {last}"
        yield Problem(draft.tree.place(("stop",)), what, f"end it after its start, within {MAX_YEARS} years")
