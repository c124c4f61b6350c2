"""Folders that cannot be looked into: their files would seem not to be there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reports.errors import Place, Problem

CURE = "check path and permissions"
CLOSED = "is a folder that cannot be looked into (permission denied)"


def unreachable(folder: Path, shown: str, cure: str) -> tuple[Problem, ...]:
    """Return why `folder`, or a folder in it, cannot be looked into; nothing where all can be.

    Args:
        folder: a folder of input files.
        shown: how messages name it.
        cure: what to do where there is no such folder.
    """
    try:
        os.stat(folder)
    except (FileNotFoundError, NotADirectoryError):
        return (Problem(Place(shown), "is no folder", cure),)
    except OSError as failure:
        return (Problem(Place(shown), f"cannot be read ({failure.strerror or failure})", CURE),)
    if not os.path.isdir(folder):
        return (Problem(Place(shown), "is no folder", cure),)
    return tuple(_closed(folder, shown))


def _closed(folder: Path, shown: str) -> Iterator[Problem]:
    if _is_closed(folder):
        yield Problem(Place(shown), CLOSED, CURE)
        return
    for place, names, _ in os.walk(folder):
        for path in (Path(place, name) for name in names):
            if _is_closed(path):
                yield Problem(Place(f"{shown}/{path.relative_to(folder).as_posix()}"), CLOSED, CURE)


def _is_closed(folder: Path) -> bool:
    return not os.access(folder, os.R_OK | os.X_OK)


__all__ = ["unreachable"]
