"""Where things stand on a designer's slide: in its placeholders, else in the room that layout and master leave free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.formats.pptx.design.layout_choice import exhibits, title_of
from reports.formats.pptx.design.template_model import FURNITURE, FoundLayout, Holder, Template
from reports.formats.pptx.design.template_reading import union
from reports.theme.definition import Box, TextStyle

GAP = 8.0
"""Least room between two things on a slide, in points."""
NEAR = 24.0
"""Points between a title and a line of text that belongs to it."""
GROUND = 0.5
"""Share of the slide from which a shape is a ground and no ornament."""
NUMBER = 44.0
"""Width of a slide number that the template has no place for."""
LEAST_NUMBER = 24.0
"""Points that the number of a slide needs."""
EDGE = 0.05
"""Least margin, in shares of the slide's width."""
LEAST_FOOTER = 160.0
"""Points that a footer needs, in which its title can be read."""
LOW = 0.6
"""Share of the height below which the footer stands."""


@dataclass(frozen=True, slots=True)
class Room:
    """The places on one layout."""

    boxes: Mapping[str, Box]
    """By the names that the theme gives its boxes."""
    holders: Mapping[str, Holder]
    """The placeholders that fill them, by the names of our slots."""
    grown: frozenset[str]
    """Slots whose box is another than the designer's, so that words begin at its top left."""


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


def content_room(
    template: Template,
    found: FoundLayout,
    styles: Mapping[str, TextStyle],
    named: Mapping[str, Holder],
    under_lines: int = 1,
) -> Room | None:
    """Return the places of a slide with an exhibit; None where the layout has no title or no room.

    Args:
        template: the file.
        found: the layout.
        styles: what its slots are set in.
        named: placeholders whose names are those of our slots.
        under_lines: lines that the subtitle takes.
    """
    title = title_of(found)
    if title is None or title.inner is None:
        return None
    taken = obstacles(template, found)
    big = [each for each in exhibits(found, template) if each not in named.values() or each.kind == "obj"]
    body = union(each.inner for each in big)
    foot = Foot.of(template, found, body or title.inner, styles["footer"], taken)
    under, edges = _under(found, title, big, named), _edges(template, found, title, taken)
    head, top, grown = _head(title, body, styles, under, edges, under_lines)
    full = Box(title.inner.x, top, title.inner.w, foot.top - top)
    content = body or clear(full, taken)
    content = Box(content.x, max(content.y, top), content.w, max(content.y + content.h - max(content.y, top), 0))
    boxes, content = _source(content, foot.top, styles["source"], taken, named.get("source"))
    if content.h < 4 * styles["body"].leading or content.w < template.width * 0.3:
        return None
    free = _mains([each for each in big if each not in named.values()])
    holders = {**head.holders, **foot.holders, **free, **named, "title": title}
    made = {**head.boxes, **foot.boxes, **boxes, "content": content}
    return Room(made, holders, frozenset({*grown, *foot.grown}))


def _mains(big: Sequence[Holder]) -> dict[str, Holder]:
    slots = ("main", "points") if len(big) == 2 else ("main",)
    return dict(zip(slots, big, strict=False))


# ── Above the exhibit ────────────────────────────────────────────────────────────────────────────


def _under(found: FoundLayout, title: Holder, big: Sequence[Holder], named: Mapping[str, Holder]) -> Holder | None:
    """Return the placeholder of the line that belongs to the title, above or below it."""
    box = title.box
    if "subtitle" in named or box is None:
        return named.get("subtitle")
    for each in found.holders:
        if each.kind in ("body", "subTitle") and each not in big and each.box and each.look.upright:
            below, above = each.box.y - box.y - box.h, box.y - each.box.y - each.box.h
            if each.box.w >= box.w / 2 and (-GAP <= below <= NEAR or -GAP <= above <= NEAR):
                return each
    return None


def _head(
    title: Holder,
    body: Box | None,
    styles: Mapping[str, TextStyle],
    under: Holder | None,
    edges: Sequence[Box],
    under_lines: int,
) -> tuple[Room, float, set[str]]:
    """Return title and subtitle, the top of what may stand below, and which boxes are no longer the designer's."""
    box = title.inner
    assert box is not None
    need, line = 2 * styles["title"].leading, under_lines * styles["subtitle"].leading
    grown: set[str] = set()
    beside = body is not None and (body.x >= box.x + box.w - GAP or body.x + body.w <= box.x + GAP)
    ceiling = body.y if body and not beside and body.y > box.y else box.y + box.h + 2 * GAP + line
    inner = under.inner if under else None
    if inner and inner.y > box.y:
        ceiling = min(ceiling, inner.y)
    elif not inner and ceiling - GAP / 2 - line - box.y >= styles["title"].leading:
        ceiling -= line + GAP / 2  # a line below the title takes its room from both
    tall = box.h
    if box.h < need:
        tall = max(box.h, min(need, ceiling - box.y - 2))
    elif box.y + box.h > ceiling:
        tall = max(need, ceiling - box.y - 2)
    if abs(tall - box.h) > 1:
        grown.add("title")
    box = replace(box, h=tall)
    below = inner or _past(Box(box.x, box.y + box.h + 2, box.w, line), edges)
    if inner is None or inner.h < line:
        up = max(line - below.h, 0) if below.y < box.y else 0.0
        below = replace(below, y=max(below.y - up, 2), h=max(line, below.h))
    holders = {"subtitle": under} if under else {}
    lowest = max(box.y + box.h, below.y + below.h) + GAP
    if beside and body:
        lowest = body.y
    return Room({"title": box, "subtitle": below}, holders, frozenset()), lowest, grown


