"""Fonts made as wide, letter by letter, as one that comes with an office program and in no package: what measures it.

Sources: the Liberation fonts and their kin of ChromeOS (Arimo, Tinos, Cousine), made to the widths of Arial, Times New
Roman and Courier New (https://github.com/liberationfonts), whose tables in `font_metrics` were taken from them; Carlito
and Caladea, to those of Calibri and Cambria; Gelasio, to those of Georgia.
"""

from __future__ import annotations

from collections.abc import Mapping

SANS = ("Arial", "Liberation Sans", "Arimo")
SERIF = ("Times New Roman", "Liberation Serif", "Tinos")
MONO = ("Courier New", "Liberation Mono", "Cousine")
TWINS: Mapping[str, tuple[str, ...]] = {
    "helvetica": SANS,
    "times": SERIF,
    "courier": MONO,
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


def twins_of(family: str) -> tuple[str, ...]:
    """Return the families whose letters are as wide as those of `family`."""
    return TWINS.get(family.casefold(), ())
