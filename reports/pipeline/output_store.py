"""Finished bytes into the output folder: whole files at any moment, and nothing of a person's lost.

Files are written to a staging folder, then a commit marker, then renamed into place. A run that finds a marker completes
it; a staging folder without one is thrown away.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from filelock import FileLock, Timeout

from reports.errors import InputError, Place, Problem, tell_what_stays
from reports.pipeline.build_cache import BESIDE
from reports.pipeline.output_access import LEDGER as LEDGER
from reports.pipeline.output_access import STAGING as STAGING
from reports.pipeline.output_access import failed

MARKER = "commit.json"
LOCK = ".lock"
HISTORY = ".history"
CHANGES = "changes.md"
KEPT_COPIES = 10
ENTRY = ("report", "sha256", "facts_version")
"""What the ledger says of a file."""
MADE_FROM = "content"
"""Digest of the texts that a file was made from."""
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What goes wrong with a ledger that is missing, damaged or none of this program's: nothing is known then."""
EDITS = "edits"
"""How many edits of a person the file holds; '0' or missing for none."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def held(folder: Path, shown: str, wait_seconds: float = 60) -> Iterator[None]:
    """Hold the output folder for this build alone; complete or undo what an earlier one left.

    Raises:
        InputError: the folder cannot be written, or another build holds it for longer than `wait_seconds`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        with lock.acquire(timeout=wait_seconds):
            recover(folder)
            yield
    except Timeout:
        raise InputError(
            [Problem(Place(shown), "another build is at work here", "wait for it, or end it, and run again")]
        ) from None
    except OSError as failure:
        raise InputError([failed(folder, shown, failure)]) from None


def recover(folder: Path) -> None:
    """Complete the renames of a run that was killed after its marker, or throw its staging folder away.

    What a person has edited since is copied into the history folder first.
    """
    staging = folder / STAGING
    if not staging.is_dir():
        return
    if (staging / MARKER).is_file():
        for name in _staged(staging):
            if name != LEDGER and refusal(folder, name):
                keep(folder, name)
        _commit(folder)
    else:
        shutil.rmtree(staging)


def _staged(staging: Path) -> list[str]:
    """Return the names that the commit marker lists and that still wait."""
    return [name for name in json.loads((staging / MARKER).read_text("utf-8")) if (staging / name).is_file()]


def _commit(folder: Path) -> None:
    staging = folder / STAGING
    for name in _staged(staging):
        os.replace(staging / name, folder / name)
    shutil.rmtree(staging)


