"""The commands of the project; how each is declared and what it does stands in `reports/commands`."""

from __future__ import annotations

from reports.commands.building import build_reports, check, watch
from reports.commands.curating import add_data, add_source, facts, new_fact, new_project, verify_sources, where_used
from reports.commands.developing import bench, fuzz, lint, schema, test
from reports.commands.editing import clean_copy, redline, review_edits
from reports.commands.exchanging import export_charts, export_facts, import_facts
from reports.commands.sending import distribute, handout, publish, rehearse

__all__ = (
    "add_data", "add_source", "bench", "build_reports", "check", "clean_copy", "distribute", "export_charts", "export_facts",
    "facts", "fuzz", "handout", "import_facts", "lint", "new_fact", "new_project", "publish", "redline", "rehearse",
    "review_edits", "schema", "test", "verify_sources", "watch", "where_used",
)  # fmt: skip
