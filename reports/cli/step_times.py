"""Where the time of a build went, one line a step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Say = Callable[[str], None]
LEAST = 0.0005
"""Seconds below which a step is not worth a line."""


class Stopwatch:
    """Takes the lines of progress on their way and the time between them."""

    def __init__(self) -> None:
        """Start; what the process did before counts by its processor time."""
        self.steps: list[tuple[str, float]] = [("start Python and Invoke", time.process_time())]
        self._step, self._since = "import the program", time.perf_counter()

    def begin(self, step: str) -> None:
        """End the step under way and begin another."""
        now = time.perf_counter()
        self.steps.append((self._step, now - self._since))
        self._step, self._since = step, now

    @contextmanager
    def progress(self) -> Iterator[Say]:
        """Give what shows one line a step to the user; each of its lines begins a step here."""
        from reports.cli.progress import shown

        with shown() as say:

            def both(line: str) -> None:
                self.begin(line)
                say(line)

            yield both

    def lines(self) -> Iterator[str]:
        """End the last step and yield a line for each, then the total."""
        self.begin("")
        shown = [(step, seconds) for step, seconds in self.steps if seconds >= LEAST]
        yield from (f"{seconds:7.3f} s  {step}" for step, seconds in shown)
        yield f"{sum(seconds for _, seconds in self.steps):7.3f} s  in all"
