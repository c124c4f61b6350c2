"""Where the project lies, and Python itself as another process in it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from reports.errors import ReportError

NAME = "fact-reports"
"""The program that comes with the package."""
ROOT = Path(__file__).resolve().parents[2]
"""Folder of the program where it is a clone, which is a project itself."""
PARTS = ("facts", "templates")
"""Folders that a project has."""


class NoProjectError(ReportError):
    """Neither the folder at work nor one above it is a project."""


def project() -> Path:
    """Return the folder of the project at work: that of the `tasks.py` which Invoke has found, else the nearest one above.

    Raises:
        NoProjectError: there is none.
    """
    return _found_by_invoke() or nearest_project(Path.cwd())


def nearest_project(folder: Path) -> Path:
    """Return the project that `folder` is or lies in.

    Raises:
        NoProjectError: it lies in none.
    """
    for each in (folder, *folder.parents):
        if all((each / part).is_dir() for part in PARTS):
            return each
    raise NoProjectError(f"this is no project; `{NAME} new-project FOLDER` lays one out")


def own_program() -> bool:
    """Return whether `fact-reports` runs the commands, not Invoke."""
    return _found_by_invoke() is None


def help_of(command: str) -> int:
    """Print the help of a command in a process of its own, and return the exit code."""
    folder = _found_by_invoke()
    return run_python(["-m", "invoke" if folder else "reports", "--help", command], None, folder or Path.cwd())


def _found_by_invoke() -> Path | None:
    file = getattr(sys.modules.get("tasks"), "__file__", None)
    return Path(file).resolve().parent if file else None


def run_python(arguments: Sequence[str], environment: Mapping[str, str] | None, folder: Path = ROOT) -> int:
    """Run Python with `arguments` in `folder` and return its exit code; Ctrl-C is for that process.

    `environment` is None for that of this process.
    """
    import subprocess

    signal.signal(signal.SIGINT, lambda number, frame: None)
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=False).returncode
