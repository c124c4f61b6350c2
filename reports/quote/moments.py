"""Dates, times and periods in the words of a language: long for sentences, short for tables and axes."""

from __future__ import annotations

from datetime import date, time
from functools import cache

from reports.domain.periods import Period, read_period, read_span
from reports.quote.speech import NBSP, Speech, fill


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
    """Return a period `start/end`, either side open, as the language writes it."""
    sides = read_span(text)
    key = "span" if all(sides) else "from" if sides[0] else "until"
    named = [side for side in sides if side]
    to_the_day = all(side.grain not in ("year", "month") for side in named)
    short = short or any(side.grain in ("quarter", "half", "week", "fiscal", "decade") for side in named)
    start, end = (date_text(side.text, speech, short=short) if side else "" for side in sides)
    return fill(speech.word("dates", f"{key}-days" if to_the_day else key), speech, start=start, end=end)
