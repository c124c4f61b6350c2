"""Where a project lies, and how messages name its places."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reports.errors import InputError, Place, Problem


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
    found = {name: given.get(name, root / name) for name in ("facts", "templates", "output")}
    for path in found.values():
        _require_text(followed(path))
    return Folders(**found, root=root)


def _require_text(path: Path) -> None:
    """Raise `InputError` where the name of a folder is no text: files and pages that name it could not be written."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        what = "has a name that is no UTF-8 text"
        raise InputError([Problem(Place(str(path)), what, "rename the folder, or the one that it lies in")]) from None
