"""Nothing is built where nothing has changed, and everything is where anything has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.pipeline import build_cache
from reports.pipeline.build_cache import Job, Kept, keep, state, system_libraries, unchanged

FILES = {
    "facts/facts.yaml": "facts: []\n",
    "templates/brief/main.md": "# Words\n",
    "templates/theme/theme.yaml": "fonts: {}\n",
    "output/brief.docx": "a brief",
    "output/ledger.json": "{}",
    "package/build.py": "print(1)\n",
}
ALSO = ("ledger.json", "changes.md")


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Return a job that was just done, by a program of one file."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(build_cache, "PACKAGE", tmp_path / "package")
    made = Job(tmp_path / "facts", tmp_path / "templates", tmp_path / "output", ("brief", "", ""))
    assert keep(made, state(made), Kept(("brief.docx",), ("a note",)), ALSO, [str(tmp_path / "package/build.py")])
    return made


def test_nothing_is_to_be_done_twice(job: Job) -> None:
    assert unchanged(job, state(job)) == Kept(("brief.docx",), ("a note",))


def write(name: str, text: str) -> Callable[[Path], object]:
    """Return what writes `text` into a file."""
    return lambda root: (root / name).write_text(text, encoding="utf-8")


def link(root: Path) -> None:
    """Lead a folder of the templates elsewhere."""
    shutil.copytree(root / "templates" / "theme", root / "elsewhere")
    shutil.rmtree(root / "templates" / "theme")
    (root / "templates" / "theme").symlink_to(root / "elsewhere")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a fact": write("facts/facts.yaml", "facts: [1]\n"),
    "a fact file more": write("facts/more.yaml", ""),
    "a release": write("facts/releases.json", "{}"),
    "a template": write("templates/brief/main.md", "# Worte\n"),
    "a template less": lambda root: (root / "templates/brief/main.md").unlink(),
    "a template of another name": lambda root: (root / "templates/brief/main.md").rename(root / "templates/brief/m.md"),
    "the theme": write("templates/theme/theme.yaml", "fonts: {text: Arial}\n"),
    "the program": write("package/build.py", "print(2)\n"),
    "a module more": write("package/more.py", ""),
    "an output edited": write("output/brief.docx", "a longer brief"),
    "an output deleted": lambda root: (root / "output/brief.docx").unlink(),
    "an output touched": lambda root: os.utime(root / "output/brief.docx", (1, 1)),
    "the ledger": write("output/ledger.json", "[]"),
    "a note of changes that should not be": write("output/changes.md", "old"),
    "the stamp broken": write("output/.cache/stamp.json", "{"),
    "the stamp of other kind": write("output/.cache/stamp.json", "[]"),
    "the stamp deleted": lambda root: shutil.rmtree(root / "output/.cache"),
    "a build that was killed": lambda root: (root / "output/.staging").mkdir(),
    "a folder that is a link": link,
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_is_seen(job: Job, what: str) -> None:
    CHANGES[what](job.facts.parent)
    assert unchanged(job, state(job)) is None


def test_times_of_inputs_do_not_count(job: Job) -> None:
    for path in (job.facts / "facts.yaml", job.templates / "brief" / "main.md"):
        os.utime(path, (1, 1))
    assert unchanged(job, state(job))


def test_other_options_are_another_job(job: Job) -> None:
    other = Job(job.facts, job.templates, job.output, ("deck", "", ""))
    assert unchanged(other, state(other)) is None


def test_a_library_is_seen(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "renderer-2.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert unchanged(job, state(job)) is None


def test_a_font_is_seen(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(build_cache, "_font_folders", lambda: iter([tmp_path / "fonts"]))
    before = state(job)
    (tmp_path / "fonts" / "Plex.ttf").write_bytes(b"font")
    assert state(job) != before


def test_a_variable_is_seen(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert unchanged(job, state(job)) is None


def test_a_system_library_is_seen(job: Job, tmp_path: Path) -> None:
    library = tmp_path / "libpango.so"
    library.write_bytes(b"1")
    assert keep(job, state(job), Kept(("brief.docx",), ()), ALSO, [str(library)])
    assert unchanged(job, state(job))
    library.write_bytes(b"12")
    assert unchanged(job, state(job)) is None


def test_what_changes_during_a_build_is_not_stamped(job: Job) -> None:
    before = state(job)
    path = job.facts / "facts.yaml"
    path.write_text("facts: [1]\n", encoding="utf-8")
    path.write_text(FILES["facts/facts.yaml"], encoding="utf-8")
    os.utime(path, (1, 1))
    assert not keep(job, before, Kept(("brief.docx",), ()), ALSO, [])


def test_a_folder_that_cannot_be_written_is_no_error(job: Job, tmp_path: Path) -> None:
    shutil.rmtree(job.output / ".cache")
    (job.output / ".cache").write_text("a file in the way", encoding="utf-8")
    assert not keep(job, state(job), Kept(("brief.docx",), ()), ALSO, [])
    assert unchanged(job, state(job)) is None


def test_missing_facts_are_told_by_the_build(job: Job) -> None:
    shutil.rmtree(job.facts)
    assert state(job) is None


@pytest.mark.skipif(not build_cache.MAPPED.exists(), reason="only Linux tells what is loaded")
def test_libraries_in_use_are_known() -> None:
    assert any("libc" in path for path in system_libraries())
