"""The second process gives what the first would, and never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from reports.errors import FlagError
from reports.pipeline import second_process
from reports.pipeline.second_process import Helper
from tests.test_build_second import command

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0
"""Seconds after which a call hangs that should not wait."""
two = pytest.mark.skipif(second_process.processors() < 2, reason="needs two processors")


def fail(text: str) -> str:
    """Raise an error of the program."""
    raise FlagError(text)


def sleep_long() -> None:
    """Do something that nobody should wait for."""
    time.sleep(600)


def fail_unasked() -> None:
    """Raise an error that nobody waits for."""
    raise FlagError("unasked")


def leave(code: int) -> int:
    """End the second process; the first one answers."""
    if os.environ.get("PYTEST_CURRENT_TEST") and os.getpid() != int(os.environ["FIRST"]):
        os._exit(code)
    return code


@pytest.fixture
def helper(monkeypatch: pytest.MonkeyPatch) -> Helper:
    """Return a second process."""
    monkeypatch.setenv("FIRST", str(os.getpid()))
    return Helper()


@two
def test_answers_come_in_order(helper: Helper) -> None:
    with helper:
        answers = [helper.ask(Decimal, str(n)) for n in range(5)]
        assert [answer() for answer in answers] == [Decimal(n) for n in range(5)]
        assert helper.works


@two
def test_answers_may_be_taken_in_any_order_or_not_at_all(helper: Helper) -> None:
    with helper:
        answers = [helper.ask(Decimal, str(n)) for n in range(5)]
        assert [answers[n]() for n in (3, 0, 4)] == [3, 0, 4]


@two
def test_what_is_prepared_needs_no_answer_and_may_fail(helper: Helper) -> None:
    with helper:
        helper.prepare(fail_unasked)
        assert helper.ask(abs, -2)() == 2
        assert helper.works


@two
def test_what_is_to_be_prepared_instead_does_not_wait(helper: Helper) -> None:
    with helper:
        helper.prepare(sleep_long)
        helper.prepare(fail_unasked)
        assert helper.ask(abs, -2)() == 2
        assert helper.works


def has(module: str) -> bool:
    """Return whether this process has loaded a module."""
    return module in sys.modules


@two
@pytest.mark.parametrize(("format", "module"), [("pdf", "weasyprint"), ("docx", "reports.formats.docx.assembly")])
def test_what_is_prepared_is_loaded_there(format: str, module: str) -> None:
    with Helper() as helper, Helper() as other:
        helper.prepare(partial(second_process.load, format))
        assert helper.ask(has, module)()
        assert not other.ask(has, module)()


@two
def test_it_starts_when_it_is_first_asked() -> None:
    with Helper() as late:
        assert (late.works, late.started) == (True, False)
        assert late.ask(abs, -2)() == 2
        assert late.started
    assert not late.works


@two
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be halted here")
def test_large_things_pass_while_the_first_process_does_not_wait(helper: Helper) -> None:
    with helper:
        other = helper.ask(os.getpid)()
        os.kill(other, signal.SIGSTOP)  # from here on it takes nothing from the pipe, which holds a megabyte
        answers: list[Callable[[], int]] = []
        asking = Thread(target=lambda: answers.append(helper.ask(len, "x" * 5_000_000)), daemon=True)
        asking.start()
        asking.join(PATIENCE)
        waits = asking.is_alive()
        os.kill(other, signal.SIGCONT)
        assert not waits
        assert answers[0]() == 5_000_000


def test_an_error_is_that_of_the_first_process(helper: Helper) -> None:
    with helper, pytest.raises(FlagError, match="wrong"):
        helper.ask(fail, "wrong")()


def test_a_process_that_dies_costs_nothing_but_time(helper: Helper) -> None:
    with helper:
        first, second = helper.ask(leave, 3), helper.ask(len, "four")
        assert (first(), second()) == (3, 4)
        assert not helper.works


def test_what_cannot_be_sent_is_done_here(helper: Helper) -> None:
    with helper:
        assert helper.ask(lambda: 5)() == 5


def test_one_processor_needs_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_process, "processors", lambda: 1)
    with Helper() as helper:
        assert not helper.works
        assert helper.ask(len, "four")() == 4


def test_an_interpreter_that_cannot_be_started_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with Helper() as helper:
        assert helper.ask(abs, -2)() == 2
        assert not helper.works


@two
def test_no_process_stays_behind(helper: Helper) -> None:
    with helper:
        assert helper.ask(abs, -2)() == 2
        assert helper._process
        pid = helper._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@two
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_build_that_is_stopped_leaves_no_process(tmp_path: Path, number: signal.Signals, code: int) -> None:
    run = [sys.executable, "-m", "invoke", "build-reports", "--output", str(tmp_path / "output")]
    process = subprocess.Popen(
        run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True
    )
    assert process.stdout
    process.stdout.readline()  # the first step is under way, and so is the second process
    os.killpg(process.pid, number) if number == signal.SIGINT else process.kill()
    said = process.communicate(timeout=60)[0]  # ends when the last holder of the pipe has gone
    assert process.returncode == code
    assert "Traceback" not in said
    assert not list((tmp_path / "output").glob("*.docx"))


@pytest.mark.slow
def test_the_same_bytes_with_and_without_cache_and_second_process(tmp_path: Path) -> None:
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
    program = f"from tests.test_cache_parallel import alone; alone({str(tmp_path / 'alone')!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
    alone_files = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir() if path.is_file()}
    assert alone_files == first


def alone(folder: str) -> None:
    """Build in one process."""
    from reports.load.project_folders import folders
    from reports.pipeline.build import build

    build(folders(ROOT, output=folder))
