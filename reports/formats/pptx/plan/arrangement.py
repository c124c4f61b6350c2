"""Where the exhibits of a slide stand: from the top down, the sentence panel and the source line from the bottom up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.charts.chart_kind import Native
from reports.charts.registry import KINDS
from reports.document import Columns, Document, Panel
from reports.errors import Problem
from reports.formats.pptx.plan.exhibits import Group, Textual, below, exhibit, groups, is_sentence, sentence
from reports.formats.pptx.plan.layouts import HEAD_GAP, PANEL_GAP, Slot, panel_box
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_citations import source_paragraphs
from reports.formats.pptx.plan.slide_draft import Draft, misplaced, text_shape
from reports.formats.pptx.plan.slide_model import ChartShape, Par, Shape, TextShape
from reports.formats.pptx.plan.slide_text import lines, paragraphs
from reports.theme.definition import Box, SlideTheme

SOURCE_LINES = 2
"""Lines that the source box holds; a third takes its room from the content, a fourth is an error."""
SENTENCE_LINES = 2
CHART_ROW = 66.0
"""Most height of a chart row, in points: few rows must not drift apart."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A group and the placeholder that it fills."""

    group: Group
    slot: Slot
    box: Box


def arrange(draft: Draft, document: Document, setting: Setting) -> list[Shape]:
    """Return the shapes below title and subtitle; adds to `draft.found` what has no place."""
    look = draft.layout.look
    foot = source_paragraphs(
        (draft.heading.inlines, draft.subtitle, draft.body), document, analysis=draft.layout.key == "decision"
    )
    source = source_text(draft, foot, setting)
    content = look.boxes["content"]
    floor = content.y + content.h - (look.boxes["source"].y - source[0].box.y if source else 0)
    body = groups(draft.body)
    panel: list[Shape] = []
    if body and is_sentence(body[-1]) and (slot := draft.layout.slot("panel")):
        panel = [_sentence(draft, body[-1], slot, floor, setting)]
        body, floor = body[:-1], panel[0].box.y - PANEL_GAP
    shapes: list[Shape] = []
    for placed in _placed(draft, body):
        shapes += _shapes(draft, placed, shapes, floor, setting)
    shapes.sort(key=lambda shape: (shape.box.y, shape.box.x))  # read as they are seen
    return [*shapes, *panel, *source]


def source_text(draft: Draft, pars: tuple[Par, ...], setting: Setting) -> list[Shape]:
    """Return the note and source lines, which grow upwards by one line at most."""
    if not pars:
        return []
    look = draft.layout.look
    box, style = look.boxes["source"], look.styles["source"]
    count = sum(len(lines(par, style, box.w, setting.font)) for par in pars)
    extra = style.leading if count > SOURCE_LINES else 0
    return [text_shape(draft, "source", pars, box=replace(box, y=box.y - extra, h=box.h + extra))]


def _sentence(draft: Draft, group: Group, slot: Slot, floor: float, setting: Setting) -> TextShape:
    panel, look = group.blocks[0], draft.layout.look
    assert isinstance(panel, Panel)
    par = sentence(panel)
    room = slot.box.w - slot.insets.left - slot.insets.right
    count = len(lines(par, look.styles[slot.style], room, setting.font))
    box = panel_box(look, min(count, SENTENCE_LINES))
    content = look.boxes["content"]
    up = content.y + content.h - floor
    return text_shape(draft, "panel", (par,), panel.where, replace(box, y=box.y - up))


# ── Which group fills which placeholder ──────────────────────────────────────────────────────────


