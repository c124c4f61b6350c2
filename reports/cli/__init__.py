"""The command line, a room a family: each command takes its flags, calls one function of `reports` and prints.

Whatever must stand before a command is at work stands here, since this is loaded first. Two programs run the commands:
`invoke`, which finds them through a `tasks.py`, and `fact-reports` (or `python -m reports`), which comes with the package.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path

from reports.cli import hints


def take_over(program: str, module: str) -> None:
    """Set the process up for one command, which `program` runs from among those of `module`, and then ends."""
    # Until a command is at work, Ctrl-C ends at once and quietly; Invoke would print where in its own code it was.
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))
    gc.freeze()  # what is loaded so far stays to the end; nobody need look through it for circles, not even then
    gc.disable()
    atexit.register(gc.freeze)  # else Python looks through all that the command left before the system takes it back
    keep_compiled_files()
    hints.expect(program, module)


def keep_compiled_files() -> None:
    """Let Python keep compiled files, unless the user said no: Invoke keeps none, so that each command would compile anew."""
    sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)


if {Path(sys.argv[0]).stem, Path(sys.argv[0]).parent.name} & {"invoke", "inv"}:
    take_over("invoke", "tasks")

for _stream in (sys.stdout, sys.stderr):
    if isinstance(_stream, TextIOWrapper):  # a name that a terminal cannot show must not end the build
        _stream.reconfigure(errors="backslashreplace")
