"""The starter files of a new project, which come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reports.errors import InternalError

FOLDER = Path(__file__).parent / "starter"
IGNORE = "output/.gitignore"
"""Its text is made here: package data holds no files that begin with a dot."""
TASKS = '''"""The commands of this project: `invoke --list` names them. The program brings them; nothing here needs a change."""

try:
    from reports.cli.project_commands import *
except ModuleNotFoundError as missing:
    if missing.name != "reports":
        raise
    raise SystemExit("the program is not installed here; activate the environment that it was installed in") from None
'''
"""The `tasks.py` of a new project; as a file of the program it would count as one of its modules."""
MANUALS = ("facts/README.md", "templates/README.md")
"""They stand in the folders of the first project, whose clone the program may be; an installed package has copies."""
CLONE, COPIES = FOLDER.parents[3], FOLDER.parent / "manuals"


def starter_files() -> Mapping[str, bytes]:
    """Return the content of each starter file by its path, with `/` between its parts, in a fixed order.

    Raises:
        InternalError: the package lacks a manual.
    """
    paths = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    files = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
    manuals = {name: _manual(name) for name in MANUALS}
    return {**files, **manuals, "tasks.py": TASKS.encode(), IGNORE: b"*\n!.gitignore\n"}


def _manual(name: str) -> bytes:
    for folder in (COPIES, CLONE):
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise InternalError(f"the manual {name} is missing from the program; install it again")
