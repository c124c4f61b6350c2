"""Files that a person keeps, changed by a command: whole at any moment, and never over somebody else's change."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reports.errors import InputError, Place, Problem
from reports.load.project_folders import followed


def read_file(path: Path, shown: str) -> bytes:
    """Return the content of the file at `path`, which messages name `shown`.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as failure:
        what = f"cannot be read ({failure.strerror or failure})"
        raise InputError([Problem(Place(shown), what, "check path and permissions")]) from None


def replace_file(path: Path, data: bytes, was: bytes | None, shown: str) -> None:
    """Put `data` in the place of the file at `path` in one step; a link stays a link, and permissions stay.

    Args:
        path: the file.
        data: its new content.
        was: what it held when it was read; None where it did not exist.
        shown: how messages name it.

    Raises:
        InputError: it holds something else by now, or cannot be written; it is left as it is.
    """
    target = followed(path)
    try:
        now = target.read_bytes() if target.exists() else None
        if now != was:
            what = "was changed by someone else in the meantime; nothing was written"
            raise InputError([Problem(Place(shown), what, "run the command again")])
        _swap(target, data)
    except OSError as failure:
        raise _unwritable(shown, failure) from None


STALE_SECONDS = 60.0
"""Age of what a killed command has left: a file is written in far less."""


def _swap(target: Path, data: bytes) -> None:
    _sweep(target)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, aside)
        else:
            aside.chmod(0o666 & ~_mask())
        os.replace(aside, target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _sweep(target: Path) -> None:
    """Take away what a command that was killed has left beside `target`."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with suppress(OSError):  # gone already, or not ours to take away
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()


def _mask() -> int:
    """Return the permissions that new files do without; the system tells it only to those who set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def new_folder(folder: Path, files: Mapping[str, bytes], shown: str) -> None:
    """Make `folder` with `files`, all or none.

    Args:
        folder: does not exist, or is empty.
        files: content by path below the folder, with `/` between its parts.
        shown: how messages name the folder.

    Raises:
        InputError: it is no folder, is not empty, or cannot be written; it is left as it is.
    """
    target = followed(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            what = "is not empty" if target.is_dir() else "is a file"
            raise InputError([Problem(Place(shown), what, "name a folder that is empty or does not exist yet")])
        target.parent.mkdir(parents=True, exist_ok=True)
        _fill(target, files)
    except OSError as failure:
        raise _unwritable(shown, failure) from None


def _fill(target: Path, files: Mapping[str, bytes]) -> None:
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for name, data in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        aside.chmod(0o777 & ~_mask())
        if target.exists():
            target.rmdir()
        os.replace(aside, target)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _unwritable(shown: str, failure: OSError) -> InputError:
    what = f"cannot be written ({failure.strerror or failure})"
    return InputError([Problem(Place(shown), what, "check path, permissions and free space")])