def _placed(draft: Draft, body: tuple[Group, ...]) -> list[_Placed]:
    look = draft.layout.look
    free = [slot for slot in draft.layout.slots if slot.accepts and slot.name != "panel"]
    found: list[_Placed] = []
    for group in body:
        kind = type(group.blocks[0]) if group.blocks else None
        slot = next((slot for slot in free if kind in slot.accepts), None)
        if slot is None:
            draft.found.extend(misplaced(draft, group.blocks or (draft.heading,)))
            continue
        free.remove(slot)
        block = group.blocks[0]
        if isinstance(block, Columns):
            found += _columns(draft, block, slot, free.pop(0) if free else slot)
        else:
            found.append(_Placed(group, slot, slot.box))
    alone = len(found) == 1 and found[0].slot.name == "main"
    wide = alone and draft.layout.slot("points") is not None  # one column takes the room of both
    return [replace(found[0], box=replace(found[0].box, w=look.boxes["content"].w))] if wide else found


def _columns(draft: Draft, block: Columns, left: Slot, right: Slot) -> list[_Placed]:
    """Return the two columns side by side, as wide as their weights say."""
    if len(block.columns) != 2:
        where = block.where or draft.where
        draft.found.append(Problem(where, f"a slide has two columns, not {len(block.columns)}", "split the slide"))
        return []
    content = draft.layout.look.boxes["content"]
    gutter = right.box.x - left.box.x - left.box.w
    first = (content.w - gutter) * block.weights[0] / (sum(block.weights) or 1)
    boxes = (
        replace(left.box, w=first),
        replace(right.box, x=left.box.x + first + gutter, w=content.w - gutter - first),
    )
    found = []
    for column, slot, box in zip(block.columns, (left, right), boxes, strict=True):
        inside = groups(column)
        found += [_Placed(group, slot, box) for group in inside[:1] if group.blocks]
        for group in inside[1:]:
            draft.found.extend(misplaced(draft, group.blocks))
    return found


# ── Where it stands ──────────────────────────────────────────────────────────────────────────────


def _shapes(draft: Draft, placed: _Placed, above: list[Shape], floor: float, setting: Setting) -> list[Shape]:
    slot, group, look = placed.slot, _led(placed), draft.layout.look
    tiles = next((shape for shape in above if shape.slot == "tiles"), None)
    top = _top(slot, below(tiles) if tiles else None, look)
    box = replace(placed.box, y=top, h=floor - top)
    head, box = _group_head(draft, group, slot, box)
    shape = exhibit(group, slot, box, draft.layout, setting, draft.title)
    if isinstance(shape, ChartShape):
        native = KINDS[shape.spec.kind].native_of(shape.spec.points)
        if isinstance(native, Native):
            rows = len(shape.spec.points) + native.axis_rows
            shape = replace(shape, box=replace(box, h=min(box.h, rows * CHART_ROW + 2)))
    if tiles and below(shape) > floor + 0.01:  # what stands below the tiles may move up to them
        top = below(tiles) + PANEL_GAP
        shape = exhibit(group, slot, replace(box, y=top, h=floor - top), draft.layout, setting, draft.title)
    return [*head, shape]


def _top(slot: Slot, tiles_end: float | None, look: SlideTheme) -> float:
    if slot.name == "main" and tiles_end is not None:
        return max(slot.box.y, tiles_end + PANEL_GAP)
    return look.boxes["content"].y


def _led(placed: _Placed) -> Group:
    """Return the group with its heading as its first paragraph, where it is text."""
    group = placed.group
    if group.head and isinstance(group.blocks[0], Textual):
        return Group(None, (group.head, *group.blocks))
    return group


def _group_head(draft: Draft, group: Group, slot: Slot, box: Box) -> tuple[list[Shape], Box]:
    """Return the heading of a column as a shape of its own, and the box that is left below it."""
    if group.head is None:
        return [], box
    name = f"{slot.name}-head"
    if draft.layout.slot(name) is None:
        draft.found.extend(misplaced(draft, [group.head]))
        return [], box
    tall = draft.layout.look.styles["table-head"].leading
    head = text_shape(draft, name, paragraphs((group.head,)), group.head.where, replace(box, h=tall))
    return [head], replace(box, y=box.y + tall + HEAD_GAP, h=box.h - tall - HEAD_GAP)
