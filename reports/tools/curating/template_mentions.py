"""Where templates name a fact, source or actor: in calls of their functions, in charts, in report.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.errors import Place
from reports.load.records.renamed_ids import Kind
from reports.notation.yaml_tree import Route, Tree, Value, place_at, read_text, read_tree

CHART_KEYS: Mapping[Kind, frozenset[str]] = {
    "facts": frozenset({"fact", "named", "done", "open"}),
    "sources": frozenset(),
    "actors": frozenset({"rows"}),
}
"""Keys of a chart that name entries of a kind."""
REPORT_KEYS: Mapping[Kind, frozenset[str]] = {
    "facts": frozenset(),
    "sources": frozenset(),
    "actors": frozenset({"focus", "subjects"}),
}
"""Keys of report.yaml that do."""
_CALLS: Mapping[Kind, str] = {
    "facts": r"\b(?:fact|tile)\(\s*|\bnamed\s*=\s*|\b(?:cite|differences|figures)\((?:[^()]*,)?\s*",
    "sources": r"(?!)",
    "actors": r"\bactor\(\s*",
}
"""What stands in a template before an id of a kind."""


def calls_of(kind: Kind, id: str) -> re.Pattern[str]:
    """Return the pattern of a call that is given `id`; its first group is what stands before the id."""
    return re.compile(rf"((?:{_CALLS[kind]})([\"']))({re.escape(id)})(?=\2)")


def template_files(folder: Path) -> Iterator[Path]:
    """Yield the sections, charts and report.yaml of a folder of templates."""
    for path in sorted(folder.rglob("*")):
        if (
            path.is_file()
            and path.suffix in (".md", ".yaml")
            and path.name != "README.md"
            and path.parent.name != "theme"
        ):
            yield path


def keyed(path: Path, tree: Tree, kind: Kind, id: str) -> list[Place]:
    """Return where a chart or a report.yaml names `id` under a key of its kind."""
    keys = REPORT_KEYS[kind] if path.name == "report.yaml" else CHART_KEYS[kind]
    return [tree.place(route) for route in routes(tree.value, id) if last_word(route) in keys]


def template_mentions(folder: Path, shown: str, kind: Kind, id: str) -> Iterator[Place]:
    """Yield every place below the folder of templates, which messages name `shown`, that names an entry.

    Raises:
        InputError: a file cannot be read.
    """
    calls = calls_of(kind, id)
    for path in template_files(folder):
        name = f"{shown}/{path.relative_to(folder).as_posix()}"
        text = read_text(path, name)
        if id not in text:
            continue
        found = [place_at(text, match.start(3), name) for match in calls.finditer(text)]
        if path.suffix == ".yaml":
            found += keyed(path, read_tree(path, name), kind, id)
        yield from sorted(set(found))


def routes(value: Value, sought: str, route: Route = ()) -> Iterator[Route]:
    """Yield the way to each text below `value` that is `sought`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from routes(item, sought, (*route, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from routes(item, sought, (*route, n))
    elif value == sought:
        yield route


def last_word(route: Route) -> str:
    """Return the key that a route ends with, numbers in lists aside."""
    return next((part for part in reversed(route) if isinstance(part, str)), "")
