"""Progress for people: one line that is replaced on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reports.cli.terminal import hushed


@contextmanager
def shown() -> Iterator[Callable[[str], None]]:
    """Give a function that takes one line a step; on a terminal the line is replaced, elsewhere printed, if at all."""
    if hushed():
        yield lambda line: None
    elif sys.stdout.isatty():
        try:
            yield _replace
        finally:
            _replace("")
    else:
        yield _print


def _replace(line: str) -> None:
    """Put `line`, as far as it has room, where the last one stood; with no thread, for a process with two cannot be copied."""
    room = shutil.get_terminal_size().columns - 1
    _written(f"\r{line[:room]:<{room}}\r{line[:room]}")


def _print(line: str) -> None:
    _written(line + "\n")


def _written(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough; the work goes on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
