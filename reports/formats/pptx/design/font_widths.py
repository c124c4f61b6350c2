"""Widths of letters in a designer's fonts, as titles and texts are set in them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reports.formats.pptx.design.layout_choice import COVER
from reports.formats.pptx.plan.layouts import Layout
from reports.theme.text_metrics import Metrics, metrics

UNMEASURED = (1.075, 1.19)
"""Allowance for a family without a table, above that of `metrics`, regular and bold: fonts that stand in for it run wide."""
UNMEASURED_LINE = 1.37
"""Height of a line in ems of fonts that stand in for others, such as Noto Sans."""


def setting_of(layout: Layout, theme_folder: str) -> Metrics:
    """Return the widths of the font of titles in a designer's layout; fonts of the project lie in `theme_folder`."""
    made = face(layout.fonts["title"] or layout.fonts["text"], theme_folder)
    made = capitals(made) if layout.capitals else made
    size = layout.look.styles["title-slide" if layout.key == COVER else "title"].size
    return spaced(made, layout.spacing / size) if layout.spacing else made


@cache
def face(family: str, theme_folder: str) -> Metrics:
    """Return the widths of `family`, on the safe side where nothing here measures it."""
    found = metrics(family, theme_folder)
    if found.measured:
        return found
    regular, bold = (
        {char: wide * more for char, wide in each.items()}
        for each, more in zip(found.advances, UNMEASURED, strict=True)
    )
    return replace(found, advances=(regular, bold))


def capitals(font: Metrics) -> Metrics:
    """Return the widths of `font` where all letters are set as capitals."""
    regular, bold = ({c: each.get(c.upper(), wide) for c, wide in each.items()} for each in font.advances)
    return replace(font, advances=(regular, bold))


def spaced(font: Metrics, more: float) -> Metrics:
    """Return the widths of `font` with so many ems between letters."""
    regular, bold = ({char: wide + more for char, wide in each.items()} for each in font.advances)
    return replace(font, advances=(regular, bold))
