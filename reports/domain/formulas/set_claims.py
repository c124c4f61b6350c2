"""What a set formula has found out: the words it licenses, whether of whole lists, on which days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SetWord = Literal["only", "none", "first", "most", "all"]
"""Words of claims about sets that a text may use only where a formula licenses them."""


@dataclass(frozen=True, slots=True)
class SetClaim:
    """The outcome of a set formula; what titles and sentences may say on the strength of it.

    A text that says only, none, first, most or all of the facts behind `facts` may do so where `words` hold that word; where
    the claim is `partial` it must say so, too ("among those named").
    """

    words: frozenset[SetWord]
    """Those that the outcome bears: `none` for an empty set, `only` for one member, `all` for as many as there are, `first` and
    `most` for the one place ahead of all others, shared with nobody."""
    partial: bool
    """Whether a list behind it is partial at its source, so that the claim holds among those named, and no further."""
    members: tuple[str, ...]
    """Ids of the actors in the resulting set; of a place, the id of the fact that has it."""
    among: int
    """How many were compared, or stand in the list that the set is a part of."""
    facts: tuple[str, ...]
    """Ids of the facts whose lists or values were read."""
    days: Mapping[str, str] = field(default_factory=dict)
    """Day, month or year of each of them, by id; of its record where it has no date of its own."""
