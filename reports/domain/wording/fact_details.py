"""What is told of a fact besides its figure: dates, readings, quotation, places in its sources."""

from __future__ import annotations

from collections.abc import Iterable

from reports.domain.facts import NOT_STATED, Fact, Source
from reports.domain.wording.period_text import date_text, period_text
from reports.languages.speech import NBSP, FormatError, Speech, of_language, untagged


def derived_text(text: str, speech: Speech) -> str:
    """Return the date or period `text`, as the language writes it, with the mark that no source states it."""
    return speech.word("dates", "derived").format(date=text)


def moment(fact: Fact, speech: Speech, *, short: bool = False) -> str:
    """Return the period of `fact`, else its date, marked where it is derived; FormatError where it has neither.

    In a few characters where `short`.
    """
    if fact.period:
        text = period_text(fact.period, speech, short=short)
    elif moment := fact.date or fact.as_of:
        text = date_text(moment, speech, short=short)
    else:
        raise FormatError("has no date")
    return derived_text(text, speech) if fact.date_basis == "derived" else text


def localised(fact: Fact, speech: Speech, field: str) -> str:
    """Return a text of `fact` in the language, else as the file has it; FormatError where there is none."""
    label = of_language(fact.labels, speech)
    text = (getattr(label, field) if label else None) or untagged(getattr(fact, field), field, speech)
    if not text:
        raise FormatError(f"has no {field}")
    return str(text)


def named(fact: Fact, speech: Speech) -> str:
    """Return what the row or column of a dataset is called to which `fact` belongs."""
    names: dict[str, str] = getattr(fact, "names", {})
    name = of_language(names, speech)
    if not name:
        raise FormatError("is no observation of a dataset, so its row has no name")
    return name


def code_text(fact: Fact, dimension: str, speech: Speech) -> str:
    """Return what the code of `fact` in a dimension of its dataset is called."""
    codes: dict[str, dict[str, str]] = getattr(fact, "codes", {})
    name = of_language(codes.get(dimension, {}), speech)
    if not name:
        raise FormatError(f"is no observation with a dimension {dimension!r}")
    return name


def reading_text(fact: Fact, name: str, speech: Speech) -> str:
    """Return the wording of the reading `name` of `fact`, on which sources differ."""
    for reading in fact.readings:
        if reading.name == name:
            return of_language(reading.labels, speech) or untagged(reading.text, f"reading {name!r}", speech)
    raise FormatError(f"has no reading {name!r}")


def source_names(source: Source, unstated: str, stop: str = ".") -> str:
    """Return who stands behind a source, author and publisher; `unstated` says that it names no publisher, behind `stop`."""
    if source.publisher == NOT_STATED:
        return f"{source.author}{stop} {unstated}" if source.author else unstated
    return ", ".join(filter(None, (source.author, source.publisher)))


def source_dated(source: Source, undated: str, comma: str = ", ") -> str:
    """Return where and when a source was written; `undated` says that it gives no date, behind `comma`."""
    if source.date != NOT_STATED:
        return ", ".join(filter(None, (source.place, source.date)))
    return f"{source.place}{comma}{undated[:1].lower()}{undated[1:]}" if source.place else undated


def source_tip(source: Source, facts: Iterable[Fact], sign: str) -> str:
    """Return where a mark leads: the source in short, and by `sign` the paragraphs in which `facts` stand there."""
    refs = (ref for fact in facts for ref in fact.all_refs)
    paragraphs = sorted({ref.paragraph for ref in refs if ref.source == source.id and not ref.cell})
    listed = ", ".join(map(str, paragraphs))
    return f"{source.short}, {sign.format(number=listed)}" if listed else source.short


def place_text(fact: Fact, source: str, speech: Speech) -> str:
    """Return the paragraphs of `source` in which the printed reading of `fact` stands: '¶ 3, 20'."""
    cells = [ref.cell for ref in fact.sources if ref.source == source and ref.cell]
    if cells:
        return speech.word("furniture", "cell-sign").format(cell=", ".join(cells)).replace(" ", NBSP)
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
