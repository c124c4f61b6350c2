"""Blocks → shapes: what stands in the content placeholders of a slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from reports.charts.registry import KINDS
from reports.document import (
    Block,
    Blocks,
    Cite,
    Columns,
    Contents,
    Definitions,
    Figure,
    Heading,
    Landscape,
    List,
    Notes,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Quote,
    SourceList,
    Strong,
    Table,
    Tiles,
    Words,
    plain,
)
from reports.document.table_words import tiles_words
from reports.errors import InternalError, Place
from reports.formats.pptx.plan.layouts import Layout, Slot
from reports.formats.pptx.plan.setting import Setting
from reports.formats.pptx.plan.slide_grids import definitions_grid, panel_grid, table_grid, tiles_grid
from reports.formats.pptx.plan.slide_model import (
    ChartShape,
    GridShape,
    ImageShape,
    Par,
    PictureShape,
    Run,
    Shape,
    TextShape,
)
from reports.formats.pptx.plan.slide_text import paragraphs, runs
from reports.pictures.print_size import printed_size
from reports.theme.definition import Box

Textual = Paragraph | List | Quote


@dataclass(frozen=True, slots=True)
class Group:
    """What fills one placeholder: one exhibit, or text blocks that follow one another; with a heading of its own."""

    head: Heading | None
    blocks: Blocks

    @property
    def where(self) -> Place | None:
        """Return where it stands in the template."""
        blocks = (self.head, *self.blocks) if self.head else self.blocks
        return next((block.where for block in blocks if block.where), None)


def groups(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Return `blocks` as groups, in their order."""
    found: list[Group] = []
    head: Heading | None = None
    for block in blocks:
        if heading := _heading(block):
            head = heading
        elif found and head is None and isinstance(block, Textual) and isinstance(found[-1].blocks[-1], Textual):
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
        else:
            found.append(Group(head, (block,)))
            head = None
    return (*found, Group(head, ())) if head else tuple(found)


def _heading(block: Block) -> Heading | None:
    """Return `block` as a heading: one as such, or a paragraph all in bold, source marks aside."""
    match block:
        case Heading():
            return block
        case Paragraph(inlines=(Strong(children), *rest), where=where):
            marks = all(isinstance(each, Cite) or plain((each,)).isspace() for each in rest)
            return Heading(2, (*children, *rest), "", where=where) if marks else None
        case _:
            return None


def is_sentence(group: Group) -> bool:
    """Return whether `group` is a box with one paragraph, which stands below the exhibit."""
    return (
        len(group.blocks) == 1
        and isinstance(panel := group.blocks[0], Panel)
        and len(panel.blocks) == 1
        and isinstance(panel.blocks[0], Paragraph)
    )


def sentence(panel: Panel) -> Par:
    """Return the one paragraph of a box, led by its title in bold."""
    said = paragraphs(panel.blocks)[0].runs
    colour = "focus" if panel.kind == "gap" else ""
    title = tuple(replace(run, bold=True, colour=run.colour or colour) for run in runs(panel.title))
    if not title:
        return Par(said)
    stop = " " if title[-1].text.endswith((":", ".", "?")) else ": "
    return Par((*title[:-1], replace(title[-1], text=title[-1].text + stop), *said))


def exhibit(  # noqa: C901  # one arm a kind of block
    group: Group, slot: Slot, box: Box, layout: Layout, setting: Setting, title: str
) -> Shape:
    """Return the shape that shows `group` in `slot`, within `box`; `title` of the slide serves as alt text."""
    block = group.blocks[0]
    match block:
        case Figure(spec=spec):
            kind = PictureShape if KINDS[spec.kind].is_strip else ChartShape
            return kind(slot.name, box, spec, spec.alternative or title, block.where)
        case Picture():
            return ImageShape(slot.name, _fitted(block, box), block.image, plain(block.alt), block.where)
        case Table():
            grid = table_grid(block, slot.name, box, setting, gaps=layout.key == "gaps")
            return replace(grid, alt=grid.alt or title)
        case Definitions():
            return definitions_grid(block, slot.name, box, setting)
        case Tiles():
            return tiles_grid(block, slot.name, box, setting, tiles_words(block, setting.words))
        case Panel():
            return _panel(block, slot, box, layout, setting, title)
        case Paragraph() | List() | Heading() | Quote():
            return TextShape(slot.name, _text(group.blocks, setting.words), box, group.where)
        case Columns() | Notes() | Contents() | SourceList() | PageBreak() | Landscape():
            raise InternalError(f"a {type(block).__name__} is placed elsewhere or refused, never shown in {slot.name}")
        case _:
            assert_never(block)


def _fitted(picture: Picture, box: Box) -> Box:
    """Return the box of a picture: as large as fits within `box`, in the middle of its width, its shape kept."""
    wide, tall = printed_size(picture, box.w, box.h)
    return Box(box.x + (box.w - wide) / 2, box.y, wide, tall)


def _panel(panel: Panel, slot: Slot, box: Box, layout: Layout, setting: Setting, title: str) -> Shape:
    inside = groups(panel.blocks)
    only = inside[0] if len(inside) == 1 else None
    if only and only.blocks and not isinstance(only.blocks[0], Textual):
        return exhibit(only, slot, box, layout, setting, title)
    return panel_grid(panel, slot.name, box, setting, title)


def _text(blocks: Blocks, words: Words) -> tuple[Par, ...]:
    pars: list[Par] = []
    for block in blocks:
        made = paragraphs((block,), "quote" if isinstance(block, Quote) else "")
        if isinstance(block, Quote) and not made[0].text.startswith(words["quote-open"]):
            said = (Run(words["quote-open"]), *made[0].runs, Run(words["quote-close"]))
            made = (replace(made[0], runs=said), *made[1:])
        pars += made
    return tuple(pars)


def below(shape: Shape) -> float:
    """Return where `shape` ends, in points from the top of the slide."""
    return shape.box.y + (shape.height if isinstance(shape, GridShape) else shape.box.h)
