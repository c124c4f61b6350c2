"""What a merge brings about, and what grows while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.comparison import Comparison, Edit, Group
from reports.formats.docx.merge.file_reading import Line, Reading
from reports.merge.records import Record
from reports.ooxml.wordprocessingml import Element


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where a person and the template changed the same; the person's text was kept."""

    section: str
    kept: str
    """As it reads in the file."""
    generated: str
    """What the template says; empty where it dropped the block."""
    where: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A figure that stands in the file but not in the facts."""

    section: str
    text: str
    """As written."""
    fact_id: str = ""
    """Fact whose figure was changed; empty for a figure of the person's own."""
    generated: str = ""
    """What the facts say now."""
    sentence: str = ""


@dataclass(frozen=True)
class Merged:
    """The new file, and what has to be told about it."""

    data: bytes
    edits: tuple[Edit, ...]
    """What exists in this file only."""
    conflicts: tuple[Conflict, ...]
    by_hand: tuple[ByHand, ...]
    deleted: tuple[Edit, ...]
    """Generated blocks that a person deleted; they stay deleted."""
    restored: int
    """Blocks of these that were brought back."""
    open_comments: int
    """Comments of people."""
    open_changes: int
    """Tracked changes that nobody has accepted or rejected."""


@dataclass
class Merging:
    """One merge, as it goes on."""

    base: Base
    mine: Reading
    new: Reading
    comparison: Comparison
    later: Mapping[int, int]
    """Index in `new` by index in the base."""
    adopter: Adopter
    language: str
    restore: bool
    counterpart: dict[int, Element] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    hands: list[ByHand] = field(default_factory=list)
    names: dict[Element, dict[str, str]] = field(default_factory=dict)
    """New names of the figures in a paragraph of the person's."""
    keys: dict[Element, Line] = field(default_factory=dict)
    """The paragraph of the new file that each of the person's stands for."""
    vanished: list[Line] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """What comments say of figures, with their sections; kept in the base, so that removed ones stay away."""

    def fresh(self, group: Group) -> list[Line]:
        """Return the paragraphs of the new file for a group."""
        return [self.new.lines[self.later[b]] for b in group.base if b in self.later]

    def records(self, group: Group) -> list[Record]:
        """Return the records of the base of a group."""
        return self.comparison.records(group)
