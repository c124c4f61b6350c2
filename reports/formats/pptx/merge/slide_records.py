"""What the merge knows of a slide, whatever program saved it: texts, places, looks, data, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.formats.pptx.merge.looks.trait_records import Looks, Trait
from reports.merge.chart_content import Changes, Content, changes
from reports.merge.chart_merge import Plot

ROUNDING_EMU = 2000
"""LibreOffice keeps lengths in hundredths of a millimetre, and a box is moved by the sum of a few."""
FURNITURE = ("sldNum", "dt")
"""Kinds of placeholders whose text a program sets."""


_SPACES = re.compile(r"[^\S\n]+")


def single_spaced(text: str) -> str:
    """Return each line of `text` with stretches of space, no-break ones too, as one; without empty lines at its ends."""
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as data; equal ones read and look the same."""

    kind: str
    """text, table, chart, picture, other."""
    key: str
    """The placeholder it fills; empty for none."""
    texts: tuple[str, ...]
    """Its paragraphs; in a table those of each cell, row by row."""
    box: tuple[int, ...] = ()
    """Left, top, width and height in EMU; empty where the layout says it."""
    look: str = ""
    """Digest of how it looks, as far as every program keeps it."""
    grid: tuple[int, int] = (0, 0)
    """Rows and columns of a table."""
    data: str = ""
    """Digest of names and values of a chart, or of a picture; of a drawing those of its pixels and of its lines."""
    plot: Plot | None = None
    """What the chart says, as the program wrote it."""
    alt: str = ""
    """What it says to readers who do not see it; LibreOffice drops it."""
    form: str = ""
    """Digest of all but its words, which only files of this program have in common."""
    cells: tuple[int, ...] = ()
    """How many paragraphs each cell of a table holds, row by row; empty where that is not known."""
    about: tuple[str, ...] = ()
    """The facts that each row or key figure of a table prints or cites, each one's in one text; empty where not known."""
    typesetting: str = ""
    """Digest of fonts and alignment; empty where that is not known."""
    content: Content = ()
    """What a chart says, point by point; empty where a base of an earlier version does not tell."""
    lossy: bool = False
    """LibreOffice saved it, which drops labels of charts; no base says so."""
    looks: Looks | None = None
    """How it looks, act by act; None where a base of an earlier version does not tell."""

    @property
    def words(self) -> str:
        """Return the text as one."""
        return " ".join(filter(None, self.texts))

    def placed_as(self, other: Shape) -> bool:
        """Return whether both stand in the same place."""
        near = zip(self.box, other.box, strict=False)
        return len(self.box) == len(other.box) and all(abs(a - b) <= ROUNDING_EMU for a, b in near)

    def says_as(self, other: Shape) -> bool:
        """Return whether both say the same."""
        if self.cells and other.cells and self.cells != other.cells:
            return False
        return (self.texts, self.grid) == (other.texts, other.grid) and self.draws_as(other)

    def draws_as(self, other: Shape) -> bool:
        """Return whether both show the same chart or picture: of a drawing, its lines or its pixels are the same."""
        if self.content and other.content:
            return not (other.charted(self) if self.lossy else self.charted(other))
        return self.data == other.data or not {*self.data.split()}.isdisjoint(other.data.split())

    def charted(self, other: Shape) -> Changes:
        """Return what `other` says otherwise in its chart, as far as it is known of both."""
        if not (self.content and other.content):
            return Changes()
        return changes(self.content, other.content, lossy=self.lossy or other.lossy)

    def same(self, other: Shape) -> bool:
        """Return whether both say the same, look the same and stand in the same place."""
        return self.says_as(other) and self.looks_as(other) and self.placed_as(other)

    def looks_as(self, other: Shape) -> bool:
        """Return whether both look the same, as far as it is known of both."""
        return not (self.restyled_in(other) or self.traits(other))

    def restyled_in(self, other: Shape) -> bool:
        """Return whether words look otherwise in `other`, or the chart."""
        if self.typesetting != other.typesetting and self.typesetting and other.typesetting:
            return True
        if self.looks and other.looks:
            return self.looks.words != other.looks.words
        return self.look != other.look

    def traits(self, other: Shape) -> dict[Trait, frozenset[str]]:
        """Return in what else `other` looks otherwise, each with what is new there; nothing where it is not known of both."""
        return self.looks.changes(other.looks) if self.looks and other.looks else {}


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as data."""

    id: int
    """That the presentation lists it under; LibreOffice numbers anew."""
    shapes: tuple[Shape, ...]
    notes: tuple[str, ...]
    """Paragraphs of the notes, without the program's own line."""
    hidden: bool = False
    layout: str = ""
    """Name of its layout."""
    extras: str = ""
    """Which of transition, animation and own background it has."""

    @property
    def title(self) -> str:
        """Return what the slide is called: its title, else its first words."""
        said = [each for each in self.shapes if each.words]
        titled = [each.words for each in said if each.key == "title"]
        return (titled or [each.words for each in said] or [""])[0].replace("\n", " ")

    @property
    def bag(self) -> Counter[str]:
        """Return its words, those of the title doubled, for likeness."""
        found: Counter[str] = Counter()
        for each in self.shapes:
            found.update(each.words.split())
        found.update(self.title.split())
        for text in self.notes:
            found.update(text.split())
        return found


@dataclass(frozen=True, slots=True)
class WordSet:
    """The words of a slide as a set that is quickly held against those of many others."""

    title: str
    count: int
    """How many there are."""
    words: int
    """A bit for each of them, the second of its kind apart from the first; equal ones have the same words."""

    def likeness(self, other: WordSet) -> float:
        """Return how much of their words two slides share, from 0 to 1."""
        whole = self.count + other.count
        return 2 * (self.words & other.words).bit_count() / whole if whole else 1.0


def word_sets(*decks: Sequence[Slide]) -> list[list[WordSet]]:
    """Return the words of each slide of some decks, which can be held against each other."""
    places: dict[tuple[str, int], int] = {}

    def one(slide: Slide) -> WordSet:
        bag = slide.bag
        bits = [places.setdefault((word, n), len(places)) for word, count in bag.items() for n in range(count)]
        mask = bytearray(len(places) // 8 + 1)
        for bit in bits:
            mask[bit >> 3] |= 1 << (bit & 7)
        return WordSet(slide.title, len(bits), int.from_bytes(mask, "little"))

    return [[one(slide) for slide in deck] for deck in decks]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return how much of their words two slides share, from 0 to 1."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how much of their words two texts share, from 0 to 1."""
    return likeness(Counter(" ".join(one).split()), Counter(" ".join(other).split()))
