"""Tables that are made from facts: where sources differ, who is named where."""

from __future__ import annotations

from reports.document import Cite, Column, FactRef, Focus, Inline, Inlines, Row, SourceStrip, Strong, Table, Text
from reports.domain.facts import Fact, FactBook, Reading, SourceRef
from reports.domain.wording import Speech, reading_text
from reports.load.definition_files import ChartFile, ColumnFile


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
    facts: tuple[Fact, ...], book: FactBook, speech: Speech, *, strip: bool, caption: str, id: str
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
    return Table(columns, rows, (Text(caption),) if caption else (), id, alt=caption or "")


DONE, PURSUED, SILENT = "●", "○", "–"


def _mark(actor: str, column: ColumnFile, book: FactBook) -> str:
    """Return the mark of an actor in a column; what was done outranks what is pursued.

    A fact whose status is of nothing done gives no disc, wherever the author lists it.
    """
    named = [book.facts[id] for id in (*column.done, *column.open)]
    about = [fact for fact in named if actor in (*fact.countries, *fact.actors)]
    if any(fact.id in column.done and fact.status.standing.sure for fact in about):
        return DONE
    return PURSUED if about else SILENT


def matrix(id: str, file: ChartFile, title: Inlines, subtitle: Inlines, note: Inlines, setting: object) -> Table:
    """Return who is named where: one row an actor, one column a role, a mark where a fact of the role names the actor.

    ● reported as done, ○ pursued, planned or potential, – not named, which is not absent.
    """
    from reports.narrative.template_functions import Setting, actor_name

    assert isinstance(setting, Setting)
    book = setting.book
    columns = (Column((Text(""),), width=3), *(Column((Text(column.head),), "center", 2) for column in file.columns))
    rows = []
    for actor in file.rows:
        focus = actor == setting.focus
        name = actor_name(book.actors[actor], "", setting.speech)
        cells: list[Inlines] = [(Focus((Text(name),)),) if focus else (Text(name),)]
        for column in file.columns:
            mark = _mark(actor, column, book)
            cells.append((Focus((Text(mark),)),) if focus and mark != SILENT else (Text(mark),))
        rows.append(Row(tuple(cells), focus))
    return Table(columns, tuple(rows), title, id, subtitle=subtitle, note=note)
