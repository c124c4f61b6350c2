"""A piece of work in a copy of this process, beside it: nothing is loaded twice, and the result comes back as plain data.

It is a convenience and never needed. Where processes cannot be copied safely (systems other than Linux, a process with
threads), or there is one processor only, the work is done here and at once; where the copy fails, it is done here as well,
which gives the result or the error. The copy writes no file, and ends with its work.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Generic, TypeVar

from reports.pipeline.second_process import processors

T = TypeVar("T")


class Forked(Generic[T]):
    """Work under way in a copy of this process; to be used in a `with` statement, which leaves no process behind."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin `work`; its result must be plain data (pickle).

        Raises:
            Exception: whatever `work` raises, where it is done here.
        """
        self._work = work
        self._pid, self._reading = 0, -1
        self._result: tuple[T] | None = None
        if possible():
            self._reading, writing = os.pipe()
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            self._pid = os.fork()
            if not self._pid:
                _serve(work, writing)
            os.close(writing)
        else:
            self._result = (work(),)

    def result(self) -> T:
        """Return the result, once it is there.

        Raises:
            Exception: whatever the work raises.
        """
        if self._result is None:
            self._result = self._received() or (self._work(),)
        return self._result[0]

    def _received(self) -> tuple[T] | None:
        with os.fdopen(self._reading, "rb") as answers:
            data = answers.read()
        self._reading = -1
        self._reap()
        with suppress(pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
            result: tuple[T] = pickle.loads(data)
            return result
        return None

    def _reap(self) -> None:
        if self._pid:
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            self._pid = 0

    def __enter__(self) -> Forked[T]:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the copy, whatever it is doing."""
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._reap()
        if self._reading >= 0:
            os.close(self._reading)
            self._reading = -1


def possible() -> bool:
    """Return whether a copy of this process can be made, and would be of use."""
    return sys.platform == "linux" and processors() > 1 and threading.active_count() == 1


def _serve(work: Callable[[], object], writing: int) -> None:
    """Do `work`, send its result and end; whatever goes wrong, the other side does it anew."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        data = pickle.dumps((work(),), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as answers:
            answers.write(data)
    finally:
        os._exit(0)  # neither what the first process has opened nor what it wants done at its end is the copy's
