"""Our layouts at a designer's places: in its sizes, fonts and colours, each colour held against what it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.formats.pptx.design.backdrop import backdrop
from reports.formats.pptx.design.content_plate import colours_below, plate_for
from reports.formats.pptx.design.cover_room import cover_room
from reports.formats.pptx.design.layout_choice import COVER, SECTION
from reports.formats.pptx.design.room import Room, content_room
from reports.formats.pptx.design.template_model import Anchor, FoundLayout, Holder, Template
from reports.formats.pptx.plan.layouts import CONTENT, PANEL_MARGIN, Layout, Slot, layouts
from reports.ooxml.scheme_colours import RGB, contrast, rgb
from reports.ooxml.scheme_palette import LARGE, Palette, legible, palette, title_paint
from reports.theme.definition import Box, SlideTheme, TextStyle

LEAST_TITLE, LEAST_BODY, LEAST_SOURCE = 18.0, 12.0, 8.0
"""Points below which nothing on a slide of another's design is set."""
LEADING = 1.25
TITLE_LEADING = 1.15
OWN_BODY = 20.0
"""Size of running text in our own design, from which the others follow."""
NARROW = 1.35
"""How much narrower than ours slides may be, against their height, before text gets smaller: those of 4:3 are."""
SMALL_PRINT = frozenset({"source", "footer"})
FOLLOWED = frozenset({"title", "footer", "number"})
"""Slots in which the look of the designer's placeholder is kept."""
IN_THE_DESIGN = frozenset({"organisation"})
"""What a designer's cover has a logo for, unless it has a placeholder of this name."""


def sized(look: SlideTheme, template: Template, found: FoundLayout, title: float, body: float) -> SlideTheme:
    """Return the look with its text in a designer's sizes: titles at `title` points, running text at `body`."""
    factor = body / look.styles["body"].size
    styles = {name: _scaled(name, style, factor) for name, style in look.styles.items()}
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


def _scaled(name: str, style: TextStyle, factor: float) -> TextStyle:
    least = LEAST_SOURCE if name in SMALL_PRINT else LEAST_BODY
    size = max(least, round(style.size * factor * 2) / 2)
    return replace(style, size=size, leading=round(size * style.leading / style.size, 2))


def composed(
    key: str,
    look: SlideTheme,
    template: Template,
    found: FoundLayout,
    source: str,
    *,
    under_master: bool = False,
    under_lines: int = 1,
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
        room = content_room(template, found, look.styles, named, under_lines)
    if room is None:
        return None
    if panel := named.get("panel"):
        room = _below_panel(room, panel)
    made = layouts(replace(look, boxes={**look.boxes, **room.boxes}))[key]
    return _painted(made, room, template, found, source, under_master=under_master)


def bare(
    key: str, look: SlideTheme, template: Template, master: FoundLayout, source: str, under_lines: int = 1
) -> Layout:
    """Return our layout `key` at our own places, on the background of the master alone."""
    own = look.boxes
    wide = max(box.x + box.w for box in own.values()) + min(box.x for box in own.values())
    across, down = template.width / wide, template.height / (own["footer"].y + own["footer"].h + 15)
    boxes = {name: Box(b.x * across, b.y * down, b.w * across, b.h * down) for name, b in own.items()}
    title, lines = boxes["title"], look.styles
    if key not in (COVER, SECTION):
        tall = max(title.h, 2 * lines["title"].leading)
        sub = Box(title.x, title.y + tall + 2, title.w, under_lines * lines["subtitle"].leading)
        foot = replace(boxes["footer"], h=max(boxes["footer"].h, lines["footer"].leading))
        low = Box(title.x, foot.y - 4 - 2 * lines["source"].leading, title.w, 2 * lines["source"].leading)
        top = sub.y + sub.h + 10
        boxes |= {"title": replace(title, h=tall), "subtitle": sub, "footer": foot, "source": low,
                  "content": Box(title.x, top, title.w, low.y - 8 - top)}  # fmt: skip
    made = layouts(replace(look, boxes=boxes))[key]
    room = Room(boxes, {}, frozenset())
    return replace(_painted(made, room, template, master, source, under_master=True, alone=True), bare=True)


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


def _painted(
    made: Layout, room: Room, template: Template, found: FoundLayout, source: str, *, under_master: bool,
    alone: bool = False,
) -> Layout:  # fmt: skip
    ground = backdrop(template, found.part, alone)
    area = room.boxes.get("content") or room.boxes["cover-title"]
    main = palette(found.scheme, ground.colours(area))
    plate = plate_for(area, main, found.scheme, coloured=made.key not in (COVER, SECTION))
    main = plate.palette if plate else main
    taken: set[tuple[str, int]] = set()
    slots = []
    for slot in made.slots:
        holder = None if under_master else room.holders.get(slot.name)
        if slot.name in IN_THE_DESIGN and slot.name not in room.holders:
            continue
        if slot.name == "number" and "slide-number" not in room.boxes:
            continue  # the master counts by itself
        mark = (holder.kind, holder.index) if holder else ("", 0)
        holder = None if mark in taken else holder
        taken.add(mark)
        slots.append(
            _slot(slot, holder, room, colours_below(slot.box, ground, plate), found, under_master=under_master)
        )
    fonts = {"text": _font(found, "body", "minor"), "title": _font(found, "title", "major")}
    title = next((each for each in found.holders if each.kind in ("title", "ctrTitle")), None)
    return replace(
        made,
        slots=tuple(slots),
        ground="paper",
        part="" if under_master else found.part,
        master=found.master if under_master else "",
        paints=main.paints,
        plate=plate.box if plate else None,
        colours=main.colours,
        fonts=fonts,
        capitals=bool(title and title.look.capitals),
        spacing=title.look.spacing if title else 0.0,
        source=source,
    )


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
        made = _title(made, holder, found, colours)
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
        return "t"
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


def sizes(template: Template, found: FoundLayout, look: SlideTheme) -> tuple[list[float], list[float]]:
    """Return the sizes to try, the designer's first: of titles, and of running text."""
    own = look.styles
    large = min(template.height / look.height, template.width / look.width * NARROW)
    title = min(_title_size(found), own["title"].size * 1.3 * max(large, 1))
    body = min(found.sizes["body"] or own["body"].size, own["body"].size * large)
    return down(title, LEAST_TITLE), down(max(body, LEAST_BODY), LEAST_BODY)


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


def mapping_of(layout: Layout) -> Mapping[str, str]:
    """Return which placeholder each slot of a layout fills, for `try-design`."""
    return {slot.name: "" if slot.plain else f"{slot.kind} {slot.index}" for slot in layout.slots}
