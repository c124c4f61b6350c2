"""Sizes of text on a designer's slides: the designer's own, and how far below them text may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.formats.pptx.design.template_model import FoundLayout, Template
from reports.theme.definition import SlideTheme, TextStyle

LEAST_TITLE, LEAST_BODY, LEAST_SOURCE = 18.0, 12.0, 8.0
"""Points below which nothing on a slide of another's design is set."""
LEADING = 1.25
TITLE_LEADING = 1.15
OWN_BODY = 20.0
"""Size of running text in our own design, from which the others follow."""
NARROW = 1.35
"""How much narrower than ours slides may be, against their height, before text gets smaller: those of 4:3 are."""
SMALL_PRINT = frozenset({"source", "footer"})
LEAST_COVER = 20.0
"""Points of a title on the cover."""
SMALLER = 0.8
"""Share of the size of titles that is tried where theirs leaves too little room."""


def sized(
    look: SlideTheme, template: Template, found: FoundLayout, title: float, body: float, share: float = 1.0
) -> SlideTheme:
    """Return the look with its text in a designer's sizes: titles at `title` points, running text at `body`.

    `share` of the least sizes is the least on slides on which those themselves leave no room.
    """
    factor = body / look.styles["body"].size
    styles = {name: _scaled(name, style, factor, share) for name, style in look.styles.items()}
    heavy = next((each.look.bold for each in found.holders if each.kind in ("title", "ctrTitle")), False)
    weight = 700 if heavy else 400
    narrow = max(body, round(look.styles["title"].size * factor))
    styles["tile-value-narrow"] = replace(look.styles["title"], size=narrow, leading=round(narrow * 1.15, 1))
    for name in ("title", "title-slide"):
        styles[name] = TextStyle(title, round(title * TITLE_LEADING, 1), weight, "ink")
    return replace(
        look,
        width=template.width,
        height=template.height,
        styles=styles,
        scale=(factor if template.height > 1.5 * look.height else min(factor, 1.0)) * _width(template, look),
    )


def _width(template: Template, look: SlideTheme) -> float:
    return 1.0 if template.width >= look.width * 0.9 else 0.95


def _scaled(name: str, style: TextStyle, factor: float, share: float) -> TextStyle:
    least = (LEAST_SOURCE if name in SMALL_PRINT else LEAST_BODY) * share
    size = max(least, round(style.size * factor * 2) / 2)
    return replace(style, size=size, leading=round(size * style.leading / style.size, 2))


def sizes(template: Template, found: FoundLayout, look: SlideTheme) -> tuple[list[float], list[float]]:
    """Return the sizes to try, the designer's first: of titles, and of running text."""
    own = look.styles
    large = min(template.height / look.height, template.width / look.width * NARROW)
    title = min(_title_size(found), own["title"].size * 1.3 * max(large, 1))
    body = min(found.sizes["body"] or own["body"].size, own["body"].size * large)
    return down(title, LEAST_TITLE), down(max(body, LEAST_BODY), LEAST_BODY)


def proportion(template: Template, look: SlideTheme) -> float:
    """Return how large slides are against ours, 1 at most: what is as small on smaller ones is as large on a screen."""
    return min(1.0, template.height / look.height, template.width / look.width * NARROW)


def _title_size(found: FoundLayout) -> float:
    holder = next((each for each in found.holders if each.kind in ("title", "ctrTitle")), None)
    return (holder.look.size if holder else 0) or found.sizes["title"]


def down(start: float, least: float) -> list[float]:
    """Return sizes from `start` to `least`, in steps of a point and of larger ones above."""
    found, size = [], max(start, least)
    while size > least:
        found.append(size)
        size = min(size - 1, round(size * 0.92))
    return [*found, least]


def smaller(title: float, share: float) -> list[float]:
    """Return the sizes of titles below `title`, the least one last."""
    least = LEAST_TITLE * share
    return [size for size in (title * SMALLER, least) if least <= size < title]


def below(title: float, share: float, *, cover: bool) -> Iterator[tuple[float, float, int]]:
    """Yield sizes below the least ones, down to `share` of them: as large on a screen as the least on slides of our size."""
    bodies = down(LEAST_BODY, LEAST_BODY * share)[1:]
    if cover:
        yield from ((size, bodies[-1], 1) for size in down(max(title, LEAST_COVER), LEAST_COVER * share))
        return
    for size in down(title, LEAST_TITLE * share):
        yield from ((size, body, count) for count in (1, 2) for body in bodies)
