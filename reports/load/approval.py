"""What report.yaml says of a final: its own organisation, and nobody who is none; who approved it is recorded elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reports.errors import Problem
from reports.load.records.approval_files import no_person
from reports.notation.yaml_tree import Tree

if TYPE_CHECKING:
    from reports.load.definition_files import ReportFile

PLACEHOLDER = "Organisation name"
"""Stands for the organisation until somebody names theirs."""


def unapproved(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each final that bears the placeholder of an organisation, or of a person who approved it."""
    for file, tree in reports.values():
        if file.approved_on and not file.approved_by:
            what = f"somebody approved it on {file.approved_on}, and is not named"
            yield Problem(
                tree.place(("approved_on",)), what, "take the line out; 'invoke approve' records who and when"
            )
        elif file.approved_by and (why := no_person(file.approved_by)):
            cure = "take the line out; 'invoke approve' records who and when"
            yield Problem(tree.place(("approved_by",)), why, cure)
        if file.status == "final" and file.organisation == PLACEHOLDER:
            what = f"the report is final, and its organisation is the placeholder “{PLACEHOLDER}”"
            yield Problem(
                tree.place(("organisation",)), what, "name yours with 'organisation:', or set 'status: draft'"
            )
