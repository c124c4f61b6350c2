"""The value of a fact with its hedge: in digits, in words, with or without its unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording.unit_names import scale_word, unit_noun, unit_of
from reports.languages.speech import NBSP, FormatError, Speech, fill


def number(value: Decimal, speech: Speech) -> str:
    """Return `value` as the language writes it, with the decimals of the fact file and no more."""
    return _written(str(value), max(0, -int(value.as_tuple().exponent)), speech.locale.replace("-", "_"))


@cache
def _written(value: str, places: int, locale: str) -> str:
    """Return a number with `places` decimals; the same ones are printed, audited and looked up many times."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    text: str = format_decimal(Decimal(value), format=pattern, locale=locale)
    return text


def figure(value: Decimal, fact: Fact, speech: Speech, *, short: bool, noun: bool) -> str:
    """Return `value` with the unit of `fact`: money, percent, or a count, with its noun where `noun` says so."""
    unit, digits = unit_of(fact.unit), number(value, speech)
    if unit.currency:
        money = speech.currencies[unit.currency]
        abbreviated = short and unit.scale
        pattern = money["short-pattern" if abbreviated else "pattern" if unit.scale else "plain-pattern"]
        scale = speech.word("short-scales", unit.scale) if abbreviated else scale_word(unit.scale, speech, value)
        text = fill(pattern, speech, symbol=money["symbol"], name=money["name"], number=digits, scale=scale)
    elif unit.is_percent:
        text = speech.percent.format(number=digits)
    else:
        text = fill(speech.count, speech, number=digits, unit=unit_noun(fact, speech)) if noun else digits
    return text.replace(" ", NBSP)


def hedged(fact: Fact, speech: Speech, table: str, *, short: bool = False, noun: bool = False) -> str:
    """Return the figure of `fact` with its hedge from `table`: hedges in words, or symbols.

    Raises:
        FormatError: the hedge needs a number that the fact lacks.
    """
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word(table, qualifier)
    if qualifier.indefinite:
        return fill(pattern, speech, unit=unit_noun(fact, speech), figure="")
    parts = {
        key: figure(value, fact, speech, short=short, noun=noun)
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    try:
        text = pattern.format(**parts)
    except KeyError as missing:
        raise FormatError(f"has no {missing.args[0]!s} to print") from None
    return text.replace(" ", NBSP) if table == "symbols" else text


def bare(fact: Fact, speech: Speech, *, short: bool) -> str:
    """Return the figure of `fact` without its hedge, where there is a number."""
    if fact.value is None:
        return hedged(fact, speech, "hedges", short=short)
    return figure(fact.value, fact, speech, short=short, noun=False)


def spelled(fact: Fact, speech: Speech) -> str:
    """Return a count in words, with its hedge.

    Raises:
        FormatError: it is no whole count.
    """
    from num2words import num2words

    whole = fact.value is not None and fact.value == fact.value.to_integral_value()
    if not whole or fact.value is None or unit_of(fact.unit).currency or fact.qualifier is Qualifier.BETWEEN:
        raise FormatError("is no whole count, so it cannot be spelled out")
    text: str = num2words(int(fact.value), lang=speech.locale.split("-")[0])
    return speech.word("hedges", fact.qualifier or Qualifier.EXACTLY).format(figure=text)


def unitless(fact: Fact, speech: Speech) -> str:
    """Return hedge sign and digits without the unit, for axes and columns whose head names the unit."""
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word("symbols", qualifier)
    parts = {
        key: number(value, speech)
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    return pattern.format(**parts).replace(" ", NBSP)
