"""Ids made from words."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Return `text` as an id: small letters, digits and hyphens, at most 40 characters, cut at a word."""
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words, result = re.findall(r"[a-z0-9]+", plain_text), ""
    for word in words:
        if len(result) + len(word) + 1 > 40:
            break
        result = f"{result}-{word}".strip("-")
    return result or "section"
