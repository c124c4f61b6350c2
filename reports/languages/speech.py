"""How a language writes figures, dates and hedges, and how its patterns are filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

NBSP = "\N{NO-BREAK SPACE}"


L = TypeVar("L")


@dataclass(frozen=True)
class Speech:
    """How a language writes figures, dates and hedges; read from `languages/*.yaml`."""

    locale: str
    """BCP 47; numbers and dates follow it."""
    tables: Mapping[str, Mapping[str, str]]
    """hedges, symbols, hedge-words, statuses, scales, dates, furniture … by name."""
    currencies: Mapping[str, Mapping[str, str]]
    percent: str
    count: str
    untagged: bool = True
    """Whether words that bear no language are in this one; a translation prints none of them."""

    def with_money(self, code: str, words: Mapping[str, str]) -> Speech:
        """Return this speech with other words for one currency."""
        return replace(self, currencies={**self.currencies, code: words})

    def word(self, table: str, key: str) -> str:
        """Return the word for `key` in `table`; KeyError where the language lacks it."""
        return self.tables[table][key]


class FormatError(ValueError):
    """A fact cannot be printed in the format asked for; the message says why and which would do."""

    cure = "choose another format"


class UntranslatedError(FormatError):
    """Words that a translation needs are in no language but that of the file; the message says which."""

    cure = "add it under 'labels:'"


ELIDED = ("unit", "name", "start", "end")
"""Slots whose words may cut the word before them; numbers never do."""


def fill(pattern: str, speech: Speech, **parts: str) -> str:
    """Return `pattern` with `parts` in its slots; a word that the language cuts before a vowel is cut (de, d’)."""
    rule = speech.tables["elision"]
    for slot in ELIDED:
        word = parts.get(slot, "")
        first = (word.split() or [""])[0].lower()
        if word and word[0].lower() in rule["letters"] and first not in rule["except"].split():
            pattern = pattern.replace(f"{rule['full']}{{{slot}}}", f"{rule['cut']}{{{slot}}}")
    return pattern.format(**parts)


def untagged(text: L, what: str, speech: Speech) -> L:
    """Return words that bear no language, where they are in that of `speech`.

    Raises:
        UntranslatedError: they are in another, so that a translation lacks `what`.
    """
    if text and not speech.untagged:
        raise UntranslatedError(f"has no {what} in the language {speech.locale!r}")
    return text


def of_language(labels: Mapping[str, L], speech: Speech) -> L | None:
    """Return what `labels` hold for the locale, or for its language."""
    return labels.get(speech.locale) or labels.get(speech.locale.split("-")[0])
