"""Short forms in Markdown: `*[CPI]: consumer price index` on a line of its own says what one stands for."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"^\*\[(?P<short>[^\]\n]+)\]: *(?P<words>\S.*?) *$", re.MULTILINE)
"""As PHP Markdown Extra writes it."""


class ShortForm(NamedTuple):
    """A short form and what it stands for."""

    line: int
    """Of the rendered text, from 0."""
    short: str
    words: str


def short_forms(text: str) -> tuple[str, tuple[ShortForm, ...]]:
    """Return `text` with its lines of short forms empty, and those."""
    found = [
        ShortForm(text.count("\n", 0, each.start()), each["short"], each["words"]) for each in _LINE.finditer(text)
    ]
    return _LINE.sub("", text), tuple(found)
