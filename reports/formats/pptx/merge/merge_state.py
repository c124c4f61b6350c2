"""What grows while one deck is merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.formats.pptx.merge.adoption import Adopter
from reports.formats.pptx.merge.comparison import Comparison
from reports.formats.pptx.merge.file_reading import Reading
from reports.formats.pptx.merge.merge_messages import OtherSide
from reports.ooxml.wordprocessingml import Element

Kept = tuple[tuple[str, str], ...]
"""What was kept of a person's words, each with what is generated now instead of it."""


@dataclass
class Merging:
    """One merge, as it goes on."""

    mine: Reading
    new: Reading
    comparison: Comparison
    later: dict[int, int]
    """Index in `new` by index in the base."""
    adopter: Adopter
    other: OtherSide
    """How remarks name what the deck is joined with."""
    kept: dict[str, Kept] = field(default_factory=dict)
    """By slide part: what was kept of a person's words against what is new."""
    gone: set[str] = field(default_factory=set)
    """Slide parts that the templates dropped and a person has edited."""
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By slide part: what is said of figures that a person asked for in vain."""
    dropped: set[str] = field(default_factory=set)
    origins: dict[Element, Element] = field(default_factory=dict)
    """The person's row, or cell of a key figure, behind each new one that holds words of theirs."""
