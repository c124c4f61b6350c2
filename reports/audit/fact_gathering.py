"""Gather what carries facts from any part of a document."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import ChartPoint, Cite, CrossRef, FactRef, Figure, Picture, SourceStrip, Table, walk

Mark = FactRef | ChartPoint | Cite | CrossRef | SourceStrip
MARKS = (FactRef, ChartPoint, Cite, CrossRef, SourceStrip)


def marks_in(node: object) -> Iterator[Mark]:
    """Yield everything in `node` that prints, draws, cites or refers to facts, in reading order."""
    return (each for each in walk(node) if isinstance(each, MARKS))


def exhibits_in(node: object) -> Iterator[Figure | Picture | Table]:
    """Yield the figures, pictures and tables in `node`, in reading order."""
    return (each for each in walk(node) if isinstance(each, Figure | Picture | Table))


def facts_in(node: object) -> Iterator[str]:
    """Yield the ids of the facts that `node` prints, draws or cites."""
    for each in marks_in(node):
        match each:
            case FactRef(fact_id=id) | ChartPoint(fact_id=id):
                yield id
            case Cite(fact_ids=ids):
                yield from ids
            case _:
                pass


def cites_in(node: object) -> Iterator[Cite]:
    """Yield the source marks in `node`, those of a source strip too."""
    for each in marks_in(node):
        match each:
            case Cite():
                yield each
            case SourceStrip(printed=printed, other=other):
                yield Cite((), (*printed, *other))
            case _:
                pass
