"""The starter files of a new project, which come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "defaults" / "starter"
IGNORE = "output/.gitignore"
"""Its text is made here: package data holds no files that begin with a dot."""


def starter_files() -> Mapping[str, bytes]:
    """Return the content of each starter file by its path, with `/` between its parts, in a fixed order."""
    paths = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    files = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
    return {**files, IGNORE: b"*\n!.gitignore\n"}
