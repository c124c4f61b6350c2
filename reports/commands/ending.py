"""How a command ends: problems as messages, results as exit codes, an interrupt with a word on what stays."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from invoke.exceptions import Exit

if TYPE_CHECKING:
    from reports.errors import ReportError


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

    interrupts: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        interrupts.append(number)
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, interrupt)
        return work()
    except (ReportError, KeyboardInterrupt) as failure:
        if isinstance(failure, ReportError) and not interrupts:
            return _told(failure)
        # A library may swallow the interrupt half-way; what is found wrong after that comes of it.
        print(f"interrupted; {_left(failure)}", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as failure:  # of a file that nobody has asked for by name, such as a picture of the theme
        print(f"{failure.filename}: cannot be used ({failure.strerror}); check path and permissions", file=sys.stderr)
        print(f"1 problem; {_left(failure)}", file=sys.stderr)
        return 1


def _told(failure: ReportError) -> int:
    """Print every problem on its own line, and a closing line that counts them; return the exit code."""
    from reports.errors import InputError

    print(failure, file=sys.stderr)
    count = len(failure.problems) if isinstance(failure, InputError) else len(str(failure).splitlines())
    print(f"{count} problem{'s' * (count != 1)}; {_left(failure)}", file=sys.stderr)
    return failure.exit_code


def _left(failure: BaseException) -> str:
    """Return what a command that failed has left, which it says in a note where it is anything."""
    return "; ".join(getattr(failure, "__notes__", ())) or "nothing was written"
