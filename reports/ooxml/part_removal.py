"""Parts and relationships taken out of an Office file, with all that nothing leads to any longer."""

from __future__ import annotations

from collections.abc import Callable

from reports.ooxml.package import CONTENT, RELATIONS, TYPES, Package, Relation, relations_name
from reports.ooxml.part_xml import remove


def drop_relations(package: Package, part: str, kind: str, target: str = "") -> None:
    """Take out the relationships of this kind, to `target` alone where it is named."""
    drop_where(package, part, lambda each: each.kind == kind and (not target or each.target == target))


def drop_where(package: Package, part: str, is_gone: Callable[[Relation], bool]) -> None:
    """Take out those relationships of `part` of which `is_gone` says so."""
    known = package.relations(part)
    for node in list(package.tree(relations_name(part)).iterfind(f"{RELATIONS}Relationship")) if known else ():
        if is_gone(known[node.get("Id", "")]):
            remove(node)


def sweep(package: Package) -> None:
    """Take out the parts that nothing leads to any longer."""
    reached: set[str] = set()
    front = [""]
    while front:
        part = front.pop()
        for each in package.relations(part).values():
            if not each.external and each.target in package.parts and each.target not in reached:
                reached.add(each.target)
                front.append(each.target)
    kept = {TYPES, relations_name(""), *reached, *(relations_name(part) for part in reached)}
    for name in [each for each in package.parts if each not in kept]:
        del package.parts[name]
        package.trees.pop(name, None)
    for node in list(package.tree(TYPES)):
        if node.tag == f"{CONTENT}Override" and node.get("PartName", "").lstrip("/") not in package.parts:
            remove(node)
