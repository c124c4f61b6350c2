"""Where the project lies, and Python itself as another process in it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""Folder of the program, which is a project itself."""


def project() -> Path:
    """Return the folder of the project at work: that of the `tasks.py` which Invoke has found."""
    file = getattr(sys.modules.get("tasks"), "__file__", None)
    return Path(file).resolve().parent if file else ROOT


def run_python(arguments: Sequence[str], environment: Mapping[str, str], folder: Path = ROOT) -> int:
    """Run Python with `arguments` in `folder` and return its exit code; Ctrl-C is for that process."""
    import subprocess

    signal.signal(signal.SIGINT, lambda number, frame: None)
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=False).returncode