def _edges(template: Template, found: FoundLayout, title: Holder, taken: Sequence[Box]) -> list[Box]:
    """Return what a line below the title must stand clear of: ornaments, and the band that the title stands on."""
    box = title.box
    bands = [each.box for each in found.ornaments
             if box and overlap(each.box, box) > 0 and not each.detailed and each.box.h < template.height * GROUND]  # fmt: skip
    return sorted([*taken, *bands], key=lambda each: each.y)


def _past(line: Box, edges: Sequence[Box]) -> Box:
    """Return `line` moved down past the edges that it would lie across."""
    for each in edges:
        if overlap(line, each) > 0:
            line = replace(line, y=each.y + each.h + 3)
    return line


# ── Below the exhibit ────────────────────────────────────────────────────────────────────────────


def _source(
    content: Box, floor: float, style: TextStyle, taken: Sequence[Box], named: Holder | None
) -> tuple[dict[str, Box], Box]:
    """Return where the lines of notes and sources stand, and the content that is left above them."""
    tall, bottom = 2 * style.leading, content.y + content.h
    if named and named.inner:
        line = named.inner
    else:
        low = Box(content.x, bottom, content.w, max(floor - bottom, 0))
        free = min([floor, *(each.y - GAP / 2 for each in taken if overlap(low, each) > 0)])
        line = Box(content.x, max(min(free, floor), min(bottom, floor)) - tall, content.w, tall)
    return {"source": line}, replace(content, h=max(min(bottom, line.y - GAP) - content.y, 0))


@dataclass(frozen=True, slots=True)
class Foot:
    """Footer and slide number."""

    boxes: Mapping[str, Box]
    holders: Mapping[str, Holder]
    grown: frozenset[str]
    top: float
    """Where what stands above must end."""

    @staticmethod
    def of(template: Template, found: FoundLayout, main: Box, style: TextStyle, taken: Sequence[Box]) -> Foot:
        """Return footer and number of a layout: its own, else in a strip at the bottom."""
        line = style.leading + 2
        text, number, date = (found.holder(kind) for kind in ("ftr", "sldNum", "dt"))
        low = [each.box for each in (text, number, date) if each and each.box and each.box.y > template.height * LOW]
        row = min((box.y for box in low), default=template.height - line - max(6.0, template.height * 0.02))
        numbered = any(each.numbered for each in found.ornaments)
        holders: dict[str, Holder] = {}
        grown: set[str] = set()
        boxes: dict[str, Box] = {}
        right = min(main.x + main.w, template.width * (1 - EDGE))
        if number and number.inner:
            holders["number"], boxes["slide-number"] = number, number.inner
            free = clear(_taller(number.inner, style.leading), taken)
            boxes["slide-number"] = replace(free, w=max(free.w, LEAST_NUMBER))
        if text and text.inner:
            holders["footer"] = text
            box, wider = _widened(text.inner, date, boxes.get("slide-number"))
            boxes["footer"] = clear(_taller(box, style.leading), taken)
            grown.update({"footer"} if wider else ())
        if "footer" not in boxes:
            strip = boxes.get("slide-number") or Box(0, row, 0, line)
            wide = _interval(Box(main.x, strip.y, right - main.x, max(strip.h, line)), [*taken, *boxes.values()])
            if wide.w < LEAST_FOOTER:  # beside a logo there is no room: above it
                row = min([row, *(each.y for each in taken if each.y > template.height * LOW)]) - line - 2
                wide = Box(main.x, row, right - main.x, line)
            keep = 0 if "slide-number" in boxes or numbered else NUMBER + GAP
            boxes["footer"], row = replace(wide, w=wide.w - keep), min(row, wide.y)
            if keep:
                boxes["slide-number"] = Box(wide.x + wide.w - NUMBER, wide.y, NUMBER, wide.h)
        elif "slide-number" not in boxes and not numbered:
            foot = boxes["footer"]
            room = Box(foot.x, foot.y, max(right, foot.x + foot.w) - foot.x, foot.h)
            boxes["slide-number"] = Box(room.x + room.w - NUMBER, foot.y, NUMBER, foot.h)
            boxes["footer"] = replace(foot, w=min(foot.w, room.w - NUMBER - GAP))
            grown.add("footer")
        tops = [box.y for box in boxes.values() if box.y > template.height * LOW]
        return Foot(boxes, holders, frozenset(grown), min([row, *tops]) - 2)


def _taller(box: Box, least: float) -> Box:
    """Return a box at least so tall, about the same middle."""
    more = max(least - box.h, 0)
    return replace(box, y=box.y - more / 2, h=box.h + more)


def _widened(box: Box, date: Holder | None, number: Box | None) -> tuple[Box, bool]:
    """Return a footer that takes the room of the date beside it, which no slide shows; whether it is wider now."""
    other = date.inner if date else None
    if other is None or abs(other.y - box.y) > max(box.h, other.h) / 2:
        return box, False
    left, right = min(box.x, other.x), max(box.x + box.w, other.x + other.w)
    made = Box(left, box.y, right - left, box.h)
    return (box, False) if number and overlap(made, number) > 0 else (made, True)


def _interval(strip: Box, taken: Iterable[Box]) -> Box:
    """Return the widest stretch of a strip that nothing stands on."""
    stretches = [(strip.x, strip.x + strip.w)]
    for each in taken:
        if each.y < strip.y + strip.h and each.y + each.h > strip.y:
            parts = [((a, min(b, each.x - GAP)), (max(a, each.x + each.w + GAP), b)) for a, b in stretches]
            stretches = [part for pair in parts for part in pair if part[1] > part[0]]
    left, right = max(stretches, key=lambda each: each[1] - each[0], default=(strip.x, strip.x))
    return replace(strip, x=left, w=right - left)
