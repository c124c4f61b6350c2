"""Lines of a document that a finished file must still show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.audit.figure_atoms import normal
from reports.audit.finished.expected_lines import Line

LEAST = 4
"""Characters that a text must have to be looked for within a line."""


class Due:
    """Lines that are still to be found."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Wait for all `lines`."""
        self.open: dict[int, dict[str, list[Line]]] = {}
        for line in lines:
            self.open.setdefault(line.slide, {}).setdefault(normal(line.text), []).append(line)

    def take(self, text: str, slide: int) -> bool:
        """Strike out one line that reads `text`; return whether there was one."""
        here = self.open.get(slide, {})
        if text not in here:
            return False
        here[text].pop()
        if not here[text]:
            del here[text]
        return True

    def within(self, text: str, slide: int) -> Iterator[str]:
        """Strike out and yield the lines that stand within `text`, longest first."""
        texts = [line for line in self.open.get(slide, {}) if len(line) >= LEAST]
        for line in sorted(texts, key=len, reverse=True):
            if line in text and self.take(line, slide):
                yield line

    def left(self) -> list[Line]:
        """Return the lines that were not found."""
        return [line for here in self.open.values() for lines in here.values() for line in lines]
