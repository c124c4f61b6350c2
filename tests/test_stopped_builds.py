"""A build that is stopped leaves no process and no half a file; cache and worker change no byte."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reports.load.project_folders import folders
from reports.pipeline import workers
from reports.pipeline.build import build
from reports.pipeline.workers import Workers, processors
from tests.test_build_second import command

ROOT = Path(__file__).parents[1]
two = pytest.mark.skipif(processors() < 2, reason="needs two processors")


@two
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
@pytest.mark.parametrize("step", ["load facts", "write and audit"])
def test_a_build_that_is_stopped_leaves_no_process(
    tmp_path: Path, step: str, number: signal.Signals, code: int
) -> None:
    run = [sys.executable, "-m", "invoke", "build-reports", "--output", str(tmp_path / "output")]
    process = subprocess.Popen(
        run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True
    )
    assert process.stdout
    while not process.stdout.readline().startswith(step):  # by then there is a worker
        assert process.poll() is None
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    said = process.communicate(timeout=60)[0]  # ends when the last holder of the pipe has gone
    assert process.returncode == code
    assert "Traceback" not in said
    assert number == signal.SIGKILL or "interrupted; nothing was written" in said
    assert not list((tmp_path / "output").glob("*.docx"))


@pytest.mark.slow
def test_the_same_bytes_with_and_without_cache_and_worker(tmp_path: Path) -> None:
    def made(name: str, *flags: str) -> dict[str, bytes]:
        done = command("build-reports", "--output", str(tmp_path / name), *flags)
        assert done.returncode == 0, done.stdout + done.stderr
        return {path.name: path.read_bytes() for path in (tmp_path / name).iterdir() if path.is_file()}

    first = made("output")
    assert made("output") == first
    assert "unchanged: " in command("build-reports", "--output", str(tmp_path / "output")).stdout
    assert made("output", "--no-cache") == first
    (tmp_path / "output" / "summary.pdf").unlink()
    assert made("output") == first
    for way in ("", "spawn"):
        folder = tmp_path / f"by {way or 'one'}"
        program = f"from tests.test_stopped_builds import started; started({way!r}, {str(folder)!r})"
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
        assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == first


def started(way: str, folder: str) -> None:
    """Build with a worker that is started in this way, or with none."""
    workers.start_method = lambda: way
    with Workers(1) as beside:
        build(folders(ROOT, output=folder), workers=beside)
        assert beside.started == bool(way)
