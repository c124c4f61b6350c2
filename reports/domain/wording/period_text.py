"""Dates, times and periods in the words of a language: long for sentences, short for tables and axes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache

from reports.domain.lengths_of_time import Length, stretch_of
from reports.domain.periods import Grain, Period, read_period, read_span
from reports.languages.speech import NBSP, Speech, fill

NAMED: frozenset[Grain] = frozenset({"quarter", "half", "week", "fiscal", "decade"})
"""Periods that are named in short where two of them bound a stretch of time."""
CLASSES: Mapping[Grain, str] = {
    **dict.fromkeys(("day", "minute", "quarter", "half"), "-days"),
    "week": "-weeks",
    "decade": "-decades",
}
"""Ends of the keys of patterns for two sides of one grain; years, fiscal years and months have none."""


def date_text(text: str, speech: Speech, *, short: bool = False) -> str:
    """Return a period as the language writes it: 'the third quarter of 2008', where `short` 'Q3 2008'."""
    period = read_period(text)
    said = _said(period, speech, "-short" if short else "")
    if not (period.approximate or period.uncertain):
        return said
    key = ("both" if period.uncertain else "approximate") if period.approximate else "uncertain"
    return speech.word("periods", key).format(date=said).replace(" ", NBSP)


def _said(period: Period, speech: Speech, form: str) -> str:
    day, locale = period.first, speech.locale.replace("-", "_")
    match period.grain:
        case "year" | "month":
            return _formatted(day, speech.word("dates", f"{period.grain}{form}"), locale)
        case "day":
            return _formatted(day, speech.word("dates", f"first-day{form}" if day.day == 1 else f"day{form}"), locale)
        case "minute":
            said = _said(read_period(day.isoformat()), speech, form)
            return speech.word("periods", "clock").format(day=said, time=_clock(period.clock, locale))
        case "week":
            year, number, _ = day.isocalendar()
        case "decade":
            year, number = day.year, 0
        case _:
            year, number = day.year, (day.month - 1) // period.months + 1
    named = f"{year}/{(year + 1) % 100:02}" if period.grain == "fiscal" and day.month > 1 else str(year)
    ordinal = speech.word("ordinals", str(number)) if number in range(1, 5) else str(number)
    pattern = speech.word("periods", f"{period.grain}{form}")
    return pattern.format(year=named, number=number, ordinal=ordinal).replace(" ", NBSP)


@cache
def _formatted(day: date, pattern: str, locale: str) -> str:
    """Return a day in the words of `locale`; kept, since most reports name few days many times."""
    from babel.dates import format_date

    written: str = format_date(day, format=pattern, locale=locale)
    return written.replace(" ", NBSP)


@cache
def _clock(text: str, locale: str) -> str:
    from babel.dates import format_time

    written: str = format_time(time.fromisoformat(text), format="short", locale=locale)
    return written.replace(" ", NBSP)


def period_text(text: str, speech: Speech, *, short: bool = False) -> str:
    """Return a period, either side open or a length of time, as the language writes it."""
    written = stretch_of(text)
    sides = dict(zip(("start", "end"), read_span(text), strict=True))
    named = {key: side for key, side in sides.items() if side}
    short = short or any(side.grain in NAMED for side in named.values())
    parts = {key: date_text(side.text, speech, short=short) if side else "" for key, side in sides.items()}
    if written.length:
        key = "lasting-to" if written.counted == "start" else "lasting-from"
        named.pop(written.counted)
        parts["length"] = length_text(written.length, speech)
    else:
        key = "span" if len(named) == 2 else "from" if "start" in named else "until"
    return fill(speech.word("dates", f"{key}{_ending(named)}"), speech, **parts)


def _ending(sides: Mapping[str, Period]) -> str:
    """Return the end of the key of a pattern: what its sides are, before which some languages need another word."""
    kinds = {key: CLASSES.get(side.grain, "") for key, side in sides.items()}
    if len(set(kinds.values())) == 1:
        return next(iter(kinds.values()))
    days = [key for key, kind in kinds.items() if kind == "-days"]
    return f"-{days[0]}-day" if days else ""


def length_text(length: Length, speech: Speech) -> str:
    """Return a length of time in words: '6 months' (CLDR, https://cldr.unicode.org/translation/units)."""
    from babel.units import format_unit

    locale = speech.locale.replace("-", "_")
    written: str = format_unit(length.count, f"duration-{length.unit}", length="long", locale=locale)
    return written.replace(" ", NBSP)
