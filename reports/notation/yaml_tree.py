"""YAML as data with places: every value knows its line and column; numbers are exact decimals, never floats.

Scalars follow the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): `no`, `on` and dates are text. Tags,
merges and aliases are refused, so that a small file cannot grow or build objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

import yaml

from reports.errors import InputError, Place, Problem, collect
from reports.notation.merge_markers import unjoined
from reports.notation.plain_lines import OddTextError, entries_of_lists, most_values
from reports.notation.plain_nodes import OddNodeError, PlainReader
from reports.notation.text_places import TextPlaces
from reports.notation.yaml_nodes import MAX_DEPTH, MAX_ITEMS, MAX_VALUES, OF_AN_ENTRY, composed, composed_plainly
from reports.notation.yaml_places import NodePlaces, RaisedPlaces, place_of, scalar
from reports.notation.yaml_places import Route as Route
from reports.notation.yaml_places import Value as Value

MAX_BYTES = 16_000_000

PLAIN_TAGS = frozenset({"str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value"})
"""What the parser finds by itself; python/object and the like are none of them."""

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]"
)
"""Control characters, lone surrogates, bidi overrides and the private-use area, which this program uses itself."""


_ANCHOR = re.compile(r"(?<!\w)&(?=\S)")

MAX_UNSAFE = 100
"""Characters that are told one by one; a file with more of them is no text at all."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The content of one YAML file and the place of each of its values."""

    path: str
    value: Value
    places: Mapping[Route, Place]
    lost: frozenset[Route] = frozenset()
    """Ways to values that could not be had and stand as None."""

    def place(self, route: Route) -> Place:
        """Return the place of the value at `route`, or of the nearest value above it."""
        found = self.places.get(route)
        while route and found is None:
            route = route[:-1]
            found = self.places.get(route)
        return found or Place(self.path, 1, 1)

    def raised(self, block: Route) -> Tree:
        """Return the tree in which what stands within `block` has its place at the same way from the top as well."""
        return replace(self, places=RaisedPlaces(self.places, block))


def read_text(path: Path, shown: str) -> str:
    """Return the text of a UTF-8 file.

    Raises:
        InputError: unreadable, too large, or not UTF-8; with the cure.
    """
    try:
        raw = _read(path)
    except OSError as failure:
        raise InputError(
            [Problem(Place(shown), f"cannot be read ({failure.strerror})", "check path and permissions")]
        ) from None
    if len(raw) > MAX_BYTES:
        raise InputError([Problem(Place(shown), f"is larger than {MAX_BYTES:,} bytes", "split it into several files")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw[: failure.start].count(b"\n") + 1
        column = failure.start - (raw.rfind(b"\n", 0, failure.start) + 1) + 1
        raise InputError(
            [Problem(Place(shown, line, column), "is not UTF-8 text", "save it as UTF-8 in your editor")]
        ) from None
    text = text.replace("\r\n", "\n")
    if problem := unjoined(text, shown):
        raise InputError([problem])
    return text


def _read(path: Path) -> bytes:
    """Return what a file holds, at most a byte more than it may; a pipe or device, which may never end, is no file."""
    if path.exists() and not path.is_file():
        raise OSError(0, "is no file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read_tree(path: Path, shown: str) -> Tree:
    """Return the content of a YAML file.

    Raises:
        InputError: every problem found, each with its place.
    """
    return parse_tree(read_text(path, shown), shown)


def parse_tree(text: str, shown: str) -> Tree:
    """Return the content of YAML `text`; `shown` names it in messages.

    Raises:
        InputError: every problem found, each with its place.
    """
    tree, problems = tree_of(text, shown)
    collect(problems)
    return tree


def tree_of(text: str, shown: str) -> tuple[Tree, tuple[Problem, ...]]:
    """Return what can be used of YAML `text`, and the problems of the rest: doubled keys, aliases, tags.

    Raises:
        InputError: it is no YAML at all, or holds characters that no document can hold.
    """
    require_safe(text, shown)
    with suppress(OddTextError):
        return Tree(shown, _by_lines(text), TextPlaces(shown, text)), ()
    node = composed(text, shown)
    if node is not None:
        with suppress(OddNodeError):
            return Tree(shown, PlainReader(_UNSAFE).value(node), NodePlaces(shown, node)), ()
    places: dict[Route, Place] = {}
    found: list[Problem] = []
    value = _value(node, (), shown, places, found, set()) if node is not None else None
    told = {problem.where for problem in found}
    lost = frozenset(route for route, place in places.items() if place in told) if told else frozenset()
    return Tree(shown, value, places, lost), tuple(found)


def _by_lines(text: str) -> Value:
    """Return what YAML `text` holds that is lists of entries, nearly all of which are written key by key, a line each.

    Raises:
        OddTextError: it is something else, or something may be wrong in it.
    """
    if most_values(text) > MAX_VALUES:
        raise OddTextError
    return {**entries_of_lists(text, _odd_entry)}


def _odd_entry(text: str) -> Value:
    """Return the one entry of a list in YAML `text`; one with an anchor is looked at with the whole file."""
    root = None if _ANCHOR.search(text) else composed_plainly(text)
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
        raise OddTextError
    try:
        return PlainReader(_UNSAFE).value(root.value[0], MAX_DEPTH - OF_AN_ENTRY)
    except OddNodeError:
        raise OddTextError from None


def require_safe(text: str, shown: str) -> None:
    """Raise `InputError` where `text` holds a character that no document can hold or that this program uses itself."""
    collect(
        _unsafe(place_at(text, match.start(), shown), match[0]) for match in islice(_UNSAFE.finditer(text), MAX_UNSAFE)
    )


def _unsafe(place: Place, character: str) -> Problem:
    return Problem(place, f"has the character U+{ord(character):04X}, which no document can hold", "delete it")


def place_at(text: str, offset: int, shown: str) -> Place:
    """Return the place of the character number `offset`, from 0, of a file that messages name `shown`."""
    line = text.count("\n", 0, offset) + 1
    return Place(shown, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def _value(
    node: yaml.Node, route: Route, shown: str, places: dict[Route, Place], found: list[Problem], seen: set[int]
) -> Value:
    if id(node) in seen:  # its own mark is that of the anchor, so the key or list above it says where
        place = places[route] if route in places else places[route[:-1]]
        found.append(Problem(place, "uses an alias (*name)", "write the value out"))
        return None
    seen.add(id(node))
    place = places[route] = place_of(shown, node)
    if problem := _refused(node, route, place):
        found.append(problem)
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*route, n), shown, places, found, seen) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, route, shown, places, found, seen))
    if not isinstance(node, yaml.ScalarNode):
        return None
    escaped = (
        _UNSAFE.search(str(node.value)) if node.style == '"' else None
    )  # "\\u0007"; the text itself is seen through
    if escaped:
        found.append(_unsafe(place, escaped[0]))
        return None
    return scalar(node)


