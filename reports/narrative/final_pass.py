"""Last pass over composed blocks: marks without ids, no-break spaces, numbers of figures and tables, references, ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from reports.charts.registry import KINDS
from reports.document import (
    Cite,
    CrossRef,
    FactRef,
    Figure,
    Heading,
    Inline,
    Inlines,
    Name,
    Picture,
    Table,
    Text,
    is_run,
    rebuild,
    walk,
)
from reports.domain.wording import NBSP
from reports.errors import Place, Problem
from reports.narrative.heading_order import references
from reports.narrative.sentence_capitals import begun
from reports.narrative.template_functions import Setting, marks
from reports.notation.nearest_name import nearest

T = TypeVar("T")


Finding = tuple[Problem, str]
"""A problem and the words to point at in the template."""


def finish(
    blocks: T, setting: Setting, where: Place, failed: Collection[str] = (), *, whole: bool = True
) -> tuple[T, tuple[Finding, ...]]:
    """Return `blocks` with marks, numbers and references filled in, and what is wrong with them.

    Args:
        blocks: blocks or inlines.
        setting: facts and language.
        where: place of whatever knows none itself.
        failed: charts that could not be drawn, which are problems already.
        whole: whether nothing is missing that a reference may lead to.
    """
    figures: dict[str, str] = {}
    headings = references(blocks, setting.speech.tables["furniture"])
    counts = {"figure": 0, "table": 0}
    furniture = setting.speech.tables["furniture"]

    def change(node: object) -> object:
        if is_run(node):
            return tuple(_spaced(_cited(node, setting)))
        node = begun(node)
        kind = _numbered(node)
        if kind:
            assert isinstance(node, Figure | Picture | Table)
            counts[kind] += 1
            figures[node.id] = furniture[kind].format(number=counts[kind]).replace(" ", NBSP)
            return _titled(replace(node, number=counts[kind]), setting)
        return _titled(node, setting)

    def refer(node: object) -> object:
        return (
            replace(node, text=figures.get(node.target) or headings.get(node.target, ""))
            if isinstance(node, CrossRef)
            else node
        )

    done = rebuild(rebuild(blocks, change), refer)
    return done, tuple(_wrong(done, where, {**headings, **figures}, failed, whole))  # type: ignore[return-value]


def _wrong(
    blocks: object, where: Place, figures: Collection[str], failed: Collection[str], whole: bool
) -> Iterator[Finding]:
    """Yield references that lead nowhere, marks of nothing, and ids that stand twice."""
    headings: set[str] = set()
    charts: set[str] = set()
    for node in walk(blocks):
        where = getattr(node, "where", None) or where
        match node:
            case CrossRef(target=target) if whole and target not in figures and target not in failed:
                what = f"there is no figure, table or heading {target!r} in this report{nearest(target, figures)}"
                yield Problem(where, what, "correct the id, or place it"), target
            case Cite(fact_ids=()):
                yield Problem(where, "cite() stands where no fact was printed before it", "name the facts"), "cite()"
            case Heading(id=id):
                if id in headings:
                    cure = "reword one, or write {#other-id} above it"
                    yield Problem(where, f"two headings have the id {id!r}", cure), ""
                headings.add(id)
            case Figure(id=id) | Table(id=id, caption=(_, *_)) | Picture(id=id, caption=(_, *_)):
                if id in charts:
                    what = f"the figure or table {id!r} stands twice" if id else "two tables with a caption have no id"
                    yield Problem(where, what, "give each an id of its own, or place it once"), id
                charts.add(id)
            case _:
                pass


def unparted(run: Inlines, setting: Setting) -> Inlines:
    """Return a title in which no line can break inside a declared name of up to three words."""
    names = setting.book.short_names
    if not names:
        return run
    pattern = _any_of(names)

    def change(node: object) -> object:
        if isinstance(node, Text | Name) and " " in node.text:
            return replace(node, text=pattern.sub(lambda name: name[0].replace(" ", NBSP), node.text))
        return node

    return rebuild(run, change)  # type: ignore[return-value]


@lru_cache(maxsize=4)  # all titles of a report ask for the names of one fact book
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _titled(node: object, setting: Setting) -> object:
    """Return `node` with its title unparted, where it has one."""
    match node:
        case Heading(inlines=title):
            return replace(node, inlines=unparted(title, setting))
        case Figure(spec=spec) if spec.kind != "dots":  # its label is narrow
            return replace(node, spec=replace(spec, title=unparted(spec.title, setting)))
        case Table(caption=title) | Picture(caption=title) if title:
            return replace(node, caption=unparted(title, setting))
        case _:
            return node


def _numbered(node: object) -> str:
    if isinstance(node, Figure) and not KINDS[node.spec.kind].is_strip:
        return "figure"
    if isinstance(node, Picture) and node.caption:
        return "figure"
    return "table" if isinstance(node, Table) and node.caption else ""


def _cited(run: Inlines, setting: Setting) -> Iterator[Inline]:
    """Yield `run` with each mark without ids standing for the facts since the mark before it."""
    since: list[str] = []
    for inline in run:
        since += [node.fact_id for node in walk(inline) if isinstance(node, FactRef)]
        if isinstance(inline, Cite):
            if not inline.fact_ids:
                faulty = "" in since
                yield Text("?") if faulty else marks(tuple(dict.fromkeys(since)), setting.book)
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
