"""The style sheets that all previews share: the theme's colours and fonts, then the style sheet of the PDF."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from pathlib import Path

from reports.load.assets import FONTS
from reports.theme import Theme
from reports.writers.pdf.style import css_string

FOLDER = Path(__file__).parents[1] / "defaults" / "watch"
"""The page around the previews, its style sheet and script, and style sheets for screens."""
WEIGHTS = {"sans.woff2": "400 700", "serif.woff2": "600"}
FALLBACK = {"sans.woff2": "system-ui, sans-serif", "serif.woff2": "Georgia, serif"}


@cache
def asset(name: str) -> bytes:
    """Return the file `name` that comes with the program for the preview."""
    return (FOLDER / name).read_bytes()


def colours_css(theme: Theme) -> bytes:
    """Return the fonts and colours of the theme as custom properties."""
    faces = "".join(
        f"@font-face {{ font-family: {css_string(family)}; font-weight: {WEIGHTS[file]}; src: url(/{file}); }}\n"
        for file, (family, _) in FONTS.items()
    )
    colours = "".join(
        f"--{each.name.replace('_', '-')}: {theme.colours[each.name]}; " for each in fields(theme.colours)
    )
    stacks = (
        f"--font-text: {css_string(theme.fonts.text)}, {FALLBACK['sans.woff2']}; "
        f"--font-title: {css_string(theme.fonts.title)}, {FALLBACK['serif.woff2']}; "
        f"--font-office: {css_string(theme.fonts.office)}, Carlito, {FALLBACK['sans.woff2']};"
    )
    return f"{faces}:root {{ {colours}{stacks} }}\n".encode()


def theme_css(theme: Theme) -> bytes:
    """Return the theme's style sheet of the PDF; a browser passes over what is for pages of paper."""
    return theme.css.encode()


def sheets(theme: Theme, *own: str) -> str:
    """Return the links to the style sheets of a preview; they change with the theme.

    Args:
        theme: the look.
        own: names of further style sheets.
    """
    version = hashlib.sha256(colours_css(theme) + theme_css(theme)).hexdigest()[:16]
    return "".join(f'<link rel="stylesheet" href="/{name}?{version}">' for name in ("colours.css", *own))
