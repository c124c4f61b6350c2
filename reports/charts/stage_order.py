"""Which stage a fact stands at: decided by its status, never by the author's list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reports.charts.table_exhibit import ExhibitError, Stage
from reports.domain.facts import Fact


def in_order(facts: Sequence[Fact], stages: Sequence[Stage]) -> tuple[int, ...]:
    """Return the place of the stage of each fact.

    Raises:
        ExhibitError: no stage holds the status of one, they do not go from stage to stage, or a stage apart is not last.
    """
    for n, stage in enumerate(stages[:-1]):
        if stage.apart:
            raise ExhibitError(("stages", n), "a stage that stands apart comes before another", "put it last")
    places = tuple(stage_of(fact, stages, n) for n, fact in enumerate(facts))
    for n, (last, at) in enumerate(pairwise(places), 1):
        if at < last:
            what = f"{facts[n].id!r} stands at an earlier stage than {facts[n - 1].id!r} before it"
            raise ExhibitError(("points", n), what, "list the points from the first stage to the last")
    return places


def stage_of(fact: Fact, stages: Sequence[Stage], place: int) -> int:
    """Return the place of the stage that holds the status of `fact`, the point at `place`.

    Raises:
        ExhibitError: none does.
    """
    for n, stage in enumerate(stages):
        if fact.status in stage.statuses:
            return n
    what = f"no stage holds the status of {fact.id!r}, {fact.status}"
    raise ExhibitError(
        ("points", place, "fact"), what, f"add '{fact.status}' to the statuses of a stage, or leave it out"
    )
