"""Three-way merge of the words of one paragraph, as a plan of what to put where; pure, on texts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.merge.records import Span
from reports.merge.text_tokens import BREAK, Alignment, Text, join, opcodes, stretch, tail, tokens, twins

_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')]*\s+(?=\S)|" + BREAK)


@dataclass(frozen=True, slots=True)
class Change:
    """Put the stretch `source` of the new text in place of the stretch `start` to `end` of the person's text."""

    start: int
    end: int
    source: tuple[int, int]
    figure: bool = False
    """Only the text of a figure changes, so that what a person has set on it stays."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A figure that a person changed."""

    name: str
    """Its bookmark in the base."""
    start: int
    end: int
    """Where it stands in the person's text."""
    was: str
    is_now: str
    generated: str
    """What the program prints now; empty where it prints it no longer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with one paragraph."""

    changes: tuple[Change, ...]
    """By place, none over another."""
    hands: tuple[Hand, ...]
    conflict: bool
    """The template changed what the person changed."""
    alive: tuple[tuple[str, str], ...] = ()
    """Bookmark in the person's text of each figure that stands, and its name from now on."""


def plan(base: Text, mine: Text, new: Text) -> Plan:
    """Return what the person's text takes over from the new one."""
    return _Planning(base, mine, new).run()


class _Planning:
    def __init__(self, base: Text, mine: Text, new: Text) -> None:
        self.base, self.mine, self.new = base, mine, new
        self.align = Alignment(base, mine)
        self.changes: list[Change] = []
        self.hands: list[Hand] = []
        self.alive: list[tuple[str, str]] = []
        self.conflict = False

    def run(self) -> Plan:
        self._figures()
        for start, end, source, made in self._hunks():
            self._hunk(start, end, source, made=made)
        kept: list[Change] = []
        for change in sorted(self.changes, key=lambda c: (c.start, c.end)):
            if kept and change.start < kept[-1].end:
                self.conflict = True
                continue
            kept.append(change)
        return Plan(tuple(kept), tuple(self.hands), self.conflict, tuple(self.alive))

    # ── Figures ──

    def _figures(self) -> None:
        taken: list[tuple[int, int]] = []
        for span, later in twins(self.base.spans, self.new.spans):
            was = self.base.text[span.start : span.end]
            printed = self.new.text[later.start : later.end] if later else ""
            place = self._find(span, was, taken)
            if place:
                taken.append(place)
                if later:
                    self.alive.append((span.name, later.name))
                if later and printed != was:
                    self.changes.append(Change(*place, (later.start, later.end), figure=True))
                continue
            self._by_hand(span, was, printed, later, taken)

    def _find(self, span: Span, was: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
        """Return where the figure stands unchanged: where it was, at its bookmark, or as the same words elsewhere."""
        found = self.align.whole(span.start, span.end)
        if found and not _over(found, taken) and self._alone(*found):
            return found
        for each in self.mine.spans:
            if each.name == span.name and (at := _within(was, self.mine.text[each.start : each.end])) is not None:
                place = (each.start + at, each.start + at + len(was))
                if not _over(place, taken):
                    return place
        places = [(m.start(), m.end()) for m in re.finditer(rf"(?<!\w){re.escape(was)}(?!\w)", self.mine.text)]
        free = [place for place in places if not _over(place, taken) and self._alone(*place)]
        return free[0] if len(free) == 1 and len(was) > 1 else None

    def _alone(self, start: int, end: int) -> bool:
        """Return whether the stretch is no part of a larger figure, such as 11 in 11.5 or 3 in 31."""
        before, words, after = self.mine.text[:start], self.mine.text[start:end], self.mine.text[end:]
        joined = words[0].isalnum() and re.search(r"\w$|\d[.,]$", before)
        return not joined and not (words[-1].isalnum() and re.match(r"\w|[.,]\d|%", after))

    def _by_hand(self, span: Span, was: str, printed: str, later: Span | None, taken: list[tuple[int, int]]) -> None:
        place = self._replaced(span)
        if place is None:
            return
        now = self.mine.text[slice(*place)]
        if not now.strip() or _over(place, taken):
            return
        taken.append(place)
        if now == printed:
            return
        if later:
            self.alive.append((span.name, later.name))
        self.hands.append(Hand(span.name, *place, was, now, printed))

    def _replaced(self, span: Span) -> tuple[int, int] | None:
        """Return what stands in the figure's place."""
        marked = [s for s in self.mine.spans if s.name == span.name]
        if marked:
            return marked[0].start, marked[0].end
        start, end = self.align.around(span.start, span.end)
        now = self.mine.text[start:end]
        stripped = len(now) - len(now.lstrip()), len(now.rstrip())
        if len(now) > 2 * (span.end - span.start) + 24 or BREAK in now:
            return None
        return (start + stripped[0], start + max(stripped)) if re.search(r"\w", now) else None

    # ── Words ──

    def _hunks(self) -> Iterator[tuple[int, int, tuple[int, int], bool]]:
        """Yield what the template changed: stretch of the base, stretch of the new text, whether it is made by itself."""
        a, b = tokens(self.base, said=True), tokens(self.new, said=True)
        for kind, i1, i2, j1, j2 in opcodes(a, b):
            if kind != "equal":
                start, end = stretch(a, i1, i2, len(self.base.text))
                source = stretch(b, j1, j2, len(self.new.text))
                made = all(t.made or not t.key.strip() for t in (*a[i1:i2], *b[j1:j2]))
                yield start, end, source, made

    def _hunk(self, start: int, end: int, source: tuple[int, int], *, made: bool) -> None:
        place = self.align.whole(start, end) if end > start else self._point(start)
        if place and (made or not self._edited(start, end)):
            self.changes.append(Change(*place, source))
        elif not self._already(start, end, source):
            self.conflict = True

    def _point(self, start: int) -> tuple[int, int] | None:
        place = self.align.gap(start)
        return (place, place) if place is not None else None

    def _already(self, start: int, end: int, source: tuple[int, int]) -> bool:
        """Return whether the person made the same change."""
        first, last = self.align.around(start, end)
        return self.mine.text[first:last].strip() == self.new.text[slice(*source)].strip()

    def _edited(self, start: int, end: int) -> bool:
        """Return whether the person changed words of the sentences that the stretch is in."""
        bounds = [0, *(m.end() for m in _SENTENCE.finditer(self.base.text)), len(self.base.text)]
        first = max((b for b in bounds if b <= start), default=0)
        last = min((b for b in bounds if b >= max(end, start + 1)), default=len(self.base.text))
        return any(self._touches(edit, first, last) for edit in self.align.edits)

    def _touches(self, edit: tuple[int, int, str], first: int, last: int) -> bool:
        start, end, words = edit
        if start == end:
            # a whole sentence put before or behind one is no change of it
            whole = bool(re.search(r"[.!?…][”’\"')]*\s*$", words))
            return first < start < last or (start in (first, last) and not whole)
        return start < last and end > first


def _over(place: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in taken)


def _within(words: str, text: str) -> int | None:
    found = re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w])", text) or re.search(
        rf"(?<!\w){re.escape(words)}(?!\w)", text
    )
    return found.start() if found else None


__all__ = ["BREAK", "Alignment", "Change", "Hand", "Plan", "Text", "join", "plan", "tail", "twins"]
