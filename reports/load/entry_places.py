"""Where each part of an entry stands in the fact files, for messages about anchors, values and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from reports.domain.facts import SOURCE_LINE
from reports.errors import Place
from reports.load.fact_entries import Found
from reports.notation.yaml_tree import Route, Tree, read_tree

NUMBERS = ("value", "low", "high")
"""Numbers of a fact."""
LINE_OF_SOURCE = "source "
"""Begins the key of a line of a source."""


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every value of every entry."""

    entries: Mapping[tuple[str, str], tuple[Tree, Route]]
    """(kind, id) to the file and the route of the entry."""

    def at(self, kind: str, id: str, *route: str | int) -> Place:
        """Return the place of the value at `route` inside an entry, or of the nearest value above it."""
        tree, start = self.entries[kind, id]
        return tree.place((*start, *route))


@dataclass(frozen=True, eq=False)
class BookPlaces(Mapping[tuple[str, str], Place]):
    """The places that a fact book knows (see `FactBook.where`), looked up when asked for: most never are."""

    tables: Mapping[str, Mapping[str, Found]]
    """Entries by their ids, by kind."""

    def __getitem__(self, key: tuple[str, str]) -> Place:
        """Return the place of an entry, of a number of a fact, or of a line of a source."""
        part, id = key
        line = part.removeprefix(LINE_OF_SOURCE)
        if found := self.tables.get(part, {}).get(id):
            return found.tree.place((*found.route, "id"))
        if part in NUMBERS and (found := self.tables["facts"].get(id)) and getattr(found.entry, part) is not None:
            return found.tree.place((*found.route, part))
        if line != part and line in SOURCE_LINE and (found := self.tables["sources"].get(id)):
            return found.tree.places[(*found.route, line)]
        raise KeyError(key)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield every key of which there is a place."""
        parts = (*self.tables, *NUMBERS, *(f"{LINE_OF_SOURCE}{key}" for key in SOURCE_LINE))
        ids = dict.fromkeys(id for table in self.tables.values() for id in table)
        return (key for key in product(parts, ids) if key in self)

    def __len__(self) -> int:
        """Return the number of places."""
        return sum(1 for _ in self)


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
