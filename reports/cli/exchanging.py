"""Commands that carry facts and charts to other programs, and facts back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.declaration import command
from reports.cli.terminal import asking, names, say, say_made, tell, today

if TYPE_CHECKING:
    from reports.load.project_folders import Folders


@command(
    "facts",
    "output",
    output="folder to write facts.xlsx into (default: output)",
    force="replace a workbook that was edited and not imported; a copy is kept in .history",
)
def export_facts(where: Folders, force: bool = False) -> int:
    """Write the facts as an Excel workbook to edit and import again. Example: invoke export-facts"""
    from reports.tools.curating.spreadsheet.export_facts import export_facts as run

    written, skipped = run(where, force=force)
    say_made(where, written, skipped)
    return 3 if skipped else 0


@command(
    "facts",
    "templates",
    file="workbook (.xlsx) or CSV file, from the one that 'invoke export-facts' wrote",
    delete="delete the facts whose rows were deleted",
    dry_run="show the changes, write nothing",
    yes="write without asking",
)
def import_facts(file: str, where: Folders, delete: bool = False, dry_run: bool = False, yes: bool = False) -> int:
    """Take changes of a workbook or CSV file into the fact file. Example: invoke import-facts output/facts.xlsx"""
    from reports.tools.curating.entry_additions import Facts
    from reports.tools.curating.spreadsheet.import_facts import Wish
    from reports.tools.curating.spreadsheet.import_facts import import_facts as run

    wish = Wish(Path(file), today(), delete, dry_run, yes, where.templates, where.shown(where.templates))
    run(Facts(where.facts, where.shown(where.facts)), wish, asking(), tell if dry_run else say)
    return 0


@command(
    "facts",
    "templates",
    "output",
    output="folder to write try-design/ into (default: output)",
    file="a designer's file: .pptx, .potx, .docx, .dotx, with macros or without",
)
def try_design(file: str, where: Folders) -> int:
    """Show what would be made of a designer's file, with pictures. Example: invoke try-design corporate.potx"""
    from reports.tools.try_design import try_design as run

    say("written: " + ", ".join(where.shown(path) for path in run(where, Path(file), say)))
    return 0


@command(
    "facts",
    "templates",
    "output",
    output="folder to write charts/ into (default: output)",
    only="charts to export, separated by commas: the names of files in templates/charts",
)
def export_charts(*, only: str = "", where: Folders) -> int:
    """Write each chart as PNG, SVG and data into output/charts/. Example: invoke export-charts --only financing"""
    from reports.tools.curating.export_charts import export_charts as run

    say("written: " + ", ".join(where.shown(path) for path in run(where, names(only), say)))
    return 0
