"""Mark what was sent out: `facts/releases/VERSION.json`, refused where the outputs are not what the record says now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.document import Document
from reports.document.ledger import status, used
from reports.errors import FlagError, Place, Problem, collect
from reports.formats.registry import FORMATS, PROJECT_FORMATS
from reports.load.file_names import reserved
from reports.load.project_folders import Folders
from reports.load.release_files import FOLDER, Release, ReleasedFile, ReleasedUse, written
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.document_digests import digests, passages
from reports.pipeline.extra_outputs import keep_published
from reports.pipeline.output_store import EDITS, by_hand, known, sha256
from reports.pipeline.record_comparison import content
from reports.tools.releasing.open_decisions import waiting

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
    ledger = known(where.output)
    collect(_problems(composed, ledger, where))
    release = _release(version, composed, ledger)
    path.parent.mkdir(exist_ok=True)
    staged = path.with_suffix(".part")
    staged.write_bytes(written(release))
    staged.replace(path)
    compared = tuple(f".{each.name}" for each in FORMATS.values() if each.kept_when_published)
    keep_published(where.output, version, [name for name in release.files if name.endswith(compared)])
    return Published(where.shown(path), tuple(release.files), tuple(_notes(version, composed, where)))


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


def _problems(composed: Composed, ledger: Mapping[str, Mapping[str, str]], where: Folders) -> Iterator[Problem]:
    for document in composed.documents:
        info = document.info
        if info.draft:
            _, tree = composed.templates.reports[info.id]
            what = f"the report {info.id!r} is a draft"
            yield Problem(tree.place(("status",)), what, "set 'status: final', build and publish")
    made_from = digests(composed.documents, composed.templates.theme)
    for name, report in _outputs(composed):
        yield from _of_file(name, report, made_from[report], composed, ledger, where)


def _of_file(
    name: str, report: str, made_from: str, composed: Composed, ledger: Mapping[str, Mapping[str, str]], where: Folders
) -> Iterator[Problem]:
    path, entry = where.output / name, ledger.get(name)
    place = Place(where.shown(path))
    if not path.is_file():
        yield Problem(place, "has not been built", "run 'invoke build-reports' and publish again")
    elif entry is None:
        yield Problem(place, "was not written by this program", "move it away, build and publish")
    elif sha256(path.read_bytes()) != entry["sha256"]:
        cure = "build again, so that the edits are taken over and listed, or move the file away"
        yield Problem(place, "was edited by hand since it was built", cure)
    elif entry["facts_version"] != (now := composed.facts_version(report)):
        what = f"was built from the facts {entry['facts_version']}, which are now {now}"
        yield Problem(place, what, "run 'invoke build-reports' and publish again")
    elif entry.get("content") != made_from:
        what = "was built from other templates than those of now"
        yield Problem(place, what, "run 'invoke build-reports' and publish again")
    elif entry.get(EDITS, "0") != "0":  # any other file is what was written and audited, byte for byte
        [document] = (each for each in composed.documents if each.info.id == report)
        listed = [each for each in by_hand(where.output) if each.get("where", "").partition(", ")[0] == name]
        yield from waiting(name, path.read_bytes(), document, place, listed)


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


def _notes(version: str, composed: Composed, where: Folders) -> Iterator[str]:
    """Yield a note for each report that prints another version than its own, and for contents without page numbers."""
    for document in composed.documents:
        if document.info.version != version:
            yield f"{_named(document)} prints version {document.info.version}, and is published as {version}"
        for format in (FORMATS[name] for name in document.info.formats):
            path = where.output / document.info.file(format.name)
            if format.page_numbers is not None and format.page_numbers.lacking(path.read_bytes()):
                cure = "'invoke build-reports --paginate' fills them in"
                yield f"{path.name} has no page numbers in its contents; {cure}"


def _named(document: Document) -> str:
    return ", ".join(map(document.info.file, document.info.formats))
