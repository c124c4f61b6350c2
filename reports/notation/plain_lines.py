"""The YAML in which nearly every fact file is written, read line by line: lists of entries, a key with a word or number a line.

A parser of all of YAML takes many times as long, since it makes a node with two marks of each word. Nothing is guessed here: an
entry that is written in any other way is left to that parser, and so is a file that is no such lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from reports.notation.yaml_places import Value, plain_value

Odd = Callable[[str], Value]
"""Reads an entry that is written in another way, as a list of one."""
_LIST = re.compile(r"^([a-z]+):\n", re.MULTILINE)
_ITEM = re.compile(r"( *)- (?! )")
_LINE = re.compile(r"^( *)(- )?(?:([A-Za-z][A-Za-z0-9_-]{0,99}):(?: +([^ \n].*))?|([^ \n].*)?)$", re.MULTILINE)
"""Spaces, sign of a list, key and what stands behind it, or whatever else does; nothing of these of an empty line."""
_WORDS = re.compile(r"\[(?:[A-Za-z0-9][A-Za-z0-9_.-]*(?:, [A-Za-z0-9][A-Za-z0-9_.-]*)*)?\]")
"""A list in a line (YAML 1.2, 7.4.1)."""
_QUOTED = re.compile(r"""'((?:[^']|'')*)'|"([^"\\]*)\"""")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""With which no plain scalar begins (YAML 1.2, 5.3)."""
_ELSEWHERE = re.compile("[\t\r\x80-\x9f\u2028\u2029\ufeff]")
_OF_DOCUMENTS = ("\n---", "\n...", "\n%")
"""What YAML gives a meaning that is not looked into here: tabs, other ends of lines; marks of documents and directives."""


DEEPEST, LONGEST = 10, 500
"""Blocks within one another and lines of an entry that are read here; bounds are told by whoever reads all of YAML."""

NOWHERE = -1
"""Where no line stands that goes on with the one above."""


class OddTextError(Exception):
    """A text is written in another way."""


class _Level(NamedTuple):
    """A list or mapping that is being read."""

    indent: int
    content: dict[str, Value] | list[Value]


def entries_of_lists(text: str, odd: Odd) -> dict[str, list[Value]]:
    """Return the lists of YAML `text`; `odd` reads each entry that is written in another way.

    Raises:
        OddTextError: the text is no lists of entries, or holds what has to be looked at as a whole.
    """
    if _ELSEWHERE.search(text) or any(sign in f"\n{text}" for sign in _OF_DOCUMENTS):
        raise OddTextError
    before, *parts = _LIST.split(text)
    found = {kind: list(_entries(body, odd)) for kind, body in zip(parts[::2], parts[1::2], strict=True)}
    if len(found) * 2 != len(parts) or not found or _said(before):
        raise OddTextError
    return found


def most_values(text: str) -> int:
    """Return how many keys and values YAML `text` has at most: each ends a line or stands beside a sign."""
    return text.count("\n") + text.count("- ") + 2 * sum(map(text.count, ":,[{")) + 1


def _said(text: str) -> bool:
    """Return whether anything but comments stands in `text`."""
    return any(line.lstrip(" ")[:1] not in ("", "#") for line in text.split("\n"))


def _entries(body: str, odd: Odd) -> Iterator[Value]:
    """Yield what each entry of a list holds."""
    first = next((line for line in body.split("\n") if _said(line)), "")
    begins = _ITEM.match(first)
    if begins is None:
        raise OddTextError
    before, *items = f"\n{body}".split(f"\n{begins[0]}")
    if _said(before):
        raise OddTextError
    for n, item in enumerate(items, start=1):
        yield _plain_entry(item, len(begins[0])) or odd(begins[0] + item + "\n" * (n < len(items)))


@lru_cache(maxsize=1 << 15)
def _plain_entry(text: str, indent: int) -> Value:
    """Return the mapping in `text`; nothing where it is written in another way.

    In `watch` a save leaves nearly all entries as they were; whoever gets one must not change it.
    """
    with suppress(OddTextError):
        return _entry(text, indent) if text.count("\n") <= LONGEST else None
    return None


def _entry(text: str, indent: int) -> Value:
    """Return the mapping in `text`, whose first line begins behind the sign of a list, and all others at `indent` at least."""
    root: dict[str, Value] = {}
    levels, row, here, opened = [_Level(indent, root)], root, indent, ""
    for spaces, dash, key, value, word in _LINE.findall(f"{' ' * indent}{text}"):
        if not key and not dash and word[:1] in ("", "#"):
            continue
        at = len(spaces)
        if dash or opened or at != here:
            if opened:
                _open(levels, opened, at, listed=bool(dash))
            row, here, opened = _row(levels, at, dash, word), at + len(dash), ""
            if word:
                here = NOWHERE
                continue
        if not key or key in row:
            raise OddTextError
        row[key] = _scalar(value) if value else None
        opened = "" if value else key
    return root


def _open(levels: list[_Level], key: str, at: int, *, listed: bool) -> None:
    """Open the block below `key`, where the line at `at` is of one; the items of a list may stand below the key itself."""
    above = levels[-1]
    assert isinstance(above.content, dict), "only keys open blocks"
    if at > above.indent or (listed and at == above.indent):
        block: dict[str, Value] | list[Value] = [] if listed else {}
        above.content[key] = block
        levels.append(_Level(at, block))
        if len(levels) > DEEPEST:
            raise OddTextError


def _row(levels: list[_Level], at: int, dash: str, word: str) -> dict[str, Value]:
    """Return the mapping of which a line at `at` is; a `word` alone becomes an item of the list of which it is."""
    content = _closed(levels, at, listed=bool(dash))
    if isinstance(content, dict):
        if word:
            raise OddTextError
        return content
    row: dict[str, Value] = {}
    content.append(_scalar(word) if word else row)
    if not word:
        levels.append(_Level(at + len(dash), row))
    return row


def _closed(levels: list[_Level], at: int, *, listed: bool) -> dict[str, Value] | list[Value]:
    """Close the blocks that end before a line at `at`, and return the one of which it is."""
    while levels and (levels[-1].indent > at or (levels[-1].indent == at and not listed and _is_list(levels[-1]))):
        levels.pop()
    if not levels or levels[-1].indent != at or _is_list(levels[-1]) is not listed:
        raise OddTextError
    return levels[-1].content


def _is_list(level: _Level) -> bool:
    return isinstance(level.content, list)


def _scalar(text: str) -> Value:
    """Return what stands behind a key or the sign of a list, up to the end of its line."""
    if text[0] in _INDICATORS:
        return _indicated(text)
    if ": " in text or " #" in text or text[-1] in ": ":
        raise OddTextError
    return plain_value(text)


def _indicated(text: str) -> Value:
    """Return what begins with a sign: a quoted text, a list in a line, a negative number."""
    if quoted := _QUOTED.fullmatch(text):
        return quoted[1].replace("''", "'") if quoted[2] is None else quoted[2]
    if len(text) <= LONGEST and _WORDS.fullmatch(text):
        return [plain_value(each) for each in text[1:-1].split(", ") if each]
    if text[0] == "-" and text[1:2].isdecimal() and not (": " in text or " #" in text or text[-1] in ": "):
        return plain_value(text)
    raise OddTextError
