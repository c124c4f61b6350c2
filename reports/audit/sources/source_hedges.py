"""The hedge of a figure found again in a source: it is part of the value, so it must be the source's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reports.audit.figure_search import Figure
from reports.audit.sources.source_amounts import found_figures, numbers
from reports.audit.sources.source_matching import condensed
from reports.domain.facts import Fact, Reading
from reports.domain.qualifiers import Qualifier
from reports.languages.registry import language, languages

TABLE = "source-hedges"
"""Words of a language for each qualifier, those after the figure behind an ellipsis."""
AFTER = condensed("…")


_GLUED = re.compile(r"[^\W\d_]+(?=\d)")
"""Letters that a lost space has joined to the digits behind them: 'over50'."""


@cache
def _signs() -> tuple[str, ...]:
    """Return the signs and codes of the currencies, which stand between a hedge and its digits; longest first."""
    known = {
        each
        for tag in languages()
        for code, words in language(tag).currencies.items()
        for each in (code, words["symbol"])
    }
    return tuple(sorted(map(_flat, known), key=lambda sign: (-len(sign), sign)))


@cache
def _words() -> Mapping[str, frozenset[Qualifier]]:
    """Return each hedge as it is written, without spaces, to the qualifiers that it agrees with."""
    table: dict[str, frozenset[Qualifier]] = {}
    for tag in languages():
        for name, words in language(tag).tables[TABLE].items():
            for word in map(_flat, words.split("|")):
                table[word] = table.get(word, frozenset()) | {Qualifier(name)}
    return table


def _flat(text: str) -> str:
    return condensed(text).lower()


def qualifiers_at(text: str, figure: Figure) -> frozenset[Qualifier]:
    """Return the qualifiers that the hedge at `figure` agrees with; exactly where there is none."""
    glued = _GLUED.match(figure.text)
    start = figure.start + (glued.end() if glued else 0)
    before, after = _flat(text[:start]), AFTER + _flat(text[figure.end :])
    before = before.removesuffix("us") if figure.text.startswith("$") else before
    before = before.removesuffix(next((sign for sign in _signs() if before.endswith(sign)), ""))
    held = [word for word in _words() if before.endswith(word) or after.startswith(word)]
    return _words()[max(held, key=len)] if held else frozenset({Qualifier.EXACTLY})


def agrees(text: str, entry: Fact | Reading, qualifier: Qualifier | None, unit: str | None) -> bool:
    """Return whether `text` gives the value of `entry` with its hedge, or does not give the value at all."""
    if qualifier is None or qualifier is Qualifier.BETWEEN or qualifier.indefinite:
        return True
    given = [figure for _, value in numbers(entry) for figure in found_figures(text, value, unit)]
    return not given or any(qualifier in qualifiers_at(text, figure) for figure in given)
