"""What was sent out: the releases in `facts/releases/`, read back so that a build can be compared with them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reports.domain.facts import Entry, Fact, Source
from reports.errors import Place, Problem
from reports.load.conflict_copies import conflict_copy
from reports.load.constraints import refusal
from reports.load.folder_access import unreachable
from reports.load.records.renamed_ids import REPORTS, Renamed, load_renamed, now_called, with_ids_of_now

FOLDER = "releases"
E = TypeVar("E", bound=Entry)
Content = dict[str, object]
"""An entry of the fact file as it was, key by key."""


class _Part(BaseModel):
    """Base: frozen; a key of a newer version of the program is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class ReleasedFile(_Part):
    """An output file as it was sent out."""

    report: str
    sha256: str
    facts_version: str
    content: str = ""
    """Digest of the texts it was made from."""
    kept: str = ""
    """Where its bytes lie below `facts/releases/`; empty in releases of older programs, and where an archive has them."""
    archive: str = ""
    """Folder outside that holds its bytes under their fingerprint; from the project where it lies inside it."""


class Passage(_Part):
    """What stands under one heading, or on one slide."""

    heading: str
    """Empty for the cover."""
    sha256: str
    """Of everything a reader sees there."""


class ReleasedUse(_Part):
    """One place that showed a fact; the same keys as in the ledger."""

    report: str
    heading: str
    part: str
    format: str
    text: str
    where: str = ""


class Release(_Part):
    """One version that was sent out, with all that is needed to say later what has changed since."""

    version: str
    order: Annotated[int, Field(ge=1)]
    """Position in the row of releases; the newest has the highest."""
    as_of: str
    facts_version: str
    reports: Mapping[str, Mapping[str, str]] = {}
    """By report: version, status, and who has approved it on which day; none in releases of older programs."""
    files: Mapping[str, ReleasedFile]
    passages: Mapping[str, tuple[Passage, ...]]
    """By report, in reading order; of the reports that were sent out."""
    editions: Mapping[str, Mapping[str, str]] = {}
    """By report and name: the fingerprint of each edition for `distribute`; none in releases of older programs."""
    program: str = ""
    """Version of the program that made the files."""
    uses: Mapping[str, tuple[ReleasedUse, ...]]
    """By fact id."""
    sources: Mapping[str, Content]
    facts: Mapping[str, Content]

    def fact(self, id: str) -> Fact | None:
        """Return the fact `id` as it was, or None where this version of the program cannot read it."""
        return _entry(_model(id), self.facts.get(id))

    def source(self, id: str) -> Source | None:
        """Return the source `id` as it was, or None where this version of the program cannot read it."""
        return _entry(Source, self.sources.get(id))


def _model(id: str) -> type[Fact]:
    """Return what the entry `id` of a release is: an observation of a dataset where it is named by coordinates."""
    if "." not in id:
        return Fact
    from reports.domain.datasets.cells import Cell

    return Cell


def _entry(model: type[E], content: Content | None) -> E | None:
    if content is None:
        return None
    try:
        return model.model_validate({key: value for key, value in content.items() if key in model.model_fields})
    except ValidationError:
        return None


def load_releases(facts: Path, shown: str) -> tuple[tuple[Release, ...], tuple[Problem, ...]]:
    """Return the releases of the fact folder `facts`, oldest first, and a problem for each file that is none.

    Args:
        facts: folder of the fact files.
        shown: how messages name it.
    """
    found: list[Release] = []
    rows, wrong = load_renamed(facts, shown)
    problems: list[Problem] = [*wrong]
    if os.path.isdir(facts / FOLDER) and (closed := unreachable(facts / FOLDER, f"{shown}/{FOLDER}", "")):
        return (), closed
    for path in sorted((facts / FOLDER).glob("*.json")) if os.path.isdir(facts / FOLDER) else ():
        if copy := conflict_copy(path, f"{shown}/{FOLDER}/{path.name}"):
            problems.append(copy)
            continue
        try:
            found.append(_under_ids_of_now(Release.model_validate_json(path.read_bytes()), rows))
        except (OSError, ValidationError, ValueError) as failure:
            why = _why(failure) if isinstance(failure, ValidationError) else str(failure)
            where = Place(f"{shown}/{FOLDER}/{path.name}")
            problems.append(
                Problem(where, f"is no release that can be read ({why})", "restore it from the version control")
            )
    return tuple(sorted(found, key=lambda release: (release.order, release.version))), tuple(problems)


V = TypeVar("V")
P = TypeVar("P", ReleasedFile, ReleasedUse)


def _under_ids_of_now(release: Release, rows: Sequence[Renamed]) -> Release:
    """Return `release` with each fact and source under the id that it has now."""
    if not rows:
        return release
    facts = {now_called("facts", id, rows): with_ids_of_now("facts", each, rows) for id, each in release.facts.items()}
    sources = {
        now_called("sources", id, rows): with_ids_of_now("sources", each, rows) for id, each in release.sources.items()
    }
    uses = {now_called("facts", id, rows): each for id, each in release.uses.items()}
    made = release.model_copy(update={"facts": facts, "sources": sources, "uses": uses})
    return _under_reports_of_now(made, rows) if any(each.kind == REPORTS for each in rows) else made


def _under_reports_of_now(release: Release, rows: Sequence[Renamed]) -> Release:
    """Return `release` with each report under the id that it has now."""

    def now(table: Mapping[str, V]) -> Mapping[str, V]:
        return {now_called(REPORTS, id, rows): each for id, each in table.items()}

    def of_now(part: P) -> P:
        return part.model_copy(update={"report": now_called(REPORTS, part.report, rows)})

    return release.model_copy(
        update={
            "reports": now(release.reports),
            "passages": now(release.passages),
            "editions": now(release.editions),
            "files": {name: of_now(file) for name, file in release.files.items()},
            "uses": {id: tuple(map(of_now, uses)) for id, uses in release.uses.items()},
        }
    )


def _why(failure: ValidationError) -> str:
    """Return the first thing that is wrong with the content of a file, with the way to it."""
    error = failure.errors()[0]
    return " ".join(filter(None, ("/".join(map(str, error["loc"])), refusal(error))))


def written(release: Release) -> bytes:
    """Return `release` as the bytes of its file."""
    content = release.model_dump(mode="json")
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
