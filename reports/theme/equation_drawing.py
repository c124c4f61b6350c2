"""Equations drawn: MathML as a picture of outlines, with where its line stands in it, and how large it is."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawn:
    """An equation as a picture; lengths in points."""

    svg: str
    """One `svg` element, glyphs as outlines of STIX Two Math (OFL)."""
    width: float
    height: float
    depth: float
    """How far it reaches below the line that the text around it stands on."""


@lru_cache(maxsize=256)
def drawn(mathml: str, size: float, colour: str = "") -> Drawn:
    """Return an equation in MathML drawn at `size` points, in `colour` such as '#14213D', black where none is given.

    Raises:
        Exception: of any kind that the library raises at what it cannot draw.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # how ziafont 0.11 finds its font
        import ziamath

        ziamath.config.svg2 = False  # WeasyPrint draws symbols that are used by reference at another size
        svg: str = ziamath.Math(mathml, size=size).svg()
    svg = svg.replace('fill="black"', f'fill="{colour}"') if colour else svg
    box = _BOX.search(svg)
    if box is None:
        raise ValueError("it has no size")
    _, top, width, height = map(float, box.groups())
    return Drawn(svg, width, height, max(top + height, 0.0))
