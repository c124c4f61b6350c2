"""Mark what was sent out: `facts/releases/VERSION.json` with its files beside it, refused where those are not of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.document import Document
from reports.document.ledger import status, used
from reports.errors import FlagError, InputError, Place, Problem, collect
from reports.formats.registry import FORMATS, PROJECT_FORMATS
from reports.load.file_names import reserved
from reports.load.project_folders import Folders
from reports.load.records.release_files import FOLDER, Release, ReleasedFile, ReleasedUse, written
from reports.notation.nearest_name import nearest
from reports.pipeline.approval.content_fingerprint import fingerprint
from reports.pipeline.build import build
from reports.pipeline.composition import Composed, compose_all
from reports.pipeline.correction_note import changes
from reports.pipeline.document_digests import passages
from reports.pipeline.editions.editions import composed as composed_edition
from reports.pipeline.editions.editions import offers
from reports.pipeline.libreoffice import find_office
from reports.pipeline.output_store import CHANGES
from reports.pipeline.record_comparison import content
from reports.pipeline.release_store import LARGE_BYTES, store
from reports.tools.releasing.built_outputs import Outputs, outputs, problems_of

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Published:
    """What was marked."""

    path: str
    """The file of the release, as messages name it."""
    files: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent out, and how."""

    version: str
    only: tuple[str, ...] = ()
    """Reports that it is made of; empty for all."""
    archive: Path | None = None
    """Folder for large files, outside the version control; None to keep them with the others."""
    program: str = ""
    """Version of the program."""


def publish(where: Folders, sent: Sent) -> Published:
    """Write the release of what lies in the output folder, with its files, and return what it holds.

    Raises:
        FlagError: the version is no name for a file, or there is such a release; or `only` names no report.
        InputError: a report is a draft, or prints another version; or an output is missing, stale, edited without the record
            knowing, or holds what waits for a decision.
    """
    _check_version(sent.version)
    path = where.facts / FOLDER / f"{sent.version}.json"
    _check_new(where, sent.version)
    composed = compose_all(where)
    wanted = _wanted(composed, sent.only)
    found = outputs(where, composed, "publish")
    collect(_problems(composed, wanted, sent.version, found))
    if _paged(wanted, where):
        found = outputs(where, composed, "publish")
        collect(_problems(composed, wanted, sent.version, found))
    release = _release(sent, composed, wanted, found.ledger)
    note = changes(composed.releases, composed.documents, composed.book, sent.only)
    try:
        kept = store(where, sent.version, release.files, {CHANGES: note} if note else {}, sent.archive)
        release = release.model_copy(update={"files": kept})
        staged = path.with_suffix(".part")
        staged.write_bytes(written(release))
        staged.replace(path)
    except OSError as failure:
        what = f"cannot be written ({failure.strerror or failure}), so that nothing was published"
        raise InputError([Problem(Place(where.shown(path)), what, "check permissions and free space")]) from None
    return Published(where.shown(path), tuple(release.files), (*_notes(release, where), *_unpaged(wanted, where)))


def _check_version(version: str) -> None:
    if not _VERSION.fullmatch(version) or version.endswith("."):
        raise FlagError(f"{version!r} is no version; use letters, digits, '.', '-' and '_', such as 1.0 or 2026-11")
    if what := reserved(version):
        raise FlagError(f"{what}; give the version another name, such as 1.0")


def _check_new(where: Folders, version: str) -> None:
    """Raise `FlagError` where there is such a release, whatever the case of its letters."""
    for path in sorted((where.facts / FOLDER).glob("*.json")):
        if path.stem.casefold() == version.casefold():
            raise FlagError(
                f"the version {path.stem!r} is published already ({where.shown(path)}); give the new one another name"
            )


def _wanted(composed: Composed, only: Sequence[str]) -> tuple[Document, ...]:
    """Return the reports that are sent out."""
    known = {each.info.id: each for each in composed.documents}
    for id in only:
        if id not in known:
            raise FlagError(f"--only: there is no report {id!r}{nearest(id, known)}; use {', '.join(known)}")
    return tuple(each for id, each in known.items() if not only or id in only)


