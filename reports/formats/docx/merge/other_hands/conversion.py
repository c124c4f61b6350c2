"""A file that came through another program as a whole, such as pandoc: one line says so, and true changes are listed only.

Such a program writes a file of its own from what it understands. It keeps words, and neither bookmarks nor looks, charts,
headers and footers; none of that is an act of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.formats.docx.merge.comparison import Comparison
from reports.formats.docx.merge.edit_list import Edit
from reports.merge.records import THINGS, Record

MOST = 0.5
"""Share of the paragraphs with the same words that look otherwise, from which no hand has done it."""
LONG = 20
"""Letters from which what reads as generated, stretch by stretch, is no person's."""
_STRETCH = re.compile(r"[;.:|\n]+")
_BETWEEN = re.compile(r"[·|]")
_THING = re.compile(rf"\((?:chart|picture)\)|[{THINGS}]")


def came_through(comparison: Comparison) -> bool:
    """Return whether a file has lost every bookmark of a block and most looks, so that another program has written it."""
    known = {record.key for record in comparison.base if record.key}
    here = {key for line in comparison.lines for key in (line.record.key, *line.record.extra_keys)}
    if not known or known & here:
        return False
    looks = list(_kept_looks(comparison))
    return looks.count(False) >= MOST * len(looks) > 0


def _kept_looks(comparison: Comparison) -> Iterator[bool]:
    """Yield of each paragraph of the running text that reads as generated whether it looks so too."""
    for group in comparison.groups:
        was, line = comparison.records(group)[0], comparison.mine(group)[0]
        alone = len(group.base) == len(group.mine) == 1
        if alone and was.kind in "pc" and was.text.strip() and _letters(was.shown) == _letters(line.record.shown):
            yield was.same(line.record)


@dataclass(frozen=True, slots=True)
class _Words:
    """The letters of a file: of each paragraph, and one behind the other."""

    each: frozenset[str]
    all: str

    @classmethod
    def of(cls, records: Iterable[Record]) -> _Words:
        """Return those of `records`."""
        texts = [_letters(record.shown) for record in records]
        return cls(frozenset(texts), "".join(texts))

    def say(self, text: str) -> bool:
        """Return whether `text` is a paragraph, or long and made up of stretches that stand there in a row."""
        letters = _letters(text)
        if letters in self.each:
            return True
        stretches = list(filter(None, map(_letters, _STRETCH.split(text))))
        return len(letters) >= LONG and all(stretch in self.all for stretch in stretches)


def true_edits(found: Iterable[Edit], comparison: Comparison) -> Iterator[Edit]:
    """Yield one line for all that another program did to a file, and what of `found` a person must have done."""
    was, now = _Words.of(comparison.base), _Words.of(line.record for line in comparison.lines)
    looks, dropped, kept, furniture = 0, 0, list[Edit](), _furniture(comparison)
    for edit in found:
        if edit.kind in ("formatted", "restyled", "resized"):
            looks += len(edit.after.split("\n"))
        elif edit.kind == "deleted" and (_is_thing(edit.before) or edit.before in furniture):
            dropped += 1
        elif not _as_generated(edit, was, now):
            kept.append(edit)
    yield Edit("converted", "", _told(looks, dropped), "")
    yield from kept


def _as_generated(edit: Edit, was: _Words, now: _Words) -> bool:
    """Return whether an edit leaves the words as they were generated, in another form or elsewhere."""
    match edit.kind:
        case "added":
            return was.say(edit.after)
        case "deleted":
            return now.say(edit.before)
        case _:
            return edit.kind != "moved" and _letters(edit.before) == _letters(edit.after)


def _told(looks: int, dropped: int) -> str:
    said = "it came through another program, which kept its words, and was joined by likeness"
    parts = ((looks, "paragraphs look otherwise"), (dropped, "charts, pictures, headers and footers are gone"))
    return "; ".join((said, *(f"{count} {what}" for count, what in parts if count)))


def _furniture(comparison: Comparison) -> frozenset[str]:
    """Return what headers and footers said."""
    return frozenset(record.shown for record in comparison.base if ":" in record.kind)


def _is_thing(text: str) -> bool:
    return not _letters(_THING.sub("", text))


def _letters(text: str) -> str:
    """Return the letters, digits and signs of a text, whatever spaces and dots that part things stand between."""
    return "".join(_BETWEEN.sub("", text).split())


__all__ = ["came_through", "true_edits"]
