"""Which layouts and masters of a template to try for one of ours, in the order of the room that they leave."""

from __future__ import annotations

from reports.formats.pptx.design.layout_choice import COVER, SECTION, Choice
from reports.formats.pptx.design.room import content_room
from reports.formats.pptx.design.template_model import FoundLayout, Template
from reports.formats.pptx.design.text_sizes import sized, sizes
from reports.theme.definition import SlideTheme

ROOMIER = 1.5
"""How many times the room another layout must have to be taken before the one that a template gives a slide."""


def candidates(key: str, choice: Choice | None, template: Template, look: SlideTheme) -> list[tuple[FoundLayout, bool]]:
    """Return the designer's layouts to try for ours, the best first, each with whether ours is made below it, as a master.

    A layout that the project names, or that has our name, comes first. Of others one with much more room comes before
    it, such as that of another master: the first master of many files is the one of covers.
    """
    if key in (COVER, SECTION):
        return ([(choice.found, False)] if choice else []) + [(each, True) for each in template.masters[:1]]
    masters = [(each, True) for each in masters_by_room(template, look)]
    if choice is None:
        return masters
    mine = (choice.found, False)
    if choice.certain:
        return [mine, *masters]
    kind = choice.found.kind
    others = [(each, False) for each in template.layouts if kind and each.kind == kind]
    best = max([mine, *others, *masters], key=lambda pair: room_of(pair[0], template, look))
    better = room_of(best[0], template, look) > ROOMIER * room_of(choice.found, template, look)
    return [*([best] if better else []), mine, *masters]


def masters_by_room(template: Template, look: SlideTheme) -> list[FoundLayout]:
    """Return the masters of a template, the one with the largest room for an exhibit first."""
    return sorted(template.masters, key=lambda each: -round(room_of(each, template, look), 1))


def room_of(found: FoundLayout, template: Template, look: SlideTheme) -> float:
    """Return the share of the slide that an exhibit gets in a layout, in the smallest sizes; 0 where it has none."""
    titles, bodies = sizes(template, found, look)
    room = content_room(template, found, sized(look, template, found, titles[-1], bodies[-1]).styles, {})
    if room is None:
        return 0.0
    area = room.boxes["content"]
    wide = min(area.x + area.w, template.width) - max(area.x, 0)
    tall = min(area.y + area.h, template.height) - max(area.y, 0)
    return max(wide, 0) * max(tall, 0) / (template.width * template.height)
