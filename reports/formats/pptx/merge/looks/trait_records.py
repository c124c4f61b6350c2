"""What a person can do to the look of a shape, act by act, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Literal as OneOf

Trait = OneOf["spacing", "outline", "fill", "turn", "crop", "columns", "rows", "effects"]
SLACK: Mapping[Trait, int] = {
    "spacing": 2000, "outline": 2000, "fill": 0, "turn": 6000, "crop": 500, "columns": 25_400, "rows": 25_400, "effects": 0,
}  # fmt: skip
"""By how much numbers may differ, in the units of their trait: programs round them, and set rows anew for their fonts."""


HUE = 3
"""By how much a channel of a colour may differ, of 255: tints are rounded."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How a shape looks; of each trait the words of its text, split by spaces, are compared one by one."""

    words: str = ""
    """Digest of size, weight, slope, lines and colour of its words."""
    spacing: str = ""
    """Anchor and insets of a box; of each paragraph with words its spacing, its indents in EMU, and its bullet."""
    outline: str = ""
    """Width in EMU, colour and dash of its line; in a table width and colour of each cell's four borders."""
    fill: str = ""
    """Colour or kind of its fill, or of that of each cell."""
    turn: str = ""
    """Rotation in 60,000ths of a degree, and whether it is mirrored."""
    crop: str = ""
    """What is cut off a picture on each side, in 1000ths of a per cent."""
    columns: str = ""
    """Widths of the columns of a table in EMU."""
    rows: str = ""
    """Heights of its rows."""
    effects: str = ""
    """Effects on the shape or on its words, such as a shadow."""

    def changes(self, other: Looks) -> dict[Trait, frozenset[str]]:
        """Return the traits in which `other` differs, each with what is new; those of other paragraphs or cells do not."""
        found = ((name, self.change(other, name)) for name in SLACK)
        return {name: new for name, new in found if new}

    def change(self, other: Looks, name: Trait) -> frozenset[str]:
        """Return what is new in one trait of `other`."""
        was, now = getattr(self, name), getattr(other, name)
        before, after = was.split(), now.split()
        if was == now or len(before) != len(after):
            return frozenset()
        return frozenset(b for a, b in zip(before, after, strict=True) if not _near(a, b, SLACK[name]))

    @property
    def texts(self) -> list[str]:
        """Return it as a list of texts."""
        return [str(each) for each in astuple(self)]


def looks_in(values: list[str]) -> Looks | None:
    """Return what `texts` lists; None where it is no such list."""
    return Looks(*values) if len(values) == len(fields(Looks)) else None


def _near(one: str, other: str, slack: int) -> bool:
    if one == other:
        return True
    if one.startswith("#") and other.startswith("#"):
        channels = ([int(each[at : at + 2], 16) for at in (1, 3, 5)] for each in (one, other))
        return all(abs(a - b) <= HUE for a, b in zip(*channels, strict=True))
    try:
        return abs(int(one) - int(other)) <= slack
    except ValueError:
        return False


__all__ = ["SLACK", "Looks", "Trait", "looks_in"]
