"""A file of a designer's own that a format follows: what it may be called in the folder of the theme, and what it must hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DesignerFile:
    """What the program knows of it before it is opened in earnest."""

    names: tuple[str, ...]
    """Names that it may have; the last one that is there wins."""
    parts: tuple[str, ...]
    """Parts that it must hold, each of them XML."""
    program: str
    """What saves it: 'Word'."""
