"""What the preview takes for a save, whatever an editor does to write a file."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from reports.tools.watching import file_saves as saving
from reports.tools.watching.file_saves import saves, seen
from tests.watch_desk import PATIENCE


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Queue[tuple[str, ...]]]:
    """Yield what is heard of saves in two folders below `tmp_path`, one after the other."""
    found: Queue[tuple[str, ...]] = Queue()
    stop, places = Event(), [tmp_path / "facts", tmp_path / "templates"]
    for place in places:
        (place / "deep").mkdir(parents=True)
        (place / "deep" / "old.md").write_text("old", "utf-8")

    def listen() -> None:
        for changes in saves(places, stop):
            found.put(tuple(os.path.relpath(path, tmp_path) for path in changes))

    thread = Thread(target=listen)
    thread.start()
    time.sleep(0.3)
    yield found
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def nothing(heard: Queue[tuple[str, ...]]) -> bool:
    """Return whether nothing is heard for a while."""
    try:
        heard.get(timeout=1.5)
    except Empty:
        return True
    return False


def write(path: Path) -> None:
    path.write_text("new words", "utf-8")


def rename_over(path: Path) -> None:
    """Save as many editors do: aside, then by renaming."""
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_text("new words", "utf-8")
    os.replace(aside, path)


def move_away_first(path: Path) -> None:
    """Save as editors do that keep the old file as a backup."""
    path.rename(path.with_name(f"{path.name}~"))
    path.write_text("new words", "utf-8")


@pytest.mark.parametrize("save", [write, rename_over, move_away_first, Path.unlink])
def test_a_save_is_heard_once(save: Callable[[Path], None], tmp_path: Path, heard: Queue[tuple[str, ...]]) -> None:
    save(tmp_path / "facts" / "deep" / "old.md")
    assert heard.get(timeout=PATIENCE) == ("facts/deep/old.md",)
    assert nothing(heard)


def test_files_saved_together_are_one_save(tmp_path: Path, heard: Queue[tuple[str, ...]]) -> None:
    names = ("facts/a.yaml", "facts/deep/b.yaml", "templates/c.md")
    for name in names:
        write(tmp_path / name)
    assert heard.get(timeout=PATIENCE) == names


def test_what_editors_keep_beside_a_file_is_no_save(tmp_path: Path, heard: Queue[tuple[str, ...]]) -> None:
    for name in (".a.yaml.swp", "a.yaml~", "#a.yaml#", "~$brief.docx", ".hidden"):
        write(tmp_path / "facts" / name)
    (tmp_path / "facts" / ".#a.yaml").symlink_to("somebody@somewhere.1234")
    assert nothing(heard)


def test_a_folder_goes_and_comes_back(tmp_path: Path, heard: Queue[tuple[str, ...]]) -> None:
    shutil.rmtree(tmp_path / "facts")
    assert "facts/deep/old.md" in heard.get(timeout=PATIENCE)
    (tmp_path / "facts").mkdir()
    write(tmp_path / "facts" / "back.yaml")
    assert heard.get(timeout=PATIENCE) == ("facts/back.yaml",)
    time.sleep(2 * saving.LOOK_AGAIN_MS / 1000)
    write(tmp_path / "facts" / "more.yaml")
    assert heard.get(timeout=PATIENCE) == ("facts/more.yaml",)


def test_folders_that_were_never_there_are_waited_for(tmp_path: Path) -> None:
    stop = Event()
    found = saves([tmp_path / "facts"], stop)

    def make() -> None:
        time.sleep(0.5)
        (tmp_path / "facts").mkdir()
        write(tmp_path / "facts" / "a.yaml")

    thread = Thread(target=make)
    thread.start()
    assert next(found) == (str(tmp_path / "facts" / "a.yaml"),)
    stop.set()
    thread.join(PATIENCE)
    assert list(found) == []


def test_a_file_that_cannot_be_read_is_seen(tmp_path: Path) -> None:
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    assert seen([tmp_path]) == {str(tmp_path / "dangling.md"): (0, 0, 0)}


def test_what_was_saved_before_it_listens_is_a_save(tmp_path: Path) -> None:
    before = seen([tmp_path])
    write(tmp_path / "a.yaml")
    assert next(saves([tmp_path], Event(), before)) == (str(tmp_path / "a.yaml"),)
