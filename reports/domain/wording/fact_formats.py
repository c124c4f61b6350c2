"""Every format by name, and a fact printed in one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.domain.facts import Fact
from reports.domain.qualifiers import Qualifier
from reports.domain.wording.fact_details import localised, moment, place_text, quotation, reading_text
from reports.domain.wording.unit_names import rescaled
from reports.domain.wording.value_text import bare, hedged, spelled, unitless
from reports.languages.speech import FormatError, Speech

Format = Callable[[Fact, Speech], str]


FORMATS: Mapping[str, Format] = {
    "figure": lambda fact, speech: hedged(fact, speech, "hedges"),
    "full": lambda fact, speech: hedged(fact, speech, "hedges", noun=True),
    "short": lambda fact, speech: hedged(fact, speech, "hedges", short=True),
    "symbol": lambda fact, speech: hedged(fact, speech, "symbols", short=True),
    "number": unitless,
    "words": spelled,
    "date": moment,
    "statement": lambda fact, speech: localised(fact, speech, "statement"),
    "label": lambda fact, speech: localised(fact, speech, "label"),
    "quotation": quotation,
    "difference": lambda fact, speech: localised(fact, speech, "difference"),
    "reason": lambda fact, speech: localised(fact, speech, "reason"),
    "status": lambda fact, speech: speech.word("statuses", fact.status),
    "id": lambda fact, speech: fact.id,
    "hedge": lambda fact, speech: speech.word("hedge-words", fact.qualifier or Qualifier.EXACTLY),
    "bare": lambda fact, speech: bare(fact, speech, short=False),
    "bare-short": lambda fact, speech: bare(fact, speech, short=True),
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
        return unitless(rescaled(fact, detail), speech)
    if name not in FORMATS:
        raise FormatError(f"cannot be printed as {name!r}; there are {', '.join(FORMATS)}")
    if name not in ALWAYS and not fact.has_value:
        raise FormatError(f"has no figure for the format {name!r}; use 'statement', 'label', 'status' or 'date'")
    if fact.readings and not (fact.preferred and fact.reason):
        raise FormatError("has readings that differ but no preferred one with a reason")
    return FORMATS[name](fact, speech)
