"""Entries of a fact file changed in place: only the lines of what differs are written, every other byte stays.

The file is read as nodes with their places (https://pyyaml.org/wiki/PyYAMLDocumentation#nodes); where an old and a new value
differ, the smallest part that holds the difference is replaced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

import yaml

from reports.errors import InputError, InternalError, Place, Problem
from reports.notation.yaml_tree import Tree, Value, parse_tree
from reports.tools.curating.entry_blocks import Item, block, keyed, scalar

Entry = Mapping[str, Value]
_FLOW = re.compile(r"[,\[\]{}]")


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a text and what stands there instead."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last; equal to `start` where something is put in."""
    text: str


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that is edited."""

    text: str
    shown: str

    @property
    def end(self) -> str:
        """Return how its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def line_start(self, at: int) -> int:
        """Return the offset at which the line of `at` begins."""
        return self.text.rfind("\n", 0, at) + 1

    def next_line(self, at: int) -> int:
        """Return the offset at which the line below that of `at` begins, or the end of the text."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end + 1

    def lines(self, lines: Sequence[str], at: int) -> str:
        """Return `lines` as they stand at `at`, the beginning of a line or the end of a text that lacks its last line end."""
        before = "" if not at or self.text[at - 1] == "\n" else self.end
        return before + "".join(line + self.end for line in lines)


def patched(text: str, shown: str, changes: Mapping[tuple[str, int], Entry | None]) -> str:
    """Return the fact file `text` with some of its entries changed.

    Args:
        text: YAML that the loader reads without problems, with its own line ends and without a byte order mark.
        shown: how messages name the file.
        changes: new content by kind and number of the entry in its list, from 0; None deletes it.

    Raises:
        InputError: a list is written in a way that cannot be edited line by line.
    """
    source, tree = _Source(text, shown), _tree(text, shown)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    edits: list[Edit] = []
    for kind, node in _pairs(root):
        wanted = {n: entry for (name, n), entry in changes.items() if name == kind.value}
        old = _list(tree, kind.value)
        for n, entry in sorted(wanted.items()):
            child = _items(node)[n]
            edits += [_gone(source, child)] if entry is None else _changed(source, child, old[n], cast("Value", entry))
    made = _applied(text, edits)
    _prove(tree, _tree(made, shown), changes)
    return made


def _tree(text: str, shown: str) -> Tree:
    return parse_tree(text.replace("\r\n", "\n"), shown)


def _list(tree: Tree, kind: str) -> list[Value]:
    items = tree.value.get(kind) if isinstance(tree.value, dict) else None
    return items if isinstance(items, list) else []


def _prove(was: Tree, now: Tree, changes: Mapping[tuple[str, int], Entry | None]) -> None:
    """Raise `InternalError` where the file now holds anything but what was meant."""
    for kind in was.value if isinstance(was.value, dict) else ():
        meant = [changes.get((kind, n), item) for n, item in enumerate(_list(was, kind))]
        if [item for item in meant if item is not None] != _list(now, kind):
            raise InternalError(f"{was.path}: the changes could not be written line by line; nothing was written")


def _applied(text: str, edits: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join((*parts, text[at:]))


# ── Nodes ────────────────────────────────────────────────────────────────────────────────────────


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _start(node: yaml.Node) -> int:
    return int(node.start_mark.index)


def _end(source: _Source, node: yaml.Node) -> int:
    """Return the offset behind the last character of a node; the parser lets blocks end at what follows them."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(source, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    return len(source.text[:end].rstrip()) if getattr(node, "style", None) in ("|", ">") else end


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style and bool(node.value)


def _dash(source: _Source, node: yaml.Node) -> int:
    """Return the offset of the dash before an item of a list.

    Raises:
        InputError: there is none just before it.
    """
    dash = source.text.rfind("-", 0, _start(node))
    if dash < 0 or source.text[dash + 1 : _start(node)].strip() or source.text[source.line_start(dash) : dash].strip():
        place = Place(source.shown, node.start_mark.line + 1)
        cure = "write it so, and run the command again"
        raise InputError([Problem(place, "is an entry of a list that does not begin with '- ' on its own line", cure)])
    return dash


# ── Changes ──────────────────────────────────────────────────────────────────────────────────────


def _changed(source: _Source, node: yaml.Node, old: Value, new: Value) -> Iterator[Edit]:
    """Yield what turns the text of `node`, which reads as `old`, into one that reads as `new`."""
    if old == new:
        return
    if _is_block(node) and isinstance(old, dict) and isinstance(new, dict) and not _begins_anew(old, new):
        yield from _mapping(source, node, old, new)
    elif _is_block(node) and isinstance(old, list) and isinstance(new, list) and new:
        yield from _sequence(source, node, old, new)
    else:
        yield Edit(_start(node), _end(source, node), _inline(new))