def _refused(node: yaml.Node, route: Route, place: Place) -> Problem | None:
    """Return why the value at `route` is not taken: too deep, with a tag, or a list too long to be checked in little time."""
    if len(route) > MAX_DEPTH:
        return Problem(place, f"is nested deeper than {MAX_DEPTH} levels", "flatten it")
    if node.tag and node.tag.removeprefix("tag:yaml.org,2002:") not in PLAIN_TAGS:
        shown_tag = node.tag.replace("tag:yaml.org,2002:", "!!")
        return Problem(place, f"uses the tag {shown_tag}", "write plain text, numbers, lists and keys only")
    if isinstance(node, yaml.CollectionNode) and len(node.value) > MAX_ITEMS and len(route) > OF_AN_ENTRY:
        what = f"{str(route[-1])!r} has {len(node.value):,} entries"
        return Problem(place, what, f"keep at most {MAX_ITEMS:,}")
    return None


def _pairs(
    node: yaml.MappingNode, route: Route, shown: str, places: dict[Route, Place], found: list[Problem], seen: set[int]
) -> Iterator[tuple[str, Value]]:
    known: dict[str, int] = {}
    for key_node, value_node in node.value:
        where = partial(place_of, shown, key_node)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        if not isinstance(key, str) or not key or key == "<<":
            found.append(Problem(where(), "has a key that is no plain word", "use one of the documented keys"))
            continue
        if key_node.style == '"' and (unsafe := _UNSAFE.search(key)):
            found.append(_unsafe(where(), unsafe[0]))
            continue
        if key in known:
            found.append(Problem(where(), f"the key {key!r} stands twice (first in line {known[key]})", "delete one"))
            continue
        known[key] = key_node.start_mark.line + 1
        way = (*route, key)
        if isinstance(value_node, yaml.ScalarNode) and id(value_node) not in seen:
            yield key, _value(value_node, way, shown, places, found, seen)
            continue
        at = places[way] = where()
        value = _value(value_node, way, shown, places, found, seen)
        if isinstance(value_node, yaml.CollectionNode) and value is not None:
            places[way] = at
        yield key, value
