"""Where title and subtitle of a slide stand above its exhibit, in a designer's layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reports.formats.pptx.design.clearance import GAP, GROUND, clear, overlap
from reports.formats.pptx.design.template_model import FoundLayout, Holder, Template
from reports.theme.definition import Box, TextStyle

NEAR = 24.0
"""Points between a title and a line of text that belongs to it."""


@dataclass(frozen=True, slots=True)
class Head:
    """Title and subtitle of a layout."""

    boxes: Mapping[str, Box]
    holders: Mapping[str, Holder]
    grown: frozenset[str]
    """Slots whose box is another than the designer's."""
    lowest: float
    """Where what stands below may begin."""


def line_of_title(
    found: FoundLayout, title: Holder, big: Sequence[Holder], named: Mapping[str, Holder]
) -> Holder | None:
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


def head_of(
    title: Holder,
    body: Box | None,
    styles: Mapping[str, TextStyle],
    under: Holder | None,
    edges: Sequence[Box],
    counts: tuple[int, int],
    logos: Sequence[Box] = (),
) -> Head:
    """Return where title and subtitle stand.

    Args:
        title: its placeholder.
        body: of the exhibit, where the layout has one.
        styles: what both are set in.
        under: the placeholder of the subtitle, where the layout has one.
        edges: what both must stand clear of.
        counts: lines that title and subtitle must have room for.
        logos: what may stand where the designer's place for the title reaches below it.
    """
    place = title.inner
    assert place is not None
    place = clear(place, logos)
    inner, line = under.inner if under else None, counts[1] * styles["subtitle"].leading
    beside = body is not None and (body.x >= place.x + place.w - GAP or body.x + body.w <= place.x + GAP)
    tall = _title_height(place, None if beside else body, inner, styles["title"].leading, line)
    if _is_clear(place, tall, wanted := counts[0] * styles["title"].leading, edges):
        tall = max(tall, wanted)
    box = replace(place, h=tall)
    below = _subtitle(box, inner, line, edges)
    lowest = max(box.y + box.h, below.y + below.h) + GAP
    grown = frozenset({"title"} if abs(tall - place.h) > 1 else ())
    holders = {"subtitle": under} if under else {}
    return Head({"title": box, "subtitle": below}, holders, grown, body.y if beside and body else lowest)


def _title_height(box: Box, body: Box | None, under: Box | None, leading: float, line: float) -> float:
    """Return how tall a title may be above its exhibit and a subtitle of height `line`."""
    need = 2 * leading
    ceiling = body.y if body and body.y > box.y else box.y + box.h + 2 * GAP + line
    if under and under.y > box.y:
        ceiling = min(ceiling, under.y)
    elif not under and ceiling - GAP / 2 - line - box.y >= leading:
        ceiling -= line + GAP / 2  # a line below the title takes its room from both
    if box.h < need:
        return max(box.h, min(need, ceiling - box.y - 2))
    return max(need, ceiling - box.y - 2) if box.y + box.h > ceiling else box.h


def _subtitle(title: Box, under: Box | None, line: float, edges: Sequence[Box]) -> Box:
    """Return where a subtitle of height `line` stands: in its own place `under`, else below the title."""
    if under and under.y > title.y:
        under = replace(under, y=max(under.y, title.y + title.h + 2))
    below = under or _past(Box(title.x, title.y + title.h + 2, title.w, line), edges)
    if under and under.h >= line:
        return below
    up = max(line - below.h, 0) if below.y < title.y else 0.0
    return replace(below, y=max(below.y - up, 2), h=max(line, below.h))


def _is_clear(box: Box, tall: float, wanted: float, edges: Sequence[Box]) -> bool:
    """Return whether a title may be as tall as `wanted`: beyond `tall` it meets nothing, nor the edge of what it stands on."""
    below = Box(box.x, box.y + tall, box.w, max(wanted - tall, 0))
    return all(overlap(each, below) == 0 or _holds(each, below) for each in edges)


def _holds(outer: Box, inner: Box) -> bool:
    return outer.y <= inner.y and outer.y + outer.h >= inner.y + inner.h


def edges_of(template: Template, found: FoundLayout, title: Holder, taken: Sequence[Box]) -> list[Box]:
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
