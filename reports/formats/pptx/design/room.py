"""Where things stand on a designer's slide: in its placeholders, else in the room that layout and master leave free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.formats.pptx.design.clearance import GAP, clear, corner_pictures, obstacles, overlap
from reports.formats.pptx.design.layout_choice import exhibits, title_of
from reports.formats.pptx.design.slide_head import edges_of, head_of, line_of_title
from reports.formats.pptx.design.template_model import FoundLayout, Holder, Template
from reports.formats.pptx.design.template_reading import union
from reports.theme.definition import Box, TextStyle

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


def content_room(
    template: Template,
    found: FoundLayout,
    styles: Mapping[str, TextStyle],
    named: Mapping[str, Holder],
    under_lines: int = 1,
    title_lines: int = 1,
) -> Room | None:
    """Return the places of a slide with an exhibit; None where the layout has no title or no room.

    Args:
        template: the file.
        found: the layout.
        styles: what its slots are set in.
        named: placeholders whose names are those of our slots.
        under_lines: lines that the subtitle takes.
        title_lines: lines that the title must have room for, at the cost of what stands below it.
    """
    title = title_of(found)
    if title is None or title.inner is None:
        return None
    taken = obstacles(template, found)
    big = [each for each in exhibits(found, template) if each not in named.values() or each.kind == "obj"]
    body = union(each.inner for each in big)
    foot = Foot.of(template, found, body or title.inner, styles["footer"], taken)
    logos = corner_pictures(template, found)
    under, edges = line_of_title(found, title, big, named), edges_of(template, found, title, taken)
    head = head_of(title, body, styles, under, edges, (title_lines, under_lines), logos)
    content = body or clear(Box(title.inner.x, head.lowest, title.inner.w, foot.top - head.lowest), taken)
    top = max(content.y, head.lowest)
    content = Box(content.x, top, content.w, max(content.y + content.h - top, 0))
    boxes, content = _source(content, foot.top, styles["source"], taken, named.get("source"))
    if body:
        boxes, content = {name: clear(box, logos) for name, box in boxes.items()}, clear(content, logos)
    if content.h < 4 * styles["body"].leading or content.w < template.width * 0.3:
        return None
    free = _mains([each for each in big if each not in named.values()])
    holders = {**head.holders, **foot.holders, **free, **named, "title": title}
    made = {**head.boxes, **foot.boxes, **boxes, "content": content}
    return Room(made, holders, head.grown | foot.grown)


def _mains(big: Sequence[Holder]) -> dict[str, Holder]:
    slots = ("main", "points") if len(big) == 2 else ("main",)
    return dict(zip(slots, big, strict=False))


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
