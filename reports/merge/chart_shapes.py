"""Shapes over a chart: those that are generated are renewed, known by their names; those that a person drew stay."""

from __future__ import annotations

from copy import deepcopy

from reports.charts.native.shapes import CDR, CONTENT_TYPE, GENERATED, RELATION
from reports.ooxml.package import Package, Relation
from reports.ooxml.wordprocessingml import NAMESPACES, Element, clark

_NAME = f"{{{CDR}}}cNvPr"
_USER_SHAPES = f"{{{NAMESPACES['c']}}}userShapes"


def merge_shapes(mine: Package, mine_part: str, new: Package, new_part: str) -> None:
    """Put the shapes over the new chart over the person's."""
    source, known = _relation(new, new_part), _relation(mine, mine_part)
    if source is None and known is None:
        return
    if known is None and source is not None:
        folder = mine_part.partition("/")[0]
        name = mine.add(f"{folder}/drawings/drawing{{}}.xml", CONTENT_TYPE, new.parts[source.target])
        id = mine.relate(mine_part, RELATION, name)
    elif known is not None:
        fresh = list(new.tree(source.target)) if source is not None else []
        _renew(mine.tree(known.target), fresh)
        id = known.id
    _refer(mine.tree(mine_part), id)


def said_over(package: Package, part: str) -> tuple[str, ...]:
    """Return the words and places of the shapes over a chart."""
    known = _relation(package, part)
    return tuple(map(str, package.tree(known.target).itertext())) if known is not None else ()


def _relation(package: Package, part: str) -> Relation | None:
    found = (each for each in package.relations(part).values() if each.kind == RELATION)
    return next((each for each in found if each.target in package.parts), None)


def _renew(shapes: Element, fresh: list[Element]) -> None:
    """Put the generated shapes in place of those of an earlier build, below what a person drew."""
    for each in list(shapes):
        if _name(each).startswith(GENERATED):
            shapes.remove(each)
    for at, each in enumerate(fresh):
        shapes.insert(at, deepcopy(each))


def _name(anchor: Element) -> str:
    return next((each.get("name", "") for each in anchor.iter(_NAME)), "")


def _refer(chart: Element, id: str) -> None:
    """Let the chart lead to its shapes; they stand last in it but for extensions (21.2.2.26)."""
    node = chart.find(_USER_SHAPES)
    if node is None:
        node = chart.makeelement(_USER_SHAPES)
        extensions = chart.find(f"{{{NAMESPACES['c']}}}extLst")
        if extensions is None:
            chart.append(node)
        else:
            extensions.addprevious(node)
    node.set(clark("r:id"), id)
