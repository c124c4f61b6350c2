"""Where the values of a YAML file stand, looked up in its nodes: most places are never asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import yaml

from reports.errors import Place

Value = None | bool | Decimal | str | list["Value"] | dict[str, "Value"]
Route = tuple[str | int, ...]
"""Way from the root to a value: keys and list positions."""

MAX_EXPONENT = 30
"""Of a number; beyond it a few characters stand for more digits than a machine holds."""
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BEGINS_NUMBER = frozenset("+-.0123456789")
_LITERAL_STYLES = frozenset("'\"|>")
LONGEST_WORD = len("false")
_OF_NO_TEXT: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}


def place_of(shown: str, node: yaml.Node) -> Place:
    """Return where `node` begins, in the file that messages name `shown`."""
    return Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)


def scalar(node: yaml.ScalarNode) -> Value:
    """Return what a scalar without a tag is (https://yaml.org/spec/1.2.2/#103-core-schema)."""
    return node.value if node.style in _LITERAL_STYLES else plain_value(node.value)


def plain_value(text: str) -> Value:
    """Return what a scalar without quotes is."""
    if len(text) <= LONGEST_WORD and text in _OF_NO_TEXT:
        return _OF_NO_TEXT[text]
    return _number(text) if text[0] in _BEGINS_NUMBER and _NUMBER.fullmatch(text) else text


def _number(text: str) -> Decimal | str:
    """Return the number as written, or `text` itself where its digits, written out, would fill pages."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if len(text) <= 40 and abs(number.adjusted()) <= MAX_EXPONENT else text


@dataclass(frozen=True, slots=True, eq=False)
class NodePlaces(Mapping[Route, Place]):
    """The places of the values below `root`, in which no key stands twice and nothing is an alias.

    The place of a list or mapping under a key is that of the key, any other's is its own.
    """

    shown: str
    """How messages name the file."""
    root: yaml.Node
    _keys: dict[int, Mapping[str | int, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)
    """Keys and values of the mappings that were looked into, by identity of their nodes."""

    def __getitem__(self, route: Route) -> Place:
        """Return the place of the value at `route`."""
        if (at := self._at(route)) is None:
            raise KeyError(route)
        return place_of(self.shown, at)

    def get(self, route: Route, default: Place | None = None) -> Place | None:  # type: ignore[override]
        """Return the place of the value at `route`, else `default`; often asked for what is not there."""
        at = self._at(route)
        return default if at is None else place_of(self.shown, at)

    def __iter__(self) -> Iterator[Route]:
        """Yield every route, each before those below it, in the order of the file."""
        return self._routes(self.root, ())

    def __len__(self) -> int:
        """Return the number of values."""
        return sum(1 for _ in self)

    def _at(self, route: Route) -> yaml.Node | None:
        """Return the node that gives the place of what stands at `route`; None where nothing does."""
        at = node = self.root
        for step in route:
            if isinstance(node, yaml.MappingNode):
                if (pair := self._pairs(node).get(step)) is None:
                    return None
                at, node = pair
                at = node if isinstance(node, yaml.ScalarNode) else at
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
                at = node = node.value[step]
            else:
                return None
        return at

    def _pairs(self, node: yaml.MappingNode) -> Mapping[str | int, tuple[yaml.Node, yaml.Node]]:
        found = self._keys.get(id(node))
        if found is None:
            found = self._keys[id(node)] = {str(pair[0].value): pair for pair in node.value}
        return found

    def _routes(self, node: yaml.Node, route: Route) -> Iterator[Route]:
        yield route
        below: Sequence[tuple[str | int, yaml.Node]] = ()
        if isinstance(node, yaml.MappingNode):
            below = [(str(key.value), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            below = list(enumerate(node.value))
        for step, value in below:
            yield from self._routes(value, (*route, step))


@dataclass(frozen=True, slots=True, eq=False)
class RaisedPlaces(Mapping[Route, Place]):
    """Places in which what stands within a block is found at the same way from the top as well; looked up when asked for."""

    places: Mapping[Route, Place]
    block: Route
    own: Mapping[Route, Place] = field(default_factory=dict)
    """Places that go before all others."""

    def __getitem__(self, route: Route) -> Place:
        """Return the place of the value at `route`: that within the block where there is one."""
        found = self.own.get(route) or self.places.get((*self.block, *route)) or self.places.get(route)
        if found is None:
            raise KeyError(route)
        return found

    def __iter__(self) -> Iterator[Route]:
        """Yield every route once."""
        depth = len(self.block)
        raised = (route[depth:] for route in self.places if route[:depth] == self.block)
        return iter(dict.fromkeys((*self.own, *raised, *self.places)))

    def __len__(self) -> int:
        """Return the number of routes."""
        return sum(1 for _ in self)
