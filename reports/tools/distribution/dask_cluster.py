"""Make copies on a Dask cluster: the same jobs, the same function, the same manifest.

Workers need this package, neither Pango nor the templates: a forme is laid out where the command runs. Whoever reaches the
scheduler can run code on it: keep it inside a network you trust, or use tls://.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reports.errors import FlagError, MissingLibraryError
from reports.pipeline.editions.copies import Job, Kit, Made, press
from reports.pipeline.workers import QUEUED

if TYPE_CHECKING:
    from distributed import Client

PLUGIN = "fact-reports-kit"
SCHEMES = ("tcp://", "tls://")
PATIENCE = "10s"
"""How long a scheduler may take to answer."""
REACHED_SECONDS = 5
"""How long its machine may take to be reached."""
PORT = 8786
RETRIES = 10
"""Times a copy moves on to another worker when the one that had it dies."""


class KitHolder:
    """Keeps the kit on a worker; the scheduler gives it to workers that come later as well (Dask: WorkerPlugin)."""

    def __init__(self, kit: Kit) -> None:
        """Hold `kit`."""
        self.kit = kit


def on_worker(job: Job) -> bytes:
    """Return a copy, with the kit of the worker that runs this."""
    from distributed import get_worker

    holder = get_worker().plugins[PLUGIN]
    return press(holder.kit, job)


def run_cluster(kit: Kit, todo: Iterable[Job], address: str) -> Iterator[Made]:
    """Make the copies on the workers of the scheduler at `address`, such as tcp://10.0.0.5:8786.

    Raises:
        MissingLibraryError: Dask is not installed.
        FlagError: the address is none, nobody answers there, or the scheduler is lost on the way.
    """
    from asyncio import CancelledError

    with _quiet(), _client(address) as client:
        try:
            _equip(client, kit)
            yield from _streamed(client, todo)
        except (OSError, TimeoutError, CancelledError, RuntimeError) as failure:
            if client.status == "running" and not isinstance(failure, OSError):
                raise
            raise FlagError(
                f"--scheduler: the scheduler at {address} is lost; see that it runs, and run again"
            ) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from saying line after line what one message says."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def require_scheduler(address: str) -> None:
    """Raise `FlagError` where `address` is none of a scheduler, or nobody is reached there; before anything is composed."""
    if not address.startswith(SCHEMES):
        raise FlagError(f"--scheduler: {address!r} is no address of a scheduler; write it like tcp://10.0.0.5:8786")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host, port = None, 0
    if not host:
        raise FlagError(f"--scheduler: {address!r} is no address of a scheduler; write it like tcp://10.0.0.5:8786")
    try:
        socket.create_connection((host, port), REACHED_SECONDS).close()
    except OSError as failure:
        why = failure.strerror or str(failure) or "no answer"
        raise FlagError(f"--scheduler: nobody is reached at {address} ({why}); start it with: dask scheduler") from None


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise MissingLibraryError('--scheduler needs Dask; run: pip install "fact-reports[scale]"') from None
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as failure:
        raise FlagError(
            f"--scheduler: no scheduler answers at {address} ({failure}); start it with: dask scheduler"
        ) from None


def _equip(client: Client, kit: Kit) -> None:
    from distributed import WorkerPlugin

    class Plugin(KitHolder, WorkerPlugin):  # type: ignore[misc]  # Dask has no types
        name = PLUGIN
        idempotent = False

    client.register_plugin(Plugin(kit), name=PLUGIN)


def _streamed(client: Client, todo: Iterable[Job]) -> Iterator[Made]:
    """Yield finished copies; a few more than there are threads are under way, so that memory stays flat."""
    from distributed import as_completed

    left = iter(todo)
    jobs: dict[str, Job] = {}

    def start(count: int) -> list[object]:
        started = []
        for job in islice(left, count):
            future = client.submit(on_worker, job, key=f"copy-{job.id}", retries=RETRIES, pure=False)
            jobs[future.key] = job
            started.append(future)
        return started

    width = QUEUED * max(2, sum(client.nthreads().values()))
    running = as_completed(start(width), loop=client.loop)
    for future in running:
        data: bytes = future.result()
        yield jobs.pop(future.key), data
        future.release()
        for more in start(1):
            running.add(more)
