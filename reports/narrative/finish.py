"""Last pass over composed blocks: marks without ids, no-break spaces, numbers of figures and tables, references, ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from reports.errors import Place, Problem
from reports.load.nearest import nearest
from reports.model import Cite, CrossRef, FactRef, Figure, Heading, Inline, Inlines, Table, Text, is_run, rebuild, walk
from reports.narrative.functions import Setting, marks
from reports.quote import NBSP

T = TypeVar("T")


def finish(blocks: T, setting: Setting) -> tuple[T, tuple[Problem, ...]]:
    """Return `blocks` with marks, numbers and references filled in, and the problems found on the way."""
    problems: list[Problem] = []
    figures: dict[str, str] = {}
    counts = {"figure": 0, "table": 0}
    furniture = setting.speech.tables["furniture"]

    def change(node: object) -> object:
        if is_run(node):
            return tuple(_spaced(_cited(node, setting)))
        kind = _numbered(node)
        if kind:
            assert isinstance(node, Figure | Table)
            counts[kind] += 1
            figures[node.id] = furniture[kind].format(number=counts[kind]).replace(" ", NBSP)
            return replace(node, number=counts[kind])
        return node

    def refer(node: object) -> object:
        if isinstance(node, CrossRef):
            if node.target not in figures:
                what = f"there is no figure or table {node.target!r} in this report{nearest(node.target, figures)}"
                problems.append(Problem(Place("templates"), what, "correct the id, or place it"))
                return node
            return replace(node, text=figures[node.target])
        return node

    done = rebuild(rebuild(blocks, change), refer)
    problems += _twice(done)
    return done, tuple(problems)  # type: ignore[return-value]


def _numbered(node: object) -> str:
    if isinstance(node, Figure) and node.spec.kind != "dots":
        return "figure"
    return "table" if isinstance(node, Table) and node.caption else ""


def _cited(run: Inlines, setting: Setting) -> Iterator[Inline]:
    """Yield `run` with each mark without ids standing for the facts since the mark before it."""
    since: list[str] = []
    for inline in run:
        since += [node.fact_id for node in walk(inline) if isinstance(node, FactRef)]
        if isinstance(inline, Cite):
            if not inline.fact_ids:
                yield marks(tuple(dict.fromkeys(since)), setting.book)
                since = []
                continue
            since = []
        yield inline


def _spaced(run: Iterator[Inline]) -> Iterator[Inline]:
    """Yield the run with a no-break space instead of a space before each mark."""
    last: Inline | None = None
    for inline in run:
        if isinstance(inline, Cite) and isinstance(last, Text) and last.text.endswith(" "):
            last = Text(last.text[:-1] + NBSP)
        if last is not None:
            yield last
        last = inline
    if last is not None:
        yield last


def _twice(blocks: object) -> Iterator[Problem]:
    seen: dict[str, Place | None] = {}
    for node in walk(blocks):
        if isinstance(node, Heading):
            if node.id in seen:
                where = node.where or Place("templates")
                yield Problem(
                    where, f"two headings have the id {node.id!r}", "reword one, or write {#other-id} above it"
                )
            seen[node.id] = node.where
