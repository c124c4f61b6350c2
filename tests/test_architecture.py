"""The house: every room in its layer, imports downwards only, and no two rooms with one name for different things."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reports"
LINT = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
MOST_MODULES = 28
"""Of its own in one room; more is a reason to part it."""
ROLES_OF_A_FORMAT = {
    "assembly", "blocks", "inlines", "tables", "expected", "read", "source_list", "chart_figures", "picture_files",
    "designer_template", "design_report",
}  # fmt: skip
ROLES_OF_A_MERGE = {"base", "adoption", "comparison", "file_merge", "file_reading", "joining", "merge_state"}
SAME_ROLE = frozenset({"__init__", "registry", "layout", "native", "tabulation"} | ROLES_OF_A_FORMAT | ROLES_OF_A_MERGE)
"""File names that mean the same in each room that has them: the roles of a format, a merge, a kind of chart."""


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the contracts of pyproject.toml against the package in `folder`."""
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def test_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("document/blocks.py", "from reports.formats import registry"),
        ("formats/docx/tables.py", "from reports.formats.pdf import blocks"),
        ("tools/where_used.py", "from reports.tools import clean_copy"),
    ],
)
def test_an_import_that_climbs_or_crosses_is_found(tmp_path: Path, module: str, line: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for path in PACKAGE.rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    changed = tmp_path / "reports" / module
    changed.write_text(changed.read_text("utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_no_two_rooms_name_different_things_alike() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        names[path.stem].append(path.parent.name)
    assert {name: rooms for name, rooms in names.items() if len(rooms) > 1 and name not in SAME_ROLE} == {}


def test_no_room_outgrows_its_size() -> None:
    rooms = Counter(path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    assert {room: count for room, count in rooms.items() if count > MOST_MODULES} == {}


def test_every_room_says_what_is_in_it() -> None:
    rooms = {path.parent for path in PACKAGE.rglob("*.py")}
    silent = [room for room in rooms if not ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))]
    assert silent == []
