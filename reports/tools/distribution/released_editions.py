"""What may be sent: editions that somebody approved as they stand and that went into a release; anything else is a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reports.errors import Problem, collect
from reports.load.records.approval_files import Approval
from reports.load.records.release_files import Release
from reports.pipeline.approval.approved_documents import as_approved, as_drafts, how
from reports.pipeline.approval.content_fingerprint import fingerprint
from reports.pipeline.composition import Composed
from reports.pipeline.editions.editions import Edition, nobodys
from reports.pipeline.editions.recipients import Recipient

OR_DRAFTS = "or make drafts of it with --draft, which marks every page"
Wanted = Mapping[Recipient, Edition]


def as_they_may_go(wanted: Wanted, whole: Composed, *, drafts: bool) -> Wanted:
    """Return the editions as finals that name who approved them, or as drafts where `drafts` asks for those.

    Raises:
        InputError: an edition bears the placeholder of an organisation, or is none that was approved and published as it is.
    """
    editions = {id(each): each for each in wanted.values()}.values()
    collect(nobodys((each.document.info.id for each in editions), whole.templates))
    if not drafts:
        collect(problem for each in editions for problem in _unsent(each, whole))
    made = {id(each): _as_draft(each) if drafts else _as_final(each, whole.approvals) for each in editions}
    return {recipient: made[id(each)] for recipient, each in wanted.items()}


def _as_draft(edition: Edition) -> Edition:
    [document] = as_drafts([edition.document])
    return replace(edition, document=document)


def _as_final(edition: Edition, approvals: Mapping[str, Approval]) -> Edition:
    return replace(edition, document=as_approved(edition.document, approvals[edition.document.info.id]))


def _unsent(edition: Edition, whole: Composed) -> Iterator[Problem]:
    """Yield why an edition may not be sent."""
    report = edition.document.info.id
    _, tree = whole.templates.reports[report]
    approval, named = whole.approvals.get(report), f"the edition {edition.name!r} of {report!r}"
    if not edition.document.info.final:
        what = f"the report {report!r} calls itself a draft"
        cure = f"set 'status: final', build, approve and publish it, {OR_DRAFTS}"
        yield Problem(tree.place(("status",)), what, cure)
    elif report in whole.unapproved or approval is None:
        yield Problem(tree.place(("status",)), whole.unapproved.get(report, "nobody has approved it"), OR_DRAFTS)
    elif approval.content.editions.get(edition.name) != (now := fingerprint(edition.document)):
        names = " and ".join(approval.names)
        what = f"{named} is not what {names} approved on {approval.day}"
        yield Problem(edition.where, what, f"look at it, then {how(report)}, {OR_DRAFTS}")
    else:
        yield from _unpublished(edition, named, now, whole.releases)


def _unpublished(edition: Edition, named: str, now: str, releases: Iterable[Release]) -> Iterator[Problem]:
    report = edition.document.info.id
    newest = next((each for each in reversed(tuple(releases)) if report in each.passages), None)
    cure = f"run 'invoke publish {edition.document.info.version}' once it is built, {OR_DRAFTS}"
    if newest is None:
        yield Problem(edition.where, f"{named} was never published", cure)
    elif report not in newest.editions:
        what = f"{named} was published as {newest.version} by a program that did not keep what its editions say"
        yield Problem(edition.where, what, f"publish the next version of it, {OR_DRAFTS}")
    elif newest.editions[report].get(edition.name) != now:
        yield Problem(edition.where, f"{named} is not what was published as version {newest.version}", cure)
