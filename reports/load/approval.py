"""Who has approved a report: a final names a person and its own organisation; a draft needs neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reports.errors import Problem
from reports.notation.yaml_tree import Tree

if TYPE_CHECKING:
    from reports.load.definition_files import ReportFile

PLACEHOLDER = "Organisation name"
"""Stands for the organisation until somebody names theirs."""


def unapproved(reports: Mapping[str, tuple[ReportFile, Tree]]) -> Iterator[Problem]:
    """Yield a problem for each final that nobody has approved, or that bears the placeholder of an organisation."""
    for file, tree in reports.values():
        if file.approved_on and not file.approved_by:
            what = f"somebody approved it on {file.approved_on}, and is not named"
            yield Problem(tree.place(("approved_on",)), what, "name who it was with 'approved_by:'")
        elif file.status == "final" and not file.approved_by:
            what = "the report is final, and nobody has approved it"
            yield Problem(tree.place(("status",)), what, "name who has with 'approved_by:', or set 'status: draft'")
        if file.status == "final" and file.organisation == PLACEHOLDER:
            what = f"the report is final, and its organisation is the placeholder “{PLACEHOLDER}”"
            yield Problem(
                tree.place(("organisation",)), what, "name yours with 'organisation:', or set 'status: draft'"
            )
