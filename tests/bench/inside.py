"""What is measured inside a process of its own: the share of the audits, and how the time grows.

Usage: python -m tests.bench.inside share | grown NAME
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from reports.load.project_folders import folders
from reports.pipeline.worker_process import save_time
from tests.bench.grown import GROWTHS, write
from tests.bench.measure import ROOT

P = ParamSpec("P")
T = TypeVar("T")
WATCHED = {
    "reports.pipeline.composition": ("audit",),
    "reports.pipeline.file_writing": ("audit_file", "of_project"),
}
"""Functions of the pipeline that check, or make the evidence page, by the module that calls them."""


class Meter:
    """Adds up the processor time spent in some functions."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.seconds = 0.0

    def around(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return `function`, metered."""

        def metered(*arguments: P.args, **keys: P.kwargs) -> T:
            begun = time.process_time()
            try:
                return function(*arguments, **keys)
            finally:
                self.seconds += time.process_time() - begun

        return metered


def share() -> float:
    """Return what audits and evidence page add to a build in one process, their imports counted: 0.15 is 15 %."""
    save_time()
    meter = Meter()
    import_module("reports.narrative")
    import_module("reports.formats.pptx.plan")
    meter.around(import_module)("reports.audit")
    for name, functions in WATCHED.items():
        room = import_module(name)
        for function in functions:
            setattr(room, function, meter.around(getattr(room, function)))
    from reports.pipeline.build import build

    with TemporaryDirectory() as folder:
        build(folders(ROOT, output=folder))
    return meter.seconds / (time.process_time() - meter.seconds)


def grown(name: str) -> list[float]:
    """Return the processor time of a build at the small size and at the large one, and the most memory held, in MiB."""
    save_time()
    from reports.pipeline.build import build

    growth = next(each for each in GROWTHS if each.name == name)
    times = []
    for size in (2, growth.small, growth.large):  # the first one only loads what is loaded once
        with TemporaryDirectory() as folder:
            write(growth, size, Path(folder))
            begun = time.process_time()
            build(folders(Path(folder)))
            times.append(time.process_time() - begun)
    return [*times[1:], _most_memory()]


def _most_memory() -> float:
    """Return the most memory that this process or one of its children held, in MiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(share() if sys.argv[1] == "share" else grown(sys.argv[2])) + "\n")
