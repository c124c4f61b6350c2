"""The commands of the project; how each is declared and what it does stands in `reports/commands`."""

from __future__ import annotations

from reports.cli.building import build_reports, check, watch
from reports.cli.developing import bench, fuzz, lemmas, lint, schema, test
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
    "add_data", "add_source", "approve", "bench", "build_reports", "check", "clean_copy", "distribute", "export_charts",
    "export_facts",
    "facts", "fuzz", "handout", "import_facts", "join_copy",
    "lemmas", "lint", "new_fact", "new_project", "publish", "redline", "rehearse",
    "rename", "review_edits", "schema", "sign_off", "test", "try_design", "verify_sources", "watch", "where_used",
)  # fmt: skip
