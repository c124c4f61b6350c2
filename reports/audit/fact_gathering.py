"""Gather what carries facts from any part of a document."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import ChartPoint, Cite, CrossRef, FactRef, Figure, Picture, SourceStrip, Table, walk

Mark = FactRef | ChartPoint | Cite | CrossRef | SourceStrip
Exhibit = Figure | Picture | Table
MARKS = (FactRef, ChartPoint, Cite, CrossRef, SourceStrip)


def marks_in(node: object) -> Iterator[Mark]:
    """Yield everything in `node` that prints, draws, cites or refers to facts, in reading order."""
    return (each for each in walk(node) if isinstance(each, MARKS))


def exhibits_in(node: object) -> Iterator[Exhibit]:
    """Yield the figures, pictures and tables in `node`, in reading order."""
    return (each for each in walk(node) if isinstance(each, Exhibit))


def sizes_of(exhibit: Exhibit) -> frozenset[int]:
    """Return how many of something an exhibit shows: points, names, lines, panels; rows or columns of a table."""
    match exhibit:
        case Figure(spec=spec):
            sets = ({getattr(point, name) for point in spec.points} for name in ("label", "series", "panel", "group"))
            return frozenset((len(spec.points), *map(len, sets))) - {1}
        case Table(columns=columns, rows=rows):
            return frozenset((len(rows), len(columns), len(columns) - 1))
        case _:
            return frozenset()


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
