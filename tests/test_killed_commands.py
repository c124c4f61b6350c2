"""Commands that are killed before any of the things they do to files: what lies there is whole, and a second run completes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from reports.errors import InputError
from reports.load.project_folders import folders
from reports.pipeline.build import build
from reports.tools.releasing.publishing import Sent, publish
from reports.tools.reviewing.review_edits import written_back
from tests.release_cases import pretend_built, project
from tests.robust_cases import laid_out

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")
TOUCHES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"})
"""Audit events (https://docs.python.org/3/library/audit_events.html) of what changes files; opening one to write is another."""
KILLED = 77
MOST_STEPS = 60


def killed_before(step: int, root: Path, work: Callable[[], object]) -> bool:
    """Do `work` in a copy of this process that ends, without any clearing up, before it touches files below `root` that often.

    Return whether it was ended so; else it was done before.
    """
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in TOUCHES) and str(arguments[0]).startswith(str(root)):
            count += 1
            if count >= step:
                os._exit(KILLED)

    try:
        sys.addaudithook(watch)
        work()
    finally:
        os._exit(0)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` that is no leftover, by its path."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if ".part" not in name}


def at_every_step(ready: Path, tmp_path: Path, work: Callable[[Path], object], folder: str) -> int:
    """Kill `work` on copies of the project `ready` before each step, run it again, and return how many steps it has.

    Whatever a killed run leaves in `folder` is as it was before or as it is after a run that nobody kills; after a second run
    all of it is.
    """
    whole = tmp_path / "whole"
    shutil.copytree(ready, whole)
    before = contents(whole / folder)
    work(whole)
    after = contents(whole / folder)
    assert before != after
    for step in range(1, MOST_STEPS):
        copy = tmp_path / f"step-{step}"
        shutil.copytree(ready, copy)
        killed = killed_before(step, copy, lambda root=copy: work(root))  # type: ignore[misc]
        left = contents(copy / folder)
        assert all(data in (before.get(name), after.get(name)) for name, data in left.items()), step
        if not killed:
            assert left == after
            return step - 1
        if left != after:
            work(copy)
        assert contents(copy / folder) == after, step
    raise AssertionError("it never ends")


def test_publish_is_killed_at_any_step(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    pretend_built(project(ready))
    steps = at_every_step(ready, tmp_path, lambda root: publish(folders(root), Sent("1.0")), "facts")
    assert steps >= 8
    assert not list(tmp_path.rglob("*.part"))


def test_review_edits_is_killed_while_it_writes_back(tmp_path: Path) -> None:
    ready = laid_out(tmp_path / "ready")
    build(folders(ready))
    path = ready / "output" / "main.docx"
    document = docx.Document(str(path))
    paragraph = next(each for each in document.paragraphs if each.text.startswith("The city opened 1"))
    paragraph.add_run(" More are asked for.")
    document.save(str(path))
    steps = at_every_step(ready, tmp_path, lambda root: written_back(folders(root)), ".")
    assert steps >= 2


def test_what_nobody_clears_up_is_found(tmp_path: Path) -> None:
    """A command that writes in place is caught: half of its file is neither old nor new."""
    (tmp_path / "ready" / "facts").mkdir(parents=True)
    (tmp_path / "ready" / "facts" / "a").write_bytes(b"old")

    def careless(root: Path) -> None:
        (root / "facts" / "a").write_bytes(b"")
        (root / "facts" / "a").write_bytes(b"new")

    with pytest.raises(AssertionError):
        at_every_step(tmp_path / "ready", tmp_path, careless, "facts")


def test_no_room_for_a_release_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = project(tmp_path)
    pretend_built(where)
    before = contents(tmp_path / "facts")

    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(
            InputError, match=r"1\.0\.json: cannot be written \(No space left on device\), so that nothing was"
        ):
            publish(where, Sent("1.0"))
    assert contents(tmp_path / "facts") == before
    publish(where, Sent("1.0"))
