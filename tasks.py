"""The commands of the project; how each is declared and what it does stands in `reports/commands`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path

if {Path(sys.argv[0]).stem, Path(sys.argv[0]).parent.name} & {"invoke", "inv"}:
    # Until a command is at work, Ctrl-C ends at once and quietly; Invoke would print where in its own code it was.
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))
    gc.freeze()  # what Invoke has loaded stays to the end; nobody need look through it for circles, not even then
    gc.disable()

from reports.commands.building import build_reports, check, watch
from reports.commands.curating import add_source, facts, new_fact, new_project, verify_sources, where_used
from reports.commands.developing import bench, lint, schema, test
from reports.commands.editing import clean_copy, redline, review_edits
from reports.commands.exchanging import export_charts, export_facts, import_facts
from reports.commands.sending import distribute, handout, publish, rehearse

__all__ = (
    "add_source", "bench", "build_reports", "check", "clean_copy", "distribute", "export_charts", "export_facts",
    "facts", "handout", "import_facts", "lint", "new_fact", "new_project", "publish", "redline", "rehearse",
    "review_edits", "schema", "test", "verify_sources", "watch", "where_used",
)  # fmt: skip

for _stream in (sys.stdout, sys.stderr):
    if isinstance(_stream, TextIOWrapper):  # a name that a terminal cannot show must not end the build
        _stream.reconfigure(errors="backslashreplace")
