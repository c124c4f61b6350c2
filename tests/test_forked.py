"""Work in a copy of the process gives what it would give here, and no copy stays behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reports.errors import FlagError
from reports.pipeline import process_copy, second_process
from reports.pipeline.process_copy import Forked, possible

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(
    sys.platform != "linux" or second_process.processors() < 2, reason="copies are made on Linux only"
)
PATIENCE = 60
"""Seconds after which a process that should have ended hangs."""
PROGRAM = """
import os, sys, time
from reports.pipeline.process_copy import Forked, possible
first = os.getpid()
assert possible()
{body}
try:
    os.waitpid(-1, os.WNOHANG)
    print("left behind")
except ChildProcessError:
    print("alone")
"""


def said(body: str) -> list[str]:
    """Return the lines of a process of one thread that runs `body`."""
    program = PROGRAM.format(body=body)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@linux
def test_the_work_is_done_in_another_process_beside_this_one() -> None:
    body = "with Forked(lambda: (os.getpid() != first, 'x' * 5_000_000)) as beside:\n"
    body += "    assert beside._result is None\n"
    body += "    other, text = beside.result()\n"
    body += "    print(other, len(text), beside._result is not None)"
    assert said(body) == ["True 5000000 True", "alone"]


@linux
def test_what_goes_wrong_is_met_here() -> None:
    body = "def fail():\n    raise ValueError(os.getpid() == first)\n"
    body += "with Forked(fail) as beside:\n    try:\n        beside.result()\n"
    body += "    except ValueError as failure:\n        print(failure)"
    assert said(body) == ["True", "alone"]


@linux
@pytest.mark.parametrize("end", ["os._exit(3)", "os.kill(os.getpid(), 9)", "(print, lambda: 0)"])
def test_a_copy_that_dies_or_cannot_answer_is_stood_in_for(end: str) -> None:
    body = f"def work():\n    return 7 if os.getpid() == first else {end}\n"
    body += "with Forked(work) as beside:\n    print(beside.result())"
    assert said(body) == ["7", "alone"]


@linux
def test_a_copy_ends_with_the_block() -> None:
    endless = "lambda: time.sleep(10 * PATIENCE)"  # a copy that is waited for outlives the patience with this process
    assert said(f"with Forked({endless}) as beside:\n    pass".replace("PATIENCE", str(PATIENCE))) == ["alone"]


@linux
def test_what_the_process_has_said_is_said_once() -> None:
    assert said("sys.stdout.write('once ')\nwith Forked(lambda: 1) as beside:\n    print(beside.result())") == [
        "once 1",
        "alone",
    ]


def test_with_a_thread_the_work_is_done_here_and_at_once() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not possible()
        with Forked(os.getpid) as beside:
            assert beside._result is not None
            assert beside.result() == os.getpid()
    finally:
        stop.set()
        thread.join()


def test_where_no_copy_can_be_made_errors_come_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise FlagError("--only: none")

    monkeypatch.setattr(process_copy, "possible", lambda: False)
    with pytest.raises(FlagError):
        Forked(fail)
