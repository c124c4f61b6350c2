"""Where each part of an entry stands in the fact files, for messages about anchors, values and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.errors import Place
from reports.notation.yaml_tree import Route, Tree, read_tree


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every value of every entry."""

    entries: Mapping[tuple[str, str], tuple[Tree, Route]]
    """(kind, id) to the file and the route of the entry."""

    def at(self, kind: str, id: str, *route: str | int) -> Place:
        """Return the place of the value at `route` inside an entry, or of the nearest value above it."""
        tree, start = self.entries[kind, id]
        return tree.place((*start, *route))


def fact_places(folder: Path, shown: str) -> Places:
    """Return the places of all entries of the `*.yaml` in `folder`.

    Args:
        folder: folder of the fact files, which load without problems.
        shown: how messages name the folder.
    """
    entries: dict[tuple[str, str], tuple[Tree, Route]] = {}
    for path in sorted(folder.glob("[!.]*.y*ml")):
        tree = read_tree(path, f"{shown}/{path.name}")
        kinds = tree.value if isinstance(tree.value, dict) else {}
        for kind, items in kinds.items():
            for n, item in enumerate(items if isinstance(items, list) else []):
                if isinstance(item, dict) and "id" in item:
                    entries.setdefault((kind, str(item["id"])), (tree, (kind, n)))
    return Places(entries)
