"""Figures of a fact found again in a source, as digits or number words, with scale and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from reports.audit.figures import Figure, figures
from reports.facts import INDEFINITE, Fact, Qualifier, Reading
from reports.load import language, languages
from reports.quote import SCALES, unit_of
from reports.verify.matching import condensed

REACH = 24
"""Characters on each side of a figure within which its currency or percent sign stands."""
SHORTEST_GLUED = 5
"""Letters of a number word that is believed where the space on one side of it is lost ('seveneleven' is not)."""
_PERCENT = re.compile(r"\s*(?:%|per\s?cent|pour\s?cent)", re.IGNORECASE)


@cache
def _figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of `text` in every language that the program speaks, each span once."""
    return tuple({(each.start, each.end): each for tag in languages() for each in figures(text, tag)}.values())


@cache
def values(text: str) -> frozenset[Decimal]:
    """Return the value of every figure in `text`; '$30 billion' is 30000000000."""
    return frozenset(each.value for each in _figures(text) if each.value is not None)


def amount(value: Decimal, unit: str | None) -> Decimal:
    """Return `value` of `unit` with its scale multiplied out: 30 of 'USD billion' is 30000000000."""
    return value.scaleb(SCALES[unit_of(unit).scale])


def states(text: str, value: Decimal, unit: str | None) -> bool:
    """Return whether `text` states `value` in `unit`: money with its currency, percent as such, a count as neither."""
    sought = amount(value, unit)
    if any(each.value == sought and _fits(text, each, unit) for each in _figures(text)):
        return True
    parts = unit_of(unit)
    return not (parts.currency or parts.is_percent) and _glued(sought, text)


def _fits(text: str, figure: Figure, unit: str | None) -> bool:
    parts = unit_of(unit)
    percent = "%" in figure.text or bool(_PERCENT.search(figure.text) or _PERCENT.match(text, figure.end))
    money = _is_money(text, figure, parts.currency)
    if parts.currency:
        return money
    return percent if parts.is_percent else not (percent or money)


def _is_money(text: str, figure: Figure, currency: str) -> bool:
    """Return whether a sign, code or name of `currency` (of any, where empty) stands at the figure."""
    near = figure.text + "|" + text[max(0, figure.start - 5) : figure.start].rstrip()[-3:]
    after = text[figure.end : figure.end + REACH]
    for tag in languages():
        for code, words in language(tag).currencies.items():
            if currency in ("", code) and (
                any(sign in near for sign in (words["symbol"], code)) or re.match(_after(code, words), after)
            ):
                return True
    return False


def _after(code: str, words: object) -> str:
    """Return the pattern of a currency behind its figure: ' US dollars', ' de dollars', ' USD', ' €'."""
    assert isinstance(words, dict)
    names = "|".join(re.escape(each) for each in (words["name"], words["name"].split()[-1], words["symbol"], code))
    return rf"(?i)\s*(?:of |de |d’)?(?:{names})"


def _glued(value: Decimal, text: str) -> bool:
    """Return whether a number word for `value` stands in `text` with the space on one side of it lost."""
    if value != value.to_integral_value() or not 0 < value < 1000:
        return False
    return any(
        len(word) >= SHORTEST_GLUED
        and re.search(rf"(?i)\b{re.escape(word)}|{re.escape(word)}\b", text)
        and not any(longer in text.lower() for longer in _longer(word, tag))
        for tag in languages()
        for word in _spelled(int(value), tag)
    )


@cache
def _spelled(number: int, tag: str) -> tuple[str, ...]:
    from num2words import num2words

    return (str(num2words(number, lang=tag)),)


@cache
def _longer(word: str, tag: str) -> tuple[str, ...]:
    """Return the number words below a hundred that hold `word`: 'seventeen' holds 'seven'."""
    return tuple(longer for n in range(100) for longer in _spelled(n, tag) if word in longer and longer != word)


def numbers(entry: Fact | Reading) -> Iterator[tuple[str, Decimal]]:
    """Yield (key, value) for each number of a fact or reading."""
    for key in ("value", "low", "high"):
        number = getattr(entry, key)
        if number is not None:
            yield key, number


def indefinite_words(qualifier: Qualifier | None) -> tuple[str, ...]:
    """Return the words for an amount without a number, such as 'dozens', in each language; none where it has one."""
    if qualifier not in INDEFINITE or qualifier is Qualifier.NOT_STATED:
        return ()
    return tuple(language(tag).word("hedge-words", qualifier) for tag in languages())


def says_indefinite(text: str, words: tuple[str, ...]) -> bool:
    """Return whether `text` says an amount in one of `words`."""
    within = condensed(text).lower()
    return any(condensed(word).lower() in within for word in words)
