"""The page for whoever carries the program on names files that exist, every room, and every way to add something."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reports"
PAGE = (PACKAGE / "README.md").read_text("utf-8")
EXTENSIONS = [
    "format", "project as a whole", "column", "chart", "language", "script", "qualifier", "status", "rule", "block",
    "inline", "form of equations", "command",
]  # fmt: skip
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#]+)\)")
_FILE = re.compile(r"(?:\.\./)?[\w<>*./-]*(?:/|\.(?:py|yaml|md|toml))")
_OUTSIDE = ("templates/", "output/", "facts/")
"""Folders of a project, which are spoken of too."""


def named(page: str) -> Iterator[str]:
    """Yield each file and folder that a page names."""
    for text in (*_CODE.findall(page), *_LINK.findall(page)):
        if _FILE.fullmatch(text) and not text.startswith(_OUTSIDE):
            yield text


def missing(page: str) -> list[str]:
    """Return the files and folders that a page names and that there are not; `<kind>` stands for any name."""
    return [name for name in named(page) if not any(_found(name))]


def _found(name: str) -> Iterator[Path]:
    pattern = re.sub(r"<\w+>", "*", name)
    for folder in (PACKAGE, ROOT):
        yield from folder.glob(pattern) if "*" in pattern else (path for path in [folder / pattern] if path.exists())


def test_every_file_it_names_exists() -> None:
    assert len(set(named(PAGE))) > 60
    assert missing(PAGE) == []


@pytest.mark.parametrize("gone", ["pipeline/ahead.py", "charts/<kind>/parse.py", "attic/", "../tests/test_ahead.py"])
def test_a_file_that_is_gone_is_found(gone: str) -> None:
    assert missing(f"It stands in `{gone}` and `pipeline/build.py`.") == [gone]
    assert missing(f"[There]({gone})") == [gone]


def rooms() -> list[str]:
    """Return the rooms from the ground up, as the contract of the layers has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return list(reversed(layers))


def test_the_map_has_the_rooms_in_their_order() -> None:
    rows = [row.removesuffix("/").removesuffix(".py") for row in re.findall(r"^\| `([\w/.]+)` \|", PAGE, re.MULTILINE)]
    order = {name: number for number, name in enumerate(rows)}
    assert sorted(rows) == sorted(rooms())
    assert order["errors"] == 0
    assert rows[-1] == "cli"
    assert rows == rooms()


def test_every_way_to_add_something_is_told() -> None:
    told = re.findall(r"^\| an? ([^|]+) \|", PAGE, re.MULTILINE)
    assert len(told) == len(EXTENSIONS)
    assert [name for name, row in zip(EXTENSIONS, told, strict=True) if name not in row] == []
