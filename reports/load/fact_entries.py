"""The lists of the fact files, entry by entry: what can be read, with its place, and what is wrong with the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from reports.domain.facts import Actor, Entry, Fact, Source, Term
from reports.errors import InputError, Place, Problem
from reports.load.conflict_copies import conflict_copy
from reports.load.folder_access import unreachable
from reports.load.validation_messages import explain_all
from reports.notation.nearest_name import suggester
from reports.notation.yaml_tree import Route, Tree, Value, read_text, tree_of

DATASETS = "datasets"
KINDS: Mapping[str, type[Entry] | None] = {
    "sources": Source,
    "actors": Actor,
    "facts": Fact,
    DATASETS: None,
    "terms": Term,
}
"""What each list holds; the model of datasets is loaded where there are some (see `model_of`)."""
MAX_PROBLEMS = 1000
"""Of the entries of a list that are looked at; a file with more of them is of another kind."""
UNKNOWN = ""
"""Stands among the ids of unreadable files where not even those can be made out."""
_ID = re.compile(r"^[ -]*id: *([a-z0-9-]+) *$", re.MULTILINE)


Parse = Callable[[str, str], tuple[Tree, tuple[Problem, ...]]]
"""Takes YAML text and how messages name its file; result and errors are those of `tree_of`."""


class Found(NamedTuple):
    """An entry with the file and the route it stands at."""

    entry: Entry
    tree: Tree
    route: Route


def read_trees(
    folder: Path, shown: str, problems: list[Problem], lost: set[str], parse: Parse = tree_of
) -> Iterator[Tree]:
    """Yield what can be read; ids in a file that is no YAML go to `lost`, so that templates may name them."""
    if closed := unreachable(folder, shown, "name the folder of the fact files with --facts"):
        problems.extend(closed)
        return
    for path in sorted(folder.glob("[!.]*.y*ml")):  # a hidden one is an editor's own, such as a lock
        if copy := conflict_copy(path, f"{shown}/{path.name}"):
            problems.append(copy)
            continue
        try:
            text = read_text(path, f"{shown}/{path.name}")
            tree, found = parse(text, f"{shown}/{path.name}")
        except InputError as failure:
            problems.extend(failure.problems)
            lost.update(_ids_of_unreadable(path) or {UNKNOWN})
            continue
        problems.extend(found)
        yield tree


def _ids_of_unreadable(path: Path) -> set[str]:
    """Return the ids in a file that is no YAML or no UTF-8, as far as they can be made out; none of what is no plain file."""
    if not path.is_file():
        return set()
    try:
        return set(_ID.findall(path.read_bytes().decode("utf-8", "replace")))
    except OSError:
        return set()


def unknown_keys(trees: Iterable[Tree]) -> Iterator[Problem]:
    """Yield files that hold no lists, and lists of another name than there are."""
    near = suggester({"": KINDS})
    for tree in trees:
        if not isinstance(tree.value, dict):
            yield Problem(
                Place(tree.path, 1, 1),
                "holds no entries",
                "start it with 'sources:', 'actors:', 'facts:' or 'datasets:'",
            )
            continue
        for key in tree.value:
            if key not in KINDS:
                yield Problem(
                    tree.place((key,)),
                    f"the key {key!r} is not known{near('', key)}",
                    f"use one of {', '.join(KINDS)}",
                )


@dataclass(frozen=True, slots=True)
class Validated:
    """Entries that were validated, by kind and identity of the value that gives each; it is kept, and nobody changes it."""

    before: Mapping[tuple[str, int], tuple[Value, Entry]] = field(default_factory=dict)
    """Those of an earlier time."""
    now: dict[tuple[str, int], tuple[Value, Entry]] = field(default_factory=dict)

    def entry(self, kind: str, item: Value) -> Entry:
        """Return the entry that `item` gives.

        Raises:
            ValidationError: it gives none.
        """
        key = (kind, id(item))
        known = self.before.get(key)
        entry = known[1] if known else model_of(kind).model_validate(item)
        self.now[key] = (item, entry)
        return entry


def entries_of(
    trees: Iterable[Tree], kind: str, problems: list[Problem], validated: Validated | None = None
) -> Iterator[Found]:
    """Yield the entries of one kind in all files; what is wrong goes to `problems`."""
    validated = validated or Validated()
    for tree in trees:
        items = tree.value.get(kind) if isinstance(tree.value, dict) else None
        if items is None:
            continue
        if not isinstance(items, list):
            problems.append(Problem(tree.place((kind,)), f"{kind!r} must be a list", "begin each entry with '- id:'"))
            continue
        yield from _of_list(items, tree, kind, problems, validated)


def _of_list(
    items: Sequence[Value], tree: Tree, kind: str, problems: list[Problem], validated: Validated
) -> Iterator[Found]:
    lost: dict[Route, set[Route]] = {}
    for route in tree.lost:
        lost.setdefault(route[:2], set()).add(route)
    before = len(problems)
    for n, item in enumerate(items):
        if len(problems) - before > MAX_PROBLEMS:
            left = f"{len(items) - n:,}"
            what = f"those above have more than {MAX_PROBLEMS:,} problems; the {left} from here on were not looked at"
            problems.append(Problem(tree.place((kind, n)), what, "correct those above first"))
            return
        found = _entry(item, tree, (kind, n), lost.get((kind, n), set()), validated)
        if isinstance(found, Found):
            yield found
        else:
            problems += found


def _entry(item: Value, tree: Tree, route: Route, lost: Set[Route], validated: Validated) -> Found | list[Problem]:
    """Return an entry, or what is wrong with it; nothing more is said of what is `lost`, which is told already."""
    if route in lost:
        return []
    kind = str(route[0])
    name = f"{kind.removesuffix('s')} {str(item.get('id', '?') if isinstance(item, dict) else '?')!r}"
    try:
        entry = validated.entry(kind, item)
    except ValidationError as failure:
        told = {tree.place(each) for each in lost}
        explained = explain_all(failure, tree, route, name, model_of(kind))
        return [problem for problem in explained if problem.where not in told]
    return [] if lost else Found(entry, tree, route)


def model_of(kind: str) -> type[Entry]:
    """Return what an entry of a list is."""
    if model := KINDS[kind]:
        return model
    from reports.domain.datasets.dataset import Dataset

    return Dataset


def by_id(entries: Iterable[Found], kind: str, problems: list[Problem]) -> dict[str, Found]:
    """Return entries by their ids; those that stand twice go to `problems`."""
    table: dict[str, Found] = {}
    for found in entries:
        id = str(getattr(found.entry, "id"))  # noqa: B009 - every kind of entry has an id; Entry itself has none
        if id in table:
            first = table[id].tree.place((*table[id].route, "id"))
            problems.append(
                Problem(
                    found.tree.place((*found.route, "id")),
                    f"the id {id!r} stands twice in {kind} (first at {first})",
                    "give one of them another id",
                )
            )
        else:
            table[id] = found
    return table


def declared_ids(trees: Iterable[Tree]) -> frozenset[str]:
    """Return every id that stands in the files, readable entry or not, also below a mistyped kind."""
    lists = (entries for tree in trees if isinstance(tree.value, dict) for entries in tree.value.values())
    items = (item for entries in lists if isinstance(entries, list) for item in entries)
    return frozenset(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)
