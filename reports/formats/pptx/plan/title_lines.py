"""Titles of several lines, set in boxes so narrow that no line is left short; no break is typed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from reports.formats.pptx.plan.layouts import Slot
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_model import Shape, TextShape
from reports.formats.pptx.plan.slide_text import lines, narrowest
from reports.theme.definition import Box
from reports.theme.text_metrics import Line

SHORT_LAST_LINE = 1 / 3
"""Share of the first line below which the last one is short."""

SPARE, SPARE_UNMEASURED = 1.02, 1.1
"""How much wider a designer's titles are set than they are measured: other programs and fonts that stand in set them wider."""


def balanced(title: Shape, setting: Setting) -> Shape:
    """Return the title of a cover in a box so narrow that its lines come out equally long."""
    if not isinstance(title, TextShape) or setting.title_font:  # a designer's title stands as its layout says
        return title
    return replace(title, box=replace(title.box, w=_even_width(title, "title-slide", setting, spare=1.0)))


def evened(title: Shape, slot: Slot | None, setting: Setting) -> Shape:
    """Return the title of a slide; one that would end in a short line in a box that may be narrower, where `slot` allows it.

    Where nothing measures its font, any title of several lines may.
    """
    if not isinstance(title, TextShape) or slot is None or not slot.narrows:
        return title
    said = lines(title.paragraphs[0], setting.styles[slot.style], title.box.w, setting.face(slot.style))
    if len(said) < 2 or (setting.face(slot.style).measured and not ends_short(said)):
        return title
    return replace(title, box=_narrowed(title.box, _even_width(title, slot.style, setting), slot.narrows))


def ends_short(said: tuple[Line, ...]) -> bool:
    """Return whether the last of several lines is much shorter than the first."""
    return len(said) > 1 and said[-1].width < said[0].width * SHORT_LAST_LINE


def _even_width(title: TextShape, style: str, setting: Setting, *, spare: float = 0.0) -> float:
    """Return the least width, from half of that of the box, in which a title takes no more lines than in the box.

    It is `spare` times that, or what the font asks for.
    """
    par, look, font, wide = title.paragraphs[0], setting.styles[style], setting.face(style), title.box.w
    count = len(lines(par, look, wide, font))
    least = narrowest(title.paragraphs, setting.styles, style, font)  # below it a word is broken within
    steps = [width for share in range(50, 100) if (width := wide * share / 100) >= least]
    if count == 1:
        return wide
    found = bisect_left(steps, -count, key=lambda width: -len(lines(par, look, width, font)))  # fewer lines where wider
    spare = spare or (SPARE if font.measured else SPARE_UNMEASURED)
    return min(steps[found] * spare, wide) if found < len(steps) else wide


def _narrowed(box: Box, wide: float, align: str) -> Box:
    """Return a box made narrower on the sides where its words do not begin."""
    spare = box.w - wide
    return Box(box.x + {"left": 0.0, "center": spare / 2, "right": spare}[align], box.y, wide, box.h)
