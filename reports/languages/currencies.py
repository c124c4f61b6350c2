"""Every currency of ISO 4217 in the words of a language: those that its file lists, and the others from CLDR."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reports.languages.speech import NBSP

PATTERNS = ("pattern", "short-pattern", "plain-pattern")


@cache
def is_currency(code: str) -> bool:
    """Return whether `code` is one of ISO 4217."""
    from babel.core import get_global

    return code in get_global("all_currencies")


def spellings(code: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return how texts write a currency: its name, the noun in it, its symbol and its code.

    The noun ends the name in English ('Norwegian kroner') and begins it in French ('couronnes norvégiennes').
    """
    parts = words["name"].split()
    first = parts[:1] if parts[0].islower() else []
    return tuple(dict.fromkeys((words["name"], parts[-1], *first, words["symbol"], code)))


class Currencies(dict[str, dict[str, str]]):
    """Code to symbol, name and patterns; one that the language does not list is made from CLDR when it is asked for."""

    def __init__(self, listed: dict[str, dict[str, str]], locale: str) -> None:
        """Hold those `listed`, the first of which lends its patterns to the others."""
        super().__init__(listed)
        self.locale = locale

    def __missing__(self, code: str) -> dict[str, str]:
        """Return the words of a currency that is not listed; KeyError where ISO 4217 has none of that code."""
        if not is_currency(code):
            raise KeyError(code)
        from babel.numbers import get_currency_name, get_currency_symbol

        locale = self.locale.replace("-", "_")
        symbol = get_currency_symbol(code, locale)
        if symbol[-1].isalpha():
            symbol += NBSP
        first = next(iter(self.values()))
        apart = {key: first[key].replace("{scale}{symbol}", f"{{scale}}{NBSP}{{symbol}}") for key in PATTERNS}
        return {"symbol": symbol, "name": get_currency_name(code, count=2, locale=locale), **apart}
