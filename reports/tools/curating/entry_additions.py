"""A new entry on its way into a fact file: where it goes, what the loader says of it, and in."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reports.domain.fact_book import FactBook
from reports.errors import Place, Problem, collect
from reports.load.datasets.dataset_files import copy_data
from reports.load.fact_files import NO_FACTS, load_facts
from reports.notation.yaml_tree import Route, Tree, Value, parse_tree, read_tree
from reports.pipeline.atomic_files import read_file, replace_file
from reports.tools.curating.entry_blocks import Item, Spot, block, inserted, spot

LAST_DAY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Facts:
    """A folder of fact files, and how messages name it."""

    folder: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A fact file with a new entry in it, not yet written."""

    path: Path
    shown: str
    was: bytes | None
    """The file as it was read; None where there was none."""
    data: bytes
    """The file with the entry."""
    lines: tuple[str, ...]
    """The entry, as it stands in the file."""
    first: int
    """Line of the file at which it begins, from 1."""

    @property
    def place(self) -> Place:
        """Return where the entry stands once it is written."""
        return Place(self.shown, self.first)

    def write(self) -> None:
        """Put the file in place; raises as `replace_file`."""
        replace_file(self.path, self.data, self.was, self.shown)


def addition(facts: Facts, kind: str, entry: Mapping[str, Item], topic: str = "") -> Addition:
    """Return the fact file that `entry` goes into, with it: after the last one of its topic, or at the end of the list.

    Args:
        facts: the fact files.
        kind: sources, actors or facts.
        entry: keys and values, in the order to be written.
        topic: of a fact; empty for other kinds.

    Raises:
        InputError: a file cannot be read, or is not written in block style.
    """
    path, tree, after = _target(facts, kind, topic)
    shown = f"{facts.shown}/{path.name}"
    was = read_file(path, shown) if path.exists() else None
    raw = (was or b"").decode("utf-8")
    if tree is None:
        tail = "" if not raw or raw.endswith("\n") else "\n"
        raw += f"{tail}{kind}:\n"
        at = Spot(raw.count("\n"), 2, apart=False)
    else:
        at = spot(tree, raw.replace("\r\n", "\n"), kind, after)
    lines = block(entry, at.indent)
    return Addition(path, shown, was, inserted(raw, at, lines).encode(), lines, at.line + 1 + at.apart)


def _target(facts: Facts, kind: str, topic: str) -> tuple[Path, Tree | None, int | None]:
    """Return the file to add to, its content where it has such a list, and the number of the entry to follow."""
    target: tuple[Path, Tree | None, int | None] = facts.folder / f"{kind}.yaml", None, None
    of_topic: tuple[Path, Tree | None, int | None] | None = None
    for path in sorted(facts.folder.glob("*.y*ml")):
        tree = read_tree(path, f"{facts.shown}/{path.name}")
        if isinstance(tree.value, dict) and kind in tree.value:
            target = path, tree, None
            places = [n for n, item in enumerate(_items(tree, kind)) if topic and _topic(item) == topic]
            of_topic = (path, tree, places[-1]) if places else of_topic
    return of_topic or target


def _items(tree: Tree, kind: str) -> list[Value]:
    items = tree.value.get(kind) if isinstance(tree.value, dict) else None
    return items if isinstance(items, list) else []


def _topic(item: Value) -> str:
    return str(item.get("topic", "")) if isinstance(item, dict) else ""


@contextmanager
def tried(facts: Facts, added: Addition) -> Iterator[Path]:
    """Give a copy of the fact files with the entry in it, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        for path in facts.folder.glob("*.y*ml"):
            shutil.copyfile(path, Path(name) / path.name)
        copy_data(facts.folder, Path(name))
        (Path(name) / added.path.name).write_bytes(added.data)
        yield Path(name)


def objections(
    facts: Facts, added: Addition, more: Callable[[Path], tuple[Problem, ...]] | None = None
) -> tuple[Problem, ...]:
    """Return what the loader, and `more`, find wrong with the new entry; problems that were there before are left out.

    Args:
        facts: the fact files.
        added: the new entry.
        more: further rules on a folder of fact files; asked only where the loader finds nothing.
    """
    before = {(problem.what, problem.cure) for problem in load_facts(facts.folder, facts.shown)[1]}
    with tried(facts, added) as copy:
        after = load_facts(copy, facts.shown)[1]
        found = tuple(problem for problem in after if (problem.what, problem.cure) not in before)
        return found or (more(copy) if more else ())


def key_at(added: Addition, kind: str, place: Place) -> str:
    """Return the key of the new entry at which `place` lies; empty where it lies elsewhere."""
    if place.path != added.shown or not added.first <= place.line < added.first + len(added.lines):
        return ""
    tree = parse_tree(added.data.decode("utf-8-sig").replace("\r\n", "\n"), added.shown)
    routes: list[Route] = [route for route, where in tree.places.items() if where == place and route[:1] == (kind,)]
    keys = [part for route in routes for part in route[2:] if isinstance(part, str)]
    return keys[-1] if keys else ""


def whole_book(facts: Facts) -> FactBook:
    """Return everything in the fact files, also what no report prints yet, such as a source that no fact cites.

    That they hold no fact yet is no problem: the first is about to be added.

    Raises:
        InputError: they have problems.
    """
    book, problems = load_facts(facts.folder, facts.shown, LAST_DAY)
    collect([problem for problem in problems if problem.what != NO_FACTS])
    return book
