"""A designer's template as data: its layouts with their placeholders, what else stands on them, what they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from reports.formats.pptx.plan.layouts import PlaceholderType
from reports.formats.pptx.plan.slide_model import Insets
from reports.ooxml.scheme_colours import RGB, Scheme
from reports.theme.definition import Box

Anchor = OneOf["t", "ctr", "b"]
Align = OneOf["left", "center", "right"]
HEADS = ("title", "ctrTitle")
FURNITURE = ("ftr", "sldNum", "dt")
TAKES_EXHIBITS = ("obj", "body", "tbl", "chart")


@dataclass(frozen=True, slots=True)
class TextLook:
    """How the first level of a placeholder is set, worked out through layout, master and its text styles."""

    size: float
    """Points; 0 where nothing says it."""
    colour: RGB | None
    font: str
    """Family; empty for that of the theme."""
    bold: bool
    capitals: bool
    spacing: float
    """Points added between letters; less than nothing where they are closed up."""
    align: Align
    insets: Insets
    anchor: Anchor
    upright: bool
    """Whether lines run from left to right."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A placeholder of a layout or master."""

    kind: PlaceholderType | OneOf["dt"]
    index: int
    name: str
    """As the selection pane shows it, in small letters."""
    box: Box | None
    """Points; None where neither layout nor master says it."""
    look: TextLook
    filled: bool
    """Whether it has a fill or line of its own, so that its edge is seen."""

    @property
    def inner(self) -> Box | None:
        """Return where its text stands; its whole box where its edge is seen."""
        if self.box is None or self.filled:
            return self.box
        side = self.look.insets
        return Box(
            self.box.x + side.left,
            self.box.y + side.top,
            max(self.box.w - side.left - side.right, 1),
            max(self.box.h - side.top - side.bottom, 1),
        )


@dataclass(frozen=True, slots=True)
class Ornament:
    """What stands on a layout or master beside placeholders: a logo, a band, a line."""

    name: str
    box: Box
    detailed: bool
    """Whether it is a picture or has words, so that nothing may cover it; a plain shape may be a ground."""
    numbered: bool = False
    """Whether it shows the number of the slide by itself."""
    id: str = ""
    """Of the shape, in its part."""
    part: str = ""
    """The layout or master that it stands on."""


@dataclass(frozen=True, slots=True)
class FoundLayout:
    """A layout of the file, or a master as if it were one."""

    part: str
    """Name of the part, without the slash in front."""
    name: str
    kind: str
    """`p:sldLayout/@type`, such as 'obj'; empty where it has none."""
    master: str
    """Part of its master."""
    holders: tuple[Holder, ...]
    ornaments: tuple[Ornament, ...]
    scheme: Scheme
    fonts: Mapping[str, str]
    """'major' and 'minor' to the families of the theme."""
    sizes: Mapping[str, float]
    """'title', 'body' to the sizes of the master's text styles, in points."""

    def holder(self, *kinds: str) -> Holder | None:
        """Return the first placeholder of one of these kinds that has a place."""
        return next((each for each in self.holders if each.kind in kinds and each.box), None)


@dataclass(frozen=True, eq=False)
class Template:
    """A presentation that a designer made; each reading is one of its own, so that what is worked out of it can be kept."""

    width: float
    height: float
    layouts: tuple[FoundLayout, ...]
    masters: tuple[FoundLayout, ...]
    """Each as a layout with the master's own placeholders, its part that of the master."""
    data: bytes = field(repr=False)
