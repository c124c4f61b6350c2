"""What a merge brings about, and what grows while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.formats.docx.merge.adoption import Adopter
from reports.formats.docx.merge.base import Base
from reports.formats.docx.merge.bookmarked_requests import Requests
from reports.formats.docx.merge.comparison import Comparison, Group
from reports.formats.docx.merge.edit_list import Edit
from reports.formats.docx.merge.file_reading import Line, Reading
from reports.merge.chart_merge import Plot
from reports.merge.records import Record
from reports.merge.table_units import Place, Rows
from reports.ooxml.wordprocessingml import Element


@dataclass(frozen=True, slots=True)
class OtherSide:
    """How a comment says what the other side of a merge holds."""

    says: str
    """Before the words that it holds instead."""
    dropped: str
    row_dropped: str


TEMPLATE = OtherSide(
    "Your text was kept. The template now says:",
    "The template holds this no longer. It was kept, since you worked on it.",
    "The template holds this row no longer. It was kept, since you worked on it.",
)
COPY = OtherSide(
    "Your text was kept. The other copy says:",
    "The other copy holds this no longer.",
    "The other copy holds this row no longer.",
)


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
    requests: Requests = field(default_factory=Requests)
    """What came of the figures that were asked for in the file."""


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
    rows: Rows = field(kw_only=True)
    """Which row of a table is which, of the base and of the new file."""
    fresh_base: Base = field(kw_only=True)
    """What is generated now."""
    copy: bool = False
    """Whether the new file is another person's copy."""
    doubted: frozenset[int] = frozenset()
    """Paragraphs of the base, worked on by a person, that may be others in the new file."""
    kept: set[Element] = field(default_factory=set)
    """Paragraphs of the person's file that stay though nothing like them is generated, and of which that is told."""
    dropped: list[tuple[int, Line]] = field(default_factory=list)
    """Paragraphs of the person's file, each with its index, that stay though nothing generates them any more."""
    left_out: set[int] = field(default_factory=set)
    """Paragraphs of the new file that found no place in the person's, of which that is told."""
    put_in: frozenset[int] = frozenset()
    """Paragraphs of the new file that came into the person's."""
    cells: dict[Place, Element] = field(default_factory=dict)
    """Cells of the person's tables, which stay while the paragraphs in them are replaced."""
    new_cells: dict[Place, Element] = field(default_factory=dict)
    """Cells of the tables of the new file."""
    told_rows: set[Place] = field(default_factory=set)
    """Rows of the person's file of which it is told that nothing generates them any more."""
    names: dict[Element, dict[str, str]] = field(default_factory=dict)
    """New names of the figures in a paragraph of the person's."""
    keys: dict[Element, Line] = field(default_factory=dict)
    """The paragraph of the new file that each of the person's stands for."""
    vanished: list[Line] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    plots: dict[str, Plot] = field(default_factory=dict)
    """How the charts look that nobody restyled, by the key of the new paragraph: they may keep forms of earlier data."""
    told: set[tuple[Element, str]] = field(default_factory=set)
    """What comments say of figures, each with its paragraph; kept in the base, so that removed ones stay away."""

    @property
    def other_side(self) -> OtherSide:
        """Return how comments name what a person's file is joined with."""
        return COPY if self.copy else TEMPLATE

    @cached_property
    def followed(self) -> frozenset[Place]:
        """Return the rows of the person's file that the new file has too."""
        there = self.comparison.rows.there
        return frozenset(there[row] for row in self.rows.there if row in there)

    @cached_property
    def members(self) -> Mapping[Place, list[int]]:
        """Return the paragraphs of each row and key figure of the person's file."""
        found: dict[Place, list[int]] = {}
        for n, place in self.comparison.rows.theirs.unit_of.items():
            found.setdefault(place, []).append(n)
        return found

    def dropped_row(self, group: Group) -> Place | None:
        """Return the row of a paragraph, if a person worked on it and the new file has it no longer."""
        row = self.comparison.rows.theirs.unit_of.get(group.mine[0])
        return row if row in self.comparison.touched and row not in self.followed else None

    def fresh(self, group: Group) -> list[Line]:
        """Return the paragraphs of the new file for a group."""
        return [self.new.lines[self.later[b]] for b in group.base if b in self.later]

    def records(self, group: Group) -> list[Record]:
        """Return the records of the base of a group."""
        return self.comparison.records(group)
