"""Files made from what lies in the output folder, put beside it: entered in the ledger, and never over a person's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reports.errors import InputError, Place, Problem
from reports.formats.format import Format
from reports.load.project_folders import Folders
from reports.pipeline.build_results import Skipped
from reports.pipeline.output_store import LEDGER, keep, known, place, refusal, sha256


def put(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False
) -> tuple[tuple[Path, ...], tuple[Skipped, ...]]:
    """Put `files` into the output folder, which is held; return what was written and what was not, with the reason."""
    kept: dict[str, bytes] = {}
    skipped = []
    for name, data in files.items():
        reason = refusal(folder, name)
        if reason and not (force and "--force" in reason):
            skipped.append(Skipped(name, reason))
            continue
        if reason:
            keep(folder, name)
        kept[name] = data
    if kept:
        place(folder, {**kept, LEDGER: _entered(folder, kept)})
    return tuple(folder / name for name in kept), tuple(skipped)


def withdrawn(folder: Path, name: str) -> None:
    """Delete `name`, which says nothing any longer, unless a person edited it or it is not ours."""
    if (folder / name).exists() and not refusal(folder, name):
        (folder / name).unlink()


def _entered(folder: Path, files: Mapping[str, bytes]) -> bytes:
    """Return the ledger with `files` entered; the rest of it stays as it is."""
    version = next((entry["facts_version"] for entry in known(folder).values()), "")
    try:
        content = json.loads((folder / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        content = {}
    listed = content.setdefault("files", {})
    for name, data in files.items():
        listed[name] = {"report": "", "sha256": sha256(data), "facts_version": version}
    content["files"] = dict(sorted(listed.items()))
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def report_names(where: Folders, format: Format) -> Sequence[str]:
    """Return the names of the reports of a format in the output folder.

    Raises:
        InputError: there is none.
    """
    listed = known(where.output)
    names = sorted(name for name, entry in listed.items() if name.endswith(f".{format.name}") and entry.get("content"))
    if not names:
        place = Place(where.shown(where.output))
        raise InputError(
            [Problem(place, f"there is no {format.called} report here", "run 'invoke build-reports' first")]
        )
    return names


def edited_since_approved(where: Folders, name: str) -> Iterator[Problem]:
    """Yield a problem where a file was edited since it was built as approved: it still names who approved other words."""
    entry = known(where.output).get(name, {})
    try:
        reports = json.loads((where.output / LEDGER).read_text("utf-8"))["reports"]
        stated = reports.get(entry.get("report"), {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    if stated.get("approval") and entry.get("sha256") != sha256((where.output / name).read_bytes()):
        what = f"was edited since {stated.get('approved_by')} approved it, and still says so"
        yield Problem(
            Place(where.shown(where.output / name)), what, "run 'invoke build-reports', and go on with what that leaves"
        )
