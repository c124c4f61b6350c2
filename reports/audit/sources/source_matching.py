"""Words of a fact found again in a source: spaces may be lost there, quotation marks and dashes typographic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from reports.load.source_documents import SourceText

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")


@cache
def condensed(text: str) -> str:
    """Return `text` without spaces and invisible characters, with plain quotation marks and dashes."""
    return _SPACE.sub("", text.translate(_SAME))


def stands_in(words: str, text: str) -> bool:
    """Return whether `words` stand in `text`, letter for letter but for spaces, quotation marks and dashes.

    A figure at either end must stand there whole: '50 countries' is not in '150 countries'.
    """
    sought, within = condensed(words), condensed(text)
    at = within.find(sought)
    while sought and at >= 0:
        end = at + len(sought)
        if not (_splits_number(within, at) or _splits_number(within, end)):
            return True
        at = within.find(sought, at + 1)
    return False


def _splits_number(text: str, at: int) -> bool:
    """Return whether a number runs over the offset `at`: digits on both sides, or with a separator between them."""
    before, after = text[:at][-2:], text[at:][:2]
    if not before or not after:
        return False
    if before[-1].isdigit():
        return after[0].isdigit() or (after[0] in ".," and after[1:].isdigit())
    return after[0].isdigit() and before[-1] in ".," and before[:-1].isdigit()


def paragraphs_with(words: str, text: SourceText, near: int) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that hold `words`, the one nearest to `near` first."""
    found = (n for n, paragraph in enumerate(text.paragraphs, 1) if stands_in(words, paragraph))
    return tuple(sorted(found, key=lambda n: (abs(n - near), n)))


def letters(text: str) -> str:
    """Return the letters and digits of `text` alone, in lower case: what a copied run of words is sought in."""
    return "".join(_WORD.findall(text.lower()))


def copied_run(text: str, sources: Iterable[str], names: Sequence[str], longest: int) -> str:
    """Return the first run of more than `longest` words that `text` shares with a source, or an empty text.

    Args:
        text: our own words.
        sources: `letters` of each source, so that spaces lost there do not hide a run.
        names: declared names and titles, longest first; each counts as one word, since it cannot be put otherwise.
        longest: how many words in a row may be the same.
    """
    words = tuple(_words(text, names))
    runs = (words[n : n + longest + 1] for n in range(len(words) - longest))
    held = tuple(sources)
    return next((" ".join(run) for run in runs if any("".join(map(letters, run)) in source for source in held)), "")


def _words(text: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the words of `text`, a declared name as one."""
    either = "|".join((*(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), _WORD.pattern))
    yield from re.findall(either, text, re.IGNORECASE)
