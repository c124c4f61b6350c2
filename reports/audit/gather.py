"""Gather what carries facts from any part of a document, many times and fast; `model.walk` is for everything else."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from reports.errors import Place
from reports.facts import FactBook, Source
from reports.model import ChartPoint, Cite, CrossRef, FactRef, Figure, SourceStrip, Table

Mark = FactRef | ChartPoint | Cite | CrossRef | SourceStrip
MARKS = (FactRef, ChartPoint, Cite, CrossRef, SourceStrip)


@cache
def _inner(kind: Hashable) -> tuple[str, ...]:
    """Return the fields of a model class that may hold other nodes."""
    if not isinstance(kind, type) or not is_dataclass(kind) or kind in (Place, FactBook, Source):
        return ()
    return tuple(each.name for each in fields(kind) if str(each.type) not in ("str", "int", "bool", "Place | None"))


def _nodes(node: object) -> Iterator[object]:
    """Yield `node` and all below it, in reading order."""
    stack = [node]
    while stack:
        top = stack.pop()
        if type(top) is tuple:
            stack.extend(reversed(top))
        else:
            yield top
            names = _inner(type(top))  # type: ignore[arg-type] # mypy asks the instances, not the class, for a hash
            stack.extend(getattr(top, name) for name in reversed(names))


def marks_in(node: object) -> Iterator[Mark]:
    """Yield everything in `node` that prints, draws, cites or refers to facts, in reading order."""
    return (each for each in _nodes(node) if isinstance(each, MARKS))


def exhibits_in(node: object) -> Iterator[Figure | Table]:
    """Yield the figures and tables in `node`, in reading order."""
    return (each for each in _nodes(node) if isinstance(each, Figure | Table))


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
