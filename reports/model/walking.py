"""Reading the model: its plain text, all that is in it, a changed copy, the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeGuard, assert_never, get_args

from reports.errors import Place
from reports.facts import FactBook
from reports.model.charts import ChartPoint
from reports.model.document import Document
from reports.model.inlines import (
    Cite,
    CrossRef,
    Emphasis,
    FactRef,
    Focus,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Literal,
    Name,
    SourceStrip,
    Strong,
    Text,
)


def plain(inlines: Inlines) -> str:
    """Return the text a reader sees, without footnotes and strips."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | FactRef(text=text) | Name(text=text) | Literal(text=text) | CrossRef(text=text):
            return text
        case Cite():
            return inline.text
        case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
            return plain(children)
        case LineBreak():
            return " "
        case Footnote() | SourceStrip():
            return ""
        case _:
            assert_never(inline)


def walk(node: object) -> Iterator[object]:
    """Yield `node` and everything below it, in reading order: blocks, inlines, chart points, tiles.

    The fact book is not entered.
    """
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            waiting.extend(reversed(each))
        elif (names := _inside(type(each))) is not None:  # type: ignore[arg-type]  # a class is hashable
            yield each
            waiting.extend(getattr(each, name) for name in reversed(names))


@cache
def _inside(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a dataclass; None for anything else and for the fact book."""
    if issubclass(kind, FactBook) or not is_dataclass(kind):
        return None
    return tuple(each.name for each in fields(kind))


def rebuild(node: object, change: Callable[[object], object]) -> object:
    """Return `node` with `change` applied to every dataclass and tuple below it and to itself, deepest first.

    The fact book, places and sources are left alone.
    """
    if isinstance(node, tuple):
        items = tuple(rebuild(item, change) for item in node)
        return change(items if any(new is not old for new, old in zip(items, node, strict=True)) else node)
    names = _inside(type(node))  # type: ignore[arg-type]  # a class is hashable
    if isinstance(node, Place) or names is None:
        return node
    changed = {name: new for name in names if (new := rebuild(old := getattr(node, name), change)) is not old}
    return change(replace(node, **changed) if changed else node)  # type: ignore[type-var]


def is_run(node: object) -> TypeGuard[Inlines]:
    """Return whether `node` is a run of inlines with at least one."""
    return isinstance(node, tuple) and bool(node) and all(isinstance(item, get_args(Inline)) for item in node)


def facts_used(document: Document) -> tuple[str, ...]:
    """Return the ids of all facts that the document shows or cites, each once, in reading order."""
    found: dict[str, None] = {}
    for node in walk((document.info.title, document.info.subtitle, document.info.basis, document.blocks)):
        match node:
            case FactRef(fact_id=fact_id) | ChartPoint(fact_id=fact_id):
                found[fact_id] = None
            case Cite(fact_ids=fact_ids):
                found.update(dict.fromkeys(fact_ids))
            case _:
                pass
    return tuple(found)
