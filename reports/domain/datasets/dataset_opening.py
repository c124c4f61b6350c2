"""Facts and observations in one table: opened while documents are composed, closed with what they print afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from reports.domain.facts import Fact

if TYPE_CHECKING:
    from reports.domain.datasets.catalogue import Catalogue


class OpenFacts(Mapping[str, Fact]):
    """The recorded facts in their order, and behind them every observation, found by id but never listed."""

    def __init__(self, recorded: Mapping[str, Fact], catalogue: Catalogue) -> None:
        """Look in `recorded` first, then in `catalogue`."""
        self.recorded, self.catalogue = recorded, catalogue

    def __getitem__(self, id: str) -> Fact:
        """Return the fact `id`; KeyError where there is none."""
        found = self.recorded.get(id) or (self.catalogue.fact(id) if "." in id else None)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the recorded facts."""
        return iter(self.recorded)

    def __len__(self) -> int:
        """Return how many facts were recorded."""
        return len(self.recorded)

    def __contains__(self, id: object) -> bool:
        """Return whether there is such a fact or observation."""
        return id in self.recorded or (isinstance(id, str) and "." in id and self.catalogue.fact(id) is not None)

    def with_used(self, ids: Iterable[str]) -> dict[str, Fact]:
        """Return the recorded facts, then those of `ids` that are none, with all that they are worked out from."""
        found: dict[str, Fact] = dict(self.recorded)
        waiting = [*ids, *(id for fact in self.recorded.values() for id in fact.derived_from)]
        while waiting:
            id = waiting.pop(0)
            if id not in found and (fact := self.catalogue.fact(id)):
                found[id] = fact
                waiting += fact.derived_from
        return found


def opened(facts: Mapping[str, Fact], catalogue: Catalogue | None) -> Mapping[str, Fact]:
    """Return `facts`, behind which every observation is found by its id, where there are any."""
    return OpenFacts(facts, catalogue) if catalogue else facts


def closed(facts: Mapping[str, Fact], used: Iterable[str]) -> Mapping[str, Fact]:
    """Return the recorded facts and the observations `used`, with all that they are worked out from, as a plain table."""
    return facts.with_used(used) if isinstance(facts, OpenFacts) else facts
