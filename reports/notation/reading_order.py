"""Letters that run from right to left (Unicode Standard Annex 9)."""

from __future__ import annotations

import unicodedata

FROM_RIGHT = frozenset({"R", "AL"})
"""Bidirectional classes of letters that run from right to left (UAX 9, table 4)."""


def runs_from_right(text: str) -> bool:
    """Return whether letters that run from right to left stand in `text`."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in FROM_RIGHT for sign in text)
