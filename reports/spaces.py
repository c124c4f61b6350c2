"""Kinds of spaces: a no-break space is a space, whatever a person's find-and-replace or an office program makes of it."""

from __future__ import annotations

NO_BREAK = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007", " "))
"""No-break, narrow no-break and figure space (Unicode 16.0, chapter 6.2): all print as a space at which no line breaks."""


def even_spaces(text: str) -> str:
    """Return `text` with every no-break space as a plain one, character for character."""
    return text.translate(NO_BREAK)
