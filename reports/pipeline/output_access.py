"""Whether the output folder can be written, asked before the slow work; and what it means where it cannot."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from reports.errors import InputError, Place, Problem

STAGING = ".staging"
LEDGER = "ledger.json"
NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def failed(folder: Path, shown: str, failure: OSError) -> Problem:
    """Return what a failed attempt at the output folder comes to, or at a file in it where the failure names one."""
    why = f"({failure.strerror or failure})"
    inside = Path(str(failure.filename2 or failure.filename or folder))
    if (
        failure.filename2 and failure.errno in NOT_ALLOWED and inside.is_relative_to(folder)
    ):  # as where Windows locks it
        where = Place(f"{shown}/{inside.relative_to(folder).as_posix()}")
        cure = "close it wherever it is open and run again: the files that are not in place yet follow then"
        return Problem(where, f"cannot be replaced {why}", cure)
    if inside != folder and inside.is_relative_to(folder) and STAGING not in inside.parts:
        where = Place(f"{shown}/{inside.relative_to(folder).as_posix()}")
        cure = "check its permissions and those of the folder, or name another folder with --output"
        return Problem(where, f"cannot be read or written {why}", cure)
    other = "name another with --output"
    if failure.errno in NOT_ALLOWED:
        return Problem(Place(shown), f"cannot be written {why}", f"make the folder writable, or {other}")
    if failure.errno in NO_SPACE:
        return Problem(Place(shown), f"cannot be written {why}", f"free some space or {other}")
    return Problem(Place(shown), f"cannot be written {why}", other)


def require_writable(folder: Path, shown: str) -> None:
    """Raise `InputError` where the output folder cannot be made or written, before any slow work; nothing is made."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(each))
    if not os.path.isdir(there):
        what = "is no folder" if there == folder.absolute() else f"cannot be made, since {there} is no folder"
        raise InputError([Problem(Place(shown), what, "move it away, or name another with --output")])
    try:
        if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
            import tempfile

            os.listdir(there)  # both say why not, or that it can be done after all
            tempfile.TemporaryFile(dir=there).close()
    except OSError as failure:
        raise InputError([failed(folder, shown, OSError(failure.errno, failure.strerror))]) from None
    try:
        with (folder / LEDGER).open("rb"):
            return
    except FileNotFoundError:
        return
    except OSError as failure:
        raise InputError([failed(folder, shown, failure)]) from None


__all__ = ["LEDGER", "STAGING", "failed", "require_writable"]
