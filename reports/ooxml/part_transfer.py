"""Parts of one package brought into another, with all that they lead to: charts, workbooks, pictures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from reports.ooxml.package import Package
from reports.ooxml.wordprocessingml import NAMESPACES, Element, blob

_R = f"{{{NAMESPACES['r']}}}"


@dataclass
class Parts:
    """Brings parts of `new` into `mine`, each once."""

    mine: Package
    new: Package
    pictures: Collection[str]
    """Endings of parts that are not doubled where `mine` has one of the same content."""
    known: dict[str, str] = field(default_factory=dict)
    """Part in `mine` by part in `new`, of those taken over."""

    def adopt(self, name: str) -> str:
        """Return the part of `mine` that holds what `name` holds in the new file; taken over with what it leads to."""
        if name in self.known:
            return self.known[name]
        data = blob(self.new.trees[name]) if name in self.new.trees else self.new.parts[name]
        stem, _, ending = name.rpartition(".")
        if ending in self.pictures:
            same = next((n for n, d in self.mine.parts.items() if d == data and n.endswith(ending)), "")
            if same:
                return self.known.setdefault(name, same)
        pattern = f"{stem.rstrip('0123456789')}{{}}.{ending}"
        made = self.known[name] = self.mine.add(pattern, self.new.content_type(name), data)
        for each in self.new.relations(name).values():
            target = each.target if each.external else self.adopt(each.target)
            id = self.mine.relate(made, each.kind, target, external=each.external)
            if id != each.id:
                _rename(self.mine.tree(made), each.id, id)
        return made


def _rename(tree: Element, was: str, now: str) -> None:
    """Let whatever in `tree` leads by the relationship `was` lead by `now`."""
    for node in tree.iter():
        for name, value in node.attrib.items():
            if str(name).startswith(_R) and value == was:
                node.set(name, now)
