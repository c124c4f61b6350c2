"""Fonts made as wide, letter by letter, as one that comes with an office program and in no package: what measures it.

Sources: the Liberation fonts and their kin of ChromeOS (Arimo, Tinos, Cousine), made to the widths of Arial, Times New
Roman and Courier New (https://github.com/liberationfonts); Carlito and Caladea, to those of Calibri and Cambria; Gelasio,
to those of Georgia.
"""

from __future__ import annotations

from collections.abc import Mapping

SANS, SERIF, MONO = ("Liberation Sans", "Arimo"), ("Liberation Serif", "Tinos"), ("Liberation Mono", "Cousine")
TWINS: Mapping[str, tuple[str, ...]] = {
    "arial": SANS,
    "helvetica": SANS,
    "times new roman": SERIF,
    "times": SERIF,
    "courier new": MONO,
    "calibri": ("Carlito",),
    "carlito": ("Calibri",),
    "cambria": ("Caladea",),
    "georgia": ("Gelasio",),
    **{
        each.casefold(): tuple(other for other in twins if other != each)
        for twins in (SANS, SERIF, MONO)
        for each in twins
    },
}
"""Families of the same widths, by name; the first that is at hand measures."""
PUBLISHED = frozenset({"fontpkg-arimo"})
"""Packages of such families that there are."""


def twins_of(family: str) -> tuple[str, ...]:
    """Return the families whose letters are as wide as those of `family`."""
    return TWINS.get(family.casefold(), ())
