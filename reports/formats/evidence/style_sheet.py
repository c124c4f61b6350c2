"""The style sheet of the evidence page: the theme's colours and fonts in front of the program's own rules."""

from __future__ import annotations

import base64
from dataclasses import fields

from reports.formats.evidence.page_assets import FONTS, asset
from reports.theme.definition import Theme

SYSTEM = {
    "sans.woff2": "'Segoe UI',system-ui,-apple-system,Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif",
    "serif.woff2": "Georgia,'Noto Serif',Cambria,'Times New Roman',serif",
}
"""Fonts of the reader's system, for characters that ours lack."""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the fonts of the theme in it, where they are at hand and may be embedded."""
    colours = "".join(
        f"--{each.name.replace('_', '-')}:{getattr(theme.colours, each.name)};" for each in fields(theme.colours)
    )
    faces, stacks = "", ""
    for file, font in FONTS.items():
        name = file.partition(".")[0]
        data = base64.b64encode(font.data(theme)).decode()
        weights = " ".join(dict.fromkeys(map(str, font.weights)))
        held = f"evidence-{name}," if data else ""
        stacks += f"--{name}:{_quoted(font.family(theme))},{held}{SYSTEM[file]};"
        faces += (
            f"@font-face{{font-family:evidence-{name};font-weight:{weights};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
            if data
            else ""
        )
    return f"{faces}:root{{{colours}{stacks}}}\n{asset('page.css').decode()}"


def _quoted(family: str) -> str:
    """Return a family as a CSS string; characters that could end it are left out."""
    return "'" + "".join(c for c in family if c.isalnum() or c in " -_.") + "'"