def _begins_anew(old: Value, new: Value) -> bool:
    """Return whether a mapping loses its first key, on whose line it begins, and gains another: it is written as a whole."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    return next(iter(old)) not in new and bool(new.keys() - old.keys())


def _inline(value: Value) -> str:
    """Return a value on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_inline(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_inline, value)) + "]"
        case str() if _FLOW.search(value):
            return "'" + value.replace("'", "''") + "'"
        case _:
            return scalar(cast("str", value))


def _mapping(source: _Source, node: yaml.Node, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Edit]:
    """Yield the changes of a mapping: keys of `new` are in the order in which they are to stand."""
    nodes = {key.value: (key, value) for key, value in _pairs(node)}
    column = int(node.start_mark.column)
    for key, (head, value) in nodes.items():
        if key not in new:
            yield _without_key(source, node, head, value)
        elif old[key] != new[key]:
            yield from _value(source, head, value, old[key], new[key])
    for key in [each for each in new if each not in nodes]:
        after = _predecessor(key, tuple(new), [each for each in nodes if each in new])
        at = source.next_line(_end(source, nodes[after][1]))
        yield Edit(at, at, source.lines(tuple(keyed(key, cast("Item", new[key]), column)), at))


def _predecessor(key: str, order: Sequence[str], present: Sequence[str]) -> str:
    """Return the key among `present` after which `key` belongs."""
    before = [each for each in present if order.index(each) < order.index(key)]
    return max(before, key=order.index) if before else present[-1]


def _value(source: _Source, head: yaml.Node, value: yaml.Node, old: Value, new: Value) -> Iterator[Edit]:
    """Yield the change of the value of one key."""
    flow = isinstance(value, yaml.CollectionNode) and value.flow_style
    on_its_line = isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">") and old is not None
    alike = _is_block(value) and type(old) is type(new) and not _begins_anew(old, new)
    if flow or alike or (on_its_line and not isinstance(new, list | dict)):
        yield from _changed(source, value, old, new)
        return
    lines = list(keyed(str(head.value), cast("Item", new), int(head.start_mark.column)))
    end = max(_end(source, value), source.text.index(":", int(head.end_mark.index)) + 1)
    yield Edit(_start(head), end, source.end.join(lines).lstrip())


def _without_key(source: _Source, node: yaml.Node, head: yaml.Node, value: yaml.Node) -> Edit:
    """Return the deletion of a key, with what stands behind its value on the line."""
    start = source.line_start(_start(head))
    end = source.next_line(max(_end(source, value), int(head.end_mark.index)))
    if source.text[start : _start(head)].strip():  # it stands behind the dash of a list: the next key takes its place
        following = [each for each, _ in _pairs(node) if _start(each) > _start(head)]
        return Edit(_start(head), _start(following[0]) if following else _end(source, value), "")
    return Edit(start, end, "")


def _sequence(source: _Source, node: yaml.Node, old: Sequence[Value], new: Sequence[Value]) -> Iterator[Edit]:
    nodes = _items(node)
    matcher = SequenceMatcher(None, [_fingerprint(item) for item in old], [_fingerprint(item) for item in new], False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(last - first, stop - start)
        for n in range(both):
            yield from _changed(source, nodes[first + n], old[first + n], new[start + n])
        yield from (_gone(source, each) for each in nodes[first + both : last])
        if start + both < stop:
            yield _added(source, nodes, first + both, new[start + both : stop])


def _fingerprint(value: Value) -> str:
    return json.dumps(value, sort_keys=True, default=lambda number: [f"{number:f}"])


def _added(source: _Source, nodes: Sequence[yaml.Node], before: int, items: Sequence[Value]) -> Edit:
    """Return what puts `items` before the item number `before` of a list, or behind its last."""
    dash = _dash(source, nodes[0])
    indent = dash - source.line_start(dash)
    at = source.next_line(_end(source, nodes[before - 1])) if before else source.line_start(dash)
    lines = [line for item in items for line in _item(item, indent)]
    return Edit(at, at, source.lines(lines, at))


def _item(value: Value, indent: int) -> tuple[str, ...]:
    if isinstance(value, dict):
        return block(cast("Mapping[str, Item]", value), indent)
    return (" " * indent + "- " + scalar(cast("str", value)),)


def _gone(source: _Source, node: yaml.Node) -> Edit:
    """Return the deletion of an item of a list, with the blank line before it where another stands behind it."""
    start = source.line_start(_dash(source, node))
    end = source.next_line(_end(source, node))
    above = source.line_start(start - 1) if start else 0
    blank = start > 0 and not source.text[above:start].strip()
    below = source.text[end : source.next_line(end)]
    return Edit(above if blank and not below.strip() else start, end, "")
