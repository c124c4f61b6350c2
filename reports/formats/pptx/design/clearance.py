"""What stands where on a designer's slide, and what of a place is clear of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reports.formats.pptx.design.template_model import FURNITURE, FoundLayout, Template
from reports.theme.definition import Box

GAP = 8.0
"""Least room between two things on a slide, in points."""
GROUND = 0.5
"""Share of the slide from which a shape is a ground and no ornament."""
CORNER = 0.05
"""Share of the slide up to which a picture or a group is a logo."""
LEAST_LOGO = 15.0
"""Points below which it is a line or a dot."""


def overlap(one: Box, other: Box) -> float:
    """Return the area that two boxes share, in square points."""
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    tall = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return wide * tall if wide > 0 and tall > 0 else 0.0


def obstacles(template: Template, found: FoundLayout) -> list[Box]:
    """Return what nothing may cover: logos, words and lines of the layout; not the grounds that placeholders stand on."""
    area = template.width * template.height
    kept = []
    for each in found.ornaments:
        box = replace(each.box, w=max(each.box.w, 1), h=max(each.box.h, 1))
        over = (one.box for one in found.holders if one.box and not (each.detailed and one.kind in FURNITURE))
        shared = max((overlap(box, holder) for holder in over), default=0.0)
        covered = shared >= (0.5 if each.detailed else 0.25) * box.w * box.h
        ground = box.w * box.h >= GROUND * area or (not each.detailed and shared > 0)
        outside = box.x >= template.width or box.y >= template.height or box.x + box.w <= 0 or box.y + box.h <= 0
        if not (covered or ground or outside):
            kept.append(box)
    return kept


def corner_pictures(template: Template, found: FoundLayout) -> list[Box]:
    """Return logos that stand where the designer's place for content reaches below them: small, and no line."""
    area = template.width * template.height
    pictures = [each.box for each in found.ornaments if each.detailed and not each.numbered]
    return [box for box in pictures if box.w * box.h <= CORNER * area and min(box.w, box.h) >= LEAST_LOGO]


def clear(box: Box, taken: Iterable[Box]) -> Box:
    """Return the largest part of `box` that is clear of all that is `taken`, cut off along its sides."""
    for each in taken:
        if overlap(box, each) > 0:
            right, bottom = box.x + box.w, box.y + box.h
            cuts = (
                replace(box, w=max(each.x - GAP - box.x, 0)),
                replace(box, h=max(each.y - GAP - box.y, 0)),
                Box(each.x + each.w + GAP, box.y, max(right - each.x - each.w - GAP, 0), box.h),
                Box(box.x, each.y + each.h + GAP, box.w, max(bottom - each.y - each.h - GAP, 0)),
            )
            box = max(cuts, key=lambda cut: cut.w * cut.h)
    return box
