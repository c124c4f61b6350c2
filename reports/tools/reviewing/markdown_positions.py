"""Where printed words stand in a template's Markdown, and other words put in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from reports.merge.records import plain
from reports.merge.three_way_text import Text

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_HOLE = re.compile(r"{{.*?}}|<!--.*?-->|\]\([^)]*\)|{[^{}]*}", re.DOTALL)
"""What is printed as something else: expressions, comments, addresses, attributes."""
MOST = 0.8
"""Share of a printed text, apart from figures, that its Markdown holds."""


def put_words(was: Text, hunks: Sequence[tuple[int, int, str]], source: str) -> str | None:
    """Return `source` with the changes of words made; None where it does not hold them one-to-one."""
    align = Source(was.text, source)
    printed = sum(span.end - span.start for span in was.spans)
    if len(align.to) < MOST * (len(was.text) - printed):
        return None
    for first, last, words in sorted(hunks, reverse=True):
        place = align.whole(first, last)
        if place is None:
            return None
        source = source[: place[0]] + _escaped(words) + source[place[1] :]
    return source


def places(text: str, line: int) -> list[tuple[int, int]]:
    """Return where the block that begins on `line` may stand: its paragraph, or each row of a table."""
    lines = text.split("\n")
    first = lines[min(line, len(lines)) - 1]
    if not re.match(r"\s*(?:\||:::+\s*table)", first):
        return [_paragraph(text, line)]
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    last = next((n for n in range(line, len(lines)) if lines[n].startswith(":::")), len(lines))
    rows = (n for n in range(line - 1, last) if lines[n].lstrip().startswith("|"))
    return [(starts[n], starts[n] + len(lines[n])) for n in rows]


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words.replace("\n", " "))


def _paragraph(text: str, line: int) -> tuple[int, int]:
    """Return where the paragraph that begins on or after `line`, from 1, stands in `text`."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    n = min(max(line - 1, 0), len(starts) - 1)
    lines = text.split("\n")
    while n < len(lines) - 1 and not lines[n].strip():
        n += 1
    last = n
    while (
        last + 1 < len(lines) and lines[last + 1].strip() and not re.match(r"\s*(?:[-*+#|>:]|\d+\.)", lines[last + 1])
    ):
        last += 1
    return starts[n], starts[last] + len(lines[last])


class Source:
    """Where the characters of a printed text stand in its Markdown."""

    def __init__(self, printed: str, source: str) -> None:
        self.to: dict[int, int] = {}
        self.size, self.end = len(printed), len(source)
        a, b = _tokens(printed), _tokens(source)
        holes = [m.span() for m in _HOLE.finditer(source)]
        keys = [f"\0{n}" if any(s <= at < e for s, e in holes) else key for n, (key, at, _) in enumerate(b)]
        matcher = SequenceMatcher(None, [key for key, _, _ in a], keys, autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            for step in range(size):
                (_, at, length), (_, place, _) = a[i + step], b[j + step]
                self.to |= {at + n: place + n for n in range(length)}

    def whole(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch stands, if nothing stands between its characters, or before a point in it."""
        if start == end:
            before = self.to.get(start - 1)
            after = self.to.get(start) if start < self.size else self.end
            if start and before is not None:
                return before + 1, before + 1
            return (after, after) if after is not None else None
        places = [self.to.get(n) for n in range(start, end)]
        first = places[0]
        if first is None or any(place != first + n for n, place in enumerate(places)):
            return None
        return first, first + len(places)


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(plain(m[0]) or " ", m.start(), m.end() - m.start()) for m in _TOKEN.finditer(text)]
