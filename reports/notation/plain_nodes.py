"""The value of a YAML tree in which nothing is wrong, read in one go: nearly every file is one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from reports.notation.yaml_nodes import MAX_DEPTH, MAX_ITEMS, OF_AN_ENTRY
from reports.notation.yaml_places import Value, scalar

STRING = "tag:yaml.org,2002:str"
"""The tag of whatever has none in the file."""


class OddNodeError(Exception):
    """Something stands in the tree that is no plain data: it is to be read slowly, with the place of what is wrong."""


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads nodes as data, and nothing that is not plain."""

    unsafe: re.Pattern[str]
    """What no text may hold, looked for where escapes can write it."""
    seen: set[int] = field(default_factory=set)
    """Nodes that were read, by identity: one that comes again is an alias."""

    def value(self, node: yaml.Node, left: int = MAX_DEPTH) -> Value:
        """Return what the tree below `node` holds, which may go down so many steps more.

        Raises:
            OddNodeError: a tag, an alias, a key twice or that is no word, an unsafe character, or too much of something.
        """
        if node.tag != STRING or id(node) in self.seen or left < 0:
            raise OddNodeError
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.style == '"' and self.unsafe.search(node.value):
                raise OddNodeError
            return scalar(node)
        if len(node.value) > MAX_ITEMS and left < MAX_DEPTH - OF_AN_ENTRY:
            raise OddNodeError
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, left - 1) for item in node.value]
        found = {self._key(key): self.value(value, left - 1) for key, value in node.value}
        if len(found) != len(node.value):
            raise OddNodeError
        return found

    def _key(self, node: yaml.ScalarNode) -> str:
        word: object = node.value
        if not isinstance(word, str) or not word or word == "<<" or (node.style == '"' and self.unsafe.search(word)):
            raise OddNodeError
        return word
