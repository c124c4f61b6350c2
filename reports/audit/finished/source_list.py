"""The source list of a finished file: every source stands there with its number and its title."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from reports.audit.figure_atoms import folded
from reports.audit.finished.line_breaks import broken
from reports.domain.facts import Source
from reports.theme.scripts import Script, is_plain, script_of

BETWEEN = 400
"""Characters between the number of a source and its title, beside its author and publisher."""
LONGEST = 20
"""Digits that a number of a source has at most."""


def unlisted(sources: Iterable[Source], texts: Iterable[str]) -> Iterator[str]:
    """Yield the sources whose title nowhere follows their number in `texts`."""
    text = "\n".join(map(folded, texts))
    for source in sources:
        if not _listed(source, text):
            yield f"the source {source.number}, “{source.title}”, is not in the list"


def _listed(source: Source, text: str) -> bool:
    title = folded(source.title).rstrip(".")
    room = BETWEEN + len(source.author or "") + len(source.publisher)
    number = rf"(?<!\w){source.number}(?!\w)"
    words = r"\s+".join(map(re.escape, title.split())).replace(r"\-", r"\-?")  # lost where a line of a PDF ends
    if any(_ends_before(number, text, each.start(), room) for each in re.finditer(words, text)):
        return True
    if not is_plain(title):
        return bool(re.search(number, text)) and _letters(title) <= _letters(text)
    return bool(re.search(rf"{number}.{{0,{room}}}?{broken(title).pattern}", text, re.DOTALL))


def _ends_before(number: str, text: str, at: int, room: int) -> bool:
    """Return whether `number` ends at most `room` characters before the place `at` of a text.

    Each title is looked for first: it stands in few places, and a number in very many.
    """
    found = re.compile(number).finditer(text, max(0, at - room - LONGEST))
    return any(at - room <= each.end() for each in takewhile(lambda each: each.end() <= at, found))


def _letters(text: str) -> Counter[str]:
    """Return how often each letter stands in `text`, without signs above, below and beside them.

    Who reads a page guesses by places in which order letters of other scripts stand that run from right to left, and breaks
    their lines within words. Letters that stack in other ways come back as what their glyphs are called, if at all.
    """
    return Counter(sign for sign in text if unicodedata.category(sign)[0] == "L" and not _stacks(script_of(sign)))


def _stacks(script: Script | None) -> bool:
    return script is not None and not script.rtl and script.slot == "cs"
