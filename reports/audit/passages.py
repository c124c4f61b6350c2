"""A passage of a document: a text as a reader sees it, with what is traced in it and where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal as OneOf

from reports.audit.inline_pieces import Piece
from reports.audit.sentences import MASK
from reports.document import (
    Cite,
    CrossRef,
    FactRef,
    ReportInfo,
    Text,
)
from reports.errors import Place
from reports.notation.addresses import without_addresses
from reports.notation.yaml_tree import Route

Kind = OneOf[
    "title",
    "heading",
    "paragraph",
    "cell",
    "head",
    "footnote",
    "notes",
    "tile",
    "caption",
    "chart",
    "alt",
    "label",
    "quote",
]
_LETTER = re.compile(r"[^\W\d_]")
UNREAD = ""
"""Stands for the id of a fact, or of an exhibit, that could not be read: it is a problem already."""


@dataclass(frozen=True)
class Passage:
    """One paragraph, cell, heading or line of a chart."""

    info: ReportInfo
    """What the document says of itself in which it stands."""
    kind: Kind
    text: str
    """As a reader sees it."""
    pieces: tuple[Piece, ...]
    where: Place | None
    """Of the block; None where `route` leads to it."""
    facts: tuple[str, ...]
    """Facts printed or cited in its paragraph, row, chart or slide."""
    cites: tuple[Cite, ...] = ()
    """Marks that cover it wherever they stand: those of its row and of the note below its table."""
    panel: str = ""
    """Kind of the box around it."""
    chart: str = ""
    """Id of the chart whose file holds it; empty for report.yaml, where there is a route."""
    route: Route = ()
    """Way to it in that file."""
    slide: frozenset[int] = field(default=frozenset(), compare=False, repr=False)
    """How many of something the figures and tables of its slide show."""
    exhibits: Mapping[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)
    """How many of something each of its document shows, by id."""

    @cached_property
    def masked(self) -> str:
        """Return the text with everything that is traced blotted out, as long as before; addresses are nobody's words."""
        parts, last = [], 0
        for piece in self.pieces:
            if not isinstance(piece.node, Text):
                parts += [self.text[last : piece.start], MASK * (piece.end - piece.start)]
                last = piece.end
        return without_addresses("".join((*parts, self.text[last:])) if parts else self.text, MASK)

    @cached_property
    def is_worded(self) -> bool:
        """Return whether it has a letter of its own, that no figure and no source mark prints."""
        last = 0
        for piece in self.pieces:
            if isinstance(piece.node, FactRef | Cite):
                if _LETTER.search(self.text, last, piece.start):
                    return True
                last = piece.end
        return _LETTER.search(self.text, last) is not None

    @cached_property
    def is_marked(self) -> bool:
        """Return whether it prints or cites a fact itself."""
        return any(isinstance(piece.node, FactRef | Cite) for piece in self.pieces)

    def counts(self, start: int, end: int) -> frozenset[int]:
        """Return how many of something those figures and tables show to which it refers between two places, or of its slide."""
        nodes = (piece.node for piece in self.pieces if start <= piece.start < end)
        named = [self.exhibits.get(node.target, frozenset()) for node in nodes if isinstance(node, CrossRef)]
        return self.slide.union(*named)

    @property
    def refs(self) -> Iterator[tuple[Piece, FactRef]]:
        """Yield the figures printed in it."""
        return ((piece, piece.node) for piece in self.pieces if isinstance(piece.node, FactRef))
