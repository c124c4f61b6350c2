"""A folder for another subject: facts, templates and theme with comments that teach, and an example that builds."""

from __future__ import annotations

import os
from pathlib import Path

from reports.errors import FlagError
from reports.load.json_schema import NAME as SCHEMA
from reports.load.json_schema import fact_schema
from reports.pipeline.atomic_files import new_folder
from reports.tools.curating.starter_files import starter_files


def new_project(folder: str, program: str = "invoke") -> tuple[str, ...]:
    """Lay out a project in `folder` and return what tells the user how to build it with `program`.

    Raises:
        FlagError: no folder is named.
        InputError: the folder is not empty, or cannot be written.
    """
    if not folder.strip():
        raise FlagError(
            f"no folder; name one that is empty or does not exist yet, such as: {program} new-project ../library"
        )
    named = folder.rstrip("/" + os.sep) or folder
    shown = Path(named).as_posix()
    files = {**starter_files(), f"facts/{SCHEMA}": fact_schema().encode()}
    new_folder(Path(named), files, shown)
    made = (f"  {shown}/{name}" for name in files)
    quoted = f'"{shown}"' if " " in shown else shown
    return ("made:", *made, "", f"build it: cd {quoted} && {program} build-reports")
