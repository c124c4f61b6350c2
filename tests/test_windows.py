"""What Windows does otherwise, as far as it can be had elsewhere: files that are open cannot be replaced, paths are long."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reports.errors import InputError
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.pipeline.output_store import HISTORY, STAGING
from tests.robust_cases import laid_out
from tests.test_build import edit

OPEN = "The process cannot access the file because it is being used by another process"
"""What Windows says (ERROR_SHARING_VIOLATION); Python makes a PermissionError of it."""


@pytest.mark.parametrize("name", ["main.docx", "main.pdf", "evidence.html", "ledger.json"])
def test_a_file_that_another_program_holds_is_named_and_the_next_build_completes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = laid_out(tmp_path / "held")
    build(folders(project))
    for old, new in (("11", "12"), ("eleven", "twelve")):
        edit(project / "facts" / "facts.yaml", old, new)
    real = os.replace

    def held(source: Path, target: Path) -> None:
        if Path(target) == project / "output" / name:
            raise PermissionError(errno.EACCES, OPEN, str(source), 32, str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        with pytest.raises(InputError, match=rf"output/{name}: cannot be replaced \({OPEN}\); close it wherever"):
            build(folders(project))
    assert build(folders(project)).exit_code == 0
    assert not (project / "output" / STAGING).exists()
    fresh = laid_out(tmp_path / "fresh")
    for old, new in (("11", "12"), ("eleven", "twelve")):
        edit(fresh / "facts" / "facts.yaml", old, new)
    build(folders(fresh))
    made = ("main.docx", "main.pdf", "evidence.html", "ledger.json")
    assert [(project / "output" / each).read_bytes() for each in made] == [
        (fresh / "output" / each).read_bytes() for each in made
    ]
    assert not (project / "output" / HISTORY).exists()


def test_a_project_deeper_than_windows_paths_are_long(tmp_path: Path) -> None:
    """Beyond 260 characters (MAX_PATH) Windows takes paths only where it was told to; nothing here may count on fewer."""
    project = laid_out(tmp_path.joinpath(*["a folder with a long name of fifty characters, or so"] * 6))
    assert len(str(project)) > 260
    assert build(folders(project)).exit_code == 0
