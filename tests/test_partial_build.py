"""After a change, a file that would be the same stays as it is; every file is what a fresh build would make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_build import REPORT, SECTION, edit, laid_out

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project of a brief on the lines and a deck on the budget."""
    section = (
        "# The city planned {{ fact('budget') }}\n\nIt planned {{ fact('budget') }} {{ cite() }}.\n\n{{ sources() }}\n"
    )
    files = {"main/report.yaml": REPORT, "main/main.md": SECTION, "other/report.yaml": REPORT, "other/main.md": section}
    return laid_out(tmp_path, files)


def built(project: Path, output: str = "output", *more: str) -> str:
    """Return what a build from the command line says."""
    places = [f"--{name}={project / name}" for name in ("facts", "templates")]
    command = [sys.executable, "-m", "invoke", "build-reports", *places, f"--output={project / output}", *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """Return every output with what is kept beside it."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


def test_only_what_depends_on_a_fact_is_made_anew(project: Path) -> None:
    built(project)
    names = ("main.docx", "other.docx")
    for old, new in (("11", "12"), ("12", "13")):  # twice: what else runs here may change what every build depends on
        before = {name: (project / "output" / name).stat().st_mtime_ns for name in names}
        edit(project / "facts" / "facts.yaml", old, new)
        told = built(project)
        anew = {name for name in names if (project / "output" / name).stat().st_mtime_ns != before[name]}
        if anew == {"main.docx"}:
            break
    assert anew == {"main.docx"}
    assert f"unchanged: {project}/output/other.docx" in told
    built(project, "fresh", "--no-cache")
    assert files(project / "output") == files(project / "fresh")
    assert "written" not in built(project), "and then there is nothing to do"


def test_a_file_without_its_base_is_made_anew(project: Path) -> None:
    built(project)
    (project / "output" / ".other.docx.base.json").unlink()
    edit(project / "facts" / "facts.yaml", "11", "12")
    assert "other.docx" in built(project).splitlines()[-1]
    assert (project / "output" / ".other.docx.base.json").is_file()


def test_a_file_that_a_person_edited_is_joined_as_ever(project: Path) -> None:
    from docx import Document

    built(project)
    path = project / "output" / "other.docx"
    document = Document(str(path))
    document.paragraphs[-1].add_run(" Words of a person.")
    document.save(str(path))
    edit(project / "facts" / "facts.yaml", "11", "12")
    assert "other.docx: 1 edit of yours found" in built(project)
    edit(project / "facts" / "facts.yaml", "12", "13")
    assert "other.docx: 1 edit of yours found" in built(project), "and told again, though nothing new is in it"
    assert any("Words of a person." in each.text for each in Document(str(path)).paragraphs)
