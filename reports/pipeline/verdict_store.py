"""Verdicts of the audit from one build to the next, in `output/.cache`: which passages were without fault.

They hold for the very program, fonts and packages that gave them, and for passages and facts with the same content (see
`audit.verdicts`). A file that is missing, broken or of another program means that everything is judged; it holds no more than
the passages of the last build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reports.audit import Verdicts
from reports.pipeline.build_cache import FOLDER, put

FILE = "verdicts.json"
LARGEST = 64 * 2**20
"""Bytes of a file that is read at all: those of some hundred thousand passages."""


def earlier_verdicts(output: Path, program: str) -> Verdicts:
    """Return what the last build into `output` found without fault, where this very `program` did; '' for none."""
    path = output / FOLDER / FILE
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        if program and path.stat().st_size <= LARGEST:
            content = json.loads(path.read_text("utf-8"))
            if content["program"] == program:
                return Verdicts({key: _asked(each) for key, each in content["clean"].items()})
    return Verdicts()


def _asked(content: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of one passage; anything else than texts is refused.

    Raises:
        TypeError: it is no such thing.
    """
    if not all(isinstance(each, str) for each in (*content, *content.values())):
        raise TypeError(content)
    return dict(content.items())


def keep_verdicts(output: Path, program: str, verdicts: Verdicts) -> None:
    """Keep what this build found without fault; whatever stands in the way only costs time at the next one."""
    if not program:
        return
    with suppress(OSError):
        put(output / FOLDER / FILE, json.dumps({"program": program, "clean": verdicts.clean}))


def forget_verdicts(output: Path) -> None:
    """Forget what builds into `output` found."""
    with suppress(OSError):
        (output / FOLDER / FILE).unlink()
