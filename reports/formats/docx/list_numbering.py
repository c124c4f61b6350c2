"""The numbering part: bullets and numbers of lists (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

from collections.abc import Sequence

from reports.ooxml.wordprocessingml import Element, root, tint, twips, w
from reports.theme.definition import Theme

BULLETS, NUMBERS, PANEL_BULLETS, GAP_BULLETS = 1, 2, 3, 4
FIRST_FREE = 5
"""From here on each numbered list has a numbering of its own, so that it starts at 1."""
DEPTHS = 3
_STYLES = {
    BULLETS: ("ListBullet", "ListBullet2", "ListBullet3"),
    NUMBERS: ("ListNumber", "ListNumber2", "ListNumber3"),
    PANEL_BULLETS: ("PanelBullet",),
    GAP_BULLETS: ("GapBullet",),
}
PANEL_STEP = 11.0
"""Points by which each level of a list in a panel is indented."""
_STEP = {BULLETS: 14.0, NUMBERS: 18.0, PANEL_BULLETS: PANEL_STEP, GAP_BULLETS: PANEL_STEP}
_PAINT = {BULLETS: "primary", NUMBERS: "primary", PANEL_BULLETS: "primary", GAP_BULLETS: "focus"}


HEADINGS = 900
"""Numbering of headings, where a report numbers them."""


def numbering_part(theme: Theme, lists: Sequence[tuple[int, int]], *, headings: bool = False) -> Element:
    """Return the numbering part; `lists` holds the id of each numbered list and the numbering it follows."""
    made = root("numbering")
    made.extend([_abstract(id, theme) for id in _STYLES])
    made.extend([_heading_numbers()] if headings else [])
    made.extend([w("num", w("abstractNumId", val=id - 1), numId=id) for id in _STYLES])
    made.extend([w("num", w("abstractNumId", val=HEADINGS - 1), numId=HEADINGS)] if headings else [])
    for id, abstract in lists:
        starts = (w("lvlOverride", w("startOverride", val=1), ilvl=depth) for depth in range(DEPTHS))
        made.append(w("num", w("abstractNumId", val=abstract - 1), *starts, numId=id))
    return made


def _abstract(id: int, theme: Theme) -> Element:
    levels = (_level(id, depth, theme) for depth in range(DEPTHS))
    kind = w("multiLevelType", val="multilevel")
    return w("abstractNum", w("nsid", val=f"5EED{id:04X}"), kind, *levels, abstractNumId=id - 1)


def _heading_numbers() -> Element:
    """Return the numbering of headings; they stand as far left as those without numbers (17.9.28: a space behind)."""
    signs = [".".join(f"%{n + 1}" for n in range(depth + 1)) for depth in range(DEPTHS)]
    levels = [
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val="decimal"),
            w("suff", val="space"),
            w("lvlText", val=sign),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=0, firstLine=0)),
            ilvl=depth,
        )
        for depth, sign in enumerate(signs)
    ]
    kind = w("multiLevelType", val="multilevel")
    return w("abstractNum", w("nsid", val=f"5EED{HEADINGS:04X}"), kind, *levels, abstractNumId=HEADINGS - 1)


def _level(id: int, depth: int, theme: Theme) -> Element:
    numbered = id == NUMBERS
    sign = f"%{depth + 1}." if numbered else "•" if id == BULLETS and depth == 0 else "–"
    form = ("decimal", "lowerLetter", "lowerRoman")[depth] if numbered else "bullet"
    styles = _STYLES[id]
    step = _STEP[id]
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("pStyle", val=styles[depth]) if depth < len(styles) else None,
        w("lvlText", val=sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(step * (depth + 1)), hanging=twips(step))),
        w("rPr", *((w("b"), w("bCs")) if id == GAP_BULLETS else ()), w("color", **tint(theme, _PAINT[id]))),
        ilvl=depth,
    )
