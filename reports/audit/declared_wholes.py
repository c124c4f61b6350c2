"""Declared wholes: only what is part of one whole may be added up or shared out."""

from __future__ import annotations

from reports.domain.facts import Fact


def related(one: Fact, other: Fact) -> bool:
    """Return whether one fact is a declared part of the other, or both are of the same whole."""
    return (
        one.part_of == other.id or other.part_of == one.id or (one.part_of is not None and one.part_of == other.part_of)
    )
