"""Where a project lies, and how messages name its places."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


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
            return path.resolve().relative_to(self.root.resolve()).as_posix() or "."
        except ValueError:
            return str(path)


def folders(root: Path, facts: str = "", templates: str = "", output: str = "") -> Folders:
    """Return the folders of the project at `root`, overridden by what the user named."""
    given = {
        name: Path(text) for name, text in (("facts", facts), ("templates", templates), ("output", output)) if text
    }
    return Folders(**{name: given.get(name, root / name) for name in ("facts", "templates", "output")}, root=root)
