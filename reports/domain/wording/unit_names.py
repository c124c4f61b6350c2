"""Units taken apart, named in a language, and exchanged for a larger or smaller scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reports.domain.facts import Fact
from reports.languages.currencies import is_currency
from reports.languages.speech import FormatError, Speech, fill, of_language, untagged

SCALES = {"": 0, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
"""Power of ten of each scale."""
POINTS = frozenset({"percentage points", "basis points"})
"""Units of differences; a figure of them never stands alone."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart: money with its scale, percent, or a noun that is counted."""

    currency: str
    """ISO 4217, empty where it is no money."""
    scale: str
    """thousand, lakh, million, crore, billion, trillion; empty where none."""
    noun: str
    """What is counted or measured: 'countries', 'percent'; empty for money."""
    tail: str = ""
    """What follows money and percent: 'per tonne', 'of GDP'."""

    @property
    def is_percent(self) -> bool:
        """Return whether the unit is percent, also of something."""
        return self.noun == "percent"

    @property
    def is_points(self) -> bool:
        """Return whether the unit is one of differences between shares or rates."""
        return self.noun in POINTS

    @property
    def is_bare(self) -> bool:
        """Return whether its figures stand without it: an index, a place among others."""
        return self.noun == "rank" or self.noun.split(",")[0] == "index"

    @property
    def is_symbol(self) -> bool:
        """Return whether the unit is written in signs, which stand with the figure as % does: °C, µg/L, kWh, t/ha."""
        return bool(self.noun) and all(_SYMBOL.fullmatch(each) for each in _PARTS.split(self.noun))


_PARTS = re.compile(r"[ /·]")
_SYMBOL = re.compile(
    r"(?:[kMGTPhdcmµμn]?(?:g|m|l|L|t|W|Wh|V|A|Hz|J|Pa|B|Bq|Sv|N|K|mol|eV|Ω|bar)|ha|min|h|s|d|°[CF]?|dB|ppm|ppb|‰|CO[2₂]e?|CH[4₄])"
    r"(?:[⁻-]?[123]|⁻?[¹²³])?"
)
"""A unit of the SI or used beside it, with its prefix and power (SI Brochure, 9th edition, tables 2 to 8), ppm, ppb, CO₂e."""
_SCALE = "|".join(filter(None, SCALES))
_MONEY = re.compile(rf"([A-Z]{{3}})(?: ({_SCALE}))?(?: (per .+|of .+|a .+))?")
_PERCENT = re.compile(r"percent (of .+|per .+)")
_COUNT = re.compile(rf"({_SCALE}) (?!of )(.+)")


@lru_cache(maxsize=4096)
def unit_of(text: str | None) -> Unit:
    """Return the unit that `text` names: 'USD billion', 'USD per tonne', 'percent of GDP', 'thousand jobs', a noun."""
    text = text or ""
    if (match := _MONEY.fullmatch(text)) and is_currency(match[1]):
        return Unit(match[1], match[2] or "", "", match[3] or "")
    if match := _PERCENT.fullmatch(text):
        return Unit("", "", "percent", match[1])
    if match := _COUNT.fullmatch(text):
        return Unit("", match[1], match[2])
    return Unit("", "", text)


def mistyped_currency(text: str | None) -> str:
    """Return the code in `text` that looks like one of a currency, and is none; empty where there is none."""
    match = _MONEY.fullmatch(text or "")
    return match[1] if match and match[2] and not is_currency(match[1]) else ""


def rescaled(fact: Fact, unit: str) -> Fact:
    """Return `fact` in another scale of the same unit, exactly: 500 of 'USD million' is 0.5 of 'USD billion'.

    Raises:
        FormatError: the units are not the same money or noun; between currencies only a rate that is a fact converts.
    """
    old, new = unit_of(fact.unit), unit_of(unit)
    if fact.unit == unit:
        return fact
    if (old.currency, old.noun, old.tail) != (new.currency, new.noun, new.tail):
        raise FormatError(f"has the unit {fact.unit!r}, not {unit!r}")
    shift = SCALES[old.scale] - SCALES[new.scale]
    values = {name: value for name in ("value", "low", "high") if (value := getattr(fact, name)) is not None}
    return fact.model_copy(update={"unit": unit, **{name: _shifted(value, shift) for name, value in values.items()}})


def _shifted(value: Decimal, places: int) -> Decimal:
    """Return `value` times ten to `places`, without zeros at its end and without an exponent."""
    shifted = value.scaleb(places).normalize()
    return shifted.quantize(Decimal(1)) if shifted == shifted.to_integral_value() else shifted


def own_unit(fact: Fact, speech: Speech) -> str:
    """Return what the labels of `fact` give as its unit in the language: a noun, or what follows money and percent."""
    label = of_language(fact.labels, speech)
    return (label.unit if label else None) or ""


def unit_noun(fact: Fact, speech: Speech) -> str:
    """Return the unit of `fact` as a noun in the language: 'countries', 'US dollars'."""
    unit = unit_of(fact.unit)
    if unit.currency:
        return speech.currencies[unit.currency]["name"]
    if unit.is_points:
        return speech.word("units", unit.noun)
    return own_unit(fact, speech) or untagged(unit.noun, "unit", speech)


def unit_tail(fact: Fact, speech: Speech) -> str:
    """Return what follows money or percent in the language: 'per tonne', 'of GDP'; empty where nothing does."""
    unit = unit_of(fact.unit)
    return (own_unit(fact, speech) or untagged(unit.tail, "unit", speech)) if unit.tail else ""


def unit_words(unit: str, speech: Speech, own: str = "") -> str:
    """Return a unit as the head of a column: 'billion US dollars', 'thousand jobs'; `own` are its words in the language."""
    parsed = unit_of(unit)
    tail = parsed.tail and (own or untagged(parsed.tail, "unit", speech))
    if parsed.is_percent:
        return " ".join(filter(None, (speech.word("furniture", "percent"), tail)))
    if parsed.is_points:
        return speech.word("units", parsed.noun)
    noun = own or untagged(parsed.noun, "unit", speech)
    name = speech.currencies[parsed.currency]["name"] if parsed.currency else noun
    scale = scale_word(parsed.scale, speech)
    head = fill(speech.word("furniture", "unit-head"), speech, scale=scale, name=name) if scale else name
    return " ".join(filter(None, (head, tail)))


def scale_word(scale: str, speech: Speech, value: Decimal | None = None) -> str:
    """Return the word for `scale` (thousand … trillion; empty gives empty), in the singular where `value` asks for it."""
    return speech.word("scales-one" if is_one(value, speech) else "scales", scale) if scale else ""


def is_one(value: Decimal | None, speech: Speech) -> bool:
    """Return whether the language's plural rule asks for the singular at `value`.

    CLDR, https://cldr.unicode.org/index/cldr-spec/plural-rules.
    """
    from babel import Locale

    return value is not None and Locale.parse(speech.locale.replace("-", "_")).plural_form(abs(value)) == "one"
