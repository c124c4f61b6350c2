"""A project as `invoke new-project` lays it out, for the tests of what an analyst does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reports.load.project_folders import Folders, folders
from reports.notation.yaml_tree import Value, read_tree
from reports.tools.curating.entry_additions import Facts
from reports.tools.curating.new_project import new_project

CASES = Path(__file__).parent / "cases" / "analyst"


def project(root: Path) -> Folders:
    """Return the folders of a new project in `root`."""
    new_project(str(root / "project"))
    return folders(root / "project")


def facts_of(where: Folders) -> Facts:
    """Return the fact files of a project."""
    return Facts(where.facts, where.shown(where.facts))


def cases(name: str) -> list[Mapping[str, Value]]:
    """Return the cases of the file `name`."""
    content = read_tree(CASES / f"{name}.yaml", name).value
    assert isinstance(content, list)
    return [case for case in content if isinstance(case, dict)]


def table(value: Value) -> dict[str, str]:
    """Return a mapping of texts."""
    assert isinstance(value, dict)
    return {key: str(item) for key, item in value.items()}


def texts(value: Value) -> list[str]:
    """Return a list of texts."""
    assert isinstance(value, list)
    return [str(item) for item in value]


def tree_bytes(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
