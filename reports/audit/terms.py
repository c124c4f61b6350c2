"""Names and turns of speech with figures in them that count nothing: those of a language, and those that a project declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from reports.languages.registry import code_of, member
from reports.notation.yaml_tree import Value

Span = tuple[int, int]
LOOSE = "loose"
"""Key of the turns of speech that count nothing only where no fact and nobody is spoken of."""
TEXTS = 64
"""Texts that are kept with what was found in them: each rule asks for the same one in turn."""


@dataclass(frozen=True)
class Terms:
    """The terms that texts of one language may use."""

    shipped: re.Pattern[str]
    declared: re.Pattern[str]
    loose: re.Pattern[str]
    """Turns of speech that count nothing in a sentence without facts and names: for decades, twice a year."""
    own: re.Pattern[str]
    """Nouns of what a text speaks of as its own: reports, questions, tables."""

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """Return the pattern of such a noun right after a figure, perhaps behind an adjective."""
        return re.compile(rf"\s+(?:of\s+(?:the|these|those|our)\s+)?(?:[a-z-]+\s+)?(?:{self.own.pattern})\b")

    @cached_property
    def spans(self) -> Callable[[str], tuple[Span, ...]]:
        """Return what finds where a text uses a term; the rules ask again for each figure of a text."""
        return lru_cache(maxsize=TEXTS)(lambda text: (*_spans(self.shipped, text), *self.declared_spans(text)))

    @cached_property
    def loose_spans(self) -> Callable[[str], tuple[Span, ...]]:
        """Return what finds where a text uses a loose turn of speech."""
        return lru_cache(maxsize=TEXTS)(lambda text: tuple(_spans(self.loose, text)))

    @cached_property
    def declared_spans(self) -> Callable[[str], tuple[Span, ...]]:
        """Return what finds where a text uses a term that the project declares."""
        return lru_cache(maxsize=TEXTS)(lambda text: tuple(_spans(self.declared, text)))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(text))


def terms(tag: str, declared: Iterable[str] = ()) -> Terms:
    """Return the terms of the language `tag` (BCP 47), and `declared` ones, word for word."""
    shipped, loose, own = _shipped(code_of(tag))
    spelled = "|".join(re.escape(each) for each in sorted(set(declared), key=len, reverse=True)) or r"(?!)"
    return Terms(shipped, re.compile(rf"(?<!\w)(?:{spelled})(?!\w)"), loose, own)


@cache
def _shipped(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    content = member(code, "terms.yaml")
    number = f"(?i:{content['numbers']})"
    own = str(content["own"])

    def either(keys: Iterable[str]) -> str:
        patterns = (str(each) for key in keys for each in _listed(content.get(key)))
        return "|".join(f"(?:{each.replace('{number}', number).replace('{own}', own)})" for each in patterns) or "(?!)"

    return (
        re.compile(rf"(?<![\w$€£¥])(?:{either(content.keys() - {LOOSE})})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{either([LOOSE])})(?!\w)", re.IGNORECASE),
        re.compile(own),
    )


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
