"""Texts of paragraphs in tokens, and where the words of one stand in another; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from reports.merge.records import FIELD, MARK, THINGS, Record, Span
from reports.notation.spaces import even_spaces

BREAK = "\u2029"
"""Between paragraphs that are merged as one, because a person has split or joined them."""
_TOKEN = re.compile(rf"\w+(?:[.,’'\u2011-]\w+)*| +|[{THINGS}{BREAK}]|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """One or more paragraphs as one text."""

    text: str
    spans: tuple[Span, ...]
    things: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a stretch of space, a sign, a figure or a row of source marks."""

    key: str
    """What makes two tokens one; a figure is one whatever it prints."""
    start: int
    end: int
    name: str = ""
    """Name of the span it is."""

    @property
    def made(self) -> bool:
        """Return whether it is furniture of the program, so that a person's words do not stand in its way."""
        return self.name == MARK or self.key[0] == FIELD


def join(records: Sequence[Record]) -> Text:
    """Return `records` as one text, in one kind of space."""
    spans: list[Span] = []
    at = 0
    for record in records:
        spans += [Span(at + s.start, at + s.end, s.name) for s in record.spans]
        at += len(record.text) + 1
    return Text(
        BREAK.join(record.spaced for record in records),
        tuple(spans),
        tuple(even_spaces(thing) for record in records for thing in record.things),
        tuple(even_spaces(said) for record in records for said in record.said),
    )


LONGEST = 40
"""Characters of the longest name of a bookmark."""
ROOM = 33
"""Characters for the id of a fact behind `_f_` and a running number of three digits, as a base keeps it for rows."""
_FIGURE = re.compile(r"_f_\d+_(.*)", re.DOTALL)
_CUT = re.compile(r"(.{24}).*(_[0-9a-f]{6})", re.DOTALL)
"""A long id with its digest; at least so much of it is left beside a running number of five digits."""


@lru_cache(maxsize=1 << 14)  # a merge asks for each figure many times
def tail(name: str) -> str:
    """Return what a figure's bookmark says of its fact, without the running number and what that leaves no room for."""
    found = _FIGURE.fullmatch(name)
    return core(found[1], filled=len(name) == LONGEST) if found else name


def core(id: str, *, filled: bool) -> str:
    """Return what all bookmarks hold of the id of a fact, which was shortened for one of them.

    Args:
        id: as it stands behind the running number.
        filled: whether it takes all the room that there is, so that it may have been cut.
    """
    cut = _CUT.fullmatch(id)
    if cut and (filled or not cut[2][1:].isdecimal()):  # digits may be a date at the end of a short id
        return cut[1] + cut[2]
    return id


def tokens(text: Text, *, said: bool) -> list[Token]:
    """Return `text` in tokens; with `said`, a field is what it shows, not only what it is."""
    made: list[Token] = []
    at, thing = 0, 0
    for span in (*text.spans, None):
        for match in _TOKEN.finditer(text.text, at, span.start if span else len(text.text)):
            key = match[0]
            if key in THINGS:
                shown = text.said[thing] if said and key == FIELD and thing < len(text.said) else ""
                key = f"{key}{text.things[thing] if thing < len(text.things) else ''}|{shown}"
                thing += 1
            made.append(Token(key, match.start(), match.end()))
        if span:
            _add_span(made, span, text.text[span.start : span.end])
            at = span.end
    return made


def _add_span(made: list[Token], span: Span, printed: str) -> None:
    if span.name != MARK:
        made.append(Token(f"\ue020{tail(span.name)}", span.start, span.end, span.name))
    else:
        made.append(Token(f"\ue021{printed}", span.start, span.end, MARK))


def _words(text: Text) -> list[Token]:
    """Return `text` in tokens that know of no spans: what is compared with a person's text."""
    return tokens(Text(text.text, (), text.things, text.said), said=False)


class Alignment:
    """Where each character of the base stands in the person's text, where it still does."""

    def __init__(self, base: Text, mine: Text) -> None:
        self.to: dict[int, int] = {}
        self.edits: list[tuple[int, int, str]] = []
        """Stretches of the base that the person replaced, and by what."""
        self.size, self.mine = len(base.text), len(mine.text)
        if (base.text, base.things) == (mine.text, mine.things):
            self.to = {n: n for n in range(self.size)}
        else:
            self._compare(base, mine)

    def _compare(self, base: Text, mine: Text) -> None:
        a, b = _words(base), _words(mine)
        for kind, i1, i2, j1, j2 in opcodes(a, b):
            if kind == "equal":
                for ours, theirs in zip(a[i1:i2], b[j1:j2], strict=True):
                    for step in range(ours.end - ours.start):
                        self.to[ours.start + step] = theirs.start + step
            else:
                start, end = stretch(a, i1, i2, len(base.text))
                self.edits.append((start, end, "".join(mine.text[t.start : t.end] for t in b[j1:j2])))

    def whole(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the stretch of the base stands, if the person left it as it was."""
        places = [self.to.get(n) for n in range(start, end)]
        first = places[0] if places else None
        if first is None or any(place != first + n for n, place in enumerate(places)):
            return None
        return first, first + len(places)

    def gap(self, place: int) -> int | None:
        """Return where `place`, between two characters of the base, is, if nothing was changed there."""
        before = self.to.get(place - 1, -2) if place else -1
        after = self.to.get(place, -2) if place < self.size else self.mine
        return before + 1 if before >= -1 and after == before + 1 else None

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the person's text between the neighbours of a stretch of the base."""
        before = next((self.to[n] + 1 for n in range(start - 1, -1, -1) if n in self.to), 0)
        after = next((self.to[n] for n in range(end, self.size) if n in self.to), self.mine)
        return before, max(before, after)


def opcodes(a: Sequence[Token], b: Sequence[Token]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how `a` becomes `b`, as `difflib` words it; what reads the same is not compared word by word."""
    ours, theirs = [t.key for t in a], [t.key for t in b]
    if ours == theirs:
        yield "equal", 0, len(a), 0, len(b)
    else:
        yield from SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def stretch(a: Sequence[Token], i1: int, i2: int, size: int) -> tuple[int, int]:
    """Return where the tokens `i1` to `i2` stand in a text of this size."""
    if i1 == i2:
        place = a[i1].start if i1 < len(a) else size
        return place, place
    return a[i1].start, a[i2 - 1].end


def twins(base: Sequence[Span], new: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
    """Yield each figure of the base with the one that prints the same fact now, in the order of each fact."""
    waiting: dict[str, list[Span]] = {}
    for span in new:
        waiting.setdefault(tail(span.name), []).append(span)
    for span in base:
        if span.name == MARK:
            continue
        found = waiting.get(tail(span.name))
        yield span, found.pop(0) if found else None
