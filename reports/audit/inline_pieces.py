"""A run of inlines as one string, with the stretch that each inline prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, assert_never

from reports.document import (
    Cite,
    CrossRef,
    Emphasis,
    Equation,
    FactRef,
    Focus,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Literal,
    Lowered,
    Name,
    Raised,
    SourceStrip,
    Strong,
    Struck,
    TaskMark,
    Text,
    plain,
)

Leaf = Text | FactRef | Name | Cite | Literal | CrossRef | Equation | Lowered | Raised


INDEX = re.compile(r"[−-]?\d{1,2}")
"""An index or an exponent in figures."""
WORDING = re.compile(r"(?<![^\W_])(?<!\d )[^\W\d_]+(?:[\s,.;:'’()-]+[^\W\d_]+)*")
"""Words in a row, but for one that belongs to a number."""
WORD = re.compile(r"[^\W\d_]{3,}")
"""What nobody writes as a product of letters."""


class Piece(NamedTuple):
    """What one inline prints, and where in the string."""

    start: int
    end: int
    node: Leaf


class Strand(NamedTuple):
    """A run of inlines laid out flat."""

    text: str
    pieces: tuple[Piece, ...]
    footnotes: tuple[Inlines, ...]


@dataclass
class _Roll:
    text: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    footnotes: list[Inlines] = field(default_factory=list)
    at: int = 0

    def add(self, inlines: Inlines) -> None:
        for inline in inlines:
            self._one(inline)

    def _one(self, inline: Inline) -> None:  # noqa: C901  # one arm a kind of inline
        match inline:
            case Text() | FactRef() | Name() | Cite() | Literal() | CrossRef():
                self._print(inline.text, inline)
            case Equation():
                self._equation(inline)
            case Strong(children) | Emphasis(children) | Focus(children) | Link(children, _):
                self.add(children)
            case Struck(children) | Foreign(children, _):
                self.add(children)
            case Lowered(children) | Raised(children):
                self._shifted(inline, children)
            case TaskMark():
                pass
            case LineBreak():
                self._print("\n", None)
            case Footnote(children):
                self.footnotes.append(children)
            case SourceStrip():
                pass
            case _:
                assert_never(inline)

    def _shifted(self, inline: Lowered | Raised, children: Inlines) -> None:
        """Print an index or exponent; one of a letter, as in CO₂ and m², is part of a name or a unit and no figure."""
        words = plain(children)
        if self.text and self.text[-1][-1:].isalpha() and INDEX.fullmatch(words):
            self._print(words, inline)
        else:
            self.add(children)

    def _equation(self, inline: Equation) -> None:
        """Print an equation, its facts and its words as such; the numbers in it are looked at by a rule of their own."""
        for each in split(inline.text, inline.facts):
            if not isinstance(each, Text):
                self._print(each.text, each)
                continue
            at = 0
            for said in WORDING.finditer(each.text):
                if WORD.search(said[0]):
                    self._print(each.text[at : said.start()], inline)
                    self._print(said[0], None)
                    at = said.end()
            self._print(each.text[at:], inline)

    def _print(self, text: str, node: Leaf | None) -> None:
        self.text.append(text)
        if node is not None:
            self.pieces.append(Piece(self.at, self.at + len(text), node))
        self.at += len(text)


def strand(inlines: Inlines) -> Strand:
    """Return `inlines` laid out flat, footnotes aside."""
    roll = _Roll()
    roll.add(inlines)
    return Strand("".join(roll.text), tuple(roll.pieces), tuple(roll.footnotes))


def split(text: str, parts: Iterable[FactRef | Literal]) -> Iterator[Text | FactRef | Literal]:
    """Yield `text` as inlines again, with those of `parts` that it prints, each at its first place from left to right."""
    at, left = 0, [part for part in parts if part.text]
    while found := [(text.find(part.text, at), -len(part.text), n) for n, part in enumerate(left)]:
        start, _, n = min((each for each in found if each[0] >= 0), default=(-1, 0, 0))
        if start < 0:
            break
        part = left.pop(n)
        yield Text(text[at:start])
        yield part
        at = start + len(part.text)
    yield Text(text[at:])
