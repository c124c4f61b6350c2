"""The rule on characters: no invisible mark splits a word, and no letter of another script stands for a like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage

_HIDDEN = re.compile(
    "(?<=[A-Za-z\\d])[\u200b-\u200f\u2060-\u2064\ufeff\u061c\u180e]+(?=[A-Za-z\\d])|[\u200e\u200f\u061c](?=[\\d$€£])"
)
"""Characters without width and marks of direction inside a word of Latin letters, or at a figure; other scripts need some."""
_LATIN, _LIKE = "A-Za-zÀ-ɏ", "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u2100-\u214f\uff21-\uff5a"
_MIXED = re.compile(rf"(?<![\w])(?=[\w’'-]*[{_LATIN}])(?=[\w’'-]*[{_LIKE}])[{_LATIN}{_LIKE}’'-]{{2,}}(?![\w])")
"""A word of Latin letters and of Greek, Cyrillic, Armenian, letter-like or full-width ones."""
_AMISS = re.compile(rf"[\u200b-\u200f\u2060-\u2064\ufeff\u061c\u180e{_LIKE}]")
"""A character without one of which a text has no such word; nearly every text lacks them, and this is quick."""


def characters(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield words that read as one thing and are written as another."""
    if not _AMISS.search(passage.masked):
        return
    for match in _HIDDEN.finditer(passage.masked):
        what = f"an invisible character (U+{ord(match[0][0]):04X}) stands within a word or at a figure"
        yield Finding(passage, max(0, match.start() - 1), match.end() + 1, what, "delete it")
    for match in _MIXED.finditer(passage.masked):
        what = f"“{match[0]}” mixes letters of several scripts that look alike"
        yield Finding(passage, *match.span(), what, "type the word again in one script")
