"""Reading the model: its plain text, all that is in it, a changed copy, the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter, is_not
from typing import TypeGuard, assert_never, get_args

from reports.document.blocks import SourceList
from reports.document.chart_spec import ChartPoint
from reports.document.inlines import (
    Cite,
    CrossRef,
    Emphasis,
    Equation,
    FactRef,
    Focus,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Literal,
    Lowered,
    Name,
    Raised,
    SourceStrip,
    Strong,
    Struck,
    TaskMark,
    Text,
)
from reports.document.report import Document
from reports.domain.fact_book import FactBook
from reports.domain.facts import Source
from reports.domain.fingerprints import fingerprint
from reports.errors import Place

LEAVES = frozenset(
    {
        "str",
        "bytes",
        "int",
        "bool",
        "Image",
        "tuple[str, ...]",
        "tuple[int, ...]",
        "Decimal | None",
        "Place | None",
        "Words",
    }
)
"""Types of fields that hold no nodes, as they are written in the model; any other field is looked into."""


def plain(inlines: Inlines) -> str:
    """Return the text a reader sees, without footnotes and strips."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | FactRef(text=text) | Name(text=text) | Literal(text=text) | CrossRef(text=text):
            return text
        case Cite() | TaskMark() | Equation():
            return inline.text
        case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
            return plain(children)
        case Lowered(children) | Raised(children) | Struck(children) | Foreign(children, _):
            return plain(children)
        case LineBreak():
            return " "
        case Footnote() | SourceStrip():
            return ""
        case _:
            assert_never(inline)


def walk(node: object) -> Iterator[object]:
    """Yield `node` and everything below it, in reading order: blocks, inlines, chart points, tiles.

    The fact book, sources and places are not entered. Documents are walked many times, so this is written for speed.
    """
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            waiting.extend(each[::-1])
        elif (below := _below(type(each))) is not None:  # type: ignore[arg-type]  # a class is hashable
            yield each
            waiting.extend(below(each))


@cache
def _below(kind: type) -> Callable[[object], tuple[object, ...]] | None:
    """Return what takes the fields that may hold nodes, the last one first; None for what is no node."""
    names = _inside(kind)
    match names:
        case None:
            return None
        case ():
            return lambda node: ()
        case (name,):
            return lambda node: (getattr(node, name),)
        case _:
            return attrgetter(*reversed(names))


@cache
def _inside(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields that may hold nodes; None for what is no node."""
    if issubclass(kind, FactBook | Place) or not is_dataclass(kind):
        return None
    return tuple(each.name for each in fields(kind) if each.type not in LEAVES)


def rebuild(node: object, change: Callable[[object], object]) -> object:
    """Return `node` with `change` applied to every dataclass and tuple below it and to itself, deepest first.

    The fact book, places and sources are left alone.
    """
    if isinstance(node, tuple):
        items = tuple([rebuild(item, change) for item in node])
        return change(items if any(map(is_not, items, node)) else node)
    names = _inside(type(node))  # type: ignore[arg-type]  # a class is hashable
    if names is None:
        return node
    changed = {name: new for name in names if (new := rebuild(old := getattr(node, name), change)) is not old}
    return change(replace(node, **changed) if changed else node)  # type: ignore[type-var]


def is_run(node: object) -> TypeGuard[Inlines]:
    """Return whether `node` is a run of inlines with at least one."""
    return isinstance(node, tuple) and bool(node) and all(isinstance(item, get_args(Inline)) for item in node)


def facts_in(node: object) -> tuple[str, ...]:
    """Return the ids of the facts that are shown or cited below `node`, each once, in reading order."""
    found: dict[str, None] = {}
    for each in walk(node):
        match each:
            case FactRef(fact_id=fact_id) | ChartPoint(fact_id=fact_id) if fact_id:
                found[fact_id] = None
            case Cite(fact_ids=fact_ids):
                found.update(dict.fromkeys(fact_ids))
            case _:
                pass
    return tuple(found)


def facts_used(document: Document) -> tuple[str, ...]:
    """Return the ids of all facts that the document shows or cites, each once, in reading order."""
    return facts_in((document.info.title, document.info.subtitle, document.info.basis, document.blocks))


def facts_behind(document: Document) -> tuple[str, ...]:
    """Return the ids of the facts that the document shows or cites and of all they are derived from, as in the fact file."""
    return document.book.behind(facts_used(document))


def sources_behind(document: Document, fact_ids: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources that the document lists or the facts named stand on, in the order of their numbers."""
    book = document.book
    named = {ref.source for id in fact_ids for ref in book.facts[id].all_refs}
    named |= {source.id for node in walk(document.blocks) if isinstance(node, SourceList) for source in node.sources}
    return tuple(sorted((book.sources[id] for id in named), key=lambda source: source.number))


def version_behind(document: Document) -> str:
    """Return what changes with the facts behind the document, their sources, and with no other fact."""
    ids = facts_behind(document)
    facts = {id: document.book.facts[id] for id in ids}
    return fingerprint((facts, {source.id: source for source in sources_behind(document, ids)}))
