"""Named formats: a fact becomes the text a reader sees, the same in every document.

Every format prints the hedge; only formats whose name begins with `bare` leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from reports.facts import INDEFINITE, Fact, Qualifier, Source

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

    def word(self, table: str, key: str) -> str:
        """Return the word for `key` in `table`; KeyError where the language lacks it."""
        return self.tables[table][key]


class FormatError(ValueError):
    """A fact cannot be printed in the format asked for; the message says why and which would do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart: money with its scale, percent, or a noun that is counted."""

    currency: str
    """ISO 4217, empty where it is no money."""
    scale: str
    """thousand, million, billion, trillion; empty where none."""
    noun: str

    @property
    def is_percent(self) -> bool:
        """Return whether the unit is percent."""
        return self.noun == "percent"


_MONEY = re.compile(r"([A-Z]{3})(?: (thousand|million|billion|trillion))?")


def unit_of(text: str | None) -> Unit:
    """Return the unit that `text` names: 'USD billion', 'percent', or a plural noun."""
    if match := _MONEY.fullmatch(text or ""):
        return Unit(match[1], match[2] or "", "")
    return Unit("", "", text or "")


def number(value: Decimal, speech: Speech) -> str:
    """Return `value` as the language writes it, with the decimals of the fact file and no more."""
    from babel.numbers import format_decimal

    places = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text: str = format_decimal(value, format=pattern, locale=speech.locale.replace("-", "_"))
    return text


def scale_word(scale: str, speech: Speech, value: Decimal | None = None) -> str:
    """Return the word for `scale` (thousand … trillion; empty gives empty), in the singular where `value` asks for it.

    Which numbers take the singular is the language's plural rule (CLDR, https://cldr.unicode.org/index/cldr-spec/plural-rules).
    """
    from babel import Locale

    one = value is not None and Locale.parse(speech.locale.replace("-", "_")).plural_form(value) == "one"
    return speech.word("scales-one" if one else "scales", scale) if scale else ""


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


def _figure(value: Decimal, fact: Fact, speech: Speech, *, short: bool, noun: bool) -> str:
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


SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def rescaled(fact: Fact, unit: str) -> Fact:
    """Return `fact` in another scale of the same unit, exactly: 500 of 'USD million' is 0.5 of 'USD billion'.

    Raises:
        FormatError: the units are not the same money or noun.
    """
    old, new = unit_of(fact.unit), unit_of(unit)
    if fact.unit == unit:
        return fact
    if (old.currency, old.noun) != (new.currency, new.noun):
        raise FormatError(f"has the unit {fact.unit!r}, not {unit!r}")
    shift = SCALES[old.scale] - SCALES[new.scale]
    values = {name: value for name in ("value", "low", "high") if (value := getattr(fact, name)) is not None}
    return fact.model_copy(update={"unit": unit, **{name: _shifted(value, shift) for name, value in values.items()}})


def _shifted(value: Decimal, places: int) -> Decimal:
    """Return `value` times ten to `places`, without zeros at its end and without an exponent."""
    shifted = value.scaleb(places).normalize()
    return shifted.quantize(Decimal(1)) if shifted == shifted.to_integral_value() else shifted


def unit_noun(fact: Fact, speech: Speech) -> str:
    """Return the unit of `fact` as a noun in the language: 'countries', 'US dollars'."""
    unit = unit_of(fact.unit)
    if unit.currency:
        return speech.currencies[unit.currency]["name"]
    label = _of_language(fact.labels, speech)
    return (label.unit if label and label.unit else None) or unit.noun


def _of_language(labels: Mapping[str, L], speech: Speech) -> L | None:
    """Return what `labels` hold for the locale, or for its language."""
    return labels.get(speech.locale) or labels.get(speech.locale.split("-")[0])


def _hedged(fact: Fact, speech: Speech, table: str, *, short: bool = False, noun: bool = False) -> str:
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word(table, qualifier)
    if qualifier in INDEFINITE:
        return fill(pattern, speech, unit=unit_noun(fact, speech), figure="")
    parts = {
        key: _figure(value, fact, speech, short=short, noun=noun)
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    try:
        text = pattern.format(**parts)
    except KeyError as missing:
        raise FormatError(f"has no {missing.args[0]!s} to print") from None
    return text.replace(" ", NBSP) if table == "symbols" else text


def _bare(fact: Fact, speech: Speech, *, short: bool) -> str:
    if fact.value is None:
        return _hedged(fact, speech, "hedges", short=short)
    return _figure(fact.value, fact, speech, short=short, noun=False)


def _spelled(fact: Fact, speech: Speech) -> str:
    from num2words import num2words

    whole = fact.value is not None and fact.value == fact.value.to_integral_value()
    if not whole or fact.value is None or unit_of(fact.unit).currency or fact.qualifier is Qualifier.BETWEEN:
        raise FormatError("is no whole count, so it cannot be spelled out")
    text: str = num2words(int(fact.value), lang=speech.locale.split("-")[0])
    return speech.word("hedges", fact.qualifier or Qualifier.EXACTLY).format(figure=text)


def _number(fact: Fact, speech: Speech) -> str:
    """Return hedge sign and digits without the unit, for axes and columns whose head names the unit."""
    qualifier = fact.qualifier or Qualifier.EXACTLY
    pattern = speech.word("symbols", qualifier)
    parts = {
        key: number(value, speech)
        for key, value in (("figure", fact.value), ("low", fact.low), ("high", fact.high))
        if value is not None
    }
    return pattern.format(**parts).replace(" ", NBSP)


def date_text(text: str, speech: Speech) -> str:
    """Return an ISO date to the year, month or day as the language writes it."""
    from babel.dates import format_date

    depth = text.count("-")
    day = date.fromisoformat(text + "-01" * (2 - depth))
    pattern = speech.word("dates", "first-day" if depth == 2 and day.day == 1 else ("year", "month", "day")[depth])
    written: str = format_date(day, format=pattern, locale=speech.locale.replace("-", "_"))
    return written.replace(" ", NBSP)


def period_text(text: str, speech: Speech) -> str:
    """Return a period `start/end`, either side open, as the language writes it."""
    first, _, last = text.partition("/")
    key = "span" if first and last else "from" if first else "until"
    to_the_day = all(side.count("-") == 2 for side in (first, last) if side)
    parts = {"start": first and date_text(first, speech), "end": last and date_text(last, speech)}
    return fill(speech.word("dates", f"{key}-days" if to_the_day else key), speech, **parts)


def _date(fact: Fact, speech: Speech) -> str:
    if fact.period:
        return period_text(fact.period, speech)
    moment = fact.date or fact.as_of
    if not moment:
        raise FormatError("has no date")
    return date_text(moment, speech)


def _localised(fact: Fact, speech: Speech, field: str) -> str:
    label = _of_language(fact.labels, speech)
    text = (getattr(label, field) if label else None) or getattr(fact, field)
    if not text:
        raise FormatError(f"has no {field}")
    return str(text)


def reading_text(fact: Fact, name: str, speech: Speech) -> str:
    """Return the wording of the reading `name` of `fact`, on which sources differ."""
    for reading in fact.readings:
        if reading.name == name:
            return _of_language(reading.labels, speech) or reading.text
    raise FormatError(f"has no reading {name!r}")


def source_tip(source: Source, facts: Iterable[Fact], sign: str) -> str:
    """Return where a mark leads: the source in short, and by `sign` the paragraphs in which `facts` stand there."""
    paragraphs = sorted({ref.paragraph for fact in facts for ref in fact.all_refs if ref.source == source.id})
    listed = ", ".join(map(str, paragraphs))
    return f"{source.short}, {sign.format(number=listed)}" if listed else source.short


def place_text(fact: Fact, source: str, speech: Speech) -> str:
    """Return the paragraphs of `source` in which the printed reading of `fact` stands: '¶ 3, 20'."""
    paragraphs = sorted({ref.paragraph for ref in fact.sources if ref.source == source})
    if not paragraphs:
        raise FormatError(f"does not stand in the source {source!r}")
    listed = ", ".join(map(str, paragraphs))
    return speech.word("furniture", "paragraph-sign").format(number=listed).replace(" ", NBSP)


def _quotation(fact: Fact, speech: Speech) -> str:
    if not fact.quotation:
        raise FormatError("has no quotation")
    return speech.word("furniture", "quote-open") + fact.quotation + speech.word("furniture", "quote-close")


Format = Callable[[Fact, Speech], str]

FORMATS: Mapping[str, Format] = {
    "figure": lambda fact, speech: _hedged(fact, speech, "hedges"),
    "full": lambda fact, speech: _hedged(fact, speech, "hedges", noun=True),
    "short": lambda fact, speech: _hedged(fact, speech, "hedges", short=True),
    "symbol": lambda fact, speech: _hedged(fact, speech, "symbols", short=True),
    "number": _number,
    "words": _spelled,
    "date": _date,
    "statement": lambda fact, speech: _localised(fact, speech, "statement"),
    "label": lambda fact, speech: _localised(fact, speech, "label"),
    "quotation": _quotation,
    "difference": lambda fact, speech: _localised(fact, speech, "difference"),
    "reason": lambda fact, speech: _localised(fact, speech, "reason"),
    "status": lambda fact, speech: speech.word("statuses", fact.status),
    "id": lambda fact, speech: fact.id,
    "hedge": lambda fact, speech: speech.word("hedge-words", fact.qualifier or Qualifier.EXACTLY),
    "bare": lambda fact, speech: _bare(fact, speech, short=False),
    "bare-short": lambda fact, speech: _bare(fact, speech, short=True),
}
"""Every format by name. figure: hedge, number, money or percent. full: with the noun that is counted. symbol: the hedge as
a sign. number: without the unit. words: spelled out. bare, bare-short: without hedge."""

ALWAYS = frozenset(
    {"statement", "label", "status", "date", "quotation", "hedge", "difference", "reason", "id", "place"}
)
"""Formats that need no value."""


def quote(fact: Fact, name: str, speech: Speech) -> str:
    """Return `fact` printed in the format `name`.

    Raises:
        FormatError: the format does not exist, or the fact lacks what it prints.
    """
    kind, _, detail = name.partition(":")
    if kind == "reading":
        return reading_text(fact, detail, speech)
    if kind == "place":
        return place_text(fact, detail, speech)
    if kind == "number" and detail:
        return _number(rescaled(fact, detail), speech)
    if name not in FORMATS:
        raise FormatError(f"cannot be printed as {name!r}; there are {', '.join(FORMATS)}")
    if name not in ALWAYS and not fact.has_value:
        raise FormatError(f"has no figure for the format {name!r}; use 'statement', 'label', 'status' or 'date'")
    if fact.readings and not (fact.preferred and fact.reason):
        raise FormatError("has readings that differ but no preferred one with a reason")
    return FORMATS[name](fact, speech)
