"""What is told of a fact besides its figure: dates, readings, quotation, places in its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from reports.domain.facts import NOT_STATED, Fact, Source
from reports.domain.lengths_of_time import Length, period_of
from reports.languages.speech import NBSP, FormatError, Speech, fill, of_language


def date_text(text: str, speech: Speech) -> str:
    """Return an ISO date to the year, month or day as the language writes it."""
    depth = text.count("-")
    day = date.fromisoformat(text + "-01" * (2 - depth))
    pattern = speech.word("dates", "first-day" if depth == 2 and day.day == 1 else ("year", "month", "day")[depth])
    return _formatted(day, pattern, speech.locale.replace("-", "_"))


@cache
def _formatted(day: date, pattern: str, locale: str) -> str:
    """Return a day in the words of `locale`; kept, since most reports name few days many times."""
    from babel.dates import format_date

    written: str = format_date(day, format=pattern, locale=locale)
    return written.replace(" ", NBSP)


def period_text(text: str, speech: Speech) -> str:
    """Return a period, either side open or a length of time, as the language writes it."""
    period = period_of(text)
    known = {"start": period.start, "end": period.end}
    parts = {key: date_text(side, speech) if side else "" for key, side in known.items()}
    if period.length:
        key = "lasting-to" if period.counted == "start" else "lasting-from"
        known.pop(period.counted)
        parts["length"] = length_text(period.length, speech)
    else:
        key = "span" if period.start and period.end else "from" if period.start else "until"
    return fill(speech.word("dates", f"{key}{_ending(known)}"), speech, **parts)


def _ending(sides: Mapping[str, str]) -> str:
    """Return the end of the key of a pattern: which sides are days, before which some languages need another word."""
    days = {key for key, side in sides.items() if side.count("-") == 2}
    given = {key for key, side in sides.items() if side}
    if days == given:
        return "-days"
    return f"-{min(days)}-day" if days else ""


def length_text(length: Length, speech: Speech) -> str:
    """Return a length of time in words: '6 months' (CLDR, https://cldr.unicode.org/translation/units)."""
    from babel.units import format_unit

    locale = speech.locale.replace("-", "_")
    written: str = format_unit(length.count, f"duration-{length.unit}", length="long", locale=locale)
    return written.replace(" ", NBSP)


def derived_text(text: str, speech: Speech) -> str:
    """Return the date or period `text`, as the language writes it, with the mark that no source states it."""
    return speech.word("dates", "derived").format(date=text)


def moment(fact: Fact, speech: Speech) -> str:
    """Return the period of `fact`, else its date, marked where it is derived; FormatError where it has neither."""
    if fact.period:
        text = period_text(fact.period, speech)
    elif moment := fact.date or fact.as_of:
        text = date_text(moment, speech)
    else:
        raise FormatError("has no date")
    return speech.word("dates", "derived").format(date=text) if fact.date_basis == "derived" else text


def localised(fact: Fact, speech: Speech, field: str) -> str:
    """Return a text of `fact` in the language, else as the file has it; FormatError where there is none."""
    label = of_language(fact.labels, speech)
    text = (getattr(label, field) if label else None) or getattr(fact, field)
    if not text:
        raise FormatError(f"has no {field}")
    return str(text)


def reading_text(fact: Fact, name: str, speech: Speech) -> str:
    """Return the wording of the reading `name` of `fact`, on which sources differ."""
    for reading in fact.readings:
        if reading.name == name:
            return of_language(reading.labels, speech) or reading.text
    raise FormatError(f"has no reading {name!r}")


def source_names(source: Source, unstated: str) -> str:
    """Return who stands behind a source, author and publisher; `unstated` says that it names no publisher."""
    if source.publisher == NOT_STATED:
        return f"{source.author}. {unstated}" if source.author else unstated
    return ", ".join(filter(None, (source.author, source.publisher)))


def source_dated(source: Source, undated: str) -> str:
    """Return where and when a source was written; `undated` says that it gives no date."""
    if source.date != NOT_STATED:
        return ", ".join(filter(None, (source.place, source.date)))
    return f"{source.place}, {undated[:1].lower()}{undated[1:]}" if source.place else undated


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


def quotation(fact: Fact, speech: Speech) -> str:
    """Return the words that are the fact, in the quotation marks of the language; FormatError where there are none."""
    if not fact.quotation:
        raise FormatError("has no quotation")
    return speech.word("furniture", "quote-open") + fact.quotation + speech.word("furniture", "quote-close")
