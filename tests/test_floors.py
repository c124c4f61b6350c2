"""Imports go downwards only, no module is imported in a circle, and every room has a floor."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "reports"
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "theme", "fonts", "folders", "listed", "persons"}),
    frozenset({"fields", "facts", "quote", "domain"}),
    frozenset({"model", "grammar"}),
    frozenset({"load", "markup", "charts", "fit", "extract", "office", "typeset"}),
    frozenset({"narrative", "audit", "deck", "ledger", "notes", "verify", "releases"}),
    frozenset({"writers", "merge", "merge_deck", "redline"}),
    frozenset(
        {
            "build",
            "batch",
            "composing",
            "forked",
            "standing",
            "finishing",
            "joining",
            "settling",
            "reviewing",
            "placing",
            "progress",
            "schema",
            "releases.publishing",
            "releases.waiting",
            "where_used",
            "paper",
            "distribute",
            "talk",
            "paginate",
            "analyst",
            "keeping",
            "ahead",
            "making",
            "redline.command",
            "clean",
            "sending",
            "parallel",
            "cache",
            "rebuild",
            "timing",
            "writable",
            "watch",
        }
    ),
    frozenset({"commands"}),
)
"""From the ground up. What reads finished files back (`extract`) stands low, so that the audits may use it."""


def modules() -> Mapping[str, ast.Module]:
    """Return every module of the program by its name below `reports`; packages by their folder."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def imports(tree: ast.Module, known: Iterable[str]) -> Iterator[str]:
    """Yield the modules of the program that `tree` imports anywhere, also inside functions."""
    names = frozenset(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where they lead"
            for alias in node.names if (node.module or "").split(".")[0] == "reports" else ():
                base = str(node.module).removeprefix("reports").removeprefix(".")
                deeper = f"{base}.{alias.name}".removeprefix(".")
                yield deeper if deeper in names else base
        elif isinstance(node, ast.Import):
            yield from (a.name.removeprefix("reports.") for a in node.names if a.name.startswith("reports."))


def floor(module: str) -> int:
    """Return the floor of a module, from 1: that of its longest name on a floor; 0 where it has none."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        for number, rooms in enumerate(FLOORS, 1):
            if ".".join(parts[:length]) in rooms:
                return number
    return 0


def climbing(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the imports of `graph` that lead upwards."""
    return [
        f"{name} (floor {floor(name)}) imports {other} (floor {floor(other)})"
        for name, others in graph.items()
        for other in others
        if floor(other) > floor(name)
    ]


def circles(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the modules of `graph` that import themselves by way of others."""
    found = []
    for start in graph:
        seen: set[str] = set()
        front = list(graph[start])
        while front:
            name = front.pop()
            if name not in seen:
                seen.add(name)
                front += graph.get(name, ())
        if start in seen:
            found.append(start)
    return found


@cache
def graph() -> Mapping[str, tuple[str, ...]]:
    """Return what each module imports."""
    trees = modules()
    return {name: tuple(dict.fromkeys(imports(tree, trees))) for name, tree in trees.items() if name}


def test_every_module_has_a_floor() -> None:
    assert [name for name in graph() if not floor(name)] == [], "put it on a floor of tests/test_floors.py"


def test_imports_go_downwards() -> None:
    assert climbing(graph()) == []


def test_no_module_is_imported_in_a_circle() -> None:
    """Within a package, a package and its own modules may name each other inside functions; across rooms nobody may."""
    rooms = {name: tuple(other for other in others if not same_room(name, other)) for name, others in graph().items()}
    assert circles(rooms) == []


def same_room(one: str, other: str) -> bool:
    """Return whether both modules belong to the same package."""
    return one.split(".")[0] == other.split(".")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"errors": ("build",)},
        {"quote": ("narrative",)},
        {"charts.svg": ("writers.docx",)},
        {"load.tree": ("deck.plan",)},
        {"releases.changes": ("build",)},
        {"build": ("commands.terminal",)},
    ],
)
def test_a_climbing_import_is_found(wrong: Mapping[str, tuple[str, ...]]) -> None:
    assert len(climbing(wrong)) == 1


def test_a_circle_is_found() -> None:
    assert circles({"load.a": ("markup.b",), "markup.b": ("charts.c",), "charts.c": ("load.a",), "fit": ()}) == [
        "load.a",
        "markup.b",
        "charts.c",
    ]


def test_imports_are_read() -> None:
    text = "from reports.load import tree\nfrom reports import model\nimport reports.fit\nimport os\n"
    text += "def f():\n from reports.quote import q\n"
    found = imports(ast.parse(text), {"load", "load.tree", "model", "quote", "fit"})
    assert sorted(found) == ["fit", "load.tree", "model", "quote"]
    assert len(graph()["narrative"]) > 5
