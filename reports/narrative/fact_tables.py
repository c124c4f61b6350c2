"""Tables that are made from facts: where sources differ, who is named where."""

from __future__ import annotations

from reports.document import Cite, Column, FactRef, Inline, Inlines, Row, SourceStrip, Strong, Table, Text, plain
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact, Reading, SourceRef
from reports.domain.wording import Speech, reading_text


def _numbers(refs: tuple[SourceRef, ...], book: FactBook) -> tuple[int, ...]:
    return tuple(sorted({book.numbers[ref.source] for ref in refs}))


def _reading(fact: Fact, reading: Reading, book: FactBook, speech: Speech, *, marked: bool) -> Inlines:
    numbers = _numbers(reading.sources or fact.sources, book)
    text = FactRef(fact.id, f"reading:{reading.name}", reading_text(fact, reading.name, speech))
    return (text, Text(" "), Cite((fact.id,), numbers)) if marked else (text,)


def _row(fact: Fact, book: FactBook, speech: Speech, *, strip: bool) -> Row:
    """Return the row of `fact`; marks stand behind each reading, or in a strip of their own at the end."""
    printed = next(r for r in fact.readings if r.name == fact.preferred)
    others: list[Inline] = []
    for reading in fact.readings:
        if reading is not printed:
            others += [Text(speech.word("furniture", "list-separator"))] * bool(others) + list(
                _reading(fact, reading, book, speech, marked=not strip)
            )
    cells: tuple[Inlines, ...] = (
        (Strong((FactRef(fact.id, "difference", fact_word(fact, "difference", speech)),)),),
        _reading(fact, printed, book, speech, marked=not strip),
        tuple(others),
        (FactRef(fact.id, "reason", fact_word(fact, "reason", speech)),),
    )
    if strip:
        other = _numbers(tuple(ref for r in fact.readings if r is not printed for ref in r.sources), book)
        mine = _numbers(fact.sources, book)
        cells += ((SourceStrip(mine, tuple(n for n in other if n not in mine), len(book.sources)),),)
    return Row(cells)


def fact_word(fact: Fact, field: str, speech: Speech) -> str:
    """Return a word of `fact` (difference, reason) in the language."""
    from reports.domain.wording import quote

    return quote(fact, field, speech)


def differences(
    facts: tuple[Fact, ...], book: FactBook, speech: Speech, *, strip: bool, caption: Inlines, id: str
) -> Table:
    """Return the table of `facts` on which sources differ: printed reading, others, and why."""

    def word(key: str) -> Inlines:
        return (Text(speech.word("furniture", key)),)

    columns = (
        Column(word("differ-point"), width=5),
        Column(word("differ-one"), width=10),
        Column(word("differ-other"), width=11),
        Column(word("differ-why"), width=9),
        *((Column(word("differ-sources"), width=5),) * strip),
    )
    rows = tuple(_row(fact, book, speech, strip=strip) for fact in facts)
    return Table(columns, rows, caption, id, alt=plain(caption))
