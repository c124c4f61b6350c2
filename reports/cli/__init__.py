"""The command line, a room a family: each command takes its flags, calls one function of `reports` and prints.

Whatever must stand before a command is at work stands here, since this is loaded first.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path

from reports.cli import hints

if {Path(sys.argv[0]).stem, Path(sys.argv[0]).parent.name} & {"invoke", "inv"}:
    # Until a command is at work, Ctrl-C ends at once and quietly; Invoke would print where in its own code it was.
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))
    gc.freeze()  # what Invoke has loaded stays to the end; nobody need look through it for circles, not even then
    gc.disable()
    # Invoke keeps no compiled files, so that each command would compile all of this anew; the user's own word counts.
    sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
    hints.expect()

for _stream in (sys.stdout, sys.stderr):
    if isinstance(_stream, TextIOWrapper):  # a name that a terminal cannot show must not end the build
        _stream.reconfigure(errors="backslashreplace")