def place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` into `folder`, all or none, also where this process is killed on the way."""
    staging = folder / STAGING
    staging.mkdir()
    try:
        for name, data in files.items():
            _write(staging / name, data)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    _write(staging / (MARKER + ".part"), json.dumps(list(files)).encode())
    os.replace(staging / (MARKER + ".part"), staging / MARKER)
    try:
        _commit(folder)
    except KeyboardInterrupt as interrupt:
        recover(folder)
        tell_what_stays(interrupt, "the files were in place by then")
        raise


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


class _Ledger(TypedDict, total=False):
    """What is read of a ledger (written by `reports.document.ledger`)."""

    files: dict[str, dict[str, object]]
    by_hand: list[dict[str, object]]


def _ledger(folder: Path) -> _Ledger:
    """Return the ledger of `folder`, not to be changed.

    Raises:
        OSError: there is none that can be read.
        ValueError: it is no JSON.
    """
    path = folder / LEDGER
    now = path.stat()
    return _parsed(path, (now.st_ino, now.st_mtime_ns, now.st_size))


@lru_cache(maxsize=1)
def _parsed(path: Path, state: tuple[int, int, int]) -> _Ledger:
    """Return the ledger at `path`; a build asks for it many times, and it stays the same as long as its `state` does."""
    found: _Ledger = json.loads(path.read_text("utf-8"))
    return found


def sidecar(name: str) -> str:
    """Return the name of the file beside `name` that keeps what was generated last."""
    return BESIDE.format(name=name)


def known(folder: Path) -> dict[str, dict[str, str]]:
    """Return what the ledger says of each file as a build wrote it (sha256, report, facts_version, content), by name."""
    try:
        return {
            name: {key: str(entry[key]) for key in (*ENTRY, *({MADE_FROM, EDITS} & entry.keys()))}
            for name, entry in _ledger(folder)["files"].items()
        }
    except UNREADABLE:
        return {}


def by_hand(folder: Path) -> list[dict[str, str]]:
    """Return the figures that the ledger lists as written by hand; none where it lists none or cannot be read."""
    try:
        return [{key: str(value) for key, value in each.items()} for each in _ledger(folder)["by_hand"]]
    except UNREADABLE:
        return []


def in_use(folder: Path, name: str) -> str:
    """Return why `name` cannot be replaced now, empty where it can: open in Word or LibreOffice, or not to be read.

    That it is open is told by its lock file.
    """
    for lock in (f".~lock.{name}#", f"~${name}", f"~${name[2:]}"):
        if (folder / name).exists() and (folder / lock).exists():
            return f"it is open in another program ({lock}); close it there and run again"
    if os.path.isdir(folder / name):
        return "a folder of this name lies there; move it away and run again"
    if os.path.lexists(folder / name) and not os.access(folder / name, os.R_OK):
        return "it cannot be read, so that edits in it would be lost; make it readable or move it away, and run again"
    return ""


def edited(folder: Path, name: str) -> bool:
    """Return whether `name` is there and holds what a person wrote, before the last build or since."""
    path, entry = folder / name, known(folder).get(name, {})
    return path.exists() and (entry.get("sha256") != sha256(path.read_bytes()) or entry.get(EDITS, "0") != "0")


def refusal(folder: Path, name: str) -> str:
    """Return why `name` must not be replaced: open elsewhere, edited, or not ours. Empty where it may be."""
    path = folder / name
    if not path.exists():
        return ""
    if open_elsewhere := in_use(folder, name):
        return open_elsewhere
    written = known(folder).get(name, {}).get("sha256")
    if written is None:
        return "it was not written by this program; move it away, or use --force, which keeps a copy in .history"
    if written != sha256(path.read_bytes()):
        return "it was edited since the last build; move it away, or use --force, which keeps a copy in .history"
    return ""


def withdraw(folder: Path, name: str) -> bool:
    """Delete `name`, which this build no longer makes, unless a person edited it or it is not ours; return whether it did."""
    if (folder / name).exists() and not refusal(folder, name):
        (folder / name).unlink()
        return True
    return False


def keep(folder: Path, name: str) -> Path:
    """Copy `name` into the history folder before it is replaced and return the copy; the last ten of each file stay.

    A copy is named by its turn and by when the file was last saved (UTC), as in `brief-0003-20260204T090500Z.docx`: the turn
    gives the order also where a clock went back.
    """
    history = folder / HISTORY
    history.mkdir(exist_ok=True)
    stem, _, ending = name.rpartition(".")
    pattern = re.compile(rf"{re.escape(stem)}-([0-9]{{4,}})-[0-9TZ]+\.{re.escape(ending)}")
    copies = {int(found[1]): path for path in history.iterdir() if (found := pattern.fullmatch(path.name))}
    number = max(copies, default=0) + 1
    saved = datetime.fromtimestamp((folder / name).stat().st_mtime, UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = history / f"{stem}-{number:04}-{saved}.{ending}"
    aside = history / f"{name}.part"  # half a copy, of a full disk or a killed build, is never taken for one
    try:
        shutil.copy2(folder / name, aside)
        aside.replace(copy)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    for old in sorted(copies)[: max(0, len(copies) + 1 - KEPT_COPIES)]:
        copies[old].unlink()
    return copy
