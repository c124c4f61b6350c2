"""How a command ends: problems as messages, results as exit codes, an interrupt with a word on what stays."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from invoke.exceptions import Exit

from reports.cli.terminal import say_problem

if TYPE_CHECKING:
    from reports.errors import ReportError


ENDED_BY_SIGNAL = 128
"""A shell reports this and the number of the signal: 130, 143 (POSIX.1-2017, XCU 2.8.2)."""


def guarded(work: Callable[[], int]) -> None:
    """Run `work`; turn errors of the program into messages and exit codes, and its result into the exit code.

    Raises:
        Exit: with the exit code, unless it is 0.
    """
    gc.enable()  # which `tasks.py` or the command before this one has disabled
    try:
        code = _worked(work)
    finally:
        # The process ends now: else it would look through several hundred thousand objects for circles before it goes.
        gc.freeze()
        gc.disable()
    if code:
        raise Exit(code=code)


def _worked(work: Callable[[], int]) -> int:
    """Return the exit code of `work`, with what went wrong told."""
    from reports.errors import ReportError

    interrupts: list[int] = []  # Ctrl-C, and what a service manager or a time limit sends

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        interrupts.append(number)
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGTERM, interrupt)
        return work()
    except KeyboardInterrupt as failure:
        return _interrupted(failure, interrupts)
    except Exception as failure:
        if interrupts:  # a library may turn the interrupt into another error, or swallow it: this comes of it
            return _interrupted(failure, interrupts)
        if isinstance(failure, ReportError):
            return _told(failure)
        if isinstance(failure, BrokenPipeError):  # the reader, such as `head`, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        if isinstance(failure, PermissionError):  # of a file that nobody has named, such as a picture of the theme
            what = f"cannot be used ({failure.strerror}); check path and permissions"
            print(f"{failure.filename}: {what}\n1 problem; {_left(failure)}", file=sys.stderr)
            return 1
        raise


def _interrupted(failure: BaseException, signals: Sequence[int]) -> int:
    """Print that the command was interrupted, and what that leaves; return the exit code of the first of `signals`."""
    say_problem(f"interrupted; {_left(failure)}")
    return ENDED_BY_SIGNAL + (signals[0] if signals else signal.SIGINT)


def _told(failure: ReportError) -> int:
    """Print every problem on its own line, and a closing line that counts them; return the exit code."""
    from reports.errors import InputError

    say_problem(str(failure))
    count = len(failure.problems) if isinstance(failure, InputError) else len(str(failure).splitlines())
    say_problem(f"{count} problem{'s' * (count != 1)}; {_left(failure)}")
    return failure.exit_code


def _left(failure: BaseException) -> str:
    """Return what a command that failed has left."""
    from reports.errors import what_stays

    return what_stays(failure) or "nothing was written"
