"""A file of a person's edits and what is generated now, as one: what every format's merge gives back, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UNTRACED = "no fact stands behind it; declare one and print it, or take it out"
"""Said of a figure that a person wrote."""
STRIPPED = (
    "another program has dropped what tells edits in it; it was compared by its words with the last build, so look through "
    "what is listed here and by review-edits"
)
"""Said of a file of which only the words tell what it is."""
UNLICENSED = "the facts beside it do not say so; correct it, or record the fact that does"
"""Said of words by which an edit says more, or another thing, than the facts."""
LOST = "− "
"""Stands before a word that an edit took out."""

SHOWN = 80
"""Characters of a passage that a message quotes."""


def shortened(text: str) -> str:
    """Return `text` in one line, cut where it is too long for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 3].rstrip() + "…"


Words = tuple[tuple[Literal["same", "out", "in"], str], ...]
"""An edit word by word."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure in a person's own words which no fact stands behind, or a word that makes them say more than the facts."""

    text: str
    """The figure, or the word; `LOST` stands before a word that was taken out."""
    passage: str
    """The words around it."""
    where: str
    """File, and the heading above or the slide."""
    figure: bool = True
    """Whether it is a figure, and no word of status, hedge or denial."""

    @property
    def name(self) -> str:
        """Return what it is, in words."""
        if self.text.startswith(LOST):
            return f"the word “{self.text.removeprefix(LOST)}” was taken out by hand"
        return f"the {'figure' if self.figure else 'word'} “{self.text}” was written by hand"


@dataclass(frozen=True, slots=True)
class Joined:
    """One file of a person's edits and what is generated now."""

    data: bytes
    edits: int
    """How many edits exist in this file only."""
    told: tuple[str, ...]
    """What has to be said, one line each, without the name of the file."""
    by_hand: tuple[ByHand, ...] = ()
    fresh: bool = False
    """Whether it is what was written now, byte for byte, with nothing of a person's in it."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One edit as it is shown."""

    head: str
    """Where, and what was done, without the name of the file."""
    words: Words = ()
    """None where the head says all."""
