"""Our layouts at a designer's places: in its sizes, fonts and colours, each colour held against what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reports.formats.pptx.design.backdrop import Backdrop, Shapes, backdrop
from reports.formats.pptx.design.clearance import obstacles
from reports.formats.pptx.design.content_plate import Plate, band_of, colours_below, plate_for, sheet_for
from reports.formats.pptx.design.cover_room import cover_room
from reports.formats.pptx.design.layout_choice import COVER, SECTION, title_of
from reports.formats.pptx.design.room import Room, content_room
from reports.formats.pptx.design.template_model import Anchor, FoundLayout, Holder, Template
from reports.formats.pptx.plan.layouts import CONTENT, PANEL_MARGIN, Layout, Slot, layouts
from reports.ooxml.scheme_colours import RGB, contrast, rgb
from reports.ooxml.scheme_palette import LARGE, Palette, legible, palette, title_paint
from reports.theme.definition import SlideTheme

FOLLOWED = frozenset({"title", "footer", "number"})
"""Slots in which the look of the designer's placeholder is kept."""
IN_THE_DESIGN = frozenset({"organisation"})
"""What a designer's cover has a logo for, unless it has a placeholder of this name."""


def composed(
    key: str,
    look: SlideTheme,
    template: Template,
    found: FoundLayout,
    source: str,
    *,
    under_master: bool = False,
    under_lines: int = 1,
    title_lines: int = 1,
) -> Layout | None:
    """Return our layout `key` at the places of `found`; None where it has no room.

    Args:
        key: of our layout.
        look: in the sizes to set it in (`sized`).
        template: the file.
        found: its layout, or its master as if it were one.
        source: what messages call it.
        under_master: whether the layout is to be made under the master, each slot a placeholder of its own.
        under_lines: lines that the subtitle takes.
        title_lines: lines that the title must have room for, at the cost of what stands below it.
    """
    own = layouts(look)[key]
    named = _named(own, found.holders)
    if key in (COVER, SECTION):
        ground = backdrop(template, found.part)
        room = cover_room(
            template, found, look.styles, named, section=key == SECTION,
            readable=lambda box: palette(found.scheme, ground.colours(box)).legible,
        )  # fmt: skip
    else:
        room = content_room(template, found, look.styles, named, under_lines, title_lines)
    if room is None:
        return None
    if panel := named.get("panel"):
        room = _below_panel(room, panel)
    made = layouts(replace(look, boxes={**look.boxes, **room.boxes}))[key]
    return painted(made, room, template, found, source, under_master=under_master)


def _named(own: Layout, holders: Sequence[Holder]) -> dict[str, Holder]:
    """Return the placeholders that have the names of our slots, in a template made from our own."""
    found: dict[str, Holder] = {}
    for slot in own.slots:
        wanted = slot.name.replace("-", " ")
        for each in holders:
            if each.name.rstrip("0123456789 ") == wanted and each.box and slot.name != "title":
                found.setdefault(slot.name, each)
    return found


def _below_panel(room: Room, panel: Holder) -> Room:
    """Return the room with its content down to the end of the panel, which stands inside it."""
    content, inner = room.boxes.get("content"), panel.inner
    if content is None or inner is None:
        return room
    tall = max(content.h, inner.y + inner.h + PANEL_MARGIN - content.y)
    return replace(room, boxes={**room.boxes, "content": replace(content, h=tall)})


# ── Marks and colours ────────────────────────────────────────────────────────────────────────────


def painted(
    made: Layout, room: Room, template: Template, found: FoundLayout, source: str, *, under_master: bool,
    only: Shapes | None = None,
) -> Layout:  # fmt: skip
    """Return a layout with the marks of the placeholders that it fills, and in colours that can be read.

    Args:
        made: at its places.
        room: which placeholders those are of.
        template: the file.
        found: its layout or master.
        source: what messages call it.
        under_master: whether it is made under the master, each slot a placeholder of its own.
        only: the ornaments that it shows; all where None.
    """
    ground = backdrop(template, found.part, only)
    main, plate = _plated(made, room, template, found, ground, alone=only is not None)
    slots = tuple(_slots(made, room, found, ground, plate, under_master=under_master))
    fonts = {"text": _font(found, "body", "minor"), "title": _font(found, "title", "major")}
    title = next((each for each in found.holders if each.kind in ("title", "ctrTitle")), None)
    spacing = _spacing(title, made.look.styles["title-slide" if made.key == COVER else "title"].size)
    return replace(
        made,
        slots=tuple(
            replace(each, spacing=spacing) if each.name == "title" and each.followed else each for each in slots
        ),
        ground="paper",
        part="" if under_master else found.part,
        master=found.master if under_master else "",
        paints=main.paints,
        plate=plate.box if plate else None,
        colours=main.colours,
        fonts=fonts,
        capitals=bool(title and title.look.capitals),
        spacing=spacing,
        source=source,
    )


def _plated(
    made: Layout, room: Room, template: Template, found: FoundLayout, ground: Backdrop, *, alone: bool
) -> tuple[Palette, Plate | None]:
    """Return the colours of words, and the plate below them where they could not be read on the ground."""
    area = room.boxes.get("content") or room.boxes["cover-title"]
    main = palette(found.scheme, ground.colours(area))
    plate = plate_for(area, main, found.scheme, coloured=made.key not in (COVER, SECTION))
    if plate and made.key not in (COVER, SECTION):
        plate = replace(
            plate, box=band_of(plate.box, room.boxes, template, [] if alone else obstacles(template, found))
        )
    if alone and not (plate and main.legible):
        plate = sheet_for([slot.box for slot in made.slots], ground, found.scheme) or plate
    return (plate.palette if plate else main), plate


