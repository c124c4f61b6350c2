"""Work in other processes, on a pool of the standard library; where none can be had, the same work is done here.

A worker is a convenience and never needed. Whatever goes wrong with one (it cannot be started, it dies, its answer cannot be
sent), this process does the call itself, which gives the same result or meets the error. Where that is safe, workers are
copies of this process (`fork`), which have loaded all that it has; elsewhere fresh interpreters (`spawn`). Each ends when
this process closes its pipe to them, or ends in whatever way, so that none is left behind.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

from reports.errors import ReportError
from reports.pipeline.worker_process import Held, begin, call, call_with_shared

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection

T = TypeVar("T")
Item = TypeVar("Item")
Shared = TypeVar("Shared")

QUEUED = 4
"""Calls a worker that wait or are finished; more would only fill the memory."""
TRIES = 3
"""Times that a call is made whose process dies."""


class Call(Generic[T]):
    """A call that a worker makes, or this process when its result is asked for."""

    def __init__(self, function: Callable[..., T], arguments: tuple[object, ...], future: Future[T] | None) -> None:
        """Take what is called, and the worker's promise where there is one."""
        self._function, self._arguments, self._future = function, arguments, future

    @property
    def done(self) -> bool:
        """Return whether the result can be had without waiting for a worker."""
        return self._future is None or self._future.done()

    def result(self) -> T:
        """Return the result, once it is there.

        Raises:
            Exception: whatever the function raises.
        """
        if self._future is not None:
            future, self._future = self._future, None
            with suppress(Exception):  # made here instead, which gives the result or the error with all it says
                return future.result()
        return self._function(*self._arguments)


class Workers:
    """Processes beside this one; started when they are first needed, and ended with the `with` block."""

    def __init__(self, count: int, shared: object = None) -> None:
        """Take how many processes there may be, and what they are given once for all calls; 0 does every call here."""
        self._count, self._shared = count, shared
        self._pool: ProcessPoolExecutor | None = None
        self._lifeline: tuple[Connection, ...] = ()
        """Ours, the end that nothing is written to; and theirs, which tells a worker when ours is closed."""
        self._may_start = count > 0
        self._held: tuple[object, ...] = ()
        self._copies = False
        """Whether those that run are copies of this process, made when `_held` was known."""

    def __enter__(self) -> Workers:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the processes, whatever they are doing."""
        self._end()
        self._may_start = False

    @property
    def started(self) -> bool:
        """Return whether there are processes."""
        return self._pool is not None

    def start_early(self) -> None:
        """Start them now where they have everything to load; copies are best made late, of all that was loaded and found."""
        if start_method() == "spawn":
            self.submit(os.getpid)

    def hold(self, values: Iterable[object]) -> None:
        """Let those that are started as copies from now on hold `values`, which need not be sent to them then."""
        if not self.started:
            self._held = tuple(values)

    def submit(self, function: Callable[..., T], *arguments: object) -> Call[T]:
        """Let a worker call `function`, which must be one of a module, with `arguments`."""
        pool = self._running()  # which tells whether the worker is a copy
        sent = (self._sent(each) for each in arguments) if pool and self._copies else arguments
        return Call(function, arguments, self.promise(call, function, *sent))

    def _sent(self, argument: object) -> object:
        """Return what stands for an argument that is held, else itself."""
        index = next((n for n, each in enumerate(self._held) if each is argument), None)
        return argument if index is None else Held(index)

    def promise(self, call: Callable[..., T], function: Callable[..., T], *arguments: object) -> Future[T] | None:
        """Return a worker's promise to call `call`, by a fresh one where one has died; None where none can be had."""
        while pool := self._running():
            from concurrent.futures import BrokenExecutor

            try:
                with _without_main(), _interrupts_held():
                    return pool.submit(call, function, *arguments)
            except BrokenExecutor:
                self._end()
            except (OSError, RuntimeError):  # no process can be started
                self._end()
                self._may_start = False
        return None

    def _running(self) -> ProcessPoolExecutor | None:
        """Return the pool, which is begun where there is none; None where there can be none."""
        if self._pool is None and self._may_start:
            self._may_start = False
            if way := start_method():
                with suppress(OSError, ImportError, NotImplementedError):  # some systems have no semaphores
                    self._pool = self._begun(way)
        return self._pool

    def _begun(self, way: str) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context(way)
        theirs, ours = context.Pipe(duplex=False)
        self._lifeline = (ours, theirs)
        self._copies = way == "fork"
        inherited, held = (ours, self._held) if self._copies else (None, ())
        return ProcessPoolExecutor(
            self._count, mp_context=context, initializer=begin, initargs=(theirs, inherited, self._shared, held)
        )

    def _end(self) -> None:
        """End the processes; others can be started after that."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        self._may_start = True
        for end in self._lifeline:
            end.close()
        pool.shutdown(wait=True, cancel_futures=True)


def each(
    function: Callable[[Shared, Item], T],
    shared: Shared,
    items: Iterable[Item],
    count: int,
    name: Callable[[Item], str] = str,
) -> Iterator[tuple[Item, T]]:
    """Yield each item with what `function`, one of a module, makes of it and of what all share, in their order.

    `count` processes do so, no more than a few items at a time. An item whose process dies is made again in a fresh one, and
    so are those that were lost with it, one by one.

    Raises:
        ReportError: an item, which is told by its `name`, ended its process every time.
        Exception: whatever `function` raises.
    """
    with Workers(count, shared) as workers:
        under_way: deque[tuple[Item, Future[T] | None]] = deque()

        def first() -> tuple[Item, T]:
            item, future = under_way.popleft()
            return item, _kept_on(workers, function, shared, item, future, name)

        for item in items:
            under_way.append((item, workers.promise(call_with_shared, function, item)))
            if len(under_way) >= count * QUEUED:
                yield first()
        while under_way:
            yield first()


def _kept_on(
    workers: Workers,
    function: Callable[[Shared, Item], T],
    shared: Shared,
    item: Item,
    future: Future[T] | None,
    name: Callable[[Item], str],
) -> T:
    """Return what becomes of an item, which is made again as long as its process dies."""
    from concurrent.futures import BrokenExecutor

    for _ in range(TRIES):
        if future is None:
            return function(shared, item)
        try:
            return future.result()
        except BrokenExecutor:
            future = workers.promise(call_with_shared, function, item)
        except Exception:
            return function(shared, item)  # which meets the error with all it says
    raise ReportError(f"{name(item)}: its process ended {TRIES} times before it was made; look at the memory left")


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def one_beside() -> Workers:
    """Return one process beside this one; none where there is no processor for it."""
    return Workers(1 if processors() > 1 else 0)


def start_method() -> str:
    """Return how processes can be started now: 'fork', 'spawn', or '' where they cannot.

    A process with one thread may be copied, on Linux; what another thread has locked would stay locked in the copy.
    """
    with suppress(OSError):
        if sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1:
            return "fork"
    return "spawn" if os.path.isfile(sys.executable or "") else ""


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module for a while: a fresh interpreter would run it again, be it the command line or a user's script."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back for a while; processes started in it never get Ctrl-C: the one that starts them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
