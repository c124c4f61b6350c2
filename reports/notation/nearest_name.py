"""Did you mean: the known name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

MOST_LOOKED_UP = 200
"""Mistyped names that are compared with all others in one run; a file with more of them is of another kind."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'name'?` for the nearest of `known`, or an empty text where none is near."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, list(dict.fromkeys(known)), scorer=fuzz.ratio, score_cutoff=70)
    return f", did you mean {best[0]!r}?" if best else ""


def suggester(known: Mapping[str, Collection[str]], most: int = MOST_LOOKED_UP) -> Callable[[str, str], str]:
    """Return `nearest` for a run over many names: it takes a kind of `known` and a name, and looks up each name once.

    After `most` names it suggests nothing more, since comparing every name with every other takes long.
    """
    made: dict[tuple[str, str], str] = {}

    def near(kind: str, word: str) -> str:
        if (kind, word) not in made and len(made) < most:
            made[kind, word] = nearest(word, known[kind])
        return made.get((kind, word), "")

    return near
