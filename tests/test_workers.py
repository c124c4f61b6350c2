"""A worker gives what this process would, whatever becomes of it, and never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reports.errors import FlagError, InputError, Place, Problem, ReportError
from reports.pipeline import workers as pools
from reports.pipeline.workers import QUEUED, Workers, one_beside, start_method

ROOT = Path(__file__).parents[1]
WAYS = ["fork", "spawn", "none"] if sys.platform == "linux" else ["spawn", "none"]
PROGRAM = """
import os, sys, time
from reports.pipeline import workers as pools
from reports.pipeline.workers import Workers, each
from tests import test_workers as made
os.environ["FIRST"] = str(os.getpid())
way = {way!r}
pools.start_method = lambda: way
{body}
"""
SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from reports.pipeline import workers as pools
pools.start_method = lambda: "spawn"
print("begun")
with pools.Workers(1) as workers:
    print(workers.submit(len, "four").result())
"""


def said(way: str, *lines: str) -> list[str]:
    """Return the lines that a process of one thread prints, whose workers are started in this way."""
    program = PROGRAM.format(way=way.replace("none", ""), body="\n".join(lines))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


# ── What workers do in these tests ───────────────────────────────────────────────────────────────


def elsewhere() -> bool:
    """Return whether this is another process than the first."""
    return os.getpid() != int(os.environ["FIRST"])


def refuse(text: str) -> str:
    """Raise an error of the program that says in which process it was raised."""
    problem = Problem(Place("a.yaml", 1), f"{text} is wrong {'there' if elsewhere() else 'here'}")
    raise InputError([problem])


def leave(answer: object) -> object:
    """End the worker; the first process answers."""
    if elsewhere():
        os._exit(3)
    return answer


def unsent() -> object:
    """Return what cannot be sent."""
    return (lambda: 5)() if not elsewhere() else (lambda: 5)


def given(value: object) -> bool:
    """Return whether this is another process, whatever it is given."""
    return elsewhere()


def double(factor: int, item: int) -> int:
    """Return an item times what all share, both as numbers; those below 0 are refused, 13 ends its process."""
    if item == 13 and elsewhere():
        os.kill(os.getpid(), signal.SIGTERM)
    if item < 0:
        raise FlagError(f"{item} is below 0")
    return factor * item


def once(folder: str, item: int) -> int:
    """Return an item; the first process that is given 3 ends."""
    mark = Path(folder, "ended")
    if item == 3 and not mark.exists():
        mark.touch()
        os._exit(1)
    return item


# ── One call ─────────────────────────────────────────────────────────────────────────────────────

