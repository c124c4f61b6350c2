"""A second process that makes files beside the first: it loads the slow libraries while the first one reads the input.

It is a convenience and never needed: where it cannot be started, or fails in any way, the first process does the work
itself, which gives the same bytes and, where something is wrong, the message. It is started as a fresh interpreter, as
that is the only way on Windows, and ends with its pipe, so that none is left behind when the first one is killed.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import FrameType, TracebackType
from typing import IO, TypeVar

T = TypeVar("T")

COLLECT_AFTER = (20_000, 20, 50)
"""Thresholds of the garbage collector: a build makes many objects and few circles, and lives for two seconds."""
PIPE_BYTES = 1 << 20
"""As much as Linux allows everybody."""
PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from reports.pipeline.second_process import serve; serve()"


class Helper:
    """The second process; it is started when it is first needed, and does one thing after the other."""

    def __init__(self) -> None:
        """Start nothing yet; where the process cannot be started, every answer is made here."""
        self._process: subprocess.Popen[bytes] | None = None
        self._sender: Thread | None = None
        self._may_start = processors() > 1
        self._asked = 0
        self._answers: dict[int, tuple[bool, object]] = {}

    def __enter__(self) -> Helper:
        """Return itself; the process ends with the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process, whatever it is doing."""
        self._end()

    @property
    def works(self) -> bool:
        """Return whether there is a second process, or can be."""
        return self._process is not None or self._may_start

    @property
    def started(self) -> bool:
        """Return whether the second process is there."""
        return self._process is not None

    def prepare(self, function: Callable[[], object]) -> None:
        """Start the process and let it do `function`, a public one of a module, before whatever it is asked later.

        A process that only prepared something else so far is ended, and another started: it would have to finish that first.
        """
        if self._process and not self._asked:
            self._end()
            self._may_start = True
        self._send(None, function, ())

    def ask(self, function: Callable[..., T], *arguments: object) -> Callable[[], T]:
        """Start `function` with `arguments` in the second process and return what waits for its result.

        Function, arguments and result must be plain data (pickle); an error is raised when the result is taken.
        """
        self._asked += 1
        number = self._asked
        self._send(number, function, arguments)

        def answer() -> T:
            done, result = self._answer(number)
            return result if done else function(*arguments)  # type: ignore[return-value]

        return answer

    def _send(self, number: int | None, function: Callable[..., object], arguments: tuple[object, ...]) -> None:
        self._start()
        process = self._process
        if process is None:
            return
        try:
            request = pickle.dumps((number, function, arguments), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            self._end()
            return
        # A thread, since the pipe fills while the other side still imports.
        before = self._sender

        def send() -> None:
            if before:
                before.join()
            _put(process.stdin, request)

        self._sender = Thread(target=send, daemon=True)
        self._sender.start()

    def _start(self) -> None:
        if self._may_start and self._process is None:
            self._may_start = False
            with suppress(OSError, ValueError):
                self._process = subprocess.Popen(
                    [sys.executable, "-c", PROGRAM, str(Path(__file__).parents[2])],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
                _widen(self._process.stdin)

    def _answer(self, number: int) -> tuple[bool, object]:
        """Return whether the request `number` was answered, and the result; those of others that come first are kept."""
        while number not in self._answers:
            if self._process is None or self._process.stdout is None:
                return False, None
            try:
                answered, done, result = pickle.load(self._process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, ValueError, TypeError):
                self._end()
                return False, None
            self._answers[answered] = done, result
        return self._answers.pop(number)

    def _end(self) -> None:
        self._may_start = False
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if self._sender:
            self._sender.join()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def set_out() -> None:
    """Let the garbage collector run less often and pydantic look for no plug-ins, in a process that ends with the build."""
    import gc

    gc.set_threshold(*COLLECT_AFTER)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it reads what every installed package offers


def serve() -> None:
    """Do what standard input asks for until it closes; this is what the second process runs."""
    signal.signal(signal.SIGINT, _leave)
    set_out()
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    with suppress(EOFError, OSError):
        while True:
            number, function, arguments = pickle.load(requests)
            if number is None:
                with suppress(Exception):  # whoever needs it will be told when it is asked for
                    function(*arguments)
            else:
                _put(answers, _reply(number, function, arguments))


def load(name: str) -> None:
    """Load what makes files of the format `name` early, and what audits them where that is done here too."""
    from reports.formats.registry import FORMATS

    if early := FORMATS[name].early:
        early.load()
        if early.begin is None:
            from reports.pipeline import file_batch  # noqa: F401


def _reply(number: int, function: Callable[..., object], arguments: tuple[object, ...]) -> bytes:
    """Return the pickled result, or that there is none: the first process then meets the error itself."""
    try:
        return pickle.dumps((number, True, function(*arguments)), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return pickle.dumps((number, False, None), pickle.HIGHEST_PROTOCOL)


def _widen(pipe: IO[bytes] | None) -> None:
    """Let a whole report wait in `pipe`, on Linux, so that no thread need wait with it (one would forbid `Forked`)."""
    if sys.platform == "linux" and pipe:
        import fcntl

        with suppress(OSError):  # the system's own limit stays
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _put(pipe: IO[bytes] | None, data: bytes) -> None:
    with suppress(OSError, ValueError):  # the other side has gone
        if pipe:
            pipe.write(data)
            pipe.flush()


def _leave(number: int, frame: FrameType | None) -> None:
    """End at once on Ctrl-C: the first process, which gets it too, says what there is to say."""
    os._exit(130)
