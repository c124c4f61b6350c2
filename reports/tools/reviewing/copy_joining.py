"""Two people's copies of one report: what stands in the second is joined into the one in the output folder.

Both are brought up to date first, whichever builds they come from, so that they differ by what people wrote and by
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.errors import BrokenFileError, FlagError, InputError, Place, Problem, collect
from reports.formats.format import Merge
from reports.formats.registry import FORMATS
from reports.load.project_folders import Folders
from reports.merge.joined import Joined
from reports.notation.nearest_name import nearest
from reports.ooxml.package import Package
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.file_writing import Part, parts_of, write_file
from reports.pipeline.output_access import require_writable
from reports.pipeline.output_store import held, in_use, keep, place, sidecar

REPORT = "Report"
"""Property of a file that says which report it is."""


@dataclass(frozen=True, slots=True)
class JoinedCopy:
    """What was written, and what is to be said of it."""

    name: str
    lines: tuple[str, ...]


def join_copy(where: Folders, copy: Path, report: str = "") -> JoinedCopy:
    """Join the edits in `copy` into the file of its report in the output folder; a copy of that file is kept in the history.

    Args:
        where: the folders.
        copy: a Word file or deck that a person edited, from this build or an earlier one.
        report: name of the report that it is of; empty for what the file says itself.

    Raises:
        FlagError: there is no such file, or it is not known which report it is of.
        InputError: facts or templates are wrong, or one of the files cannot be joined.
    """
    if not copy.is_file():
        raise FlagError(f"there is no file {copy}")
    require_writable(where.output, where.shown(where.output))
    composed = compose_all(where)
    part = _part(composed, copy, report)
    merge, path = part.format.merge, where.output / part.name
    assert merge is not None, "only parts that people edit are found"
    if path.exists() and path.resolve() == copy.resolve():
        raise FlagError(f"{copy} is the file in the output folder itself; name the other copy")
    if reason := in_use(where.output, part.name):
        raise InputError([Problem(Place(where.shown(path)), "cannot be replaced", reason)])
    new = _written(part)
    beside = where.output / sidecar(part.name)
    kept = beside.read_bytes() if beside.is_file() else None
    second = _current(merge, part, str(copy), copy.read_bytes(), new, kept)
    lines = [f"{copy.name}: {second.edits} edits found"]
    made = second
    if path.is_file():
        first = _current(merge, part, where.shown(path), path.read_bytes(), new, kept)
        made = _combined(merge, part, first, second, copy)
    with held(where.output, where.shown(where.output)):
        if path.is_file():
            keep(where.output, part.name)
        place(where.output, {part.name: made.data})
    return JoinedCopy(part.name, (*lines, *_said(part.name, made)))


def _part(composed: Composed, copy: Path, report: str) -> Part:
    """Return the file of which `copy` is one."""
    kind = copy.suffix.lower().removeprefix(".")
    found = {part.report: part for part in parts_of(composed) if part.kind == kind and part.format.merge}
    if not found:
        kinds = ", ".join(f".{name}" for name, each in FORMATS.items() if each.merge)
        raise FlagError(f"{copy.name} is none of the files that people edit here ({kinds})")
    wanted = report or _report(copy)
    if wanted in found:
        return found[wanted]
    if not report and len(found) == 1:
        return next(iter(found.values()))
    what = f"the report {wanted!r}{nearest(wanted, found)}" if wanted else "which report it is of"
    raise FlagError(f"{copy.name}: not known here is {what}; name it with --report: {', '.join(found)}")


def _report(copy: Path) -> str:
    """Return which report a file says it is; empty where it does not."""
    try:
        root = Package.read(copy.read_bytes()).root("docProps/custom.xml")
    except BrokenFileError:
        return ""
    held = (each for each in (root if root is not None else ()) if each.get("name") == REPORT)
    return next(("".join(map(str, each.itertext())).strip() for each in held), "")


def _written(part: Part) -> bytes:
    """Return the file as it is generated now, with its base inside.

    Raises:
        InputError: it says what its document does not, or cannot be made here.
    """
    outcome = write_file(part)
    skipped = (Problem(Place(each.name), each.reason, "see to that first") for each in outcome.skipped)
    collect((*outcome.problems, *skipped))
    assert outcome.file is not None, "what was not skipped was made"
    return outcome.file.data


def _current(merge: Merge, part: Part, shown: str, data: bytes, new: bytes, beside: bytes | None) -> Joined:
    """Return a copy joined with what is generated now."""
    try:
        return merge.join(part.name, data, new, beside, part.document)
    except BrokenFileError as failure:
        raise InputError([Problem(Place(shown), f"cannot be joined ({failure})", failure.cure)]) from None


def _combined(merge: Merge, part: Part, first: Joined, second: Joined, copy: Path) -> Joined:
    """Return both copies as one; where one of them holds no edit, the other is what they say together."""
    if first.fresh or second.fresh:
        return second if first.fresh else first
    try:
        return merge.combine(part.name, first.data, second.data, part.document)
    except BrokenFileError as failure:
        raise InputError([Problem(Place(copy.name), f"cannot be joined ({failure})", failure.cure)]) from None


def _said(name: str, made: Joined) -> Iterator[str]:
    yield f"{name}: {made.edits} edits in it now"
    yield from (f"{name}: {line}" for line in made.told)


__all__ = ["JoinedCopy", "join_copy"]
