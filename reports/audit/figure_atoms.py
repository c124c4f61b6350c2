"""Figures taken apart for counting: source marks, runs of digits, single number words, which no line break can change."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from reports.languages.lexicon import Lexicon

_ATOM = re.compile(r"\[\d+\]|\d+(?:[.,:]\d+)*|[½¼¾⅓⅔⅛①-⑳]|[^\W\d_]+")
_SPLIT = re.compile(r"([^\W\d_]+)\u00ad([^\W\d_]+)")
_GROUPED = re.compile(r"(?<=\d)[\u202f\u2009](?=\d{3}(?!\d))")
"""The narrow space that groups thousands in many languages; some fonts' texts come back from a PDF without it."""
_BEFORE_MARK = re.compile(r" (?=\(?\[)")


@lru_cache(maxsize=1 << 14)
def atoms(text: str, words: Lexicon) -> Counter[str]:
    """Return how often each source mark, run of digits and number word stands in `text`, in lower case.

    The audit of a file asks for the same texts several times; whoever gets a count must not change it.
    """
    found = (match[0].lower() for match in _ATOM.finditer(_GROUPED.sub("", joined(text, words))))
    return Counter(atom for atom in found if not atom[0].isalpha() or atom in words.numbers or atom in words.scales)


def joined(text: str, words: Lexicon) -> str:
    """Return `text` with the words joined that a line's end has broken, at a soft hyphen."""
    return _SPLIT.sub(lambda match: _joined(match, words), text) if "\u00ad" in text else text


def _joined(match: re.Match[str], words: Lexicon) -> str:
    """Return a word broken at a line's end: 'thirty-nine' keeps its hyphen, 'hyphenated' does not."""
    both = all(part.lower() in words.numbers or part.lower() in words.scales for part in match.groups())
    return "-".join(match.groups()) if both else "".join(match.groups())


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """Return `text` with single spaces, none before a source mark, so that copies of it can be told."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u2060", "")
    return _BEFORE_MARK.sub("", " ".join(_GROUPED.sub("", plain).split()))
