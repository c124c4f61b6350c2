"""Whole processes, measured from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVERY = 0.005
"""Seconds between two looks at the memory."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What commands run with: Python may keep compiled files, as it does for users, whatever this machine is set to."""
PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20 if hasattr(os, "sysconf") else 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Processor seconds, of all processes that it started too."""
    code: int
    said: str


class BrokenRunError(Exception):
    """A command that is to be measured failed."""


def _started(command: Sequence[str], output: int) -> subprocess.Popen[bytes]:
    """Start `command` in the project folder; what it prints goes to `output`."""
    return subprocess.Popen(
        command, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
    )


def run(command: Sequence[str], allowed: tuple[int, ...] = (0,)) -> Run:
    """Return how long `command` takes, in the project folder.

    Raises:
        BrokenRunError: its exit code is not in `allowed`.
    """
    begun, before = time.perf_counter(), os.times()
    with _started(command, subprocess.PIPE) as process:
        output = process.communicate()[0]
    wall, after = time.perf_counter() - begun, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    said = output.decode("utf-8", "replace")
    if process.returncode not in allowed:
        raise BrokenRunError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Run(wall, cpu, process.returncode, said)


def build(folder: Path, *more: str) -> list[str]:
    """Return the command that builds the reports of a folder with `facts` and `templates` into its `output`."""
    flags = (part for name in ("facts", "templates", "output") for part in (f"--{name}", str(folder / name)))
    return [sys.executable, "-m", "invoke", "build-reports", *flags, *more]


def peak_mib(command: Sequence[str]) -> float:
    """Return the most memory that `command` and its children held at one moment; Linux only, else 0."""
    with _started(command, subprocess.DEVNULL) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(EVERY)
    return most


def _held(pid: int) -> float:
    folder = Path("/proc") / str(pid)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = (folder / "task" / str(pid) / "children").read_text().split()
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * PAGE_MIB + sum(_held(int(child)) for child in children)
