"""Mark what was sent out: `facts/releases/VERSION.json`, refused where the outputs are not what the record says now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.document import Document
from reports.document.ledger import status, used
from reports.errors import FlagError, Problem, collect
from reports.formats.registry import FORMATS, PROJECT_FORMATS
from reports.load.file_names import reserved
from reports.load.project_folders import Folders
from reports.load.release_files import FOLDER, Release, ReleasedFile, ReleasedUse, written
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.document_digests import passages
from reports.pipeline.extra_outputs import keep_published
from reports.pipeline.record_comparison import content
from reports.tools.releasing.built_outputs import Outputs, outputs, problems_of

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Published:
    """What was marked."""

    path: str
    """The file of the release, as messages name it."""
    files: tuple[str, ...]
    notes: tuple[str, ...]


def publish(where: Folders, version: str) -> Published:
    """Write the release `version` of what lies in the output folder and return what it holds.

    Raises:
        FlagError: `version` is no name for a file, or there is such a release.
        InputError: a report is a draft, or an output is missing, stale, edited without the record knowing, or holds what
            waits for a decision.
    """
    if not _VERSION.fullmatch(version) or version.endswith("."):
        raise FlagError(f"{version!r} is no version; use letters, digits, '.', '-' and '_', such as 1.0 or 2026-11")
    if what := reserved(version):
        raise FlagError(f"{what}; give the version another name, such as 1.0")
    path = where.facts / FOLDER / f"{version}.json"
    _check_new(where, version)
    composed = compose_all(where)
    found = outputs(where, composed, "publish")
    ledger = found.ledger
    collect(_problems(composed, found))
    release = _release(version, composed, ledger)
    path.parent.mkdir(exist_ok=True)
    staged = path.with_suffix(".part")
    staged.write_bytes(written(release))
    staged.replace(path)
    compared = tuple(f".{each.name}" for each in FORMATS.values() if each.kept_when_published)
    keep_published(where.output, version, [name for name in release.files if name.endswith(compared)])
    return Published(where.shown(path), tuple(release.files), tuple(_notes(version, composed)))


def _check_new(where: Folders, version: str) -> None:
    """Raise `FlagError` where there is such a release, whatever the case of its letters."""
    for path in sorted((where.facts / FOLDER).glob("*.json")):
        if path.stem.casefold() == version.casefold():
            raise FlagError(
                f"the version {path.stem!r} is published already ({where.shown(path)}); give the new one another name"
            )


def _outputs(composed: Composed) -> Iterator[tuple[str, str]]:
    """Yield (file name, report) of everything that is sent out; what shows the project as a whole is of no report."""
    for document in composed.documents:
        yield from ((document.info.file(format), document.info.id) for format in document.info.formats)
    yield from ((each.file, "") for each in PROJECT_FORMATS.values())


def _problems(composed: Composed, found: Outputs) -> Iterator[Problem]:
    for document in composed.documents:
        info = document.info
        place = composed.templates.reports[info.id][1].place(("status",))
        if not info.final:
            yield Problem(
                place, f"the report {info.id!r} is a draft", "set 'status: final', build, approve and publish"
            )
        elif info.draft:
            yield Problem(place, composed.unapproved[info.id], "then build and publish")
    for name, report in _outputs(composed):
        yield from problems_of(name, report, found)


def _release(version: str, composed: Composed, ledger: Mapping[str, Mapping[str, str]]) -> Release:
    book, documents = composed.book, composed.documents
    shown: Mapping[str, Sequence[object]] = used(documents)
    return Release(
        version=version,
        order=composed.previous.order + 1 if composed.previous else 1,
        as_of=book.as_of,
        facts_version=book.version,
        reports={document.info.id: status(document.info) for document in documents},
        files={name: ReleasedFile.model_validate(ledger[name]) for name, _ in sorted(_outputs(composed))},
        passages={document.info.id: passages(document) for document in documents},
        uses={
            id: tuple(ReleasedUse.model_validate(use, from_attributes=True) for use in uses)
            for id, uses in shown.items()
        },
        sources={id: source.model_dump(mode="json", exclude_defaults=True) for id, source in book.sources.items()},
        facts={id: content(fact) for id, fact in book.facts.items()},
    )


def _notes(version: str, composed: Composed) -> Iterator[str]:
    """Yield a note for each report that prints another version than the one it is published as."""
    for document in composed.documents:
        if document.info.version != version:
            yield f"{_named(document)} prints version {document.info.version}, and is published as {version}"


def _named(document: Document) -> str:
    return ", ".join(map(document.info.file, document.info.formats))
