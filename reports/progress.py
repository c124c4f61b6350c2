"""Progress for people: a spinner on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Give a function that takes one line a step; on a terminal the line is replaced, elsewhere printed."""
    if not sys.stdout.isatty():

        def plain(line: str) -> None:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

        yield plain
        return
    from rich.console import Console

    with Console().status("start") as status:
        yield lambda line: status.update(line)
