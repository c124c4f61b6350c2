"""Figures of change in words that cannot point the wrong way: their direction follows from the sign."""

from __future__ import annotations

from decimal import Decimal

from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording.unit_names import unit_of
from reports.domain.wording.value_text import figure, number
from reports.languages.speech import FormatError, Speech

CHANGES = frozenset({"change", "growth", "annual"})
"""Operations whose result is a change, with a direction."""


def operation(fact: Fact) -> str:
    """Return the name of the operation that `fact` is the result of; empty where it is none."""
    return (fact.formula or "").partition("(")[0].strip()


def is_change(fact: Fact) -> bool:
    """Return whether `fact` tells a change, so that its sign is a direction."""
    return operation(fact) in CHANGES


def _value(fact: Fact) -> Decimal:
    if fact.value is None:
        raise FormatError("has no number, so it has no sign")
    return fact.value


def _hedged(text: str, fact: Fact, speech: Speech, table: str) -> str:
    return speech.word(table, fact.qualifier or Qualifier.EXACTLY).format(figure=text)


def signed(fact: Fact, speech: Speech) -> str:
    """Return the figure with its sign, also where it is plus: '+3.1%'."""
    value = _value(fact)
    return _hedged(
        ("+" if value > 0 else "") + figure(value, fact, speech, short=True, noun=False), fact, speech, "symbols"
    )


def signed_number(fact: Fact, speech: Speech) -> str:
    """Return the digits with their sign, for columns whose head names the unit."""
    value = _value(fact)
    return _hedged(("+" if value > 0 else "") + number(value, speech), fact, speech, "symbols")


def size(fact: Fact, speech: Speech) -> str:
    """Return how large a change is, without its sign; the words around it say the direction, and are held against the sign."""
    if not is_change(fact):
        raise FormatError("is no change, so its sign cannot be left out")
    text = figure(abs(_value(fact)), fact, speech, short=False, noun=not unit_of(fact.unit).is_percent)
    return _hedged(text, fact, speech, "hedges")


def moved(fact: Fact, speech: Speech, table: str = "moved") -> str:
    """Return the verb that the sign asks for, with the size: 'rose by 3.1%', 'fell by 3.1%', 'did not change'."""
    if not is_change(fact):
        raise FormatError("is no change, so it neither rose nor fell")
    value = _value(fact)
    key = "rose" if value > 0 else "fell" if value < 0 else "same"
    return speech.word(table, key).format(figure=size(fact, speech))
