"""The commands of a project that stands in a folder of its own: all but those of whoever changes the program."""

from reports.cli.building import build_reports, check, watch
from reports.cli.developing import schema
from reports.cli.editing import clean_copy, join_copy, redline, review_edits
from reports.cli.exchanging import export_charts, export_facts, import_facts, try_design
from reports.cli.fact_keeping import (
    add_data,
    add_source,
    facts,
    new_fact,
    new_project,
    rename,
    sign_off,
    verify_sources,
    where_used,
)
from reports.cli.sending import approve, distribute, handout, publish, rehearse

__all__ = (
    "add_data", "add_source", "approve", "build_reports", "check", "clean_copy", "distribute", "export_charts", "export_facts",
    "facts", "handout", "import_facts", "join_copy",
    "new_fact", "new_project", "publish", "redline", "rehearse", "rename", "review_edits",
    "schema", "sign_off", "try_design", "verify_sources", "watch", "where_used",
)  # fmt: skip
