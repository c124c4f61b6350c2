"""Where lines end, so that they can be evened out before a layout engine sees them."""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Inlines, LineBreak, plain, walk
from reports.theme.definition import TextStyle
from reports.theme.text_metrics import Metrics, Piece, break_lines, longest_word

SHORTEST = 1 / 3
"""A last line shorter than this share of the column looks like a mistake."""
STAND_IN = 0.92
"""Of a line, how much words that must not part may fill: a font that stands in for ours may be wider."""
STEP = 2.0
"""Points by which a column is narrowed at a time."""


def line_count(pieces: Sequence[Piece], style: TextStyle, room: float, font: Metrics) -> int:
    """Return how many lines `pieces` take in `room` points."""
    return len(break_lines(pieces, style.size, room, font))


def balance(words: str, style: TextStyle, room: float, font: Metrics) -> float:
    """Return by how many points to narrow `room`, so that the last line of `words` is no stray word; else 0.

    The number of lines stays the same, and what may not part stays whole.
    """
    pieces = (Piece(words, style.weight >= 600),)
    lines = break_lines(pieces, style.size, room, font)
    if len(lines) < 2 or lines[-1].width >= SHORTEST * room:
        return 0
    narrowed, least = room, max(room / 2, longest_word(pieces, style.size, font) / STAND_IN)
    while line_count(pieces, style, narrowed - STEP, font) == len(lines) and narrowed - STEP >= least:
        narrowed -= STEP
    return room - narrowed


def balance_inlines(before: str, inlines: Inlines, style: TextStyle, room: float, font: Metrics) -> float:
    """Return what `balance` returns for `inlines` behind the words `before`; 0 where the author breaks the lines."""
    if any(isinstance(node, LineBreak) for node in walk(inlines)):
        return 0
    return balance(before + plain(inlines), style, room, font)
