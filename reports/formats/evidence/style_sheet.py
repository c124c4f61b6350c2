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
"""Fonts of the reader's system, for characters that ours lack and for themes with other fonts."""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet; our fonts are in it where the theme asks for them."""
    colours = "".join(
        f"--{each.name.replace('_', '-')}:{getattr(theme.colours, each.name)};" for each in fields(theme.colours)
    )
    asked = {"sans.woff2": theme.fonts.text, "serif.woff2": theme.fonts.title}
    faces, stacks = "", ""
    for file, family in asked.items():
        name = file.partition(".")[0]
        own = FONTS[file][0] == family
        if own:
            data = base64.b64encode(asset(file)).decode()
            weights = "400 700" if name == "sans" else "600"
            faces += (
                f"@font-face{{font-family:evidence-{name};font-weight:{weights};"
                f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
            )
        stacks += f"--{name}:{_quoted(family)},{f'evidence-{name},' if own else ''}{SYSTEM[file]};"
    return f"{faces}:root{{{colours}{stacks}}}\n{asset('page.css').decode()}"


def _quoted(family: str) -> str:
    """Return a family as a CSS string; characters that could end it are left out."""
    return "'" + "".join(c for c in family if c.isalnum() or c in " -_.") + "'"
