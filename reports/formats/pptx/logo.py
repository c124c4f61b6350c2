"""The logo of the organisation: above the rule of the master, and on the cover, on a light plate where it needs one."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from reports.document import Image
from reports.formats.pptx.drawing_xml import NAMESPACES, attribute, offset
from reports.ooxml.picture_xml import blip
from reports.theme.definition import Box, SlideTheme, Theme

FIRST_ID = 90
"""Of shapes on a master or layout, behind those that it has."""
MASTER_HEIGHT, MASTER_GAP = 16.0, 5.0
"""Points: of the logo above the rule of the master, and between both."""
COVER_HEIGHT, COVER_WIDTH, COVER_TOP, PLATE = 44.0, 220.0, 48.0, 8.0
"""Points: room for the logo on the cover, and how far its plate reaches beyond it."""
DARK = ("title", "section")
"""Layouts on dark ground."""

Place = Callable[[Image, float], tuple[str, str]]
"""Takes a picture and its width in points, and returns the relationships to its pixels and its drawing."""


def master_logo(theme: Theme, organisation: str, place: Place) -> list[etree._Element]:
    """Return the shapes on the master; none where the theme has no logo."""
    if theme.logo is None:
        return []
    rule = theme.slides.boxes["master-rule"]
    tall = min(MASTER_HEIGHT, max(rule.y - MASTER_GAP - 4, 6))
    wide = tall * theme.logo.width / theme.logo.height
    box = Box(rule.x + rule.w - wide, rule.y - MASTER_GAP - tall, wide, tall)
    return [_picture(FIRST_ID, box, organisation, place(theme.logo, wide))]


def cover_logo(theme: Theme, organisation: str, place: Place) -> list[etree._Element]:
    """Return the shapes on the cover; none where the theme has no logo."""
    logo = theme.logo_on_dark or theme.logo
    if logo is None:
        return []
    box = _on_cover(theme.slides, logo, 0 if theme.logo_on_dark else PLATE)
    made = [_picture(FIRST_ID + 1, box, organisation, place(logo, box.w))]
    return made if theme.logo_on_dark else [_plate(FIRST_ID, box, theme.colours.paper), *made]


def _on_cover(look: SlideTheme, logo: Image, plate: float) -> Box:
    tall = min(COVER_HEIGHT, COVER_WIDTH * logo.height / logo.width)
    return Box(look.boxes["cover-title"].x + plate, COVER_TOP + plate, tall * logo.width / logo.height, tall)


def _plate(id: int, box: Box, colour: str) -> etree._Element:
    around = Box(box.x - PLATE, box.y - PLATE, box.w + 2 * PLATE, box.h + 2 * PLATE)
    return etree.fromstring(
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{id}" name="Logo ground"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{offset(around)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr '
        f'val="{colour[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _picture(id: int, box: Box, organisation: str, relations: tuple[str, str]) -> etree._Element:
    return etree.fromstring(
        f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{id}" name="Logo" descr="{attribute(organisation)}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f"<p:blipFill>{blip(*relations)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{offset(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
