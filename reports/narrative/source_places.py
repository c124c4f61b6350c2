"""Where each figure of a report stands in its sources: made from the facts that the finished report prints."""

from __future__ import annotations

from reports.document import (
    Block,
    Blocks,
    ChartPoint,
    Cite,
    Column,
    FactRef,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    rebuild,
    walk,
)
from reports.domain.fact_book import FactBook
from reports.domain.facts import Fact
from reports.domain.wording import NBSP, Speech, quote

TABLE, RUN = "where-figures-stand", "where-figures-stand-run"
"""Ids of the tables without columns that hold the place until every figure of the report is known."""
COUNTED = frozenset({"figure", "full", "short", "symbol", "number", "words", "date", "bare", "bare-short"})
"""Formats that print a figure, also where it is spelled out."""
ABOUT = frozenset({"difference", "reason", "status", "hedge", "label"})
"""Formats that print words about a fact; a figure in them is no figure of the fact."""
Note = tuple[Inlines, Inlines, Inlines]
"""A figure, what it is, and where it stands."""


def placeholder(*, run: bool) -> Table:
    """Return the block that `fill_places` replaces: by a table, or by a paragraph of small print where `run` is set."""
    return Table((), (), id=RUN if run else TABLE)


def fill_places(blocks: Blocks, book: FactBook, speech: Speech, address: str) -> Blocks:
    """Return `blocks` with the place of each figure in its sources where a template asked for it.

    What each figure is leads to the evidence page at `address`; where it is empty it is printed without a link.
    """

    def change(node: object) -> object:
        match node:
            case Table(id="where-figures-stand"):
                return _table(notes, speech)
            case Table(id="where-figures-stand-run"):
                return _paragraph(notes, speech)
            case _:
                return node

    if not any(isinstance(node, Table) and node.id in (TABLE, RUN) for node in walk(blocks)):
        return blocks
    shown = _printed(blocks, book).items()
    notes = tuple(_note(book.facts[id], format, book, speech, address) for id, format in shown)
    return rebuild(blocks, change)  # type: ignore[return-value]


def _printed(blocks: Blocks, book: FactBook) -> dict[str, str]:
    """Return each fact of which the report prints a figure, in reading order, with the format that tells it best."""
    found: dict[str, str] = {}
    for node in walk(blocks):
        match node:
            case FactRef(fact_id=id, format=format, text=text) if id in book.facts:
                counts = format.split(":")[0] in COUNTED or any(char.isdigit() for char in text)
            case ChartPoint(fact_id=id) if id in book.facts:
                format, counts = "", True
            case _:
                continue
        if not counts or format in ABOUT:
            continue
        best = "full" if book.facts[id].has_value else format
        if best:
            found.setdefault(id, best)
    return found


def _note(fact: Fact, format: str, book: FactBook, speech: Speech, address: str) -> Note:
    """Return figure, label and places of `fact`; its label leads to the evidence page at `address`, where there is one."""
    figure = FactRef(fact.id, format, quote(fact, format, speech))
    name = "label" if fact.label else "statement"
    said: Inline = FactRef(fact.id, name, quote(fact, name, speech))
    return (figure,), (Link((said,), f"{address}#{fact.id}"),) if address else (said,), _places(fact, book, speech)


def _places(fact: Fact, book: FactBook, speech: Speech) -> Inlines:
    """Return the paragraphs of each source of `fact`, each behind the mark of the source."""
    made: list[Inline] = []
    for source in sorted(fact.source_ids, key=lambda id: book.numbers[id]):
        format = f"place:{source}"
        mark = Cite((fact.id,), (book.numbers[source],))
        made += [*([Text(" ")] if made else []), mark, Text(NBSP)]
        made.append(FactRef(fact.id, format, quote(fact, format, speech)))
    return tuple(made)


def _table(notes: tuple[Note, ...], speech: Speech) -> Block:
    words = speech.tables["furniture"]
    heads = (("places-figure", 5), ("places-fact", 8), ("places-source", 5))
    columns = tuple(Column((Text(words[key]),), width=width) for key, width in heads)
    return Table(columns, tuple(Row(note) for note in notes), id=TABLE, alt=words["places-alt"])


def _paragraph(notes: tuple[Note, ...], speech: Speech) -> Block:
    words = speech.tables["furniture"]
    made: list[Inline] = [Strong((Text(words["places-title"]),))]
    for place, (figure, said, places) in enumerate(notes):
        made += [Text(words["list-separator"] if place else " "), *figure, Text(" ("), *said, Text(") "), *places]
    return Paragraph((*made, Text(words["stop"].strip())), role="note")
