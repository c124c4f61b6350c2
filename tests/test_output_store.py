"""Finished files into the output folder: whole at any moment, a person's edits never lost."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.errors import InputError
from reports.pipeline.output_store import (
    HISTORY,
    KEPT_COPIES,
    LEDGER,
    STAGING,
    held,
    keep,
    known,
    place,
    recover,
    refusal,
    sha256,
)

OLD = {"brief.docx": b"old brief", "deck.pptx": b"old deck"}
NEW = {"brief.docx": b"new brief", "deck.pptx": b"new deck", "summary.pdf": b"new summary"}


class KilledError(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


def with_ledger(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return `files` with a ledger that knows them."""
    entries = {
        name: {"report": name.split(".")[0], "sha256": sha256(data), "facts_version": "v"}
        for name, data in files.items()
    }
    return {**files, LEDGER: json.dumps({"files": entries}).encode()}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of `folder`, but for the lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != ".lock"}


def killing(step: int, real: Callable[..., object]) -> Callable[..., object]:
    """Return `real`, which ends the process before its call number `step`."""
    count = iter(range(1, 1000))

    def call(*args: object, **keys: object) -> object:
        if next(count) == step:
            raise KilledError
        return real(*args, **keys)

    return call


def kills() -> Iterator[tuple[str, int]]:
    """Yield every point at which a build of four files can be killed."""
    yield from (("fsync", step) for step in range(1, 6))
    yield from (("replace", step) for step in range(1, 6))
    yield "rmtree", 1


@pytest.mark.parametrize(("what", "step"), list(kills()))
def test_killed_anywhere_leaves_whole_files_of_one_build(
    what: str, step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = with_ledger(OLD), with_ledger(NEW)
    place(tmp_path, old)
    with monkeypatch.context() as patch:
        owner = shutil if what == "rmtree" else os
        patch.setattr(owner, what, killing(step, getattr(owner, what)))
        with pytest.raises(KilledError):
            place(tmp_path, new)
    assert all(data in (old.get(name), new[name]) for name, data in contents(tmp_path).items())
    with held(tmp_path, "output"):
        pass
    committed = what == "rmtree" or (what == "replace" and step > 1)
    assert contents(tmp_path) == (new if committed else old)
    assert not (tmp_path / STAGING).exists()
    assert not (tmp_path / HISTORY).exists()


def test_an_edit_after_a_kill_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, with_ledger(OLD))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killing(3, os.replace))
        with pytest.raises(KilledError):
            place(tmp_path, with_ledger(NEW))
    assert contents(tmp_path)["deck.pptx"] == OLD["deck.pptx"]
    (tmp_path / "deck.pptx").write_bytes(b"my own slides")
    recover(tmp_path)
    assert contents(tmp_path) == with_ledger(NEW)
    assert [path.read_bytes() for path in (tmp_path / HISTORY).iterdir()] == [b"my own slides"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = with_ledger(OLD)
    place(tmp_path, old)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(InputError, match="cannot be written \\(No space left on device\\); free some space"),
        held(tmp_path, "output"),
    ):
        place(tmp_path, with_ledger(NEW))
    assert contents(tmp_path) == old
    assert not (tmp_path / STAGING).exists()


def test_what_was_placed_may_be_replaced(tmp_path: Path) -> None:
    place(tmp_path, with_ledger(OLD))
    assert [refusal(tmp_path, name) for name in (*OLD, "summary.pdf")] == ["", "", ""]


def test_edited_and_foreign_files_may_not(tmp_path: Path) -> None:
    place(tmp_path, with_ledger(OLD))
    (tmp_path / "brief.docx").write_bytes(b"edited")
    (tmp_path / "summary.pdf").write_bytes(b"mine")
    assert "edited since the last build" in refusal(tmp_path, "brief.docx")
    assert "not written by this program" in refusal(tmp_path, "summary.pdf")
    assert refusal(tmp_path, "deck.pptx") == ""


@pytest.mark.parametrize("lock", [".~lock.brief.docx#", "~$brief.docx", "~$ief.docx"])
def test_open_files_may_not(lock: str, tmp_path: Path) -> None:
    place(tmp_path, with_ledger(OLD))
    (tmp_path / lock).touch()
    assert "open in another program" in refusal(tmp_path, "brief.docx")
    assert "--force" not in refusal(tmp_path, "brief.docx")


@pytest.mark.parametrize("ledger", [b"", b"[]", b"{}", b'{"files": []}', b'{"files": {"a": {}}}', b"\xff\xfe", b"{"])
def test_a_broken_ledger_knows_nothing(ledger: bytes, tmp_path: Path) -> None:
    place(tmp_path, {**OLD, LEDGER: ledger})
    assert known(tmp_path) == {}
    assert "not written by this program" in refusal(tmp_path, "brief.docx")


def test_the_last_copies_stay_in_the_order_they_were_made(tmp_path: Path) -> None:
    (tmp_path / HISTORY).mkdir()
    (tmp_path / HISTORY / "brief-long-0001.docx").write_bytes(b"of another file")
    for n in range(KEPT_COPIES + 3):
        (tmp_path / "brief.docx").write_bytes(b"edit %d" % n)
        copy = keep(tmp_path, "brief.docx")
        assert copy.read_bytes() == b"edit %d" % n
    copies = sorted(path for path in (tmp_path / HISTORY).iterdir() if "long" not in path.name)
    assert [path.read_bytes() for path in copies] == [b"edit %d" % n for n in range(3, KEPT_COPIES + 3)]
    assert (tmp_path / HISTORY / "brief-long-0001.docx").exists()


def test_two_builds_do_not_meet(tmp_path: Path) -> None:
    inside, done = threading.Event(), threading.Event()

    def first() -> None:
        with held(tmp_path, "output"):
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    try:
        with (
            pytest.raises(InputError, match="output: another build is at work here"),
            held(tmp_path, "output", wait_seconds=0.1),
        ):
            pass
    finally:
        done.set()
        thread.join()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(InputError, match="output: cannot be written"), held(tmp_path / "output", "output"):
        pass


def test_an_interrupt_between_two_renames_completes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, done = os.replace, []

    def interrupted(source: Path, target: Path) -> None:
        rename(source, target)
        done.append(target)
        if len(done) == 2:  # after the marker and the first file
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt) as caught:
        place(tmp_path, {"brief.docx": b"1", "deck.pptx": b"2", LEDGER: b"{}"})
    assert caught.value.__notes__ == ["the files were in place by then"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "brief.docx": b"1",
        "deck.pptx": b"2",
        LEDGER: b"{}",
    }
