"""Sentences of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "\ufffc"
"""Stands for each character of what is traced."""
Span = tuple[int, int]
_LATIN = rf"(?<![A-Z])(?<!\b[A-Z]\.[A-Z])[.!?]+[\"”’)\]{MASK}\s]*\s(?=[^a-z\s])"
_CASELESS = r"[۔؟।]+[\"”’)\]\s]*\s(?=\S)"
SENTENCE = re.compile(rf"{_LATIN}|{_CASELESS}|\n")
"""End of a sentence; the dots of 'U.S.' and 'J. Doe' are none. Scripts without capitals have full stops of their own."""


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield where each sentence of `text` begins and ends."""
    start = 0
    for match in SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
