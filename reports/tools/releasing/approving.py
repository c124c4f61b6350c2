"""`invoke approve`: somebody answers for a report as it lies in the output folder; what differs from it is a draft again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reports.audit.final_rules import recorded_after
from reports.document import Document, facts_behind
from reports.errors import FlagError, Place, Problem, collect
from reports.formats.registry import FORMATS
from reports.load.project_folders import Folders
from reports.load.records.approval_files import (
    FOLDER,
    Approval,
    Approver,
    Content,
    people,
    same_person,
    written,
)
from reports.load.records.sign_off_files import load_sign_offs
from reports.notation.nearest_name import nearest
from reports.pipeline.approval.approved_documents import FOUR_EYES, as_approved, as_drafts
from reports.pipeline.approval.approved_edits import edits_of
from reports.pipeline.approval.content_fingerprint import content_of
from reports.pipeline.approval.person_and_day import require_person_and_day
from reports.pipeline.approval.signed_facts import unsigned
from reports.pipeline.composition import Composed, audited, compose_all
from reports.pipeline.edit_policy import CAREFUL
from reports.pipeline.editions.editions import composed as composed_edition
from reports.pipeline.editions.editions import offers
from reports.pipeline.file_writing import parts_of, write_file
from reports.pipeline.output_store import edited
from reports.pipeline.reconciliation import reconcile
from reports.tools.releasing.built_outputs import Outputs, outputs, problems_of
from reports.tools.releasing.open_decisions import waiting

SHOWN = 10
"""How many facts that nobody has signed off a message names."""


@dataclass(frozen=True, slots=True)
class Approved:
    """What was recorded."""

    path: str
    """The file of the approval, as messages name it."""
    names: tuple[str, ...]
    """Who has approved the report as it stands."""
    complete: bool
    """Whether nobody else has to."""
    next: str = ""
    """What is to be done once it is built again."""


def approve(where: Folders, report: str, by: str, on: str, today: str, program: str = "") -> Approved:
    """Record that `by` approves `report` as it lies in the output folder, edits of people included.

    Args:
        where: the folders.
        report: id of the report.
        by: who approves.
        on: the day, ISO 8601.
        today: the day of this machine; a later one is refused.
        program: version of the program.

    Raises:
        FlagError: a name or a day that is none, a report that does not exist, or one that this person approved already.
        InputError: the report is a draft by its own words, its files are not what a build makes now, something waits for a
            decision, or a fact that has to be signed off is not.
    """
    require_person_and_day(by, on, today)
    composed = compose_all(where)
    document = _document(report, composed)
    collect(_closed(document, composed))
    if on < today:  # of today, an approval is not older than what lies there
        collect(_newer(document, on))
    collect(_files(document, composed, where))
    collect(_unsigned(document, composed, where))
    content = _content(document, composed)
    earlier = composed.approvals.get(report)
    mine = Approver(by=by.strip(), on=on)
    approval = Approval(report=report, fingerprint="", approved=(mine,), content=content, program=program)
    content = content.model_copy(update={"edits": _edits(document, approval, composed, where)})
    others = earlier.approved if earlier and earlier.content == content else ()
    if any(same_person(by, each.by) for each in others):
        raise FlagError(f"--by: {by!r} has approved {report!r} as it stands already; a second person may")
    approved = (*others, mine)
    approval = approval.model_copy(
        update={"content": content, "fingerprint": content.fingerprint, "approved": approved}
    )
    path = where.facts / FOLDER / f"{report}.json"
    _put(path, written(approval))
    complete = len(people(approval.names)) >= (FOUR_EYES if composed.templates.reports[report][0].four_eyes else 1)
    return Approved(where.shown(path), approval.names, complete, _next(document, composed))


def _next(approved: Document, composed: Composed) -> str:
    """Return how a report that is approved now goes out, with all that are ready and print the same version."""
    version = approved.info.version
    if any(each.version == version for each in composed.releases):
        return f"version {version} is published already: give it another 'version:', build and approve it again"
    ready = [
        each.info.id
        for each in composed.documents
        if each.info.final and each.info.version == version
        if each is approved or each.info.id not in composed.unapproved
    ]
    only = f" --only {','.join(ready)}" if len(ready) < len(composed.documents) else ""
    return f"once it is sent out: invoke publish {version}{only}"


def _document(report: str, composed: Composed) -> Document:
    known = {each.info.id: each for each in composed.documents}
    if report not in known:
        raise FlagError(f"there is no report {report!r}{nearest(report, known)}; use {', '.join(known)}")
    return known[report]


def _closed(document: Document, composed: Composed) -> Iterator[Problem]:
    translation = composed.templates.translations.get(document.info.id)
    if translation and translation.unread:
        yield translation.problem
    elif not document.info.final:
        _, tree = composed.templates.reports[document.info.id]
        what = f"the report {document.info.id!r} calls itself a draft"
        yield Problem(tree.place(("status",)), what, "set 'status: final', build, look at it and approve")


def _newer(document: Document, on: str) -> Iterator[Problem]:
    """Yield a problem where a report rests on facts that were recorded after the day of its approval."""
    facts = document.book.facts
    if newer := recorded_after(on, (facts[id] for id in facts_behind(document))):
        what = f"{document.info.id!r} was approved on {on}, and rests on facts recorded later: {newer}"
        yield Problem(Place("--on"), what, "give the day on which it was approved as it lies there")


def _files(document: Document, composed: Composed, where: Folders) -> Sequence[Problem]:
    """Return what is wrong with the files of a report, which may lie there as a final or still as a draft."""
    report = document.info.id
    drafts = replace(composed, documents=as_drafts(composed.documents, {report}))
    found = [tuple(_held(document, outputs(where, each, "approve"))) for each in (composed, drafts)]
    return () if not all(found) else found[document.info.draft]


def _held(document: Document, found: Outputs) -> Iterator[Problem]:
    for format in document.info.formats:
        yield from problems_of(document.info.file(format), document.info.id, found)


def _unsigned(document: Document, composed: Composed, where: Folders) -> Iterator[Problem]:
    """Yield the facts that nobody has signed off, where report.yaml asks that somebody has."""
    file, tree = composed.templates.reports[document.info.id]
    if not file.facts_signed_off:
        return
    known, wrong = load_sign_offs(where.facts, where.shown(where.facts))
    yield from wrong
    found = list(unsigned(document, known))
    for id, what in found[:SHOWN]:
        place = document.book.where.get(("facts", id))
        cure = f"hold it against its sources, then run 'invoke sign-off {id} --by \"NAME\"'"
        yield Problem(place if isinstance(place, Place) else Place("facts"), what, cure)
    if len(found) > SHOWN:
        what = f"{len(found) - SHOWN} more facts of {document.info.id!r} are not signed off"
        yield Problem(tree.place(("facts_signed_off",)), what, "'invoke sign-off' lists them")


def _content(document: Document, composed: Composed) -> Content:
    file, _ = composed.templates.reports[document.info.id]
    own = [offer for offer in offers(composed.templates) if offer.report == document.info.id]
    editions = {offer.edition: composed_edition(offer, composed.templates, composed.book).document for offer in own}
    return content_of(document, file, composed.templates.theme, editions)


def _edits(document: Document, approval: Approval, composed: Composed, where: Folders) -> Mapping[str, tuple[str, ...]]:
    """Return what people wrote into the files of a report, as it will go to readers once it is a final.

    Raises:
        InputError: a final may not say so, or something in a file waits for a decision.
    """
    final = as_approved(document, approval)
    documents = tuple(final if each.info.id == final.info.id else each for each in composed.documents)
    whole = audited(replace(composed, documents=documents), ())
    parts = [part for part in parts_of(whole) if part.report == final.info.id and FORMATS[part.kind].merge]
    written_parts = [(part, write_file(part).file) for part in parts if edited(where.output, part.name)]
    files = {part.name: file for part, file in written_parts if file}
    made = reconcile(where.output, files, documents, CAREFUL)
    collect(
        Problem(Place(where.shown(where.output / skip.name)), skip.reason, "then approve again")
        for skip in made.skipped
    )
    for name, file in made.files.items():
        if name in made.joined and not made.joined[name].fresh:
            collect(waiting(name, file.data, final, Place(where.shown(where.output / name))))
    return {name: edits for name, edits in edits_of(final.info.id, made, files) if edits}


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_suffix(".part")
    staged.write_bytes(data)
    staged.replace(path)
