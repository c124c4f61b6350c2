"""Where the values of a YAML text stand that was read without its nodes: most are never asked for, and then they are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reports.errors import Place
from reports.notation.yaml_nodes import composed
from reports.notation.yaml_places import NodePlaces, Route


@dataclass(frozen=True, eq=False)
class TextPlaces(Mapping[Route, Place]):
    """The places of the values in `text`, in which nothing is wrong."""

    shown: str
    """How messages name the file."""
    text: str

    @cached_property
    def _places(self) -> Mapping[Route, Place]:
        root = composed(self.text, self.shown)
        return {} if root is None else NodePlaces(self.shown, root)

    def __getitem__(self, route: Route) -> Place:
        """Return the place of the value at `route`."""
        return self._places[route]

    def get(self, route: Route, default: Place | None = None) -> Place | None:  # type: ignore[override]
        """Return the place of the value at `route`, else `default`; often asked for what is not there."""
        return self._places.get(route, default)

    def __iter__(self) -> Iterator[Route]:
        """Yield every route, each before those below it, in the order of the file."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._places)
