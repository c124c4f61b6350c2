"""The garbage collector at rest, where very many objects are made that hold each other in no circle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Let the collector rest; afterwards it is on if it was before.

    Loading 20,000 facts takes a third of the time so: else the whole heap is looked through again and again as it grows.
    Two threads may both be within.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
