"""`invoke export-facts`: the fact files as a workbook in the output folder, never over one that somebody has edited."""

from __future__ import annotations

from pathlib import Path

from reports.errors import InputError
from reports.load.project_folders import Folders
from reports.pipeline.build_results import Skipped
from reports.pipeline.extra_outputs import put
from reports.pipeline.output_store import held, refusal
from reports.tools.curating.entry_additions import Facts, whole_book
from reports.tools.curating.spreadsheet.entry_records import records
from reports.tools.curating.spreadsheet.import_facts import Wish, planned

NAME = "facts.xlsx"
EDITED = "it was edited since the last build; move it away"
"""What is said of any output."""
UNTAKEN = "it was edited since the export, and not imported; import it with 'invoke import-facts', move it away"
NO_DAY = "2000-01-01"


def export_facts(where: Folders, *, force: bool = False) -> tuple[tuple[Path, ...], tuple[Skipped, ...]]:
    """Write `output/facts.xlsx` and return what was written, and what was not, with the reason.

    Args:
        where: the folders.
        force: replace a workbook that was edited; a copy is kept in the history.

    Raises:
        InputError: the fact files have problems, or the folder cannot be written.
    """
    from reports.tools.curating.spreadsheet.facts_workbook import workbook

    facts = Facts(where.facts, where.shown(where.facts))
    data = workbook(records(facts), whole_book(facts).version)
    with held(where.output, where.shown(where.output)):
        spent = "--force" in refusal(where.output, NAME) and _imported(facts, where.output / NAME)
        written, skipped = put(where.output, {NAME: data}, force=force or spent)
        return written, tuple(Skipped(each.name, each.reason.replace(EDITED, UNTAKEN)) for each in skipped)


def _imported(facts: Facts, path: Path) -> bool:
    """Return whether the fact files say already what the workbook at `path` says."""
    try:
        plan = planned(facts, Wish(path, NO_DAY))
    except InputError:
        return False
    return not plan.files and not plan.notes
