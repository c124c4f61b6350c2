"""The rule on doubled words: what a call prints neither begins nor ends with the word or mark by hand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.audit.context import Bench, Finding
from reports.audit.passages import Passage
from reports.document import FactRef, Name

_BEFORE = re.compile(r"([^\W\d_]{2,})[ \u00a0]\Z")
_AFTER = re.compile(r"[ \u00a0]([^\W\d_]{2,})(?!\w)")
_FIRST = re.compile(r"([^\W\d_]{2,})(?!\w)")
_QUOTES = frozenset("“”„‟\"‘’‚‛'`«»‹›")
_LAST = re.compile(r"(?<!\w)([^\W\d_]{2,})\Z")


def doubled(passage: Passage, bench: Bench) -> Iterator[Finding]:
    """Yield a word by hand that stands twice since a call beside it prints it too: the the ministry, seven ferries ferries."""
    for piece in passage.pieces:
        if not isinstance(piece.node, FactRef | Name):
            continue
        printed = passage.text[piece.start : piece.end]
        word_before = passage.text.rfind(" ", 0, max(piece.start - 1, 0)) + 1
        before, after = _BEFORE.search(passage.text, word_before, piece.start), _AFTER.match(passage.text, piece.end)
        first, last = _FIRST.match(printed), _LAST.search(printed)
        if before and first and before[1].lower() == first[1].lower():
            yield _finding(passage, before.start(1), before.end(1), printed)
        elif after and last and after[1].lower() == last[1].lower():
            yield _finding(passage, after.start(1), after.end(1), printed)
        yield from _marks(passage, piece.start, printed)


def _marks(passage: Passage, start: int, printed: str) -> Iterator[Finding]:
    """Yield a quotation mark by hand before words that are printed with marks of their own: ““nobody asked us””."""
    if start and {printed[:1], passage.text[start - 1]} <= _QUOTES:
        what = f"{printed} is printed with quotation marks, and stands in others"
        yield Finding(passage, start - 1, start, what, "delete those before and behind the call")


def _finding(passage: Passage, start: int, end: int, printed: str) -> Finding:
    words = passage.text[start:end]
    return Finding(passage, start, end, f"“{words}” stands twice beside “{printed}”, which is printed", "delete one")
