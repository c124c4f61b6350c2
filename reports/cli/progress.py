"""Progress for people: a spinner on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reports.cli.terminal import hushed


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Give a function that takes one line a step; on a terminal the line is replaced, elsewhere printed, if at all."""
    if hushed():
        yield lambda line: None
        return
    if not sys.stdout.isatty():

        def plain(line: str) -> None:
            try:
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
            except BrokenPipeError:  # the reader, such as `head`, has seen enough; the work goes on
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

        yield plain
        return
    from rich.console import Console

    with Console().status("start") as status:
        yield lambda line: status.update(line)
