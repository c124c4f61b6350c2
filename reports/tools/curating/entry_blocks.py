"""Entries in the style of the fact files: block style, one key a line; added without touching any other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.errors import InputError, Problem
from reports.notation.yaml_tree import Tree, parse_tree

Item = str | Decimal | bool | Sequence["Item"] | Mapping[str, "Item"]
"""What an entry is made of; texts that must not be read as numbers are quoted."""
_DASH = re.compile(r"( *)- ")


def scalar(value: str | Decimal | bool) -> str:
    """Return `value` as YAML that reads back the same: plain where it can be, else in single quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    try:
        plain = bool(value) and "\n" not in value and parse_tree(f"- k: {value}\n", "").value == [{"k": value}]
    except InputError:
        plain = False
    return value if plain else "'" + value.replace("'", "''") + "'"


def block(entry: Mapping[str, Item], indent: int = 0) -> tuple[str, ...]:
    """Return the lines of `entry` as an item of a list, its dash at column `indent`."""
    lines = list(_mapping(entry, indent + 2))
    return (" " * indent + "- " + lines[0].lstrip(), *lines[1:])


def _mapping(entry: Mapping[str, Item], indent: int) -> Iterator[str]:
    for key, value in entry.items():
        yield from keyed(key, value, indent)


def keyed(key: str, value: Item, indent: int) -> Iterator[str]:
    """Yield the lines of one key and its value, the key at column `indent`."""
    before = " " * indent + key + ":"
    match value:
        case str() | Decimal() | bool():
            yield f"{before} {scalar(value)}"
        case Mapping():
            yield before
            yield from _mapping(value, indent + 2)
        case _:
            yield before
            for item in value:
                if isinstance(item, Mapping):
                    yield from block(item, indent + 2)
                elif isinstance(item, str | Decimal | bool):
                    yield " " * (indent + 2) + f"- {scalar(item)}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a new entry goes in a file."""

    line: int
    """Lines of the file before it."""
    indent: int
    """Column of its dash."""
    apart: bool
    """Whether a blank line stands between entries."""


def spot(tree: Tree, text: str, kind: str, after: int | None = None) -> Spot:
    """Return where an entry of `kind` is added: after entry `after` of the list, or after its last.

    Args:
        tree: the file, as read from `text`.
        text: with line ends of one character.
        kind: sources, actors or facts.
        after: number of the entry in the list, from 0.

    Raises:
        InputError: the list is not written in block style.
    """
    lines = text.split("\n")
    items = tree.value.get(kind) if isinstance(tree.value, dict) else None
    head = tree.place((kind,)).line
    if not items:
        if items is not None or lines[head - 1].split("#")[0].strip() != f"{kind}:":
            raise _not_block(tree, kind)
        return Spot(head, 2, apart=False)
    assert isinstance(items, list)
    last = len(items) - 1 if after is None else after
    starts = [tree.place((kind, n)).line for n in range(len(items))]
    dash = _DASH.match(lines[starts[last] - 1])
    if dash is None or len(set(starts)) < len(starts):
        raise _not_block(tree, kind)
    until = starts[last + 1] if last + 1 < len(items) else _next_head(tree, head, len(lines) + 1)
    indent = len(dash[1])
    apart = any(not lines[start - 2].strip() for start in starts[1:])
    return Spot(_trimmed(lines, starts[last], until - 1, indent), indent, apart)


def _not_block(tree: Tree, kind: str) -> InputError:
    what = f"the list {kind!r} is not written one entry below the other, each beginning with '- id:'"
    return InputError([Problem(tree.place((kind,)), what, "write it so, and run the command again")])


def _next_head(tree: Tree, head: int, end: int) -> int:
    """Return the line of the next key of the file after the one in line `head`, or `end`."""
    keys = (tree.place((key,)).line for key in (tree.value if isinstance(tree.value, dict) else ()))
    return min((line for line in keys if line > head), default=end)


def _trimmed(lines: Sequence[str], start: int, end: int, indent: int) -> int:
    """Return the last line from `start` to `end` that belongs to the entry: no blank line, no comment before the next."""
    while end > start:
        line = lines[end - 1].rstrip("\r")
        comment = line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent
        marker = line.rstrip() in ("...", "---")
        if line.strip() and not comment and not marker:
            break
        end -= 1
    return end


def inserted(raw: str, at: Spot, entry: Sequence[str]) -> str:
    """Return `raw` with the lines of `entry` at `at`; every other byte stays, new lines end as the others do.

    Args:
        raw: the file with its own line ends.
        at: from `spot`.
        entry: lines from `block`.
    """
    end = "\r\n" if "\r\n" in raw else "\n"
    lines = raw.split("\n")
    before, after = "\n".join(lines[: at.line]), "\n".join(lines[at.line :])
    whole = at.line < len(lines)  # else the file does not end with a line end
    new = ([""] if at.apart else []) + list(entry)
    text = end.join(new)
    if not whole:
        return before + end + text + end
    return before + "\n" + text + end + after
