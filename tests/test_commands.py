"""How commands end: interrupted early or late, with problems counted, and what they say of what they leave."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from invoke.exceptions import Exit

from reports.cli.exit_codes import guarded as run_guarded
from reports.cli.project_root import NoProjectError, nearest_project, run_python
from reports.errors import FlagError, InputError, Place, Problem, ReportError, tell_what_stays

ROOT = Path(__file__).parents[1]
EARLY = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv = [{name!r}]; "
    "import tasks; signal.raise_signal(signal.SIGINT)"
)
"""A process that may have been started with interrupts ignored, as shells do in the background."""


@pytest.mark.parametrize("name", ["/usr/bin/invoke", "inv", "/lib/invoke/__main__.py", "Scripts/invoke.exe"])
def test_an_interrupt_before_a_command_is_at_work_ends_quietly(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", EARLY.format(name=name)], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_whoever_else_imports_the_commands_keeps_their_own_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY.format(name="pytest")], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode != 130
    assert b"KeyboardInterrupt" in done.stderr


@pytest.fixture
def guarded(capsys: pytest.CaptureFixture[str]) -> Callable[[Callable[[], int]], tuple[int, str]]:
    """Return what runs work as a command does, and gives its exit code and messages."""

    def run(work: Callable[[], int]) -> tuple[int, str]:
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            run_guarded(work)
        except Exit as end:
            return end.code, capsys.readouterr().err
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            gc.unfreeze()
            gc.enable()
        return 0, capsys.readouterr().err

    return run


Guarded = Callable[[Callable[[], int]], tuple[int, str]]


def failing(failure: BaseException, *notes: str) -> Callable[[], int]:
    """Return work that fails so."""

    def work() -> int:
        for note in notes:
            tell_what_stays(failure, note)
        raise failure

    return work


def two() -> InputError:
    return InputError([Problem(Place("a.yaml", n), "is wrong", "correct it") for n in (1, 2)])


@pytest.mark.parametrize(
    ("failure", "code", "end"),
    [
        (two(), 1, "2 problems; nothing was written"),
        (FlagError("--only: there is no report 'x'"), 2, "1 problem; nothing was written"),
        (ReportError("one\ntwo\nthree"), 1, "3 problems; nothing was written"),
        (KeyboardInterrupt(), 130, "interrupted; nothing was written"),
    ],
)
def test_problems_are_counted(failure: BaseException, code: int, end: str, guarded: Guarded) -> None:
    ended, said = guarded(failing(failure))
    assert (ended, said.splitlines()[-1]) == (code, end)


@pytest.mark.parametrize(("failure", "begins"), [(two(), "2 problems"), (KeyboardInterrupt(), "interrupted")])
def test_what_stays_is_told(failure: BaseException, begins: str, guarded: Guarded) -> None:
    _, said = guarded(failing(failure, "3 of 5 copies were made and stay"))
    assert said.splitlines()[-1] == f"{begins}; 3 of 5 copies were made and stay"


def test_a_note_of_somebody_else_is_not_told_as_what_stays(guarded: Guarded) -> None:
    failure = two()
    failure.add_note("Error calling __set_name__")
    _, said = guarded(failing(failure))
    assert said.splitlines()[-1] == "2 problems; nothing was written"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_command_in_good_order(number: int, code: int, guarded: Guarded) -> None:
    def work() -> int:
        signal.raise_signal(number)
        return 0

    assert guarded(work) == (code, "interrupted; nothing was written\n")


def test_what_is_wrong_after_an_interrupt_that_a_library_swallowed_is_not_told(guarded: Guarded) -> None:
    def work() -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except BaseException:
            raise two() from None
        return 0

    assert guarded(work) == (130, "interrupted; nothing was written\n")


def test_an_interrupt_that_becomes_another_error_is_an_interrupt(guarded: Guarded) -> None:
    def work() -> int:
        class Late:
            def __set_name__(self, owner: type, name: str) -> None:
                signal.raise_signal(signal.SIGINT)

        type("Owner", (), {"field": Late()})  # Python before 3.12 raises a RuntimeError from here
        return 0

    assert guarded(work) == (130, "interrupted; nothing was written\n")


def test_a_file_that_may_not_be_read_is_told_without_a_traceback(guarded: Guarded) -> None:
    code, said = guarded(failing(PermissionError(13, "Permission denied", "theme/logo.png")))
    assert code == 1
    assert said.startswith("theme/logo.png: cannot be used (Permission denied); check path and permissions\n")


def test_other_defects_show_where_they_are(guarded: Guarded) -> None:
    with pytest.raises(ZeroDivisionError):
        guarded(lambda: 1 // 0)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_while_another_program_runs_is_for_that_program() -> None:
    code = "import os, signal, time; os.kill(os.getppid(), signal.SIGINT); time.sleep(0.2); raise SystemExit(7)"
    call = (
        f"import os; from {run_python.__module__} import *; raise SystemExit(run_python(['-c', {code!r}], os.environ))"
    )
    done = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.parametrize("failure", [None, two(), ZeroDivisionError()], ids=["well", "wrong", "defect"])
def test_no_circle_is_looked_for_once_a_command_has_ended(failure: BaseException | None) -> None:
    """Two commands in one call: the second one finds the collector at work, whatever the first has left."""
    seen = []

    def work() -> int:
        seen.append(gc.isenabled())
        return failing(failure)() if failure else 0

    before = signal.getsignal(signal.SIGINT)
    try:
        for _ in range(2):
            with suppress(Exit, ZeroDivisionError):
                run_guarded(work)
            seen.append(gc.isenabled() or gc.get_freeze_count() == 0)
    finally:
        signal.signal(signal.SIGINT, before)
        gc.unfreeze()
        gc.enable()
    assert seen == [True, False, True, False]


def test_a_project_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    for name in ("facts", "templates", "templates/brief", "facts/templates"):
        (tmp_path / "town" / name).mkdir(parents=True)
    for inside in (".", "facts", "templates/brief", "facts/templates"):
        assert nearest_project((tmp_path / "town" / inside).resolve()) == (tmp_path / "town").resolve()


@pytest.mark.parametrize("name", ["facts", "templates", "output"])
def test_a_folder_with_half_of_it_is_no_project(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(NoProjectError, match="this is no project; `fact-reports new-project FOLDER` lays one out"):
        nearest_project(tmp_path)
