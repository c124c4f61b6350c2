"""Cells of a matrix: a sign for who looks, and the word that it stands for, which every reader and converter keeps."""

from __future__ import annotations

from reports.document.inlines import Inlines, Text
from reports.document.traversal import plain

SIGNS = {"●": "matrix-done", "○": "matrix-open", "–": "matrix-silent"}
"""Signs, to the keys of what they stand for."""
BETWEEN = "\N{NO-BREAK SPACE}"


def marked(sign: str, word: str) -> Inlines:
    """Return the content of a cell."""
    return (Text(f"{sign}{BETWEEN}{word}"),)


def mark_of(cell: Inlines) -> tuple[str, str]:
    """Return sign and word of a cell; two empty texts where it is none of a matrix."""
    sign, between, word = plain(cell).strip().partition(BETWEEN)
    return (sign, word) if between and word and sign in SIGNS else ("", "")
