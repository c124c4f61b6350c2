"""Units taken apart, named in a language, and exchanged for a larger or smaller scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.facts import Fact
from reports.languages.speech import FormatError, Speech, of_language


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
    label = of_language(fact.labels, speech)
    return (label.unit if label and label.unit else None) or unit.noun


def scale_word(scale: str, speech: Speech, value: Decimal | None = None) -> str:
    """Return the word for `scale` (thousand … trillion; empty gives empty), in the singular where `value` asks for it.

    Which numbers take the singular is the language's plural rule (CLDR, https://cldr.unicode.org/index/cldr-spec/plural-rules).
    """
    from babel import Locale

    one = value is not None and Locale.parse(speech.locale.replace("-", "_")).plural_form(value) == "one"
    return speech.word("scales-one" if one else "scales", scale) if scale else ""
