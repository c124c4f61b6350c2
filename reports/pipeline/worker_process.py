"""What a worker does in its own process: it makes the calls it is sent, and ends with the process that has started it."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
Item = TypeVar("Item")
Shared = TypeVar("Shared")

COLLECT_AFTER = (1_000_000, 10, 10)
"""Thresholds of the garbage collector: a build of six reports makes half a million objects and few
circles, and to look through that many once takes a quarter of a second."""
SWITCH_SECONDS = 0.0005
"""How long a thread keeps the interpreter that another waits for: those that hand work to a worker are not to wait long."""
LOOK_AGAIN_SECONDS = 0.1
"""How often a worker that is to end looks whether the process that started it is still there."""


_computing = Lock()
"""Free while this process, a worker, is at work on a call; held while it waits for one, or sends what came of one."""
_shared: object = None
"""What this process, a worker, was given once for all calls."""
_held: tuple[object, ...] = ()
"""What this process, a worker and a copy, holds of the one that has started it."""


@dataclass(frozen=True, slots=True)
class Held:
    """Stands in a call for a value that the worker holds already, being a copy of this process."""

    index: int


class CallError(Exception):
    """A call has failed in a worker: this stands for the error, which not every exception of Python's survives to be sent."""


def save_time() -> None:
    """Set what saves time in a process that ends with the build: fewer looks for garbage and plug-ins, shorter waits."""
    gc.set_threshold(*COLLECT_AFTER)
    sys.setswitchinterval(SWITCH_SECONDS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it reads what every installed package offers


def begin(lifeline: Connection, inherited: Connection | None, shared: object, held: tuple[object, ...]) -> None:
    """Make a worker of this process: quiet on Ctrl-C, and gone with the one that has started it."""
    global _shared, _held
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # held while this process was started
    if inherited:
        inherited.close()
    gc.freeze()  # what was copied is not this process's to tidy up
    save_time()
    _shared, _held = shared, held
    _computing.acquire()
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    """End this process when the other end of `lifeline` is closed; a result on its way arrives whole where it is awaited."""
    from multiprocessing import parent_process

    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    parent = parent_process()
    while parent and parent.is_alive() and not _computing.acquire(timeout=LOOK_AGAIN_SECONDS):
        pass
    os._exit(0)


def call(function: Callable[..., T], *arguments: object) -> T:
    """Make a call in this worker.

    Raises:
        CallError: the function raises whatever it raises.
    """
    _computing.release()
    try:
        return function(*(_held[each.index] if isinstance(each, Held) else each for each in arguments))
    except Exception as failure:
        raise CallError(str(failure)) from None
    finally:
        _computing.acquire()


def call_with_shared(function: Callable[[Shared, Item], T], item: Item) -> T:
    """Make a call in this worker with what it was given once for all calls."""
    return call(function, _shared, item)
