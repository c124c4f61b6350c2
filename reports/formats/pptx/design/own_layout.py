"""Our own layouts under a designer's master, of whose ornaments they show the title's band and what stands clear of all."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.pptx.design.backdrop import Shapes
from reports.formats.pptx.design.clearance import GAP, GROUND, corner_pictures, overlap
from reports.formats.pptx.design.layout_choice import COVER, SECTION, title_of
from reports.formats.pptx.design.layout_composition import painted
from reports.formats.pptx.design.room import Room
from reports.formats.pptx.design.template_model import FoundLayout, Ornament, Template
from reports.formats.pptx.design.template_reading import union
from reports.formats.pptx.plan.layouts import Layout, Slot, layouts
from reports.theme.definition import Box, SlideTheme

BEHIND = 1 / 3
"""Share of the place of a title from which what stands there is its ground."""
INSIDE = 4.0
"""Points between the words of a title and the edges of the band that they stand on."""
BELOW = 6.0
"""Points between a band and the subtitle."""


def title_band(template: Template, found: FoundLayout) -> tuple[Ornament, ...]:
    """Return what a designer's title stands on: a band of a colour or a picture of one, not the ground of the slide."""
    title = title_of(found)
    place = title.inner if title else None
    if place is None:
        return ()
    low = [each for each in found.ornaments if each.box.h < GROUND * template.height and not each.numbered]
    return tuple(each for each in low if overlap(each.box, place) >= BEHIND * place.w * place.h)


def bare(
    key: str,
    look: SlideTheme,
    template: Template,
    master: FoundLayout,
    source: str,
    under_lines: int = 1,
    band: tuple[Ornament, ...] = (),
) -> Layout:
    """Return our layout `key` at our own places, on the background of the master, its title on the designer's `band`."""
    own = look.boxes
    wide = max(box.x + box.w for box in own.values()) + min(box.x for box in own.values())
    across, down = template.width / wide, template.height / (own["footer"].y + own["footer"].h + 15)
    boxes = {name: Box(b.x * across, b.y * down, b.w * across, b.h * down) for name, b in own.items()}
    title, lines = boxes["title"], look.styles
    if key not in (COVER, SECTION):
        tall = max(title.h, 2 * lines["title"].leading)
        title = replace(title, h=tall)
        sub = Box(title.x, title.y + tall + 2, title.w, under_lines * lines["subtitle"].leading)
        if ground := union(each.box for each in band):
            title = _on_band(title, ground)
            sub = replace(sub, x=title.x, y=ground.y + ground.h + BELOW, w=sub.x + sub.w - title.x)
        foot = replace(boxes["footer"], h=max(boxes["footer"].h, lines["footer"].leading))
        foot = replace(foot, x=sub.x, w=foot.x + foot.w - sub.x)
        low = Box(sub.x, foot.y - 4 - 2 * lines["source"].leading, sub.w, 2 * lines["source"].leading)
        top = sub.y + sub.h + 10
        boxes |= {"title": title, "subtitle": sub, "footer": foot, "source": low,
                  "content": Box(sub.x, top, sub.w, low.y - 8 - top)}  # fmt: skip
        boxes |= _beside_logos(boxes["footer"], boxes["slide-number"], template, master)
    made = layouts(replace(look, boxes=boxes))[key]
    room = Room(boxes, {}, frozenset())
    shown = tuple((each.part, each.id) for each in band)
    found = painted(made, room, template, master, source, under_master=True, only=shown)
    if band:
        found = replace(found, slots=tuple(_centred(each) for each in found.slots))
    return replace(found, bare=True, kept=(*shown, *(each for each in _kept(found, master) if each not in shown)))


def _on_band(title: Box, band: Box) -> Box:
    """Return the place of a title within a band: at our left edge, or where the band begins right of it."""
    left = max(title.x, band.x + INSIDE if band.x > 0 else title.x)
    right = min(title.x + title.w, band.x + band.w - INSIDE)
    top = max(band.y, 0.0) + INSIDE
    return Box(left, top, right - left, max(band.y + band.h - INSIDE - top, 1.0))


def _centred(slot: Slot) -> Slot:
    return replace(slot, anchor="ctr") if slot.name == "title" else slot


def _beside_logos(footer: Box, number: Box, template: Template, master: FoundLayout) -> dict[str, Box]:
    """Return where footer and number stand beside the logos of a master, so that these can be shown."""
    for logo in corner_pictures(template, master):
        if logo.x > template.width / 2 and overlap(logo, number) > 0:
            number = replace(number, x=logo.x - GAP - number.w)
        elif logo.x <= template.width / 2 and overlap(logo, footer) > 0:
            start = logo.x + logo.w + GAP
            footer = replace(footer, x=start, w=footer.x + footer.w - start)
    return {"footer": footer, "slide-number": number}


def _kept(layout: Layout, master: FoundLayout) -> Shapes:
    """Return the parts and ids of what stands on the master clear of all on a layout: a logo in a corner, a strip."""
    places = [*(_worded(slot, layout) for slot in layout.slots), *([layout.plate] if layout.plate else [])]
    free = (each for each in master.ornaments if not any(overlap(_seen(each.box), place) > 0 for place in places))
    return tuple((each.part, each.id) for each in free if each.id and not each.numbered)


def _worded(slot: Slot, layout: Layout) -> Box:
    """Return where words stand in a slot: those of one line in the middle of it."""
    tall = layout.look.styles[slot.style].leading if slot.anchor == "ctr" and slot.name != "panel" else slot.box.h
    return replace(slot.box, y=slot.box.y + (slot.box.h - tall) / 2, h=tall)


def _seen(box: Box) -> Box:
    """Return the box of a shape, a line as one that has an area."""
    return replace(box, w=max(box.w, 1), h=max(box.h, 1))
