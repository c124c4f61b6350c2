"""`invoke redline`: find what was published last, compare it with what lies in the output folder, put the result beside it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from reports.errors import BrokenFileError, FlagError, InputError, Place, Problem, collect
from reports.formats.docx.tracked_changes import tracked_changes
from reports.formats.registry import DOCX
from reports.load.project_folders import Folders
from reports.load.records.release_files import FOLDER, Release, load_releases
from reports.load.time_stamp import stamp
from reports.ooxml.wordprocessingml import opened
from reports.pipeline.build_results import Placed
from reports.pipeline.extra_outputs import put, report_names, withdrawn
from reports.pipeline.output_store import HISTORY, LEDGER, held
from reports.pipeline.release_store import kept_copy
from reports.tools.redlining.tracked_comparison import redline

SUFFIX = "-changes"
NO_DAY = "2000-01-01"


def redlined(where: Folders, old: str = "", *, force: bool = False) -> Placed:
    """Write each Word report of the output folder beside itself, with what changed since it was published.

    Args:
        where: the folders.
        old: a file to compare with, in place of what was published last; then there must be one Word report.
        force: replace a file that was edited or is not ours.

    Raises:
        FlagError: `old` names no file, or there is nothing to compare with.
        InputError: a report is missing, or holds tracked changes; or the time stamp asked for is none.
        MissingLibraryError: the engine is not installed.
    """
    releases, problems = load_releases(where.facts, where.shown(where.facts))
    stamped, more = stamp(os.environ)
    collect((*problems, *more))
    names = report_names(where, DOCX)
    if old and len(names) != 1:
        raise FlagError(f"--old: there are several Word reports ({', '.join(names)}); it serves for one only")
    notes: list[str] = []
    files: dict[str, bytes | None] = {}
    for name in names:
        release = next((each for each in reversed(releases) if name in each.files), None)
        before, what = _before(where, name, old, release)
        now = _now(where, name)
        made = redline(before, now, f"{stamped:%Y-%m-%dT%H:%M:%SZ}" if stamped else _day(where, release))
        stem = name.removesuffix(f".{DOCX.name}")
        files[f"{stem}{SUFFIX}.{DOCX.name}"] = made.data if made.changes else None
        notes.append(
            f"{name}: {made.changes} tracked changes against {what}"
            if made.changes
            else f"{name} says what {what} says"
        )
        notes += [f"{name}: {made.note}"] * bool(made.note)
    with held(where.output, where.shown(where.output)):
        for name in [each for each, data in files.items() if data is None]:
            withdrawn(where.output, name)
        wanted = {name: data for name, data in files.items() if data is not None}
        written, skipped = put(where.output, wanted, force=force)
    return Placed(written, skipped, tuple(notes))


def _day(where: Folders, release: Release | None) -> str:
    """Return the day that the changes are dated by: that of the facts, else a fixed one."""
    try:
        day = str(json.loads((where.output / LEDGER).read_text("utf-8"))["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        day = ""
    return day or (release.as_of if release else "") or NO_DAY


def _now(where: Folders, name: str) -> bytes:
    path = where.output / name
    place = Place(where.shown(path))
    if not path.is_file():
        raise InputError([Problem(place, "has not been built", "run 'invoke build-reports' and try again")])
    data = path.read_bytes()
    try:
        waiting = len(list(tracked_changes(opened(data))))
    except BrokenFileError as failure:
        raise InputError([Problem(place, str(failure), "move it away and build again")]) from None
    if waiting:
        what = f"holds {waiting} tracked changes that nobody has accepted or rejected"
        raise InputError([Problem(place, what, "accept or reject them, save, and run again")])
    return data


def _before(where: Folders, name: str, old: str, release: Release | None) -> tuple[bytes, str]:
    """Return the file to compare with, and what it is."""
    if old:
        path = Path(old) if Path(old).is_absolute() else where.root / old
        if not path.is_file():
            raise FlagError(f"--old: there is no file {old!r}")
        return path.read_bytes(), old
    if release:
        data = kept_copy(where, release, name)
        if data is not None:
            return data, f"release {release.version}"
        what = f"the {name} of release {release.version} is not there as it went out"
        place = release.files[name].archive or where.shown(where.facts / FOLDER / (release.files[name].kept or name))
        cure = f"bring it back to {place}, or point --old at the copy you sent: invoke redline --old sent/{name}"
        raise FlagError(f"{what}; {cure}")
    copies = sorted((where.output / HISTORY).glob(f"{Path(name).stem}-*.{DOCX.name}"))
    if not copies:
        raise FlagError("nothing was published yet, so there is nothing to compare with; name a file with --old FILE")
    return copies[-1].read_bytes(), f"the copy {copies[-1].name}, since nothing was published yet"
