"""Find every figure in a text, whatever its spelling: digits, number words, ordinals, fractions, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from reports.languages.lexicon import Lexicon, lexicon
from reports.notation.addresses import without_addresses

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Soft hyphen, zero-width characters: a reader does not see them, and they would split a word."""


class Figure(NamedTuple):
    """A figure and where it stands."""

    start: int
    end: int
    """Offsets into the text, in characters."""
    text: str
    """As written."""
    value: Decimal | None
    """None where it cannot be worked out, such as a time of day."""


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return every figure in `text`, in order; digits of an address are none.

    Args:
        text: what a reader sees.
        language: BCP 47 tag, such as en-GB.
    """
    words, text = lexicon(language), without_addresses(text)
    if INVISIBLE.search(text):
        kept = [at for at, character in enumerate(text) if not INVISIBLE.match(character)]
        seen = "".join(text[at] for at in kept)
        return tuple(
            Figure(kept[start], kept[end - 1] + 1, seen[start:end], value_of(seen[start:end], words))
            for start, end in _spans(seen, words)
        )
    return tuple(
        Figure(start, end, text[start:end], value_of(text[start:end], words)) for start, end in _spans(text, words)
    )


WORD = "[^\\W\\d_][^\\W\\d_\u064b-\u0652\u0670]*"
"""A word, with the marks above and below its letters that some scripts write."""
_WORD = re.compile(WORD)
_DIGIT = re.compile(r"[\d½¼¾⅓⅔⅛²³①-⑳]")


def _spans(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    if not _DIGIT.search(text) and words.hints.isdisjoint(map(str.lower, _WORD.findall(text))):
        return
    for match in words.figure.finditer(text):
        start, end = match.span()
        while text[start].isspace():
            start += 1
        while text[end - 1].isspace() or text[end - 1] == "-":
            end -= 1
        yield start, end


_PART = re.compile(rf"\d+(?:[.,٫٬]\d+)*|{WORD}")
SCORE, FOUR = Decimal(20), Decimal(4)
"""Quatre-vingts: four times twenty."""


def value_of(text: str, words: Lexicon) -> Decimal | None:
    """Return the value of a figure as written, or None: 'half a million' is 500000, '$14.8 billion' 14800000000."""
    total, current = Decimal(0), None
    parts = _PART.findall(text.lower())
    for n, part in enumerate(parts):
        if part in words.scales:
            current = (Decimal(1) if current is None else current) * words.scales[part]
            if words.scales[part] >= 1000:
                total, current = total + current, None
        elif part in words.ordinals or (part[0].isdigit() and current is not None):
            return None
        elif (value := _value(part, words, last=n == len(parts) - 1 > 0)) is not None:
            score = value == SCORE and current is not None and current % 100 == FOUR
            current = (current or Decimal(0)) + (FOUR * value - FOUR if score else value)
    return None if current is None and not total else total + (current or Decimal(0))


def _value(part: str, words: Lexicon, *, last: bool) -> Decimal | None:
    """Return the value of digits or of one word; one counts only at the end of a figure, before that it is an article."""
    if part[0].isdigit():
        return _digits(part)
    return Decimal(1) if last and part in words.ones else words.numbers.get(part)


def _digits(part: str) -> Decimal | None:
    """Return the value of digits of any script; a comma before three of them groups thousands."""
    try:
        return Decimal(re.sub(r"[,٬](?=\d{3}(?!\d))", "", part).replace(",", ".").replace("٫", "."))
    except InvalidOperation:
        return None
