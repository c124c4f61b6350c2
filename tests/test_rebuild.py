"""Nothing is built where nothing has changed, and everything is where anything has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reports.pipeline import build_cache
from reports.pipeline import rebuild as rebuilding
from reports.pipeline.build_cache import BESIDE, Job, Left
from reports.pipeline.build_results import BuildResult, Skipped
from reports.pipeline.output_store import sidecar
from reports.pipeline.rebuild import rebuild
from reports.pipeline.workers import Workers

FILES = {
    "facts/facts.yaml": "facts: []\n",
    "templates/brief/main.md": "# Words\n",
    "templates/theme/theme.yaml": "fonts: {}\n",
    "package/build.py": "print(1)\n",
}
MADE = {"a.docx": "a brief", ".a.docx.base.json": "{}", "ledger.json": "{}"}
NOTES = ("a note",)


@dataclass
class Desk:
    """A small project with its program, and who builds it."""

    root: Path
    during: Callable[[Path], object] = lambda root: None
    """What happens while a build is under way."""
    skipped: tuple[Skipped, ...] = ()
    offered: list[Set[str]] = field(default_factory=list)
    """For each build, the outputs that it was told may stay as they are."""

    def job(self, *options: str) -> Job:
        """Return what a build is asked for."""
        return Job(self.root / "facts", self.root / "templates", self.root / "output", options or ("a",))

    def build(self, *options: str, name: str = "a.docx") -> BuildResult:
        """Build where anything has changed: one report, which is called `name`."""
        output = self.root / "output"

        def make(workers: Workers, left: Left) -> BuildResult:
            self.offered.append(left.untouched)
            output.mkdir(exist_ok=True)
            shutil.rmtree(output / ".staging", ignore_errors=True)
            for made, text in MADE.items():
                (output / made.replace("a.docx", name)).write_text(text, encoding="utf-8")
            self.during(self.root)
            return BuildResult((output / name,), self.skipped, NOTES)

        return rebuild(self.job(*options), make)

    def builds(self, *options: str) -> bool:
        """Return whether there is something to do now."""
        before = len(self.offered)
        self.build(*options)
        return len(self.offered) > before


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a project that was just built, by a program of one file that uses one library of the system."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "library.so").write_bytes(b"1")
    monkeypatch.setattr(build_cache, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(rebuilding, "system_libraries", lambda: (str(tmp_path / "library.so"),))
    monkeypatch.setattr(rebuilding, "one_beside", lambda: Workers(0))
    made = Desk(tmp_path)
    made.build()
    return made


def write(name: str, text: str) -> Callable[[Path], object]:
    """Return what writes `text` into a file."""
    return lambda root: (root / name).write_text(text, encoding="utf-8")


def link(root: Path) -> None:
    """Lead a folder of the templates elsewhere."""
    shutil.copytree(root / "templates" / "theme", root / "elsewhere")
    shutil.rmtree(root / "templates" / "theme")
    (root / "templates" / "theme").symlink_to(root / "elsewhere")


def in_the_way(root: Path) -> None:
    """Put a file where the stamp goes."""
    shutil.rmtree(root / "output/.cache")
    (root / "output/.cache").write_text("a file in the way", encoding="utf-8")


def test_nothing_is_done_twice_and_what_was_told_is_told_again(desk: Desk) -> None:
    again = desk.build()
    assert again == BuildResult((), (), NOTES, (desk.root / "output" / "a.docx",))
    assert len(desk.offered) == 1


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
    "a library of the system": write("library.so", "12"),
    "an output edited": write("output/a.docx", "a longer brief"),
    "an output deleted": lambda root: (root / "output/a.docx").unlink(),
    "an output touched": lambda root: os.utime(root / "output/a.docx", (1, 1)),
    "what is kept beside it": write("output/.a.docx.base.json", "[]"),
    "the ledger": write("output/ledger.json", "[]"),
    "a note of changes that should not be": write("output/changes.md", "old"),
    "the stamp broken": write("output/.cache/stamp.json", "{"),
    "the stamp of other kind": write("output/.cache/stamp.json", "[]"),
    "the stamp deleted": lambda root: shutil.rmtree(root / "output/.cache"),
    "no stamp can be written": in_the_way,
    "a build that was killed": lambda root: (root / "output/.staging").mkdir(),
    "a folder that is a link": link,
    "missing facts": lambda root: shutil.rmtree(root / "facts"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_is_seen(desk: Desk, what: str) -> None:
    CHANGES[what](desk.root)
    assert desk.builds()


def test_times_of_inputs_do_not_count(desk: Desk) -> None:
    for name in ("facts/facts.yaml", "templates/brief/main.md"):
        os.utime(desk.root / name, (1, 1))
    assert not desk.builds()


def test_other_options_are_another_job(desk: Desk) -> None:
    assert desk.builds("a", "Letter")


def test_whoever_wants_no_cache_gets_a_build(desk: Desk) -> None:
    made = rebuild(desk.job(), lambda workers, left: BuildResult((), ()), cached=False)
    assert made == BuildResult((), ())


def test_a_library_is_seen(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "renderer-2.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert desk.builds()


def test_a_font_is_seen(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(build_cache, "_font_folders", lambda: iter([tmp_path / "fonts"]))
    desk.build()
    assert not desk.builds()
    (tmp_path / "fonts" / "Plex.ttf").write_bytes(b"font")
    assert desk.builds()


def test_a_variable_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert desk.builds()


def test_what_changes_during_a_build_is_built_again(desk: Desk) -> None:
    def flicker(root: Path) -> None:
        path = root / "facts/facts.yaml"
        path.write_text("facts: [1]\n", encoding="utf-8")
        path.write_text(FILES["facts/facts.yaml"], encoding="utf-8")
        os.utime(path, (1, 1))

    desk.during = flicker
    write("templates/brief/main.md", "# Worte\n")(desk.root)
    assert desk.builds()
    desk.during = lambda root: None
    assert desk.builds(), "what was built may be of the moment between"
    assert not desk.builds()


def test_a_build_that_skipped_something_is_made_again(desk: Desk) -> None:
    desk.skipped = (Skipped("a.pdf", "Pango is missing"),)
    write("templates/brief/main.md", "# Worte\n")(desk.root)
    assert desk.builds()
    desk.skipped = ()
    assert desk.builds()


@pytest.mark.skipif(not build_cache.MAPPED.exists(), reason="only Linux tells what is loaded")
def test_libraries_in_use_are_known() -> None:
    assert any("libc" in path for path in build_cache.system_libraries())


def test_what_is_kept_beside_a_report_counts() -> None:
    assert BESIDE.format(name="brief.docx") == sidecar("brief.docx")


# ── What a build may leave as it is ──────────────────────────────────────────────────────────────

TOUCHES: dict[str, Callable[[Path], object]] = {
    "the program": write("package/build.py", "2"),
    "a module more": write("package/more.py", ""),
    "the file": write("output/a.docx", "2"),
    "its time": lambda root: os.utime(root / "output/a.docx", (1, 1)),
    "the file gone": lambda root: (root / "output/a.docx").unlink(),
    "its base": write("output/.a.docx.base.json", "2"),
    "a build that was killed": lambda root: (root / "output/.staging").mkdir(),
    "the stamp": write("output/.cache/stamp.json", "{}"),
    "the library that made it": write("library.so", "12"),
}


@pytest.mark.parametrize("what", TOUCHES)
def test_a_file_that_was_touched_or_made_by_another_program_may_not_stay(desk: Desk, what: str) -> None:
    write("facts/facts.yaml", "other")(desk.root)
    TOUCHES[what](desk.root)
    desk.build()
    assert desk.offered[-1] == frozenset()


@pytest.mark.parametrize("name", ["facts/facts.yaml", "templates/brief/main.md"])
def test_other_input_leaves_the_file_untouched(desk: Desk, name: str) -> None:
    write(name, "other")(desk.root)
    desk.build()
    assert desk.offered[-1] == {"a.docx"}


def test_a_build_of_another_report_does_not_make_it_its_own(desk: Desk) -> None:
    """What an older program made stays that program's, whatever is built beside it by a newer one."""
    write("package/build.py", "2")(desk.root)
    desk.build("b", name="b.docx")
    desk.build("both")
    assert desk.offered[1:] == [frozenset(), {"b.docx"}]


def test_a_build_of_another_report_keeps_what_the_same_program_made(desk: Desk) -> None:
    desk.build("b", name="b.docx")
    desk.build("both")
    assert desk.offered[1:] == [{"a.docx"}, {"a.docx", "b.docx"}]


def test_the_libraries_of_what_stays_still_count(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "system_libraries", lambda: ())
    desk.build("b", name="b.docx")
    write("library.so", "12")(desk.root)
    desk.build("both")
    assert desk.offered[-1] == frozenset()


def test_without_a_state_nothing_is_known(desk: Desk) -> None:
    link(desk.root)
    desk.build()
    assert desk.offered[-1] == frozenset()