def _slots(
    made: Layout, room: Room, found: FoundLayout, ground: Backdrop, plate: Plate | None, *, under_master: bool
) -> Iterator[Slot]:
    """Yield the slots, each in the placeholder that fills it, which fills no other."""
    taken: set[tuple[str, int]] = set()
    for slot in made.slots:
        holder = None if under_master else room.holders.get(slot.name)
        if slot.name in IN_THE_DESIGN and slot.name not in room.holders:
            continue
        if slot.name == "number" and "slide-number" not in room.boxes:
            continue  # the master counts by itself
        mark = (holder.kind, holder.index) if holder else ("", 0)
        holder = None if mark in taken else holder
        taken.add(mark)
        colours = colours_below(slot.box, ground, plate)
        filled = _slot(slot, holder, room, colours, found, under_master=under_master)
        if slot.name == "subtitle" and holder is None and made.key not in (COVER, SECTION):
            heading = room.holders.get("title") or title_of(found)
            filled = replace(filled, align=heading.look.align if heading else slot.align)
        yield filled


def _spacing(title: Holder | None, size: float) -> float:
    """Return the points between the letters of a title of `size` points: as much smaller as they are than the designer's."""
    if title is None or not title.look.spacing:
        return 0.0
    return title.look.spacing * min(1.0, size / title.look.size if title.look.size else 1.0)


def _font(found: FoundLayout, kind: str, family: str) -> str:
    """Return the family that text is set in; a name that begins with '+' stands for one of the theme (20.1.4.1.16)."""
    holder = next(
        (each for each in found.holders if each.kind in (kind, "obj" if kind == "body" else "ctrTitle")), None
    )
    face = holder.look.font if holder and family == "major" else ""
    if face.startswith("+"):
        face = found.fonts["major" if face.startswith("+mj") else "minor"]
    return face or found.fonts[family]


def _slot(
    slot: Slot, holder: Holder | None, room: Room, colours: tuple[RGB, ...], found: FoundLayout, *, under_master: bool
) -> Slot:
    own = palette(found.scheme, colours)
    readable = own.legible or (slot.name == "title" and _reads_large(own, holder, colours))
    plate = not readable and slot.name not in CONTENT and not (holder and holder.filled)
    if plate:
        colours = (found.scheme["bg1"],)
        own = palette(found.scheme, colours)
    text = holder is not None and slot.name not in CONTENT
    fill = "panel" if slot.name == "panel" and holder is None else ""
    fill = fill or ("paper" if plate else "")
    made = replace(
        slot,
        colour=_role(slot),
        fill=fill,
        spelled=True,
        followed=(text and slot.name not in room.grown and slot.name in FOLLOWED) or (text and slot.name == "title"),
        plain=holder is None and not under_master,
        paints={} if slot.name in CONTENT else own.paints,
        anchor=_anchor(slot, holder if text else None, room),
        plain_letters=slot.name != "title" and _is_lettered(holder or (found.holder("body") if under_master else None)),
        align=holder.look.align if holder and slot.name == "subtitle" else slot.align,
    )
    if slot.name == "title":
        heir = holder or (title_of(found) if under_master and slot.style == "title" else None)
        edged = made.fill or (heir and heir.filled)
        made = replace(
            _title(made, heir, found, colours),
            followed=heir is not None,
            narrows="" if edged else heir.look.align if heir else "left",
        )
    elif made.followed and holder and holder.look.colour and legible(holder.look.colour, colours):
        made = replace(made, colour="")
    if holder:
        made = replace(made, kind=holder.kind, index=holder.index)  # type: ignore[arg-type]
        if holder.filled and text:
            made = replace(made, insets=holder.look.insets)
    return made


def _reads_large(own: Palette, holder: Holder | None, colours: Sequence[RGB]) -> bool:
    """Return whether large words can be read on `colours`, in the designer's own colour or in ours."""
    inks = [rgb(own.paints["ink"].shown), *([holder.look.colour] if holder and holder.look.colour else [])]
    return any(min(contrast(ink, each) for each in colours) >= LARGE for ink in inks)


def _is_lettered(holder: Holder | None) -> bool:
    return holder is not None and (holder.look.capitals or holder.look.spacing != 0)


def _anchor(slot: Slot, holder: Holder | None, room: Room) -> Anchor:
    if slot.name == "title" and slot.name in room.grown:
        below = room.boxes["subtitle"].y >= room.boxes["title"].y
        return "b" if below else "t"  # words of one line stay beside the subtitle
    if holder is None and slot.name in ("footer", "number"):
        return "ctr"  # at the edge of a band it would touch that of the slide
    return holder.look.anchor if holder else slot.anchor


def _role(slot: Slot) -> str:
    return "ink" if slot.name in ("title", "number") else "muted" if slot.colour else ""


def _title(
    slot: Slot, holder: Holder | None, found: FoundLayout, colours: Sequence[tuple[float, float, float]]
) -> Slot:
    """Return the title in the designer's own colour where it can be read."""
    own = holder.look.colour if holder else None
    paint = title_paint(found.scheme, colours, own)
    if holder is None or paint is not None:
        return slot
    return replace(slot, colour="")


def mapping_of(layout: Layout) -> Mapping[str, str]:
    """Return which placeholder each slot of a layout fills, for `try-design`."""
    return {slot.name: "" if slot.plain else f"{slot.kind} {slot.index}" for slot in layout.slots}
