"""A copy of the package that a test may change, and its commands, run from there in a process of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTENSIONS = Path(__file__).parent / "extensions"


def scratch_copy(folder: Path) -> Path:
    """Copy package and commands into `folder`, and return it."""
    shutil.copytree(ROOT / "reports", folder / "reports", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "tasks.py", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def add_folder(copy: Path, name: str, room: str) -> Path:
    """Put the extension `name` into a room of the copy, and return its folder."""
    made = copy / room / name
    shutil.copytree(EXTENSIONS / name, made, ignore=shutil.ignore_patterns("__pycache__"))
    return made


def replaced(path: Path, old: str, new: str) -> None:
    """Replace the one place of `path` that says `old`."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} says {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what Python said to `words`, with the copy of the package in place of the package."""
    return subprocess.run(
        [sys.executable, *words], cwd=copy, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def command(copy: Path, project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what a command of the copy said, on what lies below `project`."""
    name, *rest = words
    folders = {
        "check": ("facts", "templates"),
    }.get(name, ("facts", "templates", "output"))
    flags = (f"--{folder}={project / folder}" for folder in folders)
    return run(copy, "-m", "invoke", "--search-root", str(copy), name, *rest, *flags)
