"""Private-use marks that carry objects and line numbers through Jinja and Markdown.

A template function returns a mark; Markdown takes it for a word; afterwards it becomes the object again. So nothing needs
escaping, and a figure cannot be calculated with. Input files cannot hold these characters (`load.tree` refuses them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reports.document import Block, FactRef, Foreign, Inline, Inlines, Name, Text
from reports.errors import Place

OPEN, CLOSE = "\ue000", "\ue001"
LINE_OPEN, LINE_CLOSE = "\ue002", "\ue003"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
STRAY = re.compile(f"[{OPEN}-{LINE_CLOSE}]|%EE%80%8[0-3]")
"""A piece of a mark where none belongs, as itself or in an address."""
LINE = re.compile(f"{LINE_OPEN}([0-9]+){LINE_CLOSE}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Stands where a template asked for something that cannot be had; becomes a problem with its line."""

    what: str
    cure: str
    words: str
    """The words in the template to point at."""


Carried = Inline | Block | Fault


@dataclass
class Carrier:
    """The objects on their way through one rendering; grows while Jinja runs, is read while Markdown is parsed."""

    objects: list[Carried] = field(default_factory=list)
    forms: dict[str, tuple[Inlines, Place]] = field(default_factory=dict)
    """What short forms stand for, as the section says, and where it says so."""

    def carry(self, item: Carried) -> str:
        """Return the mark that stands for `item`."""
        self.objects.append(item)
        return f"{OPEN}{len(self.objects) - 1}{CLOSE}"

    def __getitem__(self, number: str) -> Carried:
        """Return the object behind a mark."""
        return self.objects[int(number)]

    def inlines(self, text: str) -> Inlines | Fault:
        """Return a text that a template gives to a function, with its figures and names: "since " ~ fact("visits", "date")."""
        parts: list[Inline] = []
        for n, part in enumerate(MARK.split(text)):
            node = self[part] if n % 2 else Text(part)
            if isinstance(node, Fault):
                return node
            if not isinstance(node, Text | FactRef | Name | Foreign):
                return Fault("a label or a caption holds words, figures and names only", "take the rest out of it", "")
            parts += [node] if part else []
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class LineMap:
    """Where each line of a rendered text came from."""

    path: str
    lines: tuple[int, ...]
    """Template line of each rendered line, from 1."""

    def place(self, line: int) -> Place:
        """Return the template place of the rendered line `line`, counted from 0."""
        if not self.lines:
            return Place(self.path)
        return Place(self.path, self.lines[min(max(line, 0), len(self.lines) - 1)])


def take_lines(rendered: str, path: str) -> tuple[str, LineMap]:
    """Return the text without its line marks, and where each of its lines came from."""
    lines, numbers, last = [], [], 1
    for line in rendered.split("\n"):
        found = LINE.search(line)
        last = int(found[1]) if found else last
        numbers.append(last)
        lines.append(LINE.sub("", line))
    return "\n".join(lines), LineMap(path, tuple(numbers))
