"""Where a project lies: links are followed alike under every Python, also those that lead to themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.load.project_folders import folders, followed
from tests.robust_cases import laid_out
from tests.test_build_second import command


def test_links_are_followed_to_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    assert followed(tmp_path / "link" / "deeper" / "..") == tmp_path.resolve() / "there"


def test_a_link_to_itself_stays_one(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    assert followed(loop) == tmp_path.resolve() / "loop"
    assert followed(loop).is_symlink()
    assert folders(tmp_path).shown(loop / "a.yaml") == "loop/a.yaml"


@pytest.mark.parametrize("name", ["facts", "templates", "output"])
def test_a_folder_that_leads_to_itself_is_told_with_a_cure(name: str, tmp_path: Path) -> None:
    project, loop = laid_out(tmp_path / "project"), tmp_path / "loop"
    loop.symlink_to("loop")
    places = {each: project / each for each in ("facts", "templates", "output")} | {name: loop}
    done = command("build-reports", *(f"--{each}={path}" for each, path in places.items()))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    first, *_ = done.stderr.splitlines()
    assert first.startswith(f"{loop}: ")
    assert "; " in first
