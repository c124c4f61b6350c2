"""Key claims by source: said, said otherwise or silent, in words, and how many of the sources say so."""

from __future__ import annotations

from reports.charts.table_exhibit import TablePoint, TableRequest
from reports.document import Cite, Column, FactRef, Inlines, Literal, Row, Strong, Table, Text
from reports.domain.facts import Source
from reports.domain.wording import NBSP, reading_text

COUNTED = "counted from the sources that are recorded for the fact"
"""Why the count of sources is no fact of its own."""


def evidence_table(request: TableRequest) -> Table:
    """Return a row a claim and a column a source, with a last column that counts the sources that say so."""
    columns = (
        Column(request.word("evidence-claim"), width=6),
        *(Column(_head(source, request), width=3) for source in request.sources),
        Column(request.word("evidence-count"), "right", width=2),
    )
    return request.table(columns, tuple(_row(point, request) for point in request.points))


def _head(source: Source, request: TableRequest) -> Inlines:
    ids = tuple(p.fact.id for p in request.points if source.id in {ref.source for ref in p.fact.all_refs})
    return (Cite(ids, (source.number,)),) if ids else (Text(f"{source.short}"),)


def _row(point: TablePoint, request: TableRequest) -> Row:
    said = [source.id in point.fact.source_ids for source in request.sources]
    cells = (_cell(point, source, request) for source in request.sources)
    count = request.speech.word("exhibits", "evidence-of").format(number=sum(said), total=len(said))
    count = count.replace(" ", NBSP)  # a column as narrow as its figures
    return Row((point.label, *cells, (Literal(count, COUNTED),)), point.focus)


def _cell(point: TablePoint, source: Source, request: TableRequest) -> Inlines:
    """Return what a source says of a claim; the figure with it where the sources differ."""
    fact = point.fact
    own = next((r for r in fact.readings if source.id in {ref.source for ref in r.sources}), None)
    if own is not None and own.name != fact.preferred:
        before, _, after = request.speech.word("exhibits", "evidence-otherwise").partition("{text}")
        text = FactRef(fact.id, f"reading:{own.name}", reading_text(fact, own.name, request.speech))
        return tuple(each for each in (Text(before), text, Text(after)) if not isinstance(each, Text) or each.text)
    if source.id in fact.source_ids:
        return (Strong(request.word("evidence-said")),)
    return request.word("evidence-silent")
