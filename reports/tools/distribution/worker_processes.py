"""Make copies in several processes of this machine; a process that dies is replaced and its copy made again.

The processes are started as `python -c`, not by multiprocessing, which would start the command line again in each.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from queue import SimpleQueue
from typing import BinaryIO

from reports.errors import ReportError
from reports.pipeline.editions.copies import Job, Kit, press

Made = tuple[Job, bytes]
Runner = Callable[[Kit, Iterable[Job]], Iterator[Made]]
"""Makes copies in any order; what it is given is made once."""
AHEAD = 4
"""Copies a worker that wait or are finished; more would only fill the memory."""
TRIES = 3
"""Times a copy is tried whose process dies."""
HEAD = struct.Struct(">Q")
START = "import sys; sys.path[:] = {path!r}; from reports.tools.distribution.worker_processes import serve; serve()"


def run_here(kit: Kit, todo: Iterable[Job]) -> Iterator[Made]:
    """Make the copies one after the other in this process."""
    return ((job, press(kit, job)) for job in todo)


def run_processes(kit: Kit, todo: Iterable[Job], workers: int) -> Iterator[Made]:
    """Make the copies in `workers` processes.

    Raises:
        ReportError: a copy ended its process every time.
    """
    idle: SimpleQueue[Worker] = SimpleQueue()
    team = [Worker(kit) for _ in range(workers)]
    for worker in team:
        idle.put(worker)

    def make(job: Job) -> Made:
        worker = idle.get()
        try:
            return job, worker.ask(job)
        finally:
            idle.put(worker)

    with ThreadPoolExecutor(workers) as threads:
        try:
            yield from windowed(lambda job: threads.submit(make, job), todo, workers * AHEAD)
        finally:
            threads.shutdown(wait=True, cancel_futures=True)
            for worker in team:
                worker.close()


def windowed(submit: Callable[[Job], Future[Made]], todo: Iterable[Job], width: int) -> Iterator[Made]:
    """Yield what becomes of the jobs, of which no more than `width` are under way."""
    left = iter(todo)
    running = {submit(job) for job in islice(left, width)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for each in done:
            running |= {submit(job) for job in islice(left, 1)}
            yield each.result()


class Worker:
    """A process that makes copies, one at a time."""

    def __init__(self, kit: Kit) -> None:
        """Start it."""
        self.kit = pickle.dumps(kit)
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-c", START.format(path=[os.path.abspath(each) for each in sys.path])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._put(self.kit)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self.process.pid

    def ask(self, job: Job) -> bytes:
        """Return the copy, from another process where this one dies.

        Raises:
            ReportError: what making it raised, or that its process died every time.
        """
        for _ in range(TRIES):
            try:
                self._put(pickle.dumps(job))
                answer = pickle.loads(_take(self._pipe(self.process.stdout)))
            except (OSError, EOFError):
                self.close()
                self._start()
                continue
            if isinstance(answer, ReportError):
                raise answer
            assert isinstance(answer, bytes)
            return answer
        raise ReportError(f"{job.file}: its process ended {TRIES} times before it was made; look at the memory left")

    def _put(self, data: bytes) -> None:
        try:
            _give(self._pipe(self.process.stdin), data)
        except OSError as failure:
            raise EOFError from failure

    def _pipe(self, pipe: object) -> BinaryIO:
        assert pipe is not None
        return pipe  # type: ignore[return-value]

    def close(self) -> None:
        """End it."""
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                self._pipe(pipe).close()
            except OSError:
                continue  # what was left to write goes nowhere
        self.process.wait()


def serve() -> None:
    """Answer jobs from standard input on standard output until it ends: the first message is the kit."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us by closing the pipe
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    try:
        kit: Kit = pickle.loads(_take(source))
        while True:
            job: Job = pickle.loads(_take(source))
            _give(sink, pickle.dumps(_answer(kit, job)))
    except (EOFError, OSError):
        return


def _answer(kit: Kit, job: Job) -> bytes | ReportError:
    try:
        return press(kit, job)
    except ReportError as failure:
        return ReportError(str(failure))


def _give(pipe: BinaryIO, data: bytes) -> None:
    pipe.write(HEAD.pack(len(data)) + data)
    pipe.flush()


def _take(pipe: BinaryIO) -> bytes:
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    data = pipe.read(HEAD.unpack(head)[0])
    if len(data) < HEAD.unpack(head)[0]:
        raise EOFError
    return data
