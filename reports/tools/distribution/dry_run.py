"""One copy of each edition and language to look at before anything is made: for whoever has the longest name in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reports.pipeline.editions.copies import Job
from reports.pipeline.editions.copy_jobs import SPECIMEN, laid_out
from reports.pipeline.editions.editions import Edition
from reports.pipeline.editions.recipients import Recipient
from reports.theme.definition import Theme
from reports.theme.fonts import text_width
from reports.tools.distribution.manifest import put

FOLDER = "dry-run"
ENDING = ".pdf"


def dry_copies(
    runs: Path, todo: Sequence[Job], editions: Mapping[Recipient, Edition], theme: Theme
) -> tuple[Path, ...]:
    """Write the copies, which no manifest lists and whose name is the same each time, and return where they lie.

    Args:
        runs: folder of all runs; copies of an earlier dry run in it are replaced.
        todo: every copy that the list asks for.
        editions: what each recipient gets.
        theme: the look.

    Raises:
        InputError: an edition gives away what it leaves out, or a copy says something else than its document.
    """
    longest: dict[str, Job] = {}
    for job in sorted(todo, key=lambda each: text_width(each.line, 1)):
        longest[editions[job.recipient].key] = job
    made = {
        f"{key}{ENDING}": laid_out(replace(job, id=SPECIMEN), editions[job.recipient], theme)
        for key, job in longest.items()
    }
    folder = runs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(f"*{ENDING}"):
        path.unlink()
    for name, data in made.items():
        put(folder / name, data)
    return tuple(folder / name for name in made)
