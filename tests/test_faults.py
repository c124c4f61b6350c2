"""A real build in a real process, disturbed: killed, interrupted, out of space, unheard, without a home. Slow."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from reports.pipeline.output_store import HISTORY, LEDGER, STAGING, sha256
from tests.robust_cases import laid_out
from tests.second_subject import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")]
MADE = ("evidence.html", "facts.csv", "datapackage.json", "main.docx", "main.pdf")


def arguments(project: Path, output: Path | None = None) -> list[str]:
    """Return the command line of a build of `project`."""
    places = {"facts": project / "facts", "templates": project / "templates", "output": output or project / "output"}
    return [sys.executable, "-m", "invoke", "build-reports", *(f"--{name}={path}" for name, path in places.items())]


def run(project: Path, output: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build `project`, with `environment` on top of ours; an empty value takes a name out."""
    names = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.run(
        arguments(project, output), cwd=ROOT, env=names, capture_output=True, text=True, encoding="utf-8",
        errors="replace", timeout=120, check=False,
    )  # fmt: skip


def started(project: Path) -> subprocess.Popen[str]:
    """Start a build of `project` in a process group of its own."""
    return subprocess.Popen(
        arguments(project), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return the reports in an output folder."""
    return {name: (folder / name).read_bytes() for name in MADE if (folder / name).exists()}


def clean(folder: Path) -> None:
    """Assert that nothing but finished files lies in an output folder, and that the ledger is that of these files."""
    assert not (folder / STAGING).exists()
    assert not list(folder.rglob("*.part"))
    assert not list(folder.rglob("*.tmp"))
    entries = json.loads((folder / LEDGER).read_text("utf-8"))["files"]
    assert {name: entry["sha256"] for name, entry in entries.items() if name in MADE} == {
        name: sha256(data) for name, data in contents(folder).items()
    }


def left(group: int) -> str:
    """Return the processes of a group that still run, but for those that only wait to be collected."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=False)
    rows = (row.split(None, 2) for row in listed.stdout.splitlines())
    return "\n".join(" ".join(row) for row in rows if row[0] == str(group) and not row[1].startswith("Z"))


def changed(project: Path) -> None:
    """Change a fact, so that every report differs."""
    facts = project / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("11", "12"), encoding="utf-8")


def test_killed_at_any_moment_leaves_whole_files_and_the_next_build_completes(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    assert run(project).returncode == 0
    old = contents(project / "output")
    kept = shutil.copytree(project / "output", tmp_path / "kept")
    changed(project)
    began = time.monotonic()
    assert run(project, tmp_path / "new").returncode == 0
    took, new = time.monotonic() - began, contents(tmp_path / "new")
    assert all(old[name] != new[name] for name in MADE)
    for step in range(1, 10):
        shutil.rmtree(project / "output")
        shutil.copytree(kept, project / "output")
        process = started(project)
        time.sleep(took * step / 8)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert all(data in (old[name], new[name]) for name, data in contents(project / "output").items())
        assert run(project).returncode == 0
        assert contents(project / "output") == new
        clean(project / "output")
        assert not (project / "output" / HISTORY).exists()


@pytest.mark.parametrize("part", [0.35, 0.6, 0.8])
def test_an_interrupt_ends_with_130_and_leaves_nothing(part: float, tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    began = time.monotonic()
    assert run(project, tmp_path / "first").returncode == 0
    process = started(project)
    time.sleep((time.monotonic() - began) * part)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err + out
    assert process.returncode in (130, 0, -signal.SIGINT)  # by the signal itself while Python loads; shells say 130
    if process.returncode == 130:
        assert "interrupted; " in err
    if "nothing was written" in err:
        assert contents(project / "output") == {}
    assert left(process.pid) == ""


def test_a_full_disk_is_told_and_nothing_lost(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    assert run(project).returncode == 0
    old = contents(project / "output")
    changed(project)
    limited = ["bash", "-c", 'ulimit -f 12; exec "$@"', "bash", *arguments(project)]
    done = subprocess.run(limited, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    assert "cannot be written (File too large); free some space" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "output") == old
    clean(project / "output")


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare to mount a file system of its own")
@pytest.mark.parametrize(
    ("size", "says"), [("48k", "cannot be written (No space left on device); free some space"), ("16m", "")]
)
def test_another_file_system_full_or_not(size: str, says: str, tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    (tmp_path / "mount").mkdir()
    script = f'mount -t tmpfs -o size={size} tmpfs "$0" || exit 77; "$@"; code=$?; ls -A "$0/output"; exit $code'
    call = [
        "unshare",
        "-rm",
        "bash",
        "-c",
        script,
        str(tmp_path / "mount"),
        *arguments(project, tmp_path / "mount/output"),
    ]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("may not mount here")
    assert done.returncode == (1 if says else 0)
    assert says in done.stderr
    assert STAGING not in done.stdout
    assert ("main.docx" in done.stdout.splitlines()) == (not says)


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare to mount a file system of its own")
def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    assert run(project).returncode == 0
    old = contents(project / "output")
    changed(project)
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" || exit 77; exec "$@"'
    call = ["unshare", "-rm", "bash", "-c", script, str(project / "output"), *arguments(project)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("may not mount here")
    assert done.returncode == 1
    assert "cannot be written (Read-only file system)" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "output") == old


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "", "XDG_CACHE_HOME": "", "MPLCONFIGDIR": ""},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc/none", "MPLCONFIGDIR": ""},
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["no-home", "no-cache", "ascii", "cp1252"],
)
def test_no_home_no_cache_and_a_terminal_of_another_alphabet(environment: Mapping[str, str], tmp_path: Path) -> None:
    project = laid_out(tmp_path / "Übung 出力")
    done = run(project, None, **environment)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert set(contents(project / "output")) == set(MADE)


def test_a_reader_that_has_seen_enough_does_not_end_the_build(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    process = started(project)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=120) == 0
    assert err == ""
    assert set(contents(project / "output")) == set(MADE)
    clean(project / "output")


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    processes = [started(project) for _ in range(2)]
    ends = [(process.communicate(timeout=120), process.returncode) for process in processes]
    assert [code for _, code in ends] == [0, 0], ends
    assert set(contents(project / "output")) == set(MADE)
    clean(project / "output")


def test_a_clock_that_goes_back_changes_nothing(tmp_path: Path) -> None:
    project = laid_out(tmp_path)
    assert run(project).returncode == 0
    first = contents(project / "output")
    for path in (*project.rglob("*.yaml"), *(project / "output").iterdir()):
        if path.is_file():
            os.utime(path, (4_102_444_800, 4_102_444_800))  # the year 2100
    assert run(project).returncode == 0
    assert contents(project / "output") == first
    changed(project)
    os.utime(project / "facts" / "facts.yaml", (0, 0))
    assert run(project).returncode == 0
    assert contents(project / "output") != first


def test_a_terminal_sees_progress_on_one_line(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    project = laid_out(tmp_path)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        arguments(project), cwd=ROOT, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert process.wait(timeout=120) == 0
    assert any(step in seen for step in (b"load facts", b"compose", b"write and audit"))
    steps, written, _ = seen.partition(b"written: ")
    assert written
    assert steps.startswith(b"\r")
    assert b"\n" not in steps, "each step stands in place of the one before"
    assert steps.endswith(b"\r"), "nothing of the last one is left"
