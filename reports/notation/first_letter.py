"""The first letter of words that begin a line or a sentence."""

from __future__ import annotations


def with_capital(text: str) -> str:
    """Return `text` with a capital at its beginning, in scripts that have any; all else stays."""
    return text[:1].upper() + text[1:]
