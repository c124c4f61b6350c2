"""The value of a fact with its hedge: in digits, in words, with or without its unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording.unit_names import is_one, scale_word, unit_noun, unit_of, unit_tail
from reports.languages.speech import NBSP, FormatError, Speech, fill

MINUS = "\N{MINUS SIGN}"
DEGREE = "°"
"""Of an angle, it touches its figure; all other units stand apart (SI Brochure, 5.4.3)."""


def number(value: Decimal, speech: Speech) -> str:
    """Return `value` as the language writes it, with the decimals of the fact file and no more."""
    return _written(str(value), max(0, -int(value.as_tuple().exponent)), speech.locale.replace("-", "_"))


@cache
def _written(value: str, places: int, locale: str) -> str:
    """Return a number with `places` decimals; the same ones are printed, audited and looked up many times."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * places if places else "")
    text: str = format_decimal(Decimal(value), format=pattern, locale=locale)
    return text.replace("-", MINUS)


def figure(value: Decimal, fact: Fact, speech: Speech, *, short: bool, noun: bool) -> str:
    """Return `value` with the unit of `fact`: money, percent, or a count, with its noun where `noun` says so."""
    sign = MINUS if value < 0 else ""
    return (sign + _unsigned(abs(value), fact, speech, short=short, noun=noun)).replace(" ", NBSP)


def _unsigned(value: Decimal, fact: Fact, speech: Speech, *, short: bool, noun: bool) -> str:
    unit, digits = unit_of(fact.unit), number(value, speech)
    if unit.currency:
        return _joined(_money(value, digits, fact, speech, short=short), unit_tail(fact, speech))
    if unit.is_percent:
        return _joined(speech.percent.format(number=digits), unit_tail(fact, speech) if noun else "")
    if unit.is_points:
        key = f"{unit.noun}-short" if short else f"{unit.noun}-one" if is_one(value, speech) else unit.noun
        return fill(speech.count, speech, number=digits, unit=speech.word("units", key))
    if unit.noun == "rank":
        return ordinal(int(value), speech)
    if unit.is_bare:
        return digits
    if unit.is_symbol:
        return _measured(value, digits, fact, speech)
    return _counted(value, digits, fact, speech, noun=noun)


def _money(value: Decimal, digits: str, fact: Fact, speech: Speech, *, short: bool) -> str:
    unit = unit_of(fact.unit)
    money, abbreviated = speech.currencies[unit.currency], short and unit.scale
    pattern = money["short-pattern" if abbreviated else "pattern" if unit.scale else "plain-pattern"]
    scale = speech.word("short-scales", unit.scale) if abbreviated else scale_word(unit.scale, speech, value)
    text = fill(pattern, speech, symbol=money["symbol"], name=money["name"], number=digits, scale=scale)
    return text.rstrip(NBSP)  # of a symbol that stands last


def _counted(value: Decimal, digits: str, fact: Fact, speech: Speech, *, noun: bool) -> str:
    unit = unit_of(fact.unit)
    if unit.scale:
        scale = scale_word(unit.scale, speech, value)
        if noun:
            name = unit_noun(fact, speech)
            return fill(speech.word("counts", "scaled"), speech, number=digits, scale=scale, name=name)
        digits = f"{digits} {scale}"
    return fill(speech.count, speech, number=digits, unit=unit_noun(fact, speech)) if noun else digits


def _measured(value: Decimal, digits: str, fact: Fact, speech: Speech) -> str:
    unit = unit_of(fact.unit)
    scaled = _joined(digits, scale_word(unit.scale, speech, value))
    return scaled + ("" if unit.noun == DEGREE else " ") + unit_noun(fact, speech)


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def ordinal(value: int, speech: Speech) -> str:
    """Return a place among others as the language writes it: '3rd', '3e'."""
    from babel import Locale

    form = Locale.parse(speech.locale.replace("-", "_")).ordinal_form(value)
    return speech.word("places", form).format(number=value)


def hedged(fact: Fact, speech: Speech, table: str, *, short: bool = False, noun: bool = False) -> str:
    """Return the figure of `fact` with its hedge from `table`: hedges in words, or symbols.

    Raises:
        FormatError: the hedge needs a number that the fact lacks.
    """
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word(table, qualifier)
    if qualifier.indefinite:
        return fill(pattern, speech, unit=unit_noun(fact, speech), figure="")
    unit = unit_of(fact.unit)
    counted = noun and not (unit.currency or unit.is_percent or unit.is_symbol)
    if counted and (apart := speech.tables["counts"].get("hedged")):  # the noun behind the hedge: 12 سے زیادہ شہر
        return fill(apart, speech, figure=hedged(fact, speech, table, short=short), unit=unit_noun(fact, speech))
    once = qualifier is Qualifier.BETWEEN and not unit.currency  # the noun stands once, after both
    parts = {
        key: number(value, speech)
        if once and unit.is_symbol and key == "low"
        else figure(value, fact, speech, short=short, noun=noun and not (once and key == "low"))
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    try:
        text = pattern.format(**parts)
    except KeyError as missing:
        raise FormatError(f"has no {missing.args[0]!s} to print") from None
    text += interval(fact, speech, short=short)
    return text.replace(" ", NBSP) if table == "symbols" else text


def interval(fact: Fact, speech: Speech, *, short: bool) -> str:
    """Return the interval around the value of `fact` and its level, in brackets; empty where there is none."""
    if fact.value is None or fact.low is None or fact.high is None or fact.level is None:
        return ""
    low, high = number(fact.low, speech), number(fact.high, speech)
    key = "interval-short" if short else "interval"
    level = speech.percent.format(number=fact.level).replace(" ", NBSP)
    return " " + speech.word("counts", key).format(level=level, low=low, high=high)


def bare(fact: Fact, speech: Speech, *, short: bool) -> str:
    """Return the figure of `fact` without its hedge, where there is a number."""
    if fact.value is None:
        return hedged(fact, speech, "hedges", short=short)
    return figure(fact.value, fact, speech, short=short, noun=False)


def spelled(fact: Fact, speech: Speech) -> str:
    """Return a count in words, with its hedge; a place among others as an ordinal.

    Raises:
        FormatError: it is no whole count.
    """
    whole = fact.value is not None and fact.value == fact.value.to_integral_value()
    unit = unit_of(fact.unit)
    if not whole or fact.value is None or unit.currency or unit.scale or fact.qualifier is Qualifier.BETWEEN:
        raise FormatError("is no whole count, so it cannot be spelled out")
    kind = "ordinal" if unit.noun == "rank" else "cardinal"
    text = cardinal(int(fact.value), speech, kind)
    return speech.word("hedges", fact.qualifier or Qualifier.EXACTLY).format(figure=text)


def cardinal(number: int, speech: Speech, kind: str = "cardinal") -> str:
    """Return a whole number in words, as a `cardinal` or an `ordinal`.

    Raises:
        FormatError: neither the table of the language has it nor num2words, which is asked for what is not in the table.
    """
    own = speech.tables["cardinals"]
    if kind == "cardinal" and str(number) in own:
        return own[str(number)]
    from num2words import num2words  # which loads every language that it speaks

    try:
        text: str = num2words(number, lang=speech.locale.split("-")[0], to=kind)
    except NotImplementedError:
        raise FormatError("is written in digits in this language") from None
    return text


def unitless(fact: Fact, speech: Speech) -> str:
    """Return hedge sign and digits without the unit, for axes and columns whose head names the unit."""
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word("symbols", qualifier)
    parts = {
        key: number(value, speech)
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    text = pattern.format(**parts) + interval(fact, speech, short=True)
    return text.replace(" ", NBSP)
