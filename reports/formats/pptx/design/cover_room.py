"""Where things stand on a designer's cover and on the slides that open a part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reports.formats.pptx.design.clearance import GAP, clear, obstacles
from reports.formats.pptx.design.layout_choice import title_of
from reports.formats.pptx.design.room import EDGE, LOW, Foot, Room
from reports.formats.pptx.design.template_model import FoundLayout, Holder, Template
from reports.theme.definition import Box, TextStyle

DOTS = 14.0
"""Height of the strip of dots, in points."""
NARROW = 220.0
"""Width in points below which date and version do not stand side by side."""
STEP = 4
"""Points by which they are moved down in search of a ground on which all of them can be read."""
PARTS = ("picture", "picture-label", "as-of", "version", "organisation")
"""What stands on our cover beside title and subtitle."""


def cover_room(
    template: Template,
    found: FoundLayout,
    styles: Mapping[str, TextStyle],
    named: Mapping[str, Holder],
    *,
    section: bool,
    readable: Callable[[Box], bool],
) -> Room | None:
    """Return the places of a cover, or of a slide that opens a part; None where the layout has no title or no room.

    `readable` says whether words can be read on all that a box stands on.
    """
    title = title_of(found)
    if title is None or title.inner is None:
        return None
    taken = obstacles(template, found)
    under = named.get("subtitle") or _under(found, title)
    box, below = title.inner, _subtitle(title.inner, under, styles)
    holders = {**named, "title": title, **({"subtitle": under} if under else {})}
    boxes = {"cover-title": box, "cover-subtitle": below}
    if section:
        foot = Foot.of(template, found, box, styles["footer"], taken)
        return Room({**boxes, **foot.boxes}, {**holders, **foot.holders}, foot.grown)
    stacks = list(_stacks(template, found, styles, [*taken, box, below], (box, below), named))
    stack = next((each for each in stacks if all(map(readable, each.values()))), stacks[0] if stacks else None)
    return Room({**boxes, **stack}, holders, frozenset()) if stack else None


def _under(found: FoundLayout, title: Holder) -> Holder | None:
    """Return the placeholder of the subtitle: of its kind, else the first text beside the title."""
    texts = [each for each in found.holders if each.kind in ("subTitle", "body") and each.box and each.look.upright]
    return min(texts, key=lambda each: each.kind != "subTitle", default=None)


def _subtitle(title: Box, under: Holder | None, styles: Mapping[str, TextStyle]) -> Box:
    need = 2 * styles["body"].leading
    if under is None or under.inner is None:
        return Box(title.x, title.y + title.h + GAP, title.w, need)
    inner = under.inner
    return (
        replace(inner, h=need)
        if inner.h > need and under.look.anchor == "t"
        else replace(inner, h=max(inner.h, need / 2))
    )


def _stacks(
    template: Template,
    found: FoundLayout,
    styles: Mapping[str, TextStyle],
    taken: Sequence[Box],
    head: tuple[Box, Box],
    named: Mapping[str, Holder],
) -> Iterator[dict[str, Box]]:
    """Yield where dots, date and version can stand, the best place first: one below the other in a room that holds them."""
    mapped = {name: each.inner for name in PARTS if (each := named.get(name)) and each.inner}
    if len(mapped) >= len(PARTS) - 1:
        meta = _around(mapped["as-of"], mapped["version"])
        own = {"cover-picture": mapped["picture"], "cover-picture-label": mapped["picture-label"], "cover-meta": meta}
        yield own | ({"cover-organisation": mapped["organisation"]} if "organisation" in mapped else {})
        return
    line = styles["subtitle"].leading
    left, right = min(each.x for each in head), max(each.x + each.w for each in head)
    low = [each.box.y for each in found.holders if each.kind in ("ftr", "sldNum") and each.box]
    floor = min([y for y in low if y > template.height * LOW], default=template.height) - GAP
    floor = min(floor, template.height * (1 - EDGE))
    for x, w in ((left, right - left), (template.width * EDGE, template.width * (1 - 2 * EDGE))):
        last = line if w >= NARROW * 1.6 else 2 * line
        need = DOTS + GAP / 2 + 2 * line + GAP / 2 + last
        bottom = max(each.y + each.h for each in head) + GAP
        places = (
            Box(x, bottom, w, floor - bottom),
            Box(x, template.height * EDGE, w, min(each.y for each in head) - GAP - template.height * EDGE),
        )
        for place in places:
            room = clear(place, taken) if place.h > 0 else place
            if room.h >= need and room.w >= NARROW:
                for y in _heights(room, need):
                    yield {
                        "cover-picture": Box(room.x, y, room.w, DOTS),
                        "cover-picture-label": Box(room.x, y + DOTS + GAP / 2, room.w, 2 * line),
                        "cover-meta": Box(room.x, y + need - last, room.w, last),
                        "cover-organisation": Box(room.x, y + need - last, room.w, line),
                    }


def _heights(room: Box, need: float) -> Iterator[float]:
    """Yield where something as tall as `need` can begin in a room: at its foot, below its top, and step by step between."""
    spare = room.h - need
    yield from (room.y + spare, room.y + min(2 * GAP, spare))
    yield from (room.y + at for at in range(0, int(spare), STEP))


def _around(one: Box, other: Box) -> Box:
    left, right = min(one.x, other.x), max(one.x + one.w, other.x + other.w)
    return Box(left, one.y, right - left, max(one.h, other.h))
