"""What was saved below some folders: woken by the system, judged by the files themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

GATHER_MS = 40
"""A save is over when nothing has happened for so long: editors write aside and rename, or save several files."""
LOOK_AGAIN_MS = 1000
"""How often the files are looked at although nothing was heard: network drives and deleted folders say nothing."""
ASIDE = (".swp", ".swx", ".tmp", ".part", ".bak", "~")
"""Endings of what editors write beside a file."""
Seen = Mapping[str, tuple[int, int, int]]
"""Path → time, size and number of the file; 0 for one that cannot be read."""


def saves(folders: Sequence[Path], stop: Event, before: Seen | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the paths that were written, renamed or deleted below `folders`, one save at a time, until `stop` is set.

    A folder may go and come back. `before` is what was seen when the files were last read; None for what is there now.
    """
    before = seen(folders) if before is None else before
    while not stop.is_set():
        standing = _identities(folders)
        for _ in _wakes([folder for folder in folders if folder.is_dir()], stop):
            after = seen(folders)
            if changed := _differing(before, after):
                before = after
                yield changed
            if _identities(folders) != standing:
                break  # another folder has the name now: the system must be asked anew


def seen(folders: Sequence[Path]) -> Seen:
    """Return what stands below `folders`, without what editors keep for themselves."""
    found: dict[str, tuple[int, int, int]] = {}
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith((".", "__"))]
            for name in names:
                if not (name.startswith((".", "~$", "#")) or name.endswith(ASIDE)):
                    found[os.path.join(place, name)] = _mark(os.path.join(place, name))
    return found


def _mark(path: str) -> tuple[int, int, int]:
    try:
        state = os.stat(path)
    except OSError:
        return 0, 0, 0
    return state.st_mtime_ns, state.st_size, state.st_ino


def _differing(before: Seen, after: Seen) -> tuple[str, ...]:
    return tuple(sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)))


def _identities(folders: Sequence[Path]) -> tuple[int, ...]:
    """Return the number of each folder in its file system; 0 for one that is not there."""
    return tuple(_mark(str(folder))[2] for folder in folders)


def _wakes(folders: Sequence[Path], stop: Event) -> Iterator[None]:
    """Yield at once, then whenever the system tells of something below `folders`, and now and then although it does not."""
    from watchfiles import watch

    yield None
    try:
        if folders:
            waits = watch(
                *folders,
                watch_filter=None,
                step=GATHER_MS,
                rust_timeout=LOOK_AGAIN_MS,
                yield_on_timeout=True,
                stop_event=stop,
            )
            yield from (None for _ in waits)
            return
    except (OSError, RuntimeError):  # no watches left, or the folder went in this moment
        pass
    stop.wait(LOOK_AGAIN_MS / 1000)
    yield None