CALLS = {
    "in another process": ("print(workers.submit(made.elsewhere).result())", {"fork": "True", "none": "False"}),
    "in any order, or never": (
        "calls = [workers.submit(abs, -n) for n in range(5)]; print([calls[n].result() for n in (3, 0, 4)])",
        {"fork": "[3, 0, 4]"},
    ),
    "large, while this process goes on": (
        "call = workers.submit(str.upper, 'x' * 5_000_000); print(len(call.result()))",
        {"fork": "5000000"},
    ),
    "an error": (
        "try: workers.submit(made.refuse, 'one').result()\nexcept Exception as failure: print(failure)",
        {"fork": "a.yaml:1: one is wrong here"},
    ),
    "and after an error": (
        "workers.submit(made.refuse, 'one'); print(workers.submit(len, 'four').result())",
        {"fork": "4"},
    ),
    "that ends its process": (
        "print(workers.submit(made.leave, 7).result(), workers.submit(made.elsewhere).result())",
        {"fork": "7 True", "none": "7 False"},
    ),
    "whose answer cannot be sent": ("print(workers.submit(made.unsent).result())", {"fork": "5"}),
    "that cannot be sent": ("print(workers.submit(lambda: 5).result())", {"fork": "5"}),
    "with what a copy holds, which could not be sent": (
        "kept = lambda: 5; workers.hold([1, kept]); print(workers.submit(made.given, kept).result())",
        {"fork": "True", "spawn": "False", "none": "False"},
    ),
    "with what was held too late": (
        "workers.submit(len, 'four'); kept = lambda: 5; workers.hold([kept]); print(workers.submit(made.given, kept).result())",
        {"fork": "False"},
    ),
    "that nobody waits for": ("workers.submit(time.sleep, 60); print('gone on')", {"fork": "gone on"}),
    "after what was printed": (
        "sys.stdout.write('once '); print(workers.submit(len, 'four').result())",
        {"fork": "once 4"},
    ),
}
"""What is done with workers, and what is printed in each way where that differs from the first."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CALLS)
def test_a_call(name: str, way: str) -> None:
    body, expected = CALLS[name]
    lines = body.split("\n")
    begun = time.monotonic()
    printed = said(way, "with Workers(1) as workers:", *(f"    {line}" for line in lines))
    assert printed == [expected.get(way, expected["fork"])]
    assert time.monotonic() - begun < 50, "nobody waits for what is not asked for"


def test_the_script_of_whoever_calls_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(root=str(ROOT)), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == ("begun\n4\n", "")


def test_one_processor_needs_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "processors", lambda: 1)
    with one_beside() as workers:
        assert workers.submit(os.getpid).result() == os.getpid()
        assert not workers.started


def test_a_process_with_threads_is_not_copied() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert start_method() == "spawn"
    finally:
        stop.set()
        thread.join()


def test_without_an_interpreter_to_start_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "sys", type("Sys", (), {"platform": "win32", "executable": "/nonexistent/python"}))
    with Workers(1) as workers:
        assert workers.submit(os.getpid).result() == os.getpid()
        assert not workers.started


def test_a_system_without_semaphores_does_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*arguments: object, **named: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    with Workers(1) as workers:
        assert workers.submit(os.getpid).result() == os.getpid()


# ── Many calls ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("way", WAYS)
def test_items_come_in_their_order_with_what_was_made_of_them(way: str) -> None:
    made = [(n, 3 * n) for n in range(12)]
    assert said(way, "print(list(each(made.double, 3, range(12), 2)))") == [str(made)]


@pytest.mark.parametrize("way", WAYS)
def test_what_one_of_them_raises_arrives(way: str) -> None:
    body = [
        "try: print(list(each(made.double, 3, [1, -2, 3], 2)))",
        "except Exception as failure: print(repr(failure))",
    ]
    assert said(way, *body) == ["FlagError('-2 is below 0')"]


@pytest.mark.parametrize("way", WAYS[:-1])
def test_an_item_whose_process_ends_is_made_again(way: str, tmp_path: Path) -> None:
    made = [(n, n) for n in range(12)]
    assert said(way, f"print(list(each(made.once, {str(tmp_path)!r}, range(12), 2)))") == [str(made)]
    assert (tmp_path / "ended").exists()


@pytest.mark.parametrize("way", WAYS[:-1])
def test_an_item_that_always_ends_its_process_is_told_by_its_name(way: str) -> None:
    body = "for made in each(made.double, 3, range(10, 16), 2, 'copy {}.pdf'.format): print(*made)"
    told = said(way, f"try:\n    {body}\nexcept Exception as failure: print(failure)")
    expected = "copy 13.pdf: its process ended 3 times before it was made; look at the memory left"
    assert told == ["10 30", "11 33", "12 36", expected]


@pytest.mark.parametrize("way", WAYS[:-1])
def test_no_more_than_a_few_items_are_taken_ahead(way: str) -> None:
    body = "taken = []\ndone = 0\nfor item in each(made.double, 1, (taken.append(n) or n for n in range(20, 60)), 2):\n"
    body += "    most = max(len(taken) - done, globals().get('most', 0))\n    done += 1\nprint(most)"
    assert said(way, body) == [str(2 * QUEUED)]


# ── None stays behind ────────────────────────────────────────────────────────────────────────────


def gone(pid: int) -> bool:
    """Return whether a process has ended, in a few seconds at most."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat").read_text("utf-8") if sys.platform == "linux" else ")"
        except OSError:
            return True
        if state.rpartition(")")[2].split()[:1] == ["Z"]:  # it only waits to be collected
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("way", WAYS[:-1])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "at work"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_with_whoever_started_it(number: signal.Signals, busy: bool, way: str) -> None:
    body = ["with Workers(2) as workers:", "    print(workers.submit(os.getpid).result(), flush=True)"]
    body += ["    workers.submit(time.sleep, 600)"] * busy + ["    time.sleep(600)"]
    program = PROGRAM.format(way=way, body="\n".join(body))
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    worker = int(process.stdout.readline())
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    _, err = process.communicate(timeout=60)  # ends when the last holder of the pipes has gone
    assert gone(worker)
    assert err.count("Traceback") == (1 if number == signal.SIGINT else 0), "that of the first process"
    assert process.returncode != 0


@pytest.mark.parametrize("way", WAYS[:-1])
def test_a_worker_ends_with_the_block(way: str) -> None:
    body = "with Workers(1) as workers:\n    pid = workers.submit(os.getpid).result()\n    workers.submit(time.sleep, 60)\n"
    body += "try:\n    os.kill(pid, 0)\n    print('left behind')\nexcept ProcessLookupError:\n    print('alone')"
    begun = time.monotonic()
    assert said(way, body) == ["alone"]
    assert time.monotonic() - begun < 50


def test_a_failure_in_a_block_ends_the_workers_too() -> None:
    workers = Workers(1)

    def failing() -> None:
        with workers:
            workers.submit(os.getpid)
            raise ReportError("enough")

    with pytest.raises(ReportError, match="enough"):
        failing()
    assert not workers.started
    assert workers.submit(os.getpid).result() == os.getpid(), "and none is started any more"
