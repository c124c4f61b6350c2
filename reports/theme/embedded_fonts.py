"""Fonts that Word files of other scripts carry with them, so that whoever opens one sees the letters that it was laid out in.

Word and LibreOffice both read them; where a program does not, the font that Office has for the script takes their place.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reports.theme.scripts import Script, font_files

FACES = {"regular": "Regular", "bold": "Bold"}
"""How the files of a family that does not vary are named; Word makes no face of one that does."""
OBFUSCATED = 32
"""Bytes at the beginning of a font that are not as they were (ISO/IEC 29500-1, 17.8.1)."""
FONTS = uuid.UUID("5e1f9a52-3d7c-5b0e-8c55-0f4f5dbe6a10")
"""Names the keys of fonts, so that the same font has the same key in every file."""


@cache
def carried(script: Script) -> Mapping[str, Path]:
    """Return, by face, the files that Word files carry for a script; empty where it is not installed or varies."""
    named = {
        face: [each for each in font_files(script) if each.stem.endswith(f"-{said}")] for face, said in FACES.items()
    }
    return {face: found[0] for face, found in named.items()} if all(named.values()) else {}


def word_family(script: Script) -> str:
    """Return the font that whole lines of a script name in a Word file: the one that it carries, else that of Office."""
    return script.family if carried(script) else script.office


def key_of(path: Path) -> uuid.UUID:
    """Return the key by which a font is obfuscated, the same for the same file."""
    return uuid.uuid5(FONTS, path.name)


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """Return a font as an Office package holds it (17.8.1): its first bytes, twice sixteen, altered by the key from its end."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:OBFUSCATED], mask, strict=True)) + font[OBFUSCATED:]
