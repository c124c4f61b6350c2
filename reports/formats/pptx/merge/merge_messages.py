"""What the merge of a deck tells: what a person did, and where that meets what the facts say now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

Kind = OneOf[
    "added",
    "deleted",
    "moved",
    "hidden",
    "shown",
    "words",
    "cells",
    "notes",
    "look",
    "place",
    "data",
    "shape",
    "layout",
    "size",
    "master",
    "theme",
    "spacing",
    "outline",
    "fill",
    "turn",
    "crop",
    "columns",
    "rows",
    "effects",
]
SAYS: dict[str, str] = {
    "added": "slide added",
    "deleted": "slide deleted",
    "moved": "slide moved",
    "hidden": "slide hidden",
    "shown": "slide shown again",
    "words": "words changed",
    "cells": "cells merged or parted, or words moved between cells",
    "notes": "notes changed",
    "look": "restyled",
    "spacing": "spacing, indents or bullets changed",
    "outline": "outline or borders changed",
    "fill": "fill changed",
    "turn": "turned or mirrored",
    "crop": "cropped",
    "columns": "columns made wider or narrower",
    "rows": "rows made higher or lower",
    "effects": "effects changed",
    "place": "moved or sized",
    "data": "chart data or picture changed",
    "shape": "shapes added or deleted",
    "size": "slide size changed",
    "master": "text, picture or shape added to the master or a layout",
    "theme": "colours or fonts of the theme changed",
    "layout": "layout, background, comments, transition or animation changed",
}


@dataclass(frozen=True, slots=True)
class DeckEdit:
    """Something that a person did to a slide."""

    kind: Kind
    slide: str
    """Its title, as in the file; that of the base for a deleted slide."""
    number: int
    """Where it stands in the file, from 1; in the base for a deleted slide; 0 for the deck as a whole."""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Return one line for a list of edits."""
        line = (
            f"slide {self.number} “{self.slide}”: {SAYS[self.kind]}"
            if self.number
            else f"all slides: {SAYS[self.kind]}"
        )
        if self.before and self.after:
            return f"{line}: “{self.before}” → “{self.after}”"
        return line + (f": “{self.after or self.before}”" if self.before or self.after else "")


@dataclass(frozen=True, slots=True)
class OtherSide:
    """How remarks say what the other side of a merge holds."""

    changed: str
    refreshed: str
    """Where nothing was kept against it."""
    instead: str
    only_there: str
    only_here: str
    gone: str
    as_made: bool = True
    """Whether it is as the writer made it, with its own base inside."""


TEMPLATES = OtherSide(
    "this slide was edited by hand, and what it says has changed since.",
    "The generated words were refreshed; check that the words written by hand still hold.",
    "generated now",
    "Generated now, and not on the slide",
    "Kept, and no longer generated",
    "the templates no longer have this slide; it was kept, since it was edited by hand.",
)
COPY = OtherSide(
    "both copies changed this slide.",
    "Check that both hold.",
    "the other copy",
    "Only in the other copy",
    "Kept, and deleted in the other copy",
    "the other copy has deleted this slide; it was kept, since it was edited in this one.",
    as_made=False,
)


@dataclass(frozen=True, slots=True)
class DeckFlag:
    """A slide whose facts changed under a person's edits; what they wrote was kept."""

    slide: str
    number: int
    """Where it stands in the new file, from 1."""
    kept: tuple[tuple[str, str], ...] = ()
    """What was kept, and what is generated now instead of it; empty where all the generated words were refreshed."""
    gone: bool = False
    """The templates have dropped the slide."""
    refused: tuple[str, ...] = ()
    """What is said of figures that were asked for in vain."""
    changed: bool = True
    """Whether there is more to say than that."""
    other: OtherSide = TEMPLATES
    """What the deck is joined with."""

    @property
    def words(self) -> str:
        """Return what the slide's notes say of it."""
        return " ".join(filter(None, (self._changed if self.changed else "", *self.refused)))

    @property
    def _changed(self) -> str:
        if self.gone:
            return self.other.gone
        told = " ".join(self._pair(mine, now) for mine, now in self.kept)
        return f"{self.other.changed} {told or self.other.refreshed}"

    def _pair(self, mine: str, now: str) -> str:
        kept, fresh = _short(mine), _short(now)
        if kept and fresh:
            return f"Kept: “{kept}”; {self.other.instead}: “{fresh}”."
        return f"{self.other.only_there}: “{fresh}”." if fresh else f"{self.other.only_here}: “{kept}”."

    def __str__(self) -> str:
        """Return one line for the report of a build."""
        return f"slide {self.number} “{self.slide}”: {self.words}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:157].rstrip() + "…"
