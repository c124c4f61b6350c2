"""Did you mean: the known name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'name'?` for the nearest of `known`, or an empty text where none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, list(dict.fromkeys(known)), scorer=fuzz.ratio, score_cutoff=70)
    return f", did you mean {best[0]!r}?" if best else ""
