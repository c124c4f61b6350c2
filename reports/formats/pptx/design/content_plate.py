"""A plain ground for the exhibit, where a designer's own would let nothing be read on it, or leave no colour to tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reports.formats.pptx.design.backdrop import Backdrop
from reports.formats.pptx.design.clearance import GAP, overlap
from reports.formats.pptx.design.template_model import Template
from reports.ooxml.scheme_colours import RGB, Scheme, contrast, rgb
from reports.ooxml.scheme_palette import Palette, palette
from reports.theme.definition import Box

BEYOND = GAP / 2
"""Points that a plate reaches above and below what stands on it, so that it stays clear of the next thing."""
ASIDE = 10.0
"""Points that it reaches at its sides, so that words do not touch its edges."""


@dataclass(frozen=True, slots=True)
class Plate:
    """Where a plate stands, its colour, and the colours of what stands on it."""

    box: Box
    colour: RGB
    palette: Palette


def plate_for(area: Box, found: Palette, scheme: Scheme, *, coloured: bool) -> Plate | None:
    """Return the plate below `area`; None where what stands there can be read as it is.

    Args:
        area: of the exhibit.
        found: the colours that can be read on the designer's ground.
        scheme: of the template.
        coloured: whether the exhibit needs colours that can be told apart.
    """
    if found.legible and (found.coloured or not coloured):
        return None
    colour = scheme["bg1"] if not found.legible else _light_for(rgb(found.paints["ink"].shown), scheme)
    left = max(area.x - ASIDE, 0.0)
    box = Box(left, area.y - BEYOND, area.x + area.w + ASIDE - left, area.h + 2 * BEYOND)
    return Plate(box, colour, palette(scheme, (colour,)))


def band_of(plate: Box, boxes: Mapping[str, Box], template: Template, taken: Sequence[Box]) -> Box:
    """Return a plate that goes across the slide and down to below the sources: a card in the middle looks pasted on.

    Where something of the designer's stands beside it, the plate stays as wide as it is.

    Args:
        plate: below the exhibit.
        boxes: the places on the slide.
        template: the file.
        taken: what nothing may cover.
    """
    source, foot = boxes.get("source"), boxes.get("footer")
    bottom = plate.y + plate.h
    if source and source.y >= bottom - 2 * GAP:
        bottom = source.y + source.h + BEYOND
    if foot and foot.y > plate.y:
        bottom = min(bottom, foot.y)
    tall = replace(plate, h=max(bottom - plate.y, plate.h))
    wide = replace(tall, x=0.0, w=template.width)
    return tall if any(overlap(wide, each) > 0 for each in taken) else wide


def sheet_for(places: Sequence[Box], ground: Backdrop, scheme: Scheme) -> Plate | None:
    """Return one plate below all that stands on a slide; None where each thing can be read on the ground as it is.

    Args:
        places: of all that stands there.
        ground: what it would stand on.
        scheme: of the template.
    """
    if all(palette(scheme, ground.colours(each)).legible for each in places):
        return None
    left, top = min(each.x for each in places) - GAP, min(each.y for each in places) - BEYOND
    right, bottom = max(each.x + each.w for each in places) + GAP, max(each.y + each.h for each in places) + BEYOND
    return Plate(Box(left, top, right - left, bottom - top), scheme["bg1"], palette(scheme, (scheme["bg1"],)))


def _light_for(ink: RGB, scheme: Scheme) -> RGB:
    """Return the colour of the theme on which the words around the plate could stand too."""
    return max((scheme[name] for name in ("bg1", "tx1")), key=lambda each: contrast(ink, each))


def colours_below(box: Box, ground: Backdrop, plate: Plate | None) -> tuple[RGB, ...]:
    """Return the colours that stand below a box: of the plate where it lies on one."""
    return (plate.colour,) if plate and overlap(box, plate.box) > 0 else ground.colours(box)
