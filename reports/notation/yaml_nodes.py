"""YAML text as nodes, https://yaml.org/spec/1.2.2/#321-representation-graph, bounded in depth and number.

The bounds are ours, so that a file is taken or refused alike whichever parser is installed.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from reports.errors import InputError, Place, Problem
from reports.notation.yaml_slips import yaml_slip

MAX_DEPTH = 20
MAX_ITEMS = 1000
"""Of a list or of keys inside an entry; no entry has any use for more, and they take long to check."""
OF_AN_ENTRY = 2
"""Length of the way to an entry: its kind and its number."""
MAX_VALUES = 1_000_000
"""Keys and values of a file, as many as 20,000 facts of two sources have; a file of that size is read in a few seconds."""
DEEPEST = 200
"""Levels down to which a tree is built all the same, so that everything that is wrong in the file can be told."""


def composed(text: str, shown: str) -> yaml.Node | None:
    """Return the root of YAML `text`; None where it holds nothing.

    Raises:
        InputError: it is no YAML, or far too deep or too large to be read in little time.
    """
    try:
        return yaml.compose(text, Loader=_Loader)
    except _UnboundedError:
        raise InputError([next(_excesses(text, shown))]) from None
    except yaml.MarkedYAMLError as failure:
        raise InputError([_excess_above(failure, text, shown) or yaml_slip(failure, text, shown)]) from None
    except (yaml.YAMLError, RecursionError, ValueError) as failure:
        raise InputError(
            [Problem(Place(shown, 1, 1), f"is not valid YAML: {failure}", "check the whole file")]
        ) from None


def composed_plainly(text: str) -> yaml.Node | None:
    """Return the root of YAML `text`; None where it holds nothing, or something is wrong in it that is not told here."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except (_UnboundedError, yaml.YAMLError, RecursionError, ValueError):
        return None


class _UnboundedError(Exception):
    """A file is nested too deep, or holds too many values, to be read in little time."""


class _Loader(yaml.CSafeLoader):
    """A loader that leaves to us what a scalar without a tag is; its own way, by patterns, takes most of the time.

    It builds its trees by recursion, which would end the process where it is deep; hence it counts as it goes.
    """

    depth = count = 0

    def resolve(self, kind: type[yaml.Node], value: str, implicit: object) -> str:
        """Return a tag among `PLAIN_TAGS`."""
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Count a value that begins."""
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MAX_VALUES:
            raise _UnboundedError

    def ascend_resolver(self) -> None:
        """Count one that ends."""
        self.depth -= 1


def _excesses(text: str, shown: str) -> Iterator[Problem]:
    """Yield what is too much in YAML `text`, with the places where it is, which the loader does not know."""
    depth = count = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        count += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        mark = event.start_mark
        where = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
        if depth > MAX_DEPTH + 1:
            yield Problem(where, f"is nested deeper than {MAX_DEPTH} levels", "flatten it")
        if count > MAX_VALUES:
            yield Problem(where, f"holds more than {MAX_VALUES:,} keys and values", "split it into several files")


def _excess_above(failure: yaml.MarkedYAMLError, text: str, shown: str) -> Problem | None:
    """Return what is too much in `text` above the place of `failure`; None where it is the text itself that is wrong.

    A parser reads ahead of the loader that counts, and newer ones refuse deep nesting themselves (PyYAML 6.0.4: from
    1,000 levels). What is told must not depend on which of them is installed.
    """
    above = text[: failure.problem_mark.index] if failure.problem_mark else text
    try:
        yaml.compose(above, Loader=_Loader)
    except _UnboundedError:
        return next(_excesses(above, shown))
    except yaml.YAMLError:
        return None
    return None
