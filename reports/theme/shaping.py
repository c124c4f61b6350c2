"""Letters as HarfBuzz sets them: how wide a stretch of a script runs, and its outlines, joined and in their order.

Advances of single letters say nothing here: letters join, stack and swap places (https://harfbuzz.github.io/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.theme.scripts import Script, font_files

if TYPE_CHECKING:
    from uharfbuzz import Font, GlyphInfo, GlyphPosition

NAMED_WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}
"""How the files of a family that does not vary are named."""
FIGURES = re.compile(r"(\d+(?:[.,:/٫٬]\d+)*)")
"""Figures, which run from left to right in every script."""
Command = tuple[str, tuple[float, ...]]
"""A letter of SVG's path data (M, L, Q, C, Z), and its points."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A stretch of text, set."""

    width: float
    """In ems."""
    outline: tuple[Command, ...]
    """In ems, y upwards, from the start of the baseline at the left."""


def regular(script: Script) -> Font:
    """Return the font of a script, which must be installed, at its usual weight."""
    return _font(script, 400)


@cache
def _font(script: Script, weight: int) -> Font:
    from uharfbuzz import Face, Font

    face = Face(_file(script, weight).read_bytes())
    font = Font(face)
    if any(axis.tag == "wght" for axis in face.axis_infos):
        font.set_variations({"wght": float(weight)})
    return font


def _file(script: Script, weight: int) -> Path:
    files = font_files(script)
    nearest = min(NAMED_WEIGHTS, key=lambda known: (abs(known - weight), known))
    named = (each for each in files if each.stem.endswith(f"-{NAMED_WEIGHTS[nearest]}"))
    return next(named, files[0])


@cache
def depth(script: Script) -> float:
    """Return how far lines in the font of `script` reach below their letters, in ems (`hhea`); 0 where it is not installed."""
    if not script.installed:
        return 0.0
    font = _font(script, 400)
    return float(-font.get_font_extents("ltr").descender / font.face.upem)


@lru_cache(maxsize=1 << 12)
def shaped_width(text: str, script: Script, weight: int = 400, *, figures: bool = False) -> float:
    """Return how wide `text` runs in the font of `script`, in ems; as wide as it is long where the font is not installed.

    `figures` says that it runs from left to right whatever its script.
    """
    if not script.installed:
        return float(len(text))
    font = _font(script, weight)
    return float(
        sum(position.x_advance for _, position in _glyphs(text, script, weight, rtl=script.rtl and not figures))
        / font.face.upem
    )


@lru_cache(maxsize=1 << 10)
def shaped(text: str, script: Script, weight: int = 400, *, figures: bool = False) -> Shaped:
    """Return `text` set in the font of `script`, which must be installed; `figures` as for its width."""
    from uharfbuzz import DrawFuncs

    font, commands, pen = _font(script, weight), list[Command](), 0
    em = font.face.upem
    for glyph, position in _glyphs(text, script, weight, rtl=script.rtl and not figures):
        x, y = pen + position.x_offset, position.y_offset

        def add(letter: str, *points: float, x: int = x, y: int = y) -> None:
            moved = tuple((each + (y if n % 2 else x)) / em for n, each in enumerate(points))
            commands.append((letter, moved))

        draw = DrawFuncs()
        draw.set_move_to_func(lambda a, b, c, add=add: add("M", a, b))
        draw.set_line_to_func(lambda a, b, c, add=add: add("L", a, b))
        draw.set_quadratic_to_func(lambda a, b, c, d, e, add=add: add("Q", a, b, c, d))
        draw.set_cubic_to_func(lambda a, b, c, d, e, f, g, add=add: add("C", a, b, c, d, e, f))
        draw.set_close_path_func(lambda c, add=add: add("Z"))
        font.draw_glyph(glyph.codepoint, draw)
        pen += position.x_advance
    return Shaped(pen / em, tuple(commands))


def _glyphs(text: str, script: Script, weight: int, *, rtl: bool) -> Iterator[tuple[GlyphInfo, GlyphPosition]]:
    """Yield glyphs and their places from left to right; figures run so in every script (UAX 9, rules W and N)."""
    parts = [part for part in FIGURES.split(text) if part]
    for part in reversed(parts) if rtl else parts:
        yield from _part(part, script, weight, rtl=rtl and not FIGURES.fullmatch(part))


def _part(text: str, script: Script, weight: int, *, rtl: bool) -> Iterator[tuple[GlyphInfo, GlyphPosition]]:
    from uharfbuzz import Buffer, shape

    buffer = Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    shape(_font(script, weight), buffer)
    return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
