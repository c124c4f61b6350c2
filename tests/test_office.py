"""LibreOffice as a room: where it is looked for, what is said where it is missing, and that it leaves nothing behind."""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path

import pytest
from docx import Document

from reports.errors import MissingLibraryError
from reports.pipeline import libreoffice
from reports.pipeline.libreoffice import OfficeError, convert, find_office, run

POSIX = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")
HAS_OFFICE = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def stand_in(folder: Path, script: str) -> Path:
    """Return a program that does what `script` says in place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return program


def alive(pid: int) -> bool:
    """Return whether a process still runs; one that has ended and waits for its parent does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def left_behind(folder: Path) -> str:
    """Return the lines of a script that start a process, which leaves a file if it comes to its own end."""
    return f"(sleep 60; echo > {folder}/survived) >/dev/null 2>&1 & echo $! > {folder}/child"


def assert_was_ended(folder: Path) -> None:
    """Hold that the process that was left behind has not come to its own end, and does not run on."""
    process = int((folder / "child").read_text("utf-8"))
    while alive(process):
        time.sleep(0.05)
    assert not (folder / "survived").exists()


@POSIX
def test_the_environment_names_the_program_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path, "exit 0")
    monkeypatch.setenv(libreoffice.VARIABLE, str(program))
    assert find_office() == program
    monkeypatch.setenv(libreoffice.VARIABLE, str(tmp_path / "nowhere"))
    assert find_office() is None, "a wrong path is not passed over in silence"


@POSIX
def test_the_path_comes_before_the_usual_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "on-path").mkdir()
    (tmp_path / "usual").mkdir()
    on_path, usual = stand_in(tmp_path / "on-path", "exit 0"), stand_in(tmp_path / "usual", "exit 0")
    monkeypatch.delenv(libreoffice.VARIABLE, raising=False)
    monkeypatch.setattr(libreoffice, "PLACES", {sys.platform: (str(usual),)})
    monkeypatch.setenv("PATH", str(tmp_path / "on-path"))
    assert find_office() == on_path
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() == usual


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", "apt-get install"),
        ("darwin", "brew install"),
        ("win32", "winget install"),
        ("plan9", "libreoffice.org"),
    ],
)
def test_where_it_is_missing_the_message_says_how_to_install_it(
    platform: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(libreoffice.VARIABLE, "/nowhere/soffice")
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(MissingLibraryError) as failure:
        convert({"a.docx": b""}, "pdf", purpose="the handout")
    assert failure.value.exit_code == 3
    assert str(failure.value).startswith("the handout needs LibreOffice")
    assert command in str(failure.value)
    assert libreoffice.VARIABLE in str(failure.value)


@POSIX
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    program = stand_in(tmp_path, f"{left_behind(tmp_path)}\nwait")
    with pytest.raises(OfficeError, match="took longer than 2 seconds and was ended"):
        run(program, [], tmp_path, timeout_seconds=2)
    assert_was_ended(tmp_path)


@POSIX
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_what_is_left_after_an_ordinary_end_is_ended_too(tmp_path: Path) -> None:
    program = stand_in(tmp_path, f"{left_behind(tmp_path)}\necho done")
    assert run(program, [], tmp_path) == "done"
    assert_was_ended(tmp_path)


@POSIX
def test_a_conversion_that_makes_nothing_is_an_error_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(libreoffice.VARIABLE, str(stand_in(tmp_path, "echo Error: no export filter")))
    with pytest.raises(OfficeError, match=r"made no pdf of a\.docx, b\.docx: Error: no export filter"):
        convert({"b.docx": b"", "a.docx": b""}, "pdf")


def test_a_program_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="could not be started"):
        run(tmp_path, [], tmp_path)


@POSIX
def test_profile_language_options_and_files_reach_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    script = (
        f'for each in "$@"; do echo "$each" >> {said}; done\n'
        'profile=$(echo "$1" | sed "s|-env:UserInstallation=file://||")\n'
        f'cat "$profile/user/{libreoffice.SETTINGS}" >> {said}\n'
        'folder=$(dirname "$profile"); mkdir -p "$folder/out"; cp "$folder/in/a.docx" "$folder/out/a.pdf"'
    )
    monkeypatch.setenv(libreoffice.VARIABLE, str(stand_in(tmp_path, script)))
    made = convert({"a.docx": b"bytes"}, "pdf:filter", options={"A": True, "B": 2, "C": "x"}, language="fr-FR")
    assert made == {"a.pdf": b"bytes"}
    text = said.read_text("utf-8")
    assert "--headless" in text
    assert '"A": {"type": "boolean", "value": "true"}' in text
    assert '"B": {"type": "long", "value": "2"}' in text
    assert "<value>fr-FR</value>" in text
    profile = text.splitlines()[0].removeprefix("-env:UserInstallation=file://")
    assert not Path(profile).exists(), "the profile goes with its call"


@pytest.mark.office
@HAS_OFFICE
def test_it_converts_two_files_in_one_call() -> None:
    files = {}
    for name in ("one.docx", "two.docx"):
        document, out = Document(), io.BytesIO()
        document.add_paragraph(f"The file {name}")
        document.save(out)
        files[name] = out.getvalue()
    made = convert(files, "pdf")
    assert sorted(made) == ["one.pdf", "two.pdf"]
    assert all(data.startswith(b"%PDF") for data in made.values())
