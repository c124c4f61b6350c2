"""Whether the edits of people that go to readers are those that were approved: known once files are made and joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.errors import ReportError
from reports.formats.registry import FORMATS
from reports.load.records.approval_files import Approval
from reports.pipeline.approval.approval_line import with_true_approval
from reports.pipeline.approval.approved_documents import again
from reports.pipeline.approval.changes_since import edits_since
from reports.pipeline.approval.person_edits import person_edits

if TYPE_CHECKING:
    from reports.pipeline.composition import Composed
    from reports.pipeline.reconciliation import Files, Reconciled


class UnapprovedEditsError(ReportError):
    """Reports were approved with other edits of people than they would go out with; a build makes drafts of them."""

    def __init__(self, reports: Mapping[str, str]) -> None:
        """Keep why each report is a draft again, by its id."""
        super().__init__("; ".join(reports.values()))
        self.reports = reports


def require_approved_edits(made: Reconciled, files: Files, composed: Composed) -> None:
    """Raise `UnapprovedEditsError` where a final would be placed with other edits than those that were approved.

    Args:
        made: what became of the files.
        files: as written, without edits.
        composed: what they were written from.
    """
    reports: dict[str, str] = {}
    for document in composed.documents:
        id = document.info.id
        if document.info.draft or id not in composed.approvals:
            continue
        found = dict(edits_of(id, made, files))
        told = tuple(edits_since(_of_these(composed.approvals[id], found), found))
        if told:
            reports[id] = again(id, composed.approvals[id], told)
    if reports:
        raise UnapprovedEditsError(reports)


def correct_approvals(made: Reconciled, composed: Composed) -> None:
    """Let each file that people edited name who has approved it now, and a draft nobody, whatever their words keep."""
    for document in composed.documents:
        for name, file in made.files.items():
            if file.report == document.info.id and name in made.joined and not made.joined[name].fresh:
                made.files[name] = replace(file, data=with_true_approval(file.data, document))


def edits_of(report: str, made: Reconciled, files: Files) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (file name, edits of people) for each file of a report that is to be placed and that people may edit."""
    for name, file in made.files.items():
        if file.report == report and file.base:
            joined = made.joined.get(name)
            same = joined is None or joined.fresh
            format = FORMATS[name.rpartition(".")[2]]
            yield name, () if same else person_edits(format, files[name].data, file.data)


def _of_these(approval: Approval, found: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Return the approved edits of the files that are `found` now; others stay as they are."""
    return {name: edits for name, edits in approval.content.edits.items() if name in found}
