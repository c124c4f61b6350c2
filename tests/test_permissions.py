"""What may not be read or written is told with its place and the cure, by a real build that permissions bind. Slow."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.robust_cases import laid_out
from tests.second_subject import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="permissions and capabilities of Linux"),
]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
"""prctl(2), capabilities(7): what lets root pass over permissions."""


def bound() -> None:
    """Let permissions bind the process that is about to be started, also where it is root's."""
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH) if os.geteuid() == 0 else ():
        assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0


def run(project: Path, output: str = "output") -> tuple[int, str]:
    """Return exit code and messages of a build of `project`, its folder left out."""
    places = {"facts": project / "facts", "templates": project / "templates", "output": project / output}
    call = [sys.executable, "-m", "invoke", "build-reports", *(f"--{name}={path}" for name, path in places.items())]
    done = subprocess.run(
        call, cwd=ROOT, preexec_fn=bound, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.replace(f"{project}/", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the small project, with a theme and a folder of releases."""
    laid_out(tmp_path)
    (tmp_path / "templates" / "theme").mkdir()
    (tmp_path / "facts" / "releases").mkdir()
    return tmp_path


def test_permissions_bind_the_process(tmp_path: Path) -> None:
    (tmp_path / "closed").write_text("words", encoding="utf-8")
    (tmp_path / "closed").chmod(0)
    call = [sys.executable, "-c", f"open({str(tmp_path / 'closed')!r})"]
    done = subprocess.run(call, preexec_fn=bound, capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


CLOSED = "is a folder that cannot be looked into (permission denied); check path and permissions"
DENIED = "cannot be read (Permission denied); check path and permissions"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("facts/facts.yaml", DENIED),
        ("facts", CLOSED),
        ("facts/releases", CLOSED),
        ("templates", CLOSED),
        ("templates/main", CLOSED),
        ("templates/theme", CLOSED),
        ("templates/main/report.yaml", DENIED),
        ("templates/main/main.md", DENIED),
    ],
)
def test_input_that_may_not_be_read(name: str, says: str, project: Path) -> None:
    mode = (project / name).stat().st_mode
    (project / name).chmod(0)
    code, said = run(project)
    assert code == 1
    assert said.startswith(f"{name}: {says}\n1 problem; ")
    assert said.endswith("nothing was written\n")
    assert not (project / "output").exists()
    (project / name).chmod(mode)
    assert run(project) == (0, "")


def test_a_folder_that_may_be_listed_but_not_entered(project: Path) -> None:
    (project / "facts").chmod(0o400)
    assert run(project) == (1, f"facts: {CLOSED}\n1 problem; nothing was written\n")
    (project / "facts").chmod(0o700)


def parent_only_read(project: Path) -> None:
    project.chmod(0o500)


def a_file(project: Path) -> None:
    (project / "output").write_text("mine", encoding="utf-8")


def a_link_to_nothing(project: Path) -> None:
    (project / "output").symlink_to(project / "nowhere" / "at all")


def only_read(project: Path) -> None:
    (project / "output").mkdir(mode=0o500)


def not_even_read(project: Path) -> None:
    (project / "output").mkdir(mode=0)


MAY_NOT = "cannot be written (Permission denied); make the folder writable, or name another with --output"
NO_FOLDER = "is no folder; move it away, or name another with --output"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (parent_only_read, MAY_NOT),
        (only_read, MAY_NOT),
        (not_even_read, MAY_NOT),
        (a_file, NO_FOLDER),
        (a_link_to_nothing, NO_FOLDER),
    ],
)
def test_an_output_folder_that_cannot_be_written_is_told_before_the_work(
    spoil: Callable[[Path], None], says: str, project: Path
) -> None:
    spoil(project)
    (project / "facts" / "facts.yaml").write_bytes(b"no facts, which the work would tell")
    assert run(project) == (1, f"output: {says}\n1 problem; nothing was written\n")
    project.chmod(0o700)


def test_an_output_folder_below_a_file(project: Path) -> None:
    code, said = run(project, "facts/facts.yaml/output")
    assert code == 1
    assert "cannot be made, since " in said
    assert "facts.yaml is no folder; " in said


@pytest.mark.parametrize("name", ["main.docx", "main.pdf", "evidence.html"])
def test_an_output_that_may_not_be_read_is_left_alone_and_the_others_are_made(name: str, project: Path) -> None:
    assert run(project) == (0, "")
    path = project / "output" / name
    was = path.read_bytes()
    path.chmod(0)
    changed(project)
    code, said = run(project)
    why = "it cannot be read, so that edits in it would be lost; make it readable or move it away, and run again"
    assert (code, said) == (3, f"skipped {name}: {why}\n")
    assert path.read_bytes() == was
    path.chmod(0o600)
    assert run(project) == (0, "")
    assert path.read_bytes() != was


def test_a_folder_in_the_place_of_an_output(project: Path) -> None:
    (project / "output" / "main.docx").mkdir(parents=True)
    assert run(project) == (3, "skipped main.docx: a folder of this name lies there; move it away and run again\n")


@pytest.mark.parametrize("name", ["ledger.json", ".lock"])
def test_a_file_of_the_program_that_may_not_be_used_is_named(name: str, project: Path) -> None:
    assert run(project) == (0, "")
    (project / "output" / name).chmod(0)
    changed(project)
    code, said = run(project)
    assert code == 1
    assert said.startswith(f"output/{name}: cannot be read or written (Permission denied); check its permissions")


def test_a_history_that_may_not_be_written_keeps_the_edited_file(project: Path) -> None:
    import docx

    assert run(project) == (0, "")
    path = project / "output" / "main.docx"
    document = docx.Document(str(path))
    document.paragraphs[-1].add_run("Mine.")
    document.save(str(path))
    was = path.read_bytes()
    (project / "output" / ".history").mkdir(mode=0o500)
    changed(project)
    code, said = run(project)
    assert code == 1
    assert said.startswith("output/.history/main-0001-")
    assert path.read_bytes() == was


@pytest.mark.parametrize("mode", [0, 0o500])
def test_a_cache_that_may_not_be_written_only_costs_time(mode: int, project: Path) -> None:
    assert run(project) == (0, "")
    (project / "output" / ".cache").chmod(mode)
    changed(project)
    for _ in range(2):
        assert run(project) == (0, "")
    assert b"12 lines" in (project / "output" / "evidence.html").read_bytes().replace(b"\xc2\xa0", b" ")
    (project / "output" / ".cache").chmod(0o700)
    shutil.rmtree(project / "output" / ".cache")


def changed(project: Path) -> None:
    """Change a fact, so that every report differs."""
    facts = project / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("11", "12"), encoding="utf-8")
