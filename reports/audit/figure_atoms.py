"""What a finished file must not lose, taken apart for counting: marks, runs of digits, words of number, hedge, status."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from reports.languages.lexicon import Lexicon
from reports.languages.numerals import TO_WESTERN, western
from reports.notation.addresses import without_addresses

_ATOM = re.compile(r"\[\d+\]|\d+(?:[.,:]\d+)*|[½¼¾⅓⅔⅛①-⑳]|[^\W\d_]+")
_SPLIT = re.compile(r"([^\W\d_]+)\u00ad([^\W\d_]+)")
_GROUPED = re.compile(r"(?<=\d)[\u202f\u2009](?=\d{3}(?!\d))")
"""The narrow space that groups thousands in many languages; some fonts' texts come back from a PDF without it."""
UNSEEN: dict[int, str | None] = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff")
)
"""Soft hyphen, marks without width and of direction: nobody sees them, and a PDF does not keep them."""
_EVEN = {**TO_WESTERN, **UNSEEN}
"""Digits of any script count as the same figures."""
_UNEVEN = re.compile(f"[{''.join(map(chr, _EVEN))}]")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(f"[{''.join(map(chr, RAISED))}]")
_BEFORE_MARK = re.compile(r" (?=\(?\[)")


@lru_cache(maxsize=1 << 14)
def atoms(text: str, words: Lexicon) -> Counter[str]:
    """Return how often each source mark, run of digits, number word and guarded word stands in `text`, in lower case.

    Digits of any script count as Western ones; addresses have none. The audit of a file asks for the same texts several
    times; whoever gets a count must not change it.
    """
    plain = _GROUPED.sub("", joined(without_addresses(western(text)), words))
    found = [each.lower() for each in _ATOM.findall(plain)]
    return Counter([atom for atom in found if not atom[0].isalpha() or atom in words.counting])


def figures_of(text: str, words: Lexicon) -> Counter[str]:
    """Return the atoms of `text` that are figures or marks: no words of hedge, status or denial."""
    return Counter({atom: count for atom, count in atoms(text, words).items() if atom not in words.guards})


def joined(text: str, words: Lexicon) -> str:
    """Return `text` with the words joined that a line's end has broken, at a soft hyphen."""
    return _SPLIT.sub(lambda match: _joined(match, words), text) if "\u00ad" in text else text


def _joined(match: re.Match[str], words: Lexicon) -> str:
    """Return a word broken at a line's end: 'thirty-nine' and 'agreed-earlier' keep their hyphen, 'hyphenated' has none."""
    parts = [part.lower() for part in match.groups()]
    counted = all(part in words.numbers or part in words.scales for part in parts)
    guarded = any(part in words.guards for part in parts) and "".join(parts) not in words.guards
    return "-".join(match.groups()) if counted or guarded else "".join(match.groups())


def folded(text: str) -> str:
    """Return `text` as `normal` does, in small letters and plain digits.

    The style sheet of the pages may set it in capitals, and a raised digit comes back from a PDF as either.
    """
    plain = normal(text)
    return (plain.translate(RAISED) if _RAISED.search(plain) else plain).casefold()


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """Return `text` with single spaces, none before a source mark, and Western digits, so that copies of it can be told."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    if _UNEVEN.search(plain):  # few texts hold one, and a table of `translate` is slow
        plain = plain.translate(_EVEN)
    return _BEFORE_MARK.sub("", " ".join(_GROUPED.sub("", plain).split()))
