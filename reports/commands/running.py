"""Python itself as another process, in the project folder."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project folder."""


def run_python(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run Python with `arguments` in the project folder and return its exit code; Ctrl-C is for that process."""
    import subprocess

    signal.signal(signal.SIGINT, lambda number, frame: None)
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False).returncode
