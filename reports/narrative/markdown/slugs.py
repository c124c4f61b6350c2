"""Ids made from words."""

from __future__ import annotations

import re
from hashlib import sha256
from unicodedata import name, normalize


def slug(text: str) -> str:
    """Return `text` as an id: small letters, digits and hyphens, at most 40 characters, cut at a word.

    Words of another script than the Latin one have no such letters: a digest of them tells two of them apart.
    """
    plain_text = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words, result = re.findall(r"[a-z0-9]+", plain_text), ""
    for word in words:
        if len(result) + len(word) + 1 > 40:
            break
        result = f"{result}-{word}".strip("-")
    if any(character.isalpha() and not name(character, "").startswith("LATIN") for character in text):
        told = sha256(normalize("NFKC", text).encode()).hexdigest()[:6]
        return f"{result[:33].strip('-') or 'section'}-{told}"
    return result or "section"
