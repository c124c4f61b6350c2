"""Every format by name, and a fact printed in one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.domain.facts import Fact, Observed
from reports.domain.qualifiers import Qualifier
from reports.domain.wording.change_text import moved, signed, signed_number, size
from reports.domain.wording.fact_details import code_text, localised, moment, named, place_text, quotation, reading_text
from reports.domain.wording.unit_names import own_unit, rescaled, unit_of, unit_words
from reports.domain.wording.value_text import bare, cardinal, hedged, spelled, unitless
from reports.languages.speech import NBSP, FormatError, Speech
from reports.notation.first_letter import with_capital

Format = Callable[[Fact, Speech], str]


def _marked(text: str, fact: Fact, speech: Speech, table: str) -> str:
    """Return `text` with what the publisher says of the figure: '(provisional)', or its letter in tables and charts."""
    if fact.observed is Observed.NORMAL:
        return text
    return text + (" " if table == "observed" else NBSP) + speech.word(table, fact.observed)


def _in_words(fact: Fact, speech: Speech) -> str:
    """Return a count in words; that of a set formula as it may be said: 'none', 'the only one of seven', 'all seven'."""
    claim = fact.set_claim
    word = next((each for each in ("none", "all", "only", "first", "most") if claim and each in claim.words), "")
    if claim is None or not word:
        return spelled(fact, speech)
    return speech.word("sets", word).format(among=cardinal(claim.among, speech))


def _partial(text: str, fact: Fact, speech: Speech) -> str:
    """Return `text` with the reserve that it holds among those named, where a list behind it is partial."""
    claim = fact.set_claim
    return speech.word("sets", "partial").format(figure=text) if claim and claim.partial else text


def _with_mark(format: Format, table: str = "observed") -> Format:
    """Return `format` so that it prints what the publisher says of the figure as well."""
    return lambda fact, speech: _partial(_marked(format(fact, speech), fact, speech, table), fact, speech)


def _coded(fact: Fact, speech: Speech) -> str:
    """Return money with the code of its currency instead of its symbol: 'PKR 500 million'."""
    unit = unit_of(fact.unit)
    if not unit.currency:
        raise FormatError("is no money, so it has no code")
    code = {"symbol": f"{unit.currency}{NBSP}", "name": unit.currency}
    money = {**speech.currencies[unit.currency], **code, **speech.tables["money-code"]}
    return hedged(fact, speech.with_money(unit.currency, money), "hedges").rstrip(NBSP)


def _unit(fact: Fact, speech: Speech) -> str:
    if not fact.unit:
        raise FormatError("has no unit")
    return unit_words(fact.unit, speech, own_unit(fact, speech))


FORMATS: Mapping[str, Format] = {
    "figure": _with_mark(lambda fact, speech: hedged(fact, speech, "hedges")),
    "full": _with_mark(lambda fact, speech: hedged(fact, speech, "hedges", noun=True)),
    "short": _with_mark(lambda fact, speech: hedged(fact, speech, "hedges", short=True)),
    "symbol": _with_mark(lambda fact, speech: hedged(fact, speech, "symbols", short=True), "observed-marks"),
    "number": _with_mark(unitless, "observed-marks"),
    "code": _with_mark(_coded),
    "words": _with_mark(_in_words),
    "signed": _with_mark(signed, "observed-marks"),
    "signed-number": _with_mark(signed_number, "observed-marks"),
    "size": _with_mark(size),
    "moved": _with_mark(moved),
    "move": _with_mark(lambda fact, speech: moved(fact, speech, "move")),
    "date": moment,
    "date-short": lambda fact, speech: moment(fact, speech, short=True),
    "statement": lambda fact, speech: localised(fact, speech, "statement"),
    "label": lambda fact, speech: localised(fact, speech, "label"),
    "name": named,
    "unit": _unit,
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
a sign. number: without the unit. words: spelled out. signed: with + or −. size: a change without its sign. moved, move: a
change with its verb or noun. code: money with its code. name: of a row or column of a dataset. bare: without hedge."""


ALWAYS = frozenset(
    {
        "statement",
        "label",
        "status",
        "date",
        "date-short",
        "name",
        "unit",
        "quotation",
        "hedge",
        "difference",
        "reason",
        "id",
        "place",
    }
)
"""Formats that need no value."""


SCALED = frozenset(
    {"figure", "full", "short", "symbol", "code", "signed", "size", "moved", "move", "bare", "bare-short"}
)
"""Formats that print the unit, and so may print another scale of it where a dataset says so."""


def _capital(fact: Fact, name: str, speech: Speech) -> str:
    return with_capital(quote(fact, name, speech))


def _in_scale(fact: Fact, unit: str, speech: Speech) -> str:
    return _marked(unitless(rescaled(fact, unit), speech), fact, speech, "observed-marks")


DETAILED: Mapping[str, Callable[[Fact, str, Speech], str]] = {
    "reading": reading_text,
    "place": place_text,
    "code": code_text,
    "number": _in_scale,
    "capital": _capital,
}
"""Formats with a detail behind a colon: `reading:four`, `place:gazette`, `number:USD billion`, `capital:full`."""


def quote(fact: Fact, name: str, speech: Speech) -> str:
    """Return `fact` printed in the format `name`.

    Raises:
        FormatError: the format does not exist, or the fact lacks what it prints.
    """
    kind, _, detail = name.partition(":")
    if detail and kind in DETAILED:
        return DETAILED[kind](fact, detail, speech)
    if name not in FORMATS:
        raise FormatError(f"cannot be printed as {name!r}; there are {', '.join(FORMATS)}")
    if name not in ALWAYS and not fact.has_value:
        raise FormatError(f"has no figure for the format {name!r}; use 'statement', 'label', 'status' or 'date'")
    if fact.readings and not (fact.preferred and fact.reason):
        raise FormatError("has readings that differ but no preferred one with a reason")
    return FORMATS[name](fact.as_shown() if kind in SCALED else fact, speech)
