"""After a change, a file that would be the same stays as it is; every file is what a fresh build would make."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.load.fact_files import load_facts
from reports.pipeline import build_cache
from reports.pipeline.build_cache import BESIDE, Job, Kept, keep, state, untouched
from reports.pipeline.up_to_date import standing
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
    before = {name: (project / "output" / name).stat().st_mtime_ns for name in ("main.docx", "other.docx")}
    edit(project / "facts" / "facts.yaml", "11", "12")
    told = built(project)
    after = {name: (project / "output" / name).stat().st_mtime_ns for name in before}
    assert (before["main.docx"] != after["main.docx"], before["other.docx"] == after["other.docx"]) == (True, True)
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


# ── Who made it ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Return a job that was just done, by a program of one file."""
    for name in ("facts/facts.yaml", "templates/a.md", "output/a.docx", "output/.a.docx.base.json", "package/build.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="utf-8")
    monkeypatch.setattr(build_cache, "PACKAGE", tmp_path / "package")
    made = Job(tmp_path / "facts", tmp_path / "templates", tmp_path / "output", ("a",))
    assert keep(made, state(made), Kept(("a.docx",), ()), (), [str(tmp_path / "package/build.py")])
    return made


TOUCHES: dict[str, Callable[[Path], object]] = {
    "the program": lambda root: (root / "package/build.py").write_text("2"),
    "a module more": lambda root: (root / "package/more.py").write_text(""),
    "the file": lambda root: (root / "output/a.docx").write_text("2"),
    "its time": lambda root: os.utime(root / "output/a.docx", (1, 1)),
    "the file gone": lambda root: (root / "output/a.docx").unlink(),
    "its base": lambda root: (root / "output" / BESIDE.format(name="a.docx")).write_text("2"),
    "a build that was killed": lambda root: (root / "output/.staging").mkdir(),
    "the stamp": lambda root: (root / "output/.cache/stamp.json").write_text("{}"),
}


@pytest.mark.parametrize("what", TOUCHES)
def test_a_file_that_was_touched_or_made_by_another_program_is_none(job: Job, what: str) -> None:
    assert untouched(job, state(job)) == {"a.docx"}
    TOUCHES[what](job.facts.parent)
    assert untouched(job, state(job)) == frozenset()


@pytest.mark.parametrize("name", ["facts/facts.yaml", "templates/a.md"])
def test_other_input_leaves_the_file_untouched(job: Job, name: str) -> None:
    (job.facts.parent / name).write_text("other")
    assert untouched(job, state(job)) == {"a.docx"}


def test_a_build_of_another_report_does_not_make_it_its_own(job: Job) -> None:
    """What an older program made stays that program's, whatever is built beside it by a newer one."""
    (job.facts.parent / "package/build.py").write_text("2")
    (job.output / "b.docx").write_text("1")
    other = Job(job.facts, job.templates, job.output, ("b",))
    assert keep(other, state(other), Kept(("b.docx",), ()), (), [])
    assert untouched(job, state(job)) == {"b.docx"}


def test_a_build_of_another_report_keeps_what_the_same_program_made(job: Job) -> None:
    (job.output / "b.docx").write_text("1")
    other = Job(job.facts, job.templates, job.output, ("b",))
    assert keep(other, state(other), Kept(("b.docx",), ()), (), [])
    assert untouched(job, state(job)) == {"a.docx", "b.docx"}


def test_the_libraries_of_what_stands_still_count(job: Job) -> None:
    other = Job(job.facts, job.templates, job.output, ("b",))
    assert keep(other, state(other), Kept((), ()), (), [])
    (job.facts.parent / "package/build.py").touch()
    assert untouched(job, state(job)) == frozenset(), "a library that made it has another time"


def test_without_a_state_nothing_is_known(job: Job) -> None:
    assert untouched(job, None) == frozenset()


def test_what_will_change_is_expected_from_the_facts_alone(project: Path) -> None:
    built(project)
    output, names = project / "output", {"main.docx", "other.docx"}
    before, _ = load_facts(project / "facts", "facts")
    edit(project / "facts" / "facts.yaml", "value: 11\n", "value: 12\n")
    after, _ = load_facts(project / "facts", "facts")
    left = standing(output, names)
    assert {name: left.expected(name, before) for name in sorted(left.files)} == {"main.docx": True, "other.docx": True}
    assert {name: left.expected(name, after) for name in sorted(left.files)} == {"main.docx": False, "other.docx": True}
    assert standing(output, frozenset()).files == {}
