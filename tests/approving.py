"""Reports of test projects approved as they stand, without the files that somebody would have looked at."""

from __future__ import annotations

from collections.abc import Mapping

from reports.load.project_folders import Folders
from reports.load.records.approval_files import FOLDER, Approval, Approver, written
from reports.pipeline.approval.content_fingerprint import content_of
from reports.pipeline.composition import compose_all
from reports.pipeline.editions.editions import composed, offers

BOARD, DAY = "The board of the valley", "2031-04-05"


def approvals(where: Folders, by: str = BOARD, on: str = DAY) -> Mapping[str, Approval]:
    """Return an approval of each report that calls itself final, as it stands, with nobody's edits."""
    whole = compose_all(where)
    made = {}
    for document in whole.documents:
        id = document.info.id
        if document.info.final:
            own = [offer for offer in offers(whole.templates) if offer.report == id]
            editions = {offer.edition: composed(offer, whole.templates, whole.book).document for offer in own}
            content = content_of(document, whole.templates.reports[id][0], whole.templates.theme, editions)
            approver = Approver(by=by, on=on)
            made[id] = Approval(report=id, fingerprint=content.fingerprint, approved=(approver,), content=content)
    return made


def approved(where: Folders, by: str = BOARD, on: str = DAY) -> Folders:
    """Return `where` with each of its finals approved as it stands."""
    for id, approval in approvals(where, by, on).items():
        path = where.facts / FOLDER / f"{id}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written(approval))
    return where


__all__ = ["BOARD", "DAY", "approvals", "approved"]
