"""Where a project lies, and how messages name its places."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


def followed(path: Path) -> Path:
    """Return `path` in full, with links followed; a link that leads to itself stays a link.

    `Path.resolve` raises there before Python 3.13, https://docs.python.org/3/library/pathlib.html#pathlib.Path.resolve.
    """
    return Path(os.path.realpath(path))


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things lie, and how messages name them."""

    facts: Path
    templates: Path
    output: Path
    root: Path

    def shown(self, path: Path) -> str:
        """Return `path` relative to the project where it lies inside it."""
        try:
            return followed(path).relative_to(followed(self.root)).as_posix() or "."
        except ValueError:
            return str(path)


def folders(root: Path, facts: str = "", templates: str = "", output: str = "") -> Folders:
    """Return the folders of the project at `root`, overridden by what the user named."""
    given = {
        name: Path(text) for name, text in (("facts", facts), ("templates", templates), ("output", output)) if text
    }
    return Folders(**{name: given.get(name, root / name) for name in ("facts", "templates", "output")}, root=root)
