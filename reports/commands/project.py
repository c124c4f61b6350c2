"""The commands of a project that stands in a folder of its own: all but those of whoever changes the program."""

from reports.commands.building import build_reports, check, watch
from reports.commands.curating import add_data, add_source, facts, new_fact, new_project, verify_sources, where_used
from reports.commands.developing import schema
from reports.commands.editing import clean_copy, redline, review_edits
from reports.commands.exchanging import export_charts, export_facts, import_facts
from reports.commands.sending import distribute, handout, publish, rehearse

__all__ = (
    "add_data", "add_source", "build_reports", "check", "clean_copy", "distribute", "export_charts", "export_facts", "facts",
    "handout", "import_facts", "new_fact", "new_project", "publish", "redline", "rehearse", "review_edits", "schema",
    "verify_sources", "watch", "where_used",
)  # fmt: skip