def _outputs(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Yield (file name, report) of everything that is sent out; what shows the project as a whole is of no report."""
    for document in documents:
        yield from ((document.info.file(format), document.info.id) for format in document.info.formats)
    yield from ((each.file, "") for each in PROJECT_FORMATS.values())


def _problems(composed: Composed, wanted: Sequence[Document], version: str, found: Outputs) -> Iterator[Problem]:
    for document in wanted:
        info = document.info
        tree = composed.templates.reports[info.id][1]
        place = tree.place(("status",))
        translation = composed.templates.translations.get(info.id)
        if translation and translation.unread:
            yield translation.problem
        elif not info.final:
            yield Problem(
                place, f"the report {info.id!r} is a draft", "set 'status: final', build, approve and publish"
            )
        elif info.draft:
            yield Problem(place, composed.unapproved[info.id], "then build and publish")
        if info.version != version:
            what = f"the report {info.id!r} prints version {info.version}, and is to be published as {version}"
            cure = (
                f"write 'version: {version}' and have it approved, publish {info.version}, or leave it out with --only"
            )
            yield Problem(tree.place(("version",)), what, cure)
    for name, report in _outputs(wanted):
        yield from problems_of(name, report, found)


def _release(
    sent: Sent, composed: Composed, wanted: Sequence[Document], ledger: Mapping[str, Mapping[str, str]]
) -> Release:
    book = composed.book
    shown: Mapping[str, Sequence[object]] = used(tuple(wanted))
    return Release(
        version=sent.version,
        order=max((each.order for each in composed.releases), default=0) + 1,
        as_of=book.as_of,
        facts_version=book.version,
        reports={document.info.id: status(document.info) for document in wanted},
        files={name: ReleasedFile.model_validate(ledger[name]) for name, _ in sorted(_outputs(wanted))},
        passages={document.info.id: passages(document) for document in wanted},
        uses={
            id: tuple(ReleasedUse.model_validate(use, from_attributes=True) for use in uses)
            for id, uses in shown.items()
        },
        sources={id: source.model_dump(mode="json", exclude_defaults=True) for id, source in book.sources.items()},
        facts={id: content(fact) for id, fact in book.facts.items()},
        editions=_editions(composed, {each.info.id for each in wanted}),
        program=sent.program,
    )


def _paged(wanted: Sequence[Document], where: Folders) -> bool:
    """Return whether reports were built again because contents of theirs lacked page numbers, which LibreOffice finds."""
    lacking = {document.info.id for document, _ in _lacking(wanted, where)}
    if not lacking or find_office() is None:
        return False
    build(where, tuple(sorted(lacking)), paginate=True)
    return True


def _lacking(wanted: Sequence[Document], where: Folders) -> Iterator[tuple[Document, str]]:
    """Yield (report, file name) for each file whose contents have no page numbers."""
    for document in wanted:
        for format in (FORMATS[name] for name in document.info.formats):
            name = document.info.file(format.name)
            if format.page_numbers is not None and format.page_numbers.lacking((where.output / name).read_bytes()):
                yield document, name


def _unpaged(wanted: Sequence[Document], where: Folders) -> Iterator[str]:
    """Yield a note for each file whose contents have no page numbers."""
    for _, name in _lacking(wanted, where):
        cure = "install LibreOffice, which finds them, or let Word fill them in (F9)"
        yield f"{name} has no page numbers in its contents; {cure}"


def _editions(composed: Composed, reports: set[str]) -> Mapping[str, Mapping[str, str]]:
    """Return the fingerprint of each edition of the reports that are sent out, by report and name."""
    found: dict[str, dict[str, str]] = {}
    for offer in offers(composed.templates):
        if offer.report in reports:
            edition = composed_edition(offer, composed.templates, composed.book)
            found.setdefault(offer.report, {})[offer.edition] = fingerprint(edition.document)
    return found


def _notes(release: Release, where: Folders) -> Iterator[str]:
    """Yield what deserves a look: large files among those that the version control is to keep."""
    for file in release.files.values():
        path = where.facts / FOLDER / file.kept
        if file.kept and (size := path.stat().st_size) >= LARGE_BYTES:
            cure = "'--archive FOLDER' keeps such files outside the version control"
            yield f"{where.shown(path)} has {size / 1e6:.0f} MB; {cure}"
